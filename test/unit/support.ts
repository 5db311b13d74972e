// What many unit tests share: the bundled schema, and documents from a text.
import fs from "node:fs";
import path from "node:path";
import { ConfigDocument } from "../../src/config/document";
import type { Finding } from "../../src/config/finding";
import { newestSchema } from "../../src/config/schemas";
import { quickFixes } from "../../src/features/codeActions";
import { diagnose } from "../../src/features/diagnostics";
import { english } from "../../src/features/translate";
import { applyEdits } from "../../src/json5/edits";
import { SchemaRoot } from "../../src/schema/compile";
import type { SchemaObject } from "../../src/schema/types";

export const projectRoot = path.join(__dirname, "..", "..");

export function readProject(...parts: string[]): string {
  return fs.readFileSync(path.join(projectRoot, ...parts), "utf8");
}

export const bundledSchema = JSON.parse(readProject("schemas", `openclaw-${newestSchema}.json`)) as SchemaObject;
const root = new SchemaRoot(bundledSchema);

export function config(text: string): ConfigDocument {
  return new ConfigDocument(text, root);
}

/** A text with one `|`, and where it stood. */
export function marked(text: string): { readonly text: string; readonly offset: number } {
  return { text: text.replace("|", ""), offset: text.indexOf("|") };
}

/** Each finding as `code at "text of its range"`. */
export function summaries(text: string): string[] {
  return diagnose(config(text)).map(
    ({ code, span }) => `${code} at ${JSON.stringify(text.slice(span.offset, span.offset + span.length))}`,
  );
}

export interface AppliedFix {
  readonly title: string;
  readonly result: string;
  readonly preferred: boolean;
}

/** All quick fixes of a text, each applied. */
export function fixesOf(text: string, findings?: readonly Finding[]): AppliedFix[] {
  const document = config(text);
  return quickFixes(document, findings ?? diagnose(document), 0, text.length, english).map(
    ({ title, edits, preferred }) => ({
      title,
      preferred,
      result: applyEdits(text, edits),
    }),
  );
}

export const exampleNames = ["lmstudio", "hybrid", "local"].flatMap((name) => [name, `${name}.flat`]);

export function example(name: string): string {
  return readProject("test", "fixtures", "examples", `${name}.json5`);
}
