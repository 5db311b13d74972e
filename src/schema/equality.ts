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

/** Whether two nodes mean the same value. */
export function sameValue(a: Node, b: Node, heldBy?: HeldBy): boolean {
  if (a.type !== b.type) return false;
  if (a.type === "array") {
    const other = b.children ?? [];
    return (
      a.children?.length === other.length &&
      a.children.every((item, index) => sameValue(item, other[index] as Node, heldBy))
    );
  }
  if (a.type !== "object") return heldBy ? heldBy(a) === heldBy(b) : a.value === b.value;
  const left = effectiveProperties(a);
  const right = effectiveProperties(b);
  return (
    left.size === right.size &&
    [...left].every(([name, value]) => {
      const other = right.get(name);
      return other !== undefined && sameValue(value, other, heldBy);
    })
  );
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
