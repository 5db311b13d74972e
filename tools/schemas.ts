// Writes schemas/openclaw-<version>.json: the structure of the config schema that the pinned OpenClaw prints, repaired.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { repair } from "../src/schema/repair";
import { node24, openclaw } from "./lib/cache.mjs";

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

/** Prints the schema from an empty config in an empty home: an invalid config or an installed plugin would change it. */
async function printedSchema(): Promise<Record<string, unknown>> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-schema-"));
  try {
    const config = path.join(home, "openclaw.json");
    fs.writeFileSync(config, "{}");
    const output = execFileSync(await node24(), [path.join(await openclaw(), "openclaw.mjs"), "config", "schema"], {
      env: { PATH: process.env.PATH, HOME: home, OPENCLAW_CONFIG_PATH: config },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(output) as Record<string, unknown>;
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

const { version } = JSON.parse(fs.readFileSync(path.join(await openclaw(), "package.json"), "utf8")) as {
  version: string;
};
const target = path.join(import.meta.dirname, "..", "schemas", `openclaw-${version}.json`);
const schema = structure(repair(await printedSchema())) as { properties: Record<string, unknown> };
// One line a section, so that a new release reads as a diff.
const { properties, ...rest } = schema;
const sections = Object.entries(properties).map(([name, part]) => `${JSON.stringify(name)}:${JSON.stringify(part)}`);
fs.writeFileSync(target, `${JSON.stringify(rest).slice(0, -1)},"properties":{\n${sections.join(",\n")}\n}}\n`);
process.stdout.write(`${path.relative(process.cwd(), target)}: ${fs.statSync(target).size} bytes\n`);
