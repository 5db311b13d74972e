// Makes OpenClaw's printed config schema usable: mends what was lost when it was put together from parts.

/** A JSON Schema as parsed, of which nothing is known yet. */
type Json = { readonly [key: string]: unknown };

/** Keywords whose value maps names to schemas. */
const maps = new Set(["properties", "patternProperties", "$defs", "definitions", "dependencies", "dependentSchemas"]);
/** Keywords whose value is data. */
const data = new Set(["default", "const", "enum", "examples", "required", "dependentRequired", "type"]);

/** Where the schema describes an agent's id. */
const agentIds =
  /\/properties\/agents\/properties\/entries\/propertyNames$|\/properties\/codex\/properties\/agents\/items$/;

/**
 * An expression of OpenClaw's that takes time with the cube of a text's length, and one that takes the same texts in one go: blanks are
 * among what is neither a letter nor a digit.
 */
const slow = "^\\s*[^a-z0-9]*[a-z0-9]+(?:[^a-z0-9]+[a-z0-9]+)?[^a-z0-9]*\\s*$";
const quick = "^[^a-z0-9]*[a-z0-9]+(?:[^a-z0-9]+[a-z0-9]+)?[^a-z0-9]*$";

/** What a step along the way to a subschema knows of it. */
interface Place {
  readonly schema: Json;
  /** JSON pointer from the root, with its leading `#`. */
  readonly pointer: string;
}

/**
 * A copy of the schema with five repairs (all seen by comparing OpenClaw's verdicts with its schema's):
 * - a `$ref` to `#/$defs/…` or `#/definitions/…` inside an embedded plugin schema starts at that schema, not at the root;
 * - a property that has a `default` is not required: OpenClaw fills defaults in before it checks;
 * - agent ids may have capitals: the expressions behind them ignore case, which a schema cannot say;
 * - `channels` is an object: releases that put it together from plugins forget to say so;
 * - an expression that takes time without end on some texts is put in another way.
 */
export function repair(schema: Json): Json {
  return mend(schema, [{ schema, pointer: "#" }]);
}

function mend(schema: Json, around: readonly Place[]): Json {
  const mended: Record<string, unknown> = {};
  const here = around.at(-1)?.pointer ?? "#";
  for (const [keyword, value] of Object.entries(schema)) {
    // It is no keyword, and would be no property of its own.
    if (keyword === "__proto__") continue;
    if (keyword === "$ref" && typeof value === "string") {
      mended[keyword] = absolute(value, around);
    } else if (keyword === "required" && Array.isArray(value)) {
      const names = value.filter((name) => !hasDefault(schema, String(name)));
      if (names.length > 0) mended[keyword] = names;
    } else if (keyword === "pattern" && typeof value === "string" && agentIds.test(here)) {
      mended[keyword] = value.replace(/a-z(?!A-Z)/g, "a-zA-Z");
    } else if (keyword === "pattern" && value === slow) {
      mended[keyword] = quick;
    } else if (data.has(keyword)) {
      mended[keyword] = value;
    } else if (maps.has(keyword) && isObject(value)) {
      mended[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          name,
          child(part, `${here}/${keyword}/${escapeStep(name)}`, around),
        ]),
      );
    } else {
      mended[keyword] = child(value, `${here}/${keyword}`, around);
    }
  }
  if (here === "#/properties/channels" && !mended.type && !mended.$ref) mended.type = "object";
  return mended;
}

function child(value: unknown, pointer: string, around: readonly Place[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => child(item, `${pointer}/${index}`, around));
  return isObject(value) ? mend(value, [...around, { schema: value, pointer }]) : value;
}

/** The reference, started from the innermost enclosing schema that has what it names. */
function absolute(reference: string, around: readonly Place[]): string {
  const [, kind, name] = /^#\/(\$defs|definitions)\/([^/]+)/.exec(reference) ?? [];
  if (!kind || !name) return reference;
  const owner = around.findLast(({ schema }) => {
    const definitions = schema[kind];
    return isObject(definitions) && Object.hasOwn(definitions, name.replace(/~1/g, "/").replace(/~0/g, "~"));
  });
  return owner ? owner.pointer + reference.slice(1) : reference;
}

function hasDefault(schema: Json, name: string): boolean {
  const { properties } = schema;
  if (!isObject(properties) || !Object.hasOwn(properties, name)) return false;
  const property = properties[name];
  return isObject(property) && Object.hasOwn(property, "default");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escapeStep(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}
