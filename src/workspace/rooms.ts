// Loads the rooms below, each on its first use: opening an editor costs nothing of them.
import type * as Endpoints from "../endpoints/main";
import type * as Features from "../features/main";

let features: Promise<typeof Features> | undefined;
let endpoints: Promise<typeof Endpoints> | undefined;

/** What is known of configs. */
export function loadFeatures(): Promise<typeof Features> {
  features ??= import("../features/main");
  return features;
}

/** What is known of model servers. */
export function loadEndpoints(): Promise<typeof Endpoints> {
  endpoints ??= import("../endpoints/main");
  return endpoints;
}
