// The door to the model servers; loaded when the first local endpoint is found.
export { type Health, Monitor } from "./monitor";
export { Prober, probeLimits } from "./probe";
export type { Description, Past, ProbeResult, ServedModel, ServerKind } from "./types";
