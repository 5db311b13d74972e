// The door to the language features, for editors and programs alike; loaded when the first config is opened.
export { ConfigDocument } from "../config/document";
export type { Finding, Severity, Span } from "../config/finding";
export { type Provider, providersOf } from "../config/providers";
export { loadSchema, newestSchema } from "../config/schemas";
export type { Edit } from "../json5/edits";
export type { SchemaRoot } from "../schema/compile";
export { type QuickFix, quickFixes } from "./codeActions";
export { diagnose } from "./diagnostics";
export {
  curlCommand,
  endpointOf,
  type HealthState,
  healthTexts,
  isShown,
  type ProviderHealth,
  type StatusView,
  statusView,
  type Waits,
} from "./health";
export { type Hover, hoverAt } from "./hover";
export { messageOf, messages } from "./messages";
export { type BlockSnippet, snippetsAt } from "./snippets";
export type { Translate } from "./translate";
