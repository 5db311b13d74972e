// Writes schemas/openclaw-<version>.json for the releases that are named, by default the pinned one: the structure of the config schema
// that OpenClaw prints, repaired. And schemas/index.json, the list of all that are there.
import fs from "node:fs";
import path from "node:path";
import { compareVersions } from "../src/config/versions";
import { repair } from "../src/schema/repair";
import { openclaw } from "./lib/cache.mjs";
import { printedSchema } from "./lib/prose.mjs";

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

const folder = path.join(import.meta.dirname, "..", "schemas");

async function write(wanted: string | undefined): Promise<void> {
  const installed = await openclaw(wanted);
  const { version } = JSON.parse(fs.readFileSync(path.join(installed, "package.json"), "utf8")) as { version: string };
  const target = path.join(folder, `openclaw-${version}.json`);
  const schema = structure(repair(await printedSchema(installed))) as { properties: Record<string, unknown> };
  // One line a section, so that a new release reads as a diff.
  const { properties, ...rest } = schema;
  const sections = Object.entries(properties).map(([name, part]) => `${JSON.stringify(name)}:${JSON.stringify(part)}`);
  fs.writeFileSync(target, `${JSON.stringify(rest).slice(0, -1)},"properties":{\n${sections.join(",\n")}\n}}\n`);
  process.stdout.write(`${path.relative(process.cwd(), target)}: ${fs.statSync(target).size} bytes\n`);
}

const wanted = process.argv.slice(2);
for (const version of wanted.length > 0 ? wanted : [undefined]) await write(version);
const versions = fs
  .readdirSync(folder)
  .flatMap((name) => /^openclaw-(.+)\.json$/.exec(name)?.[1] ?? [])
  .sort(compareVersions);
fs.writeFileSync(path.join(folder, "index.json"), `${JSON.stringify({ versions }, null, 2)}\n`);
