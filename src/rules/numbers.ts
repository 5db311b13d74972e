// Numbers that the schema leaves open: what is wrong with one, in the words that the schema has for it.
import { isKnown } from "../config/known";
import { ours } from "../config/written";
import type { Node } from "../json5/tree";
import { found, type RuleFinding } from "./rule";

/** What may be wrong with a number. */
export const numberCodes = ["schema/type", "schema/exclusive-minimum", "schema/maximum"] as const;

/** The names of types in sentences. */
const typeNames = {
  array: ours`array`,
  boolean: ours`boolean`,
  null: ours`null`,
  number: ours`number`,
  object: ours`object`,
  property: ours`object`,
  string: ours`string`,
} as const;

/** A value of another type than it should be. */
export function wrongType(
  node: Node,
  expected: "boolean" | "integer" | "number" | "object",
): RuleFinding<"schema/type"> {
  return found("schema/type", node, { expected: [ours`${types[expected]}`], actual: typeNames[node.type] });
}

const types = {
  boolean: ours`boolean`,
  integer: ours`integer`,
  number: ours`number`,
  object: ours`object`,
} as const;

/** A value that is no number above zero, or where it must be whole, none of those that can be told from the next. */
export function notPositive(
  node: Node,
  expected: "integer" | "number",
): RuleFinding<(typeof numberCodes)[number]> | undefined {
  if (!isKnown(node)) return undefined;
  const { value } = node;
  if (typeof value !== "number" || !Number.isFinite(value)) return wrongType(node, "number");
  if (value <= 0) return found("schema/exclusive-minimum", node, { limit: 0 });
  if (expected === "number") return undefined;
  if (!Number.isInteger(value)) return wrongType(node, "integer");
  return value > Number.MAX_SAFE_INTEGER
    ? found("schema/maximum", node, { limit: Number.MAX_SAFE_INTEGER })
    : undefined;
}
