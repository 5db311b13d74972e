// Equality of JSON values between nodes and plain data.
import { keyNode, type Node, valueNode } from "../json5/tree";

/** What a scalar holds; the tree's own value by default. */
type HeldBy = (node: Node) => Node["value"];

/** Whether a node means the given plain JSON value. */
export function nodeEquals(node: Node, value: unknown, heldBy?: HeldBy): boolean {
  if (value === null || typeof value !== "object")
    return (heldBy ? heldBy(node) : node.value) === value && node.children === undefined;
  if (Array.isArray(value)) {
    const items = node.children;
    return (
      node.type === "array" &&
      items?.length === value.length &&
      items.every((item, index) => nodeEquals(item, value[index], heldBy))
    );
  }
  if (node.type !== "object") return false;
  const wanted = value as Record<string, unknown>;
  const properties = effectiveProperties(node);
  return (
    properties.size === Object.keys(wanted).length &&
    [...properties].every(([name, child]) => Object.hasOwn(wanted, name) && nodeEquals(child, wanted[name], heldBy))
  );
}

/** The items that are the same as one before them. */
export function repeated(items: readonly Node[], heldBy?: HeldBy): Node[] {
  if (items.length < 2) return [];
  const seen = new Set<string>();
  const found: Node[] = [];
  for (const item of items) {
    const text = canonical(item, heldBy);
    if (seen.has(text)) found.push(item);
    else seen.add(text);
  }
  return found;
}

/** A text that two values share exactly if they are the same. */
function canonical(node: Node, heldBy: HeldBy | undefined): string {
  if (node.type === "array") return `[${(node.children ?? []).map((item) => canonical(item, heldBy)).join(",")}]`;
  if (node.type !== "object") {
    // Numbers have no JSON where they are not finite; nothing is the same as what is no number.
    if (node.type === "number" && !Number.isFinite(node.value))
      return Number.isNaN(node.value) ? `NaN ${node.offset}` : String(node.value);
    const value = heldBy ? heldBy(node) : node.value;
    return JSON.stringify(value === 0 ? 0 : value) ?? "undefined";
  }
  const members = [...effectiveProperties(node)].map(
    ([name, value]) => `${JSON.stringify(name)}:${canonical(value, heldBy)}`,
  );
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
