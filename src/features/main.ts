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
export { type FileHost, filesAt } from "./completion/fileNames";
export { type Completion, completionTexts, type KeyCompletion, keysAt } from "./completion/keys";
export { factsOf } from "./completion/nameOffers";
export { type BlockSnippet, type PlainBlock, plainBlocks, readable, snippetsAt } from "./completion/snippets";
export { valuesAt } from "./completion/values";
export { type VariableName, variableNamesAt } from "./completion/variableNames";
export { addModels, addModelTexts, type Offer, offeredModels } from "./editing/addModels";
export { blockTexts, withBlock } from "./editing/blocks";
export { extracted, includeTexts } from "./editing/includeFiles";
export { type Refactoring, refactoringsAt } from "./editing/refactorings";
export { spellingTexts, toJson, toJson5 } from "./editing/spelling";
export { advise, adviseSteps, diagnose, diagnoseSteps, limited } from "./findings/diagnostics";
export { liveFindings } from "./findings/liveFindings";
export { messageOf } from "./findings/messages";
export {
  finishMigration,
  type Leftover,
  type Migration,
  type MigrationPlan,
  migrateTexts,
  migrationFixes,
  migrationSteps,
} from "./findings/migration";
export { adviceTexts, type QuickFix, quickFixes, touching } from "./findings/quickFixes";
export { messageTexts } from "./findings/sentences";
export { breaking, History, keyDifference, versionDetail, versionTexts, withHistory } from "./findings/versions";
export { type Hover, hoverAt, sourceText } from "./hover/hover";
export { type Hint, hintsOf, type Lens, lensesOf, type NameToken, nameTokensOf } from "./navigation/annotations";
export { highlightsAt, type Location, referencesAt } from "./navigation/findReferences";
export { foldsOf, selectionsAt } from "./navigation/folding";
export { definitionAt, includeLinks, type Place, targetLinks } from "./navigation/links";
export { type OutlineSymbol, outlineOf } from "./navigation/outline";
export { renameAt, renameableAt } from "./navigation/rename";
export {
  type Consent,
  endpointOf,
  heldBack,
  isShown,
  mayAsk,
  type ServerEndpoint,
  shownProviders,
} from "./servers/endpoints";
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
} from "./servers/health";
export { consentDetail, contextToLoad, curlCommand, healthMenuTexts, omittedVariables } from "./servers/healthMenu";
export { checkSetup, type SetupAnswers, type SetupReport, speaksOpenAi } from "./servers/setupCheck";
export { setupBody, setupPage, setupPageTexts, setupText } from "./servers/setupPage";
export { commandTexts } from "./text/commandTexts";
export type { Markdown } from "./text/markdown";
export { codeBlock } from "./text/markdown";
export { nothingToLoad } from "./text/serverKinds";
export type { Translate } from "./text/translate";
