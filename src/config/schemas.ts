// The config schemas that come with the extension: one file a release line of OpenClaw.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SchemaRoot } from "../schema/compile";
import type { SchemaObject } from "../schema/types";

/** The newest release whose schema is bundled. */
export const newestSchema = "2026.9.6";

/**
 * Reads a bundled schema.
 *
 * @param folder where the `openclaw-<version>.json` files lie
 * @throws when the file is missing or damaged: the installation is
 */
export async function loadSchema(folder: string, version: string): Promise<SchemaRoot> {
  const text = await readFile(path.join(folder, `openclaw-${version}.json`), "utf8");
  return new SchemaRoot(JSON.parse(text) as SchemaObject);
}
