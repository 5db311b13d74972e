// The door to the model servers; loaded when the first local endpoint is found.
export { type Health, Monitor, systemClock } from "./monitor";
export { NetworkWatch } from "./network";
export { Prober, probeLimits } from "./probe";
export type { Target } from "./target";
export { answerOnce, hasResponses, listsOpenly, loadModel, taskLimits } from "./tasks";
export type { Description, Past, ProbeResult, Send, ServedModel, ServerKind, TaskResult } from "./types";
