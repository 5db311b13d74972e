// The door to the language features, for editors and programs alike; loaded when the first config is opened.
export { adviceNames } from "../config/codes";
export { diskFiles } from "../config/diskFiles";
export { ConfigDocument, type ConfigFile } from "../config/document";
export { environmentFiles } from "../config/environment";
export type { Finding, Severity, Span } from "../config/finding";
export { includeRoots } from "../config/includes";
export { activeConfig, type Backup, backupsOf, openclawHome, profileOf } from "../config/location";
export { type Source, sourceOf } from "../config/merged";
export { handedOn, programEnvironment } from "../config/programVariables";
export { loadProse, type Prose } from "../config/prose";
export { hostKind, type Provider, providersOf } from "../config/providers";
export { FileMemory, maxConfigBytes, readReal, realPathOf } from "../config/readFile";
export { copyOf } from "../config/resolve";
export { SchemaArchive } from "../config/schemas";
export { inSlices, type Steps } from "../config/steps";
export { dependenciesOf, surroundingsOf } from "../config/surroundings";
export { bundledVersions, type ConfigVersion, compareVersions, versionOf } from "../config/versions";
export { watchedFolders } from "../config/watched";
export type { Edit } from "../json5/edits";
export { type FormatOptions, format } from "../json5/format";
export { parse } from "../json5/parser";
export { find, get, nodeAt } from "../json5/tree";
export { OpenClaw } from "../openclaw/cli";
export { findProgram, ProgramError } from "../openclaw/program";
export { parseVerdict, type Verdict, verdictTexts, withVerdict } from "../openclaw/verdict";
export { SchemaRoot } from "../schema/compile";
export { repair } from "../schema/repair";
export type { SchemaObject } from "../schema/types";
export { addModels, addModelTexts, type Offer, offeredModels } from "./addModels";
export { type Hint, hintsOf, type Lens, lensesOf, type NameToken, nameTokensOf } from "./annotations";
export { blockTexts, withBlock } from "./blocks";
export { adviceTexts, type QuickFix, quickFixes, touching } from "./codeActions";
export { commandTexts } from "./commandTexts";
export { type Completion, completionTexts, type KeyCompletion, keysAt } from "./completion";
export { advise, adviseSteps, diagnose, diagnoseSteps, limited } from "./diagnostics";
export {
  type Consent,
  endpointOf,
  heldBack,
  isShown,
  mayAsk,
  type ServerEndpoint,
  shownProviders,
} from "./endpoints";
export {
  detailText,
  type HealthState,
  healthLine,
  healthTexts,
  holdText,
  idleView,
  type ProviderHealth,
  type StatusView,
  statusView,
  type Waits,
} from "./health";
export { consentDetail, contextToLoad, curlCommand, healthMenuTexts, omittedVariables } from "./healthMenu";
export { type Hover, hoverAt, sourceText } from "./hover";
export { extracted, includeTexts } from "./includes";
export { definitionAt, includeLinks, type Place, targetLinks } from "./links";
export { liveFindings } from "./liveFindings";
export type { Markdown } from "./markdown";
export { codeBlock } from "./markdown";
export { messageOf } from "./messages";
export {
  finishMigration,
  type Leftover,
  type Migration,
  type MigrationPlan,
  migrateTexts,
  migrationFixes,
  migrationSteps,
} from "./migrate";
export { factsOf } from "./names";
export { type OutlineSymbol, outlineOf } from "./outline";
export { type FileHost, filesAt } from "./paths";
export { type Refactoring, refactoringsAt } from "./refactorings";
export { highlightsAt, type Location, referencesAt } from "./references";
export { renameAt, renameableAt } from "./rename";
export { messageTexts } from "./sentences";
export { nothingToLoad } from "./serverKinds";
export { type Asked, checkSetup, type SetupReport, speaksOpenAi } from "./setupCheck";
export { setupBody, setupPage, setupPageTexts, setupText } from "./setupPage";
export { type BlockSnippet, type PlainBlock, plainBlocks, readable, snippetsAt } from "./snippets";
export { spellingTexts, toJson, toJson5 } from "./spelling";
export { foldsOf, selectionsAt } from "./structure";
export type { Translate } from "./translate";
export { valuesAt } from "./values";
export { type VariableName, variableNamesAt } from "./variables";
export { breaking, History, keyDifference, versionDetail, versionTexts, withHistory } from "./versions";
