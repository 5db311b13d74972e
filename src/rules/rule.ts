// What rules share: a rule looks at a config and names what OpenClaw refuses although its schema does not say so.
import type { ConfigDocument } from "../config/document";
import type { Finding, FindingParams, Fix, Severity } from "../config/finding";
import { knownOf } from "../config/known";
import { get, keyNode, type Node, type Path, pathOf, valueNode } from "../json5/tree";
import { Known } from "../schema/validate";

export type Rule = (root: Node, document: ConfigDocument) => Iterable<Finding>;

/**
 * A finding about a node. Of a property the key is marked, of a container its key, else the value itself.
 *
 * @param missing name of a key that the node should have: the finding's path then is that key's
 */
export function found(
  code: string,
  node: Node,
  params: FindingParams = {},
  fixes: readonly Fix[] = [],
  missing?: string,
): Finding {
  const path: Path = missing === undefined ? pathOf(node) : [...pathOf(node), missing];
  return { code, severity: severityOf(code), span: spanOf(node), path, params, fixes };
}

/** What only some hosts refuse is a warning. */
function severityOf(code: string): Severity {
  return code.startsWith("host/") ? "warning" : "error";
}

function spanOf(node: Node): { readonly offset: number; readonly length: number } {
  const key =
    node.type === "property"
      ? keyNode(node)
      : node.children && node.parent?.type === "property"
        ? keyNode(node.parent)
        : undefined;
  const place = key ?? node;
  return { offset: place.offset, length: place.children ? 1 : place.length };
}

/** The values at a path with `*` for any key or index, as far as the text alone tells them: nothing below an `$include`. */
export function* select(root: Node, pattern: string): Generator<Node> {
  yield* below(root, pattern.split("."));
}

function* below(node: Node, [step, ...rest]: readonly string[]): Generator<Node> {
  if (!isKnown(node)) return;
  if (step === undefined) {
    yield node;
    return;
  }
  if (step !== "*") {
    const value = get(node, step);
    if (value) yield* below(value, rest);
    return;
  }
  for (const child of members(node)) yield* below(child, rest);
}

function members(node: Node): Node[] {
  if (node.type === "array") return node.children ?? [];
  if (node.type !== "object") return [];
  // Of keys written twice only the last counts.
  const last = new Map((node.children ?? []).map((property) => [keyNode(property)?.value, valueNode(property)]));
  return [...last.values()].filter((value): value is Node => value !== undefined);
}

/** Whether the text tells the value: no include, no variable. */
export function isKnown(node: Node): boolean {
  return knownOf(node) === Known.value;
}

/** A known text, or undefined. */
export function textOf(node: Node | undefined): string | undefined {
  return node && typeof node.value === "string" && isKnown(node) ? node.value : undefined;
}

/** The names of an object's keys, each once. */
export function keysOf(object: Node | undefined): string[] {
  if (object?.type !== "object") return [];
  return [...new Set((object.children ?? []).map((property) => String(keyNode(property)?.value)))];
}

/** Whether a value with includes stands anywhere on the way to it, so that the text does not tell what it holds. */
export function isOpen(root: Node, ...path: readonly string[]): boolean {
  let node: Node | undefined = root;
  for (const step of ["", ...path]) {
    if (step) node = get(node, step);
    if (!node) return false;
    if (get(node, "$include")) return true;
  }
  return false;
}

/** Whether the config names a plugin: OpenClaw then trusts that what it brings may be there. */
export function namesPlugin(root: Node, id: string): boolean {
  if (isOpen(root, "plugins", "entries") || isOpen(root, "plugins", "allow")) return true;
  const allow = get(get(root, "plugins"), "allow");
  const listed = allow?.type === "array" && allow.children?.some((item) => item.value === id);
  return listed === true || get(get(get(root, "plugins"), "entries"), id) !== undefined;
}
