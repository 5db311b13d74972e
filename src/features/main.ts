// The door to all that is known of configs, for editors and programs alike; loaded when the first config is opened. What each function
// takes, gives and throws stands with it; here is where to look.

// What a config is made of, and how it is read: files through one door, within one budget (bytes), then one tree and what follows from it.
// `ConfigDocument` is one version of one config; offsets are in UTF-16 code units of the file that they are in. Nothing here throws on what a
// file holds; `SchemaArchive.load` does where the installation is broken.

export { adviceNames } from "../config/codes";
export { diskFiles } from "../config/diskFiles";
export { ConfigDocument, type ConfigFile } from "../config/document";
export { environmentFiles } from "../config/environment";
export type { Finding, Severity, Span } from "../config/finding";
export { includeRoots } from "../config/includes";
export { activeConfig, type Backup, backupsOf, openclawHome, profileOf } from "../config/location";
export { sourceOf } from "../config/merged";
export { loadProse, type Prose } from "../config/prose";
export { type Provider, providersOf } from "../config/providers";
export { FileMemory, maxConfigBytes, readReal, realPathOf } from "../config/readFile";
export { entriesOf } from "../config/readFolder";
export { SchemaArchive } from "../config/schemas";
export { inSlices } from "../config/steps";
export { dependenciesOf, surroundingsOf } from "../config/surroundings";
export { bundledVersions, type ConfigVersion, versionOf } from "../config/versions";
export { watchedFolders } from "../config/watched";
export type { Edit } from "../json5/edits";
export { format } from "../json5/format";
export { parse } from "../json5/parser";
export { find, get, nodeAt } from "../json5/tree";
export { SchemaRoot } from "../schema/compile";
export type { SchemaObject } from "../schema/types";

// The installed `openclaw`: `findProgram` looks for it, `OpenClaw` runs it (limits in ms; throws `ProgramError`), `withVerdict` sets our
// findings right by its own.

export { OpenClaw } from "../openclaw/cli";
export { findProgram, ProgramError } from "../openclaw/program";
export { type Verdict, verdictTexts, withVerdict } from "../openclaw/verdict";

// What is wrong with a config: `diagnose` and `adviseSteps` give findings as data, in one go or in steps; `messageOf` makes a finding's
// sentence, `quickFixes` edits of its fixes. `migrationSteps` plans the way to another release, `breaking` tells what would be refused there.

export { adviseSteps, diagnose, diagnoseSteps, limited } from "./findings/diagnostics";
export { liveFindings } from "./findings/liveFindings";
export { messageOf } from "./findings/messages";
export {
  finishMigration,
  type Leftover,
  type MigrationPlan,
  migrateTexts,
  migrationFixes,
  migrationSteps,
} from "./findings/migration";
export { adviceTexts, type QuickFix, quickFixes, touching } from "./findings/quickFixes";
export { messageTexts } from "./findings/sentences";
export { breaking, History, keyDifference, versionDetail, versionTexts, withHistory } from "./findings/versions";

// The servers of a config's providers: `endpointOf` and `mayAsk` decide who is asked and with what, the views put answers (latency in ms,
// windows in tokens) into words.

export {
  type Consent,
  endpointOf,
  heldBack,
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
  markBeyond,
  type ProviderHealth,
  type StatusView,
  statusView,
  type Waits,
} from "./servers/health";
export {
  consentDetail,
  contextToLoad,
  curlCommand,
  healthMenuTexts,
  isAskable,
  omittedVariables,
} from "./servers/healthMenu";
export { checkSetup, type SetupAnswers, type SetupReport, speaksOpenAi } from "./servers/setupCheck";
export { setupBody, setupPage, setupPageTexts, setupText } from "./servers/setupPage";

// At a UTF-16 offset of a file: what it means, and what can be typed there. Undefined or empty where there is nothing to say.

export { filesAt } from "./completion/fileNames";
export { type Completion, keysAt } from "./completion/keys";
export { factsOf } from "./completion/nameOffers";
export { type PlainBlock, plainBlocks, readable, snippetsAt } from "./completion/snippets";
export { valuesAt } from "./completion/values";
export { variableNamesAt } from "./completion/variableNames";
export { type Hover, hoverAt, sourceText } from "./hover/hover";

// Ways through a file and its includes, and what is drawn beside the text. `renameAt` gives a sentence where a rename is refused.

export { type Hint, hintsOf, lensesOf, type NameToken, nameTokensOf } from "./navigation/annotations";
export { highlightsAt, type Location, referencesAt } from "./navigation/findReferences";
export { foldsOf, selectionsAt } from "./navigation/folding";
export { definitionAt, includeLinks, type Place, targetLinks } from "./navigation/links";
export { type OutlineSymbol, outlineOf } from "./navigation/outline";
export { renameAt, renameableAt } from "./navigation/rename";

// Changes that people ask for by name: edits of the text, each keeping every byte outside of its range, or a sentence that says why not.

export { addModels, addModelTexts, type Offer, offeredModels } from "./editing/addModels";
export { blockTexts, withBlock } from "./editing/blocks";
export { extracted, includeTexts } from "./editing/includeFiles";
export { type Refactoring, refactoringsAt } from "./editing/refactorings";
export { spellingTexts, toJson, toJson5 } from "./editing/spelling";

// Words: the doors that foreign texts go through, and what commands ask and tell.

export { commandTexts } from "./text/commandTexts";
export type { Markdown } from "./text/markdown";
export { codeBlock } from "./text/markdown";
export { nothingToLoad } from "./text/serverKinds";
export type { Translate } from "./text/translate";
