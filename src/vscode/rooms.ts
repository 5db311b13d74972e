// Loads the rooms behind the editor's adapters, each on its first use: opening VS Code costs nothing of them.
import type * as Endpoints from "../endpoints/main";
import type * as Features from "../features/main";
import type * as OpenClaw from "./openclaw";

let openclaw: Promise<typeof OpenClaw> | undefined;
let features: Promise<typeof Features> | undefined;
let endpoints: Promise<typeof Endpoints> | undefined;

export function loadFeatures(): Promise<typeof Features> {
  features ??= import("../features/main");
  return features;
}

export function loadEndpoints(): Promise<typeof Endpoints> {
  endpoints ??= import("../endpoints/main");
  return endpoints;
}

export function loadOpenClaw(): Promise<typeof OpenClaw> {
  openclaw ??= import("./openclaw");
  return openclaw;
}
