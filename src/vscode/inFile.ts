// Hands a document's part of a config to a feature.
import type * as vscode from "vscode";
import type * as Features from "../features/main";
import type { ConfigFile } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import type { Configs } from "./configs";
import { guarded } from "./guard";

/**
 * Runs a feature on a document that is part of a config; of others there is nothing to say.
 *
 * @param feature what the log calls it
 */
export async function inFile<T>(
  configs: Configs,
  document: vscode.TextDocument,
  feature: string,
  run: (file: ConfigFile, features: typeof Features) => T | Promise<T>,
): Promise<T | undefined> {
  return guarded(feature, async () => {
    const file = await configs.fileOf(document);
    return file && run(file, await loadFeatures());
  });
}
