// Equality of JSON values between nodes and plain data.
import { keyNode, type Node, valueNode } from "../json5/tree";

/** Whether a node means the given plain JSON value. */
export function nodeEquals(node: Node, value: unknown): boolean {
  if (value === null || typeof value !== "object") return node.value === value && node.children === undefined;
  if (Array.isArray(value)) {
    const items = node.children;
    return (
      node.type === "array" &&
      items?.length === value.length &&
      items.every((item, index) => nodeEquals(item, value[index]))
    );
  }
  if (node.type !== "object") return false;
  const wanted = value as Record<string, unknown>;
  const properties = effectiveProperties(node);
  return (
    properties.size === Object.keys(wanted).length &&
    [...properties].every(([name, child]) => Object.hasOwn(wanted, name) && nodeEquals(child, wanted[name]))
  );
}

/** The items that are the same as one before them. */
export function repeated(items: readonly Node[]): Node[] {
  if (items.length < 2) return [];
  const seen = new Set<string>();
  const found: Node[] = [];
  for (const item of items) {
    const text = canonical(item);
    if (seen.has(text)) found.push(item);
    else seen.add(text);
  }
  return found;
}

/** A text that two values share exactly if they are the same. */
function canonical(node: Node): string {
  if (node.type === "array") return `[${(node.children ?? []).map(canonical).join(",")}]`;
  if (node.type !== "object") {
    // Numbers have no JSON where they are not finite; nothing is the same as what is no number.
    if (node.type === "number" && !Number.isFinite(node.value))
      return Number.isNaN(node.value) ? `NaN ${node.offset}` : String(node.value);
    return JSON.stringify(node.value === 0 ? 0 : node.value) ?? "undefined";
  }
  const members = [...effectiveProperties(node)].map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`);
  return `{${members.sort().join(",")}}`;
}

/** An object's values by name, the last of each name. */
export function effectiveProperties(object: Node): Map<string, Node> {
  const values = new Map<string, Node>();
  for (const property of object.children ?? []) {
    const value = valueNode(property);
    if (value) values.set(String(keyNode(property)?.value), value);
  }
  return values;
}
