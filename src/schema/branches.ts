// Tells which branch of a union a value evidently means, when it meets none.

import { get, keyNode, type Node } from "../json5/tree";
import type { Checker } from "./checker";
import { type Schema, typeBitOf, typeNames } from "./compile";
import type { Scalar, SchemaFinding } from "./types";

/** Either the schema to report, or the findings themselves. */
type Choice =
  | { readonly schema: Schema; readonly findings?: undefined }
  | { readonly findings: readonly SchemaFinding[] };

/**
 * Chooses by type first, then by discriminators (properties that branches fix to a `const` or `enum`), then by shape:
 * known and required keys count for a branch, unknown ones against it; at last, by the fewest findings.
 */
export function bestBranch(node: Node, union: Schema, branches: readonly Schema[], checker: Checker): Choice {
  const flat = flatten(branches);
  const bit = typeBitOf(node);
  const possible = flat.filter((branch) => (branch.types & bit) !== 0);
  if (possible.length === 0) {
    const bits = flat.reduce((all, branch) => all | branch.types, 0);
    const literals = allLiterals(flat);
    if (literals?.some((literal) => typeof literal === "string") && node.type !== "object" && node.type !== "array") {
      return { findings: [{ code: "schema/value", node, params: { allowed: literals } }] };
    }
    const params = { expected: typeNames(bits & union.types), actual: typeNames(bit)[0] ?? "null" } as const;
    return { findings: [{ code: "schema/type", node, params }] };
  }
  const literals = allLiterals(possible);
  if (literals) {
    const others = allLiterals(flat.filter((branch) => branch.literals !== undefined)) ?? literals;
    return { findings: [{ code: "schema/value", node, params: { allowed: others } }] };
  }
  if (possible.length === 1) return { schema: possible[0] as Schema };
  if (node.type === "object") {
    const wrong = discriminate(node, possible, checker);
    if (wrong) return { findings: [wrong] };
  }
  const scored = possible.map((schema) => ({ schema, score: score(node, schema, checker) }));
  const top = Math.max(...scored.map(({ score }) => score));
  const best = scored.filter(({ score }) => score === top);
  let chosen: readonly SchemaFinding[] | undefined;
  for (const { schema } of best) {
    const findings: SchemaFinding[] = [];
    checker.check(node, schema, findings);
    if (!chosen || findings.length < chosen.length) chosen = findings;
  }
  if (node.type !== "object" && node.type !== "array" && best.length > 1) {
    // Several kinds of scalar would do; none of them is the one that was meant.
    return { findings: [{ code: "schema/no-match", node, params: { expected: typeNames(typeBitsOf(possible)) } }] };
  }
  return { findings: chosen ?? [{ code: "schema/no-match", node, params: {} }] };
}

/** Keywords of a schema that is a union and nothing else. */
const unionKeywords = new Set(["anyOf", "oneOf", "title", "description", "default", "examples"]);

/** Branches that are nothing but unions, or nothing but references, are replaced by what they stand for. */
function flatten(branches: readonly Schema[], depth = 0): Schema[] {
  return branches.flatMap((branch) => {
    const target = branch.target && Object.keys(branch.source).length === 1 ? branch.target : branch;
    const inner = target.unions;
    const plain =
      inner.length > 0 && !target.literals && Object.keys(target.source).every((keyword) => unionKeywords.has(keyword));
    return plain && depth < 8 ? flatten(inner, depth + 1) : [target];
  });
}

function allLiterals(branches: readonly Schema[]): readonly Scalar[] | undefined {
  if (branches.length === 0 || branches.some((branch) => !branch.literals)) return undefined;
  return [...new Set(branches.flatMap((branch) => branch.literals ?? []))];
}

function typeBitsOf(branches: readonly Schema[]): number {
  return branches.reduce((all, branch) => all | branch.types, 0);
}

/** A property by whose value all branches are told apart, if the object has it wrong or lacks it. */
function discriminate(node: Node, branches: readonly Schema[], checker: Checker): SchemaFinding | undefined {
  const first = branches[0];
  for (const name of Object.keys(first?.source.properties ?? {})) {
    const literals = branches.map((branch) => branch.property(name)?.literals);
    if (literals.some((list) => !list || list.length === 0)) continue;
    const allowed = [...new Set(literals.flatMap((list) => list ?? []))];
    if (allowed.length < branches.length) continue;
    const value = get(node, name);
    if (!value) {
      if (!branches.every((branch) => branch.required.includes(name))) continue;
      // With nothing to go by but the other keys, those decide unless they leave all branches open.
      const scores = branches.map((branch) => score(node, branch, checker));
      if (scores.filter((each) => each === Math.max(...scores)).length < 2) continue;
      return { code: "schema/missing-key", node, params: { key: name, skeleton: allowed[0] } };
    }
    const held = checker.held(value);
    if (typeof held === "string" && held.includes("${")) continue;
    if (!allowed.includes(held as Scalar)) return { code: "schema/value", node: value, params: { allowed } };
  }
  return undefined;
}

function score(node: Node, schema: Schema, checker: Checker): number {
  if (node.type === "array") {
    const item = schema.item(0);
    const first = node.children?.[0];
    return first && item && (item.types & typeBitOf(first)) === 0 ? -1 : 0;
  }
  if (node.type !== "object") return schema.literals ? -1 : 0;
  let points = 0;
  const closed = schema.source.additionalProperties === false;
  for (const property of node.children ?? []) {
    const name = String(keyNode(property)?.value);
    const own = schema.property(name);
    if (!own) {
      points -= closed ? 2 : 0;
      continue;
    }
    points += 2;
    const value = property.children?.[1];
    if (!value) continue;
    if (own.literals) points += own.literals.includes(checker.held(value) as Scalar) ? 100 : -100;
    else if ((own.types & typeBitOf(value)) === 0) points -= 1;
  }
  for (const name of schema.required) if (!get(node, name)) points -= 1;
  return points;
}
