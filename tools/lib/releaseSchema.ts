// schemas/openclaw-<version>.json: the structure of the config schema that a release of OpenClaw prints, repaired; and schemas/index.json, the
// list of those that are there.
import fs from "node:fs";
import path from "node:path";
import { compareVersions } from "../../src/config/versions";
import { repair } from "../../src/schema/repair";
import type { SchemaObject } from "../../src/schema/types";
import { type GeneratedFile, root, textOf } from "./generated";
import { printedSchema } from "./printedSchema";
import type { Shipped } from "./shipped";

/** Keywords that carry structure; all others (titles, descriptions, notes) are left out. */
const structural = new Set([
  ..."type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format".split(
    " ",
  ),
  ..."items prefixItems additionalItems unevaluatedItems contains minContains maxContains maxItems minItems uniqueItems".split(
    " ",
  ),
  ..."maxProperties minProperties required properties patternProperties additionalProperties unevaluatedProperties".split(
    " ",
  ),
  ..."propertyNames dependencies dependentRequired dependentSchemas if then else allOf anyOf oneOf not".split(" "),
  ..."$ref $defs definitions $id $anchor default".split(" "),
]);
const maps = new Set(["properties", "patternProperties", "$defs", "definitions", "dependencies", "dependentSchemas"]);
const data = new Set(["default", "const", "enum", "required", "type", "dependentRequired"]);

/** What a schema demands, without its words. */
function structure(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(structure);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!structural.has(keyword)) continue;
    if (data.has(keyword)) kept[keyword] = value;
    else if (maps.has(keyword))
      kept[keyword] = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, structure(part)]));
    else kept[keyword] = structure(value);
  }
  return kept;
}

const folder = path.join(root, "schemas");

/** The file of a release's schema, and the schema itself. */
export async function schemaFile(
  shipped: Shipped,
): Promise<{ readonly made: GeneratedFile; readonly schema: SchemaObject }> {
  const printed = (await printedSchema(shipped.folder)) as Parameters<typeof repair>[0];
  const schema = structure(repair(printed)) as SchemaObject;
  // One line a section, so that a new release reads as a diff.
  const { properties = {}, ...rest } = schema;
  const sections = Object.entries(properties).map(([name, part]) => `${JSON.stringify(name)}:${JSON.stringify(part)}`);
  const text = `${JSON.stringify(rest).slice(0, -1)},"properties":{\n${sections.join(",\n")}\n}}\n`;
  return { made: { file: schemaPath(shipped.version), text }, schema };
}

/** The schema of a bundled release, as it is in the tree. */
export function committedSchema(version: string): SchemaObject {
  const text = textOf(schemaPath(version));
  if (text === undefined)
    throw new Error(`There is no ${schemaPath(version)}: npm run schemas -- ${version} writes it.`);
  return JSON.parse(text) as SchemaObject;
}

/** The releases whose schemas are in the tree, oldest first. */
export function committedVersions(): readonly string[] {
  return fs
    .readdirSync(folder)
    .flatMap((name) => /^openclaw-(.+)\.json$/.exec(name)?.[1] ?? [])
    .sort(compareVersions);
}

/** schemas/index.json. */
export function indexFile(versions: readonly string[]): GeneratedFile {
  return { file: "schemas/index.json", text: `${JSON.stringify({ versions }, null, 2)}\n` };
}

/** Where the schema of a release stands, from the root. */
export function schemaPath(version: string): string {
  return `schemas/openclaw-${version}.json`;
}
