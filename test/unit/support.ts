// What many unit tests share: the bundled schema, and documents from a text.
import fs from "node:fs";
import path from "node:path";
import { ConfigDocument, type ConfigOptions } from "../../src/config/document";
import type { Finding } from "../../src/config/finding";
import type { ReadFailure } from "../../src/config/includes";
import type { Surroundings } from "../../src/config/resolve";
import { Values } from "../../src/config/variables";
import { bundledVersions } from "../../src/config/versions";
import { diagnose } from "../../src/features/findings/diagnostics";
import { quickFixes } from "../../src/features/findings/quickFixes";
import type { Markdown } from "../../src/features/text/markdown";
import { english } from "../../src/features/text/translate";
import { applyEdits } from "../../src/json5/edits";
import { parse } from "../../src/json5/parser";
import { SchemaRoot } from "../../src/schema/compile";
import type { SchemaObject } from "../../src/schema/types";

export const projectRoot = path.join(__dirname, "..", "..");

export function readProject(...parts: string[]): string {
  return fs.readFileSync(path.join(projectRoot, ...parts), "utf8");
}

export const bundledSchema = JSON.parse(
  readProject("schemas", `openclaw-${bundledVersions.at(-1)}.json`),
) as SchemaObject;
/** The schemas of all bundled releases. */
export const releases: ReadonlyMap<string, SchemaRoot> = new Map(
  bundledVersions.map((version) => [
    version,
    new SchemaRoot(JSON.parse(readProject("schemas", `openclaw-${version}.json`)) as SchemaObject),
  ]),
);
const root = new SchemaRoot(bundledSchema);

export function config(
  text: ConstructorParameters<typeof ConfigDocument>[0],
  options: ConfigOptions = {},
): ConfigDocument {
  return new ConfigDocument(text, root, options);
}

/** Where configs of tests stand. */
export const configPath = path.resolve("/config/openclaw.json");

/** Files beside the config, by relative path, and variables. */
export function surroundings(
  files: Readonly<Record<string, string | ReadFailure>>,
  environment: Readonly<Record<string, string>> = {},
): Surroundings {
  const folder = path.dirname(configPath);
  const failures: readonly string[] = ["missing", "unreadable", "unsafe", "outside"] satisfies ReadFailure[];
  return {
    roots: [folder],
    files: new Map(
      Object.entries(files).map(([name, text]) => {
        const file = path.join(folder, name);
        return [file, failures.includes(text) ? (text as ReadFailure) : { path: file, json5: parse(text) }] as const;
      }),
    ),
    variables: [{ kind: "process", values: new Values(Object.entries(environment)) }],
    commands: new Map(),
    pluginsUnseen: false,
  };
}

/** A config with files beside it. */
export function including(
  text: string,
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): ConfigDocument {
  return config(text, { path: configPath, surroundings: surroundings(files, environment) });
}

/** Each finding as `code at "text of its range"`, with the name of the file if it is an included one. */
export function summariesOf(document: ConfigDocument): string[] {
  return diagnose(document).map(({ code, span, source }) => {
    const { text } = (source ?? document.source).json5;
    const place = source?.path === undefined ? "" : ` in ${path.relative(path.dirname(configPath), source.path)}`;
    return `${code} at ${JSON.stringify(text.slice(span.offset, span.offset + span.length))}${place}`;
  });
}

/** Markdown as it was meant: what was made harmless of foreign text reads as it did. */
export function wordsOf(markdown: Markdown | undefined): string {
  return (markdown?.source ?? "").replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** What a snippet's body leaves in the text when its tab stops are left as they are. */
export function expanded(body: string): string {
  return body
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)[^|]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "")
    .replace(/\\([\\$}])/g, "$1");
}

/** A text with one `|`, and where it stood. */
export function marked(text: string): { readonly text: string; readonly offset: number } {
  return { text: text.replace("|", ""), offset: text.indexOf("|") };
}

/** Each finding as `code at "text of its range"`. */
export function summaries(text: string): string[] {
  return summariesOf(config(text));
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
