// A first value for a key that is added: as far as its schema tells, and no further.
import type { Schema } from "./compile";

/** Plain JSON data; strings are empty where nothing better is known. */
export function skeleton(schema: Schema | undefined, depth = 0): unknown {
  if (!schema || depth > 4) return "";
  const { source } = schema;
  if (source.default !== undefined) return source.default;
  if (schema.literals && schema.literals.length > 0) return schema.literals[0];
  if (schema.target) return skeleton(schema.target, depth + 1);
  const types = typeof source.type === "string" ? [source.type] : source.type;
  switch (types?.[0]) {
    case "object":
      return Object.fromEntries(schema.required.map((name) => [name, skeleton(schema.property(name), depth + 1)]));
    case "array":
      return [];
    case "boolean":
      return false;
    case "number":
    case "integer":
      return source.minimum ?? (source.exclusiveMinimum !== undefined ? Math.floor(source.exclusiveMinimum) + 1 : 0);
    case "null":
      return null;
    case "string":
      return "";
  }
  const branch = schema.unions[0] ?? schema.list("allOf")[0];
  return branch ? skeleton(branch, depth + 1) : "";
}
