// Which keys and elements a schema has looked at: what the unevaluated keywords of 2020-12 ask.

import type { Node } from "../json5/tree";
import type { Checker } from "./checker";
import { anything, never, type Schema } from "./compile";
import { effectiveProperties } from "./equality";

/** Names of the properties that `schema`, and what holds beside it, has looked at. */
export function evaluatedKeys(
  checker: Checker,
  node: Node,
  schema: Schema,
  into = new Set<string>(),
  outermost = true,
): Set<string> {
  const { source } = schema;
  const names = effectiveProperties(node).keys();
  if (source.additionalProperties !== undefined || (!outermost && source.unevaluatedProperties !== undefined)) {
    for (const name of names) into.add(name);
    return into;
  }
  for (const name of names) {
    if (schema.property(name) || schema.patterns.some((pattern) => pattern.test.test(name))) into.add(name);
    const dependent = schema.dependent(name);
    if (dependent) evaluatedKeys(checker, node, dependent, into, false);
  }
  for (const part of beside(checker, node, schema)) evaluatedKeys(checker, node, part, into, false);
  return into;
}

/** Indexes of the elements that `schema`, and what holds beside it, has looked at. */
export function evaluatedItems(
  checker: Checker,
  node: Node,
  schema: Schema,
  into = new Set<number>(),
  outermost = true,
): Set<number> {
  const { source } = schema;
  const count = node.children?.length ?? 0;
  const open = source.additionalItems !== undefined || (source.items !== undefined && !Array.isArray(source.items));
  const tuple = source.prefixItems ?? (Array.isArray(source.items) ? source.items : []);
  const seen = open || (!outermost && source.unevaluatedItems !== undefined) ? count : Math.min(count, tuple.length);
  for (let index = 0; index < seen; index++) into.add(index);
  const contains = schema.part("contains");
  for (const [index, child] of (node.children ?? []).entries()) {
    if (contains && checker.check(child, contains, undefined)) into.add(index);
  }
  for (const part of beside(checker, node, schema)) evaluatedItems(checker, node, part, into, false);
  return into;
}

/** The schemas that hold for a value beside the given one, as this value chooses them. */
function beside(checker: Checker, node: Node, schema: Schema): Schema[] {
  const parts: Schema[] = [...schema.list("allOf")];
  if (schema.target) parts.push(schema.target);
  parts.push(...schema.unions.filter((branch) => checker.check(node, branch, undefined)));
  const condition = schema.part("if");
  if (condition) {
    const holds = checker.check(node, condition, undefined);
    if (holds) parts.push(condition);
    const consequence = schema.part(holds ? "then" : "else");
    if (consequence) parts.push(consequence);
  }
  return parts.filter((part) => part === anything || part === never || checker.check(node, part, undefined));
}
