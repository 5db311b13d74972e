// The syntax tree: nodes in the shape of `jsonc-parser`'s Node, and what can be asked of them.
import type { Problem } from "./problem";
import type { Comment } from "./scanner";

export type NodeType = "object" | "array" | "property" | "string" | "number" | "boolean" | "null";

/**
 * A value, a property (children: key, then the value unless it is missing) or a key (type "string", quoted or not).
 * Offsets and lengths are UTF-16 code units of the source text.
 */
export interface Node {
  readonly type: NodeType;
  readonly offset: number;
  readonly length: number;
  /** The value of a string, number, boolean or null; of a key, the name it stands for. */
  readonly value?: string | number | boolean | null;
  /** Of a property: where its colon stands; -1 where it is missing. */
  readonly colonOffset?: number;
  readonly parent?: Node;
  readonly children?: Node[];
}

/** What a parse yields. `root` is missing only where the text holds no value at all. */
export interface Json5Document {
  readonly text: string;
  readonly root: Node | undefined;
  /** In the order of their offsets. Empty exactly when the `json5` package accepts the text (up to {@link maxDepth}). */
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
}

/** Objects and arrays may nest this deep; JSON5 sets no limit, every program that reads it recursively does. */
export const maxDepth = 1000;

/** Path of a node from the root: property names and array indexes. */
export type Path = readonly (string | number)[];

/** The key node of a property. */
export function keyNode(property: Node): Node | undefined {
  return property.children?.[0];
}

/** The value node of a property, or undefined where it is missing. */
export function valueNode(property: Node): Node | undefined {
  return property.children?.[1];
}

/** The last property of that name, which is the one that counts. */
export function findProperty(object: Node | undefined, name: string): Node | undefined {
  if (object?.type !== "object" || !object.children) return undefined;
  if (object.children.length > few) return byName(object.children, name);
  for (let i = object.children.length - 1; i >= 0; i--) {
    const property = object.children[i];
    if (property && keyNode(property)?.value === name) return property;
  }
  return undefined;
}

/** So many properties are sooner looked through than put in a map. */
const few = 64;
/** And a large object that is asked about seldom is looked through as well. */
const seldom = 8;

interface Names {
  asked: number;
  /** How many properties there were when the map was made. */
  count: number;
  last: ReadonlyMap<unknown, Node> | undefined;
}

const namesOf = new WeakMap<readonly Node[], Names>();

function byName(properties: readonly Node[], name: string): Node | undefined {
  let names = namesOf.get(properties);
  if (!names) {
    names = { asked: 0, count: 0, last: undefined };
    namesOf.set(properties, names);
  }
  if (++names.asked <= seldom) return properties.findLast((property) => keyNode(property)?.value === name);
  if (!names.last || names.count !== properties.length) {
    names.count = properties.length;
    names.last = new Map(properties.map((property) => [keyNode(property)?.value, property]));
  }
  return names.last.get(name);
}

/** The value of an object's property of that name. */
export function get(object: Node | undefined, name: string): Node | undefined {
  const property = findProperty(object, name);
  return property && valueNode(property);
}

/** The node at a path below `root`, or undefined where the path leads nowhere. */
export function find(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    if (!node) return undefined;
    node = typeof step === "number" ? (node.type === "array" ? node.children?.[step] : undefined) : get(node, step);
  }
  return node;
}

/** Where a node stands below its root. A key or property has the path of its value. */
export function pathOf(node: Node): Path {
  const path: (string | number)[] = [];
  for (let child = node; child.parent; child = child.parent) {
    const parent = child.parent;
    if (parent.type === "array") path.push(indexIn(parent, child));
    else if (parent.type === "object") path.push(String(keyNode(child)?.value ?? ""));
  }
  return path.reverse();
}

/** Indexes of nodes among those that do not stand in the order of their offsets; an array that was looked through once need not be again. */
const indexes = new WeakMap<readonly Node[], ReadonlyMap<Node, number>>();

/** Which child of its parent a node is; -1 where it is none of its children. */
export function indexIn(parent: Node | undefined, child: Node): number {
  const children = parent?.children;
  if (!children) return -1;
  // As they are parsed they are in order; put together from several files they need not be.
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const each = children[middle] as Node;
    if (each === child) return middle;
    if (each.offset < child.offset) low = middle + 1;
    else high = middle - 1;
  }
  let known = indexes.get(children);
  if (known?.size !== children.length || children[known.get(child) ?? -1] !== child) {
    known = new Map(children.map((each, index) => [each, index]));
    indexes.set(children, known);
  }
  return known.get(child) ?? -1;
}

/** UTF-16 offset just behind a node, or a comment. */
export function endOf(node: { readonly offset: number; readonly length: number }): number {
  return node.offset + node.length;
}

/** The innermost node that holds `offset`; its ends count as inside. */
export function nodeAt(root: Node | undefined, offset: number): Node | undefined {
  let node = root;
  if (!node || offset < node.offset || offset > endOf(node)) return undefined;
  for (;;) {
    const inner: Node | undefined = childAt(node, offset);
    if (!inner) return node;
    node = inner;
  }
}

function childAt(node: Node, offset: number): Node | undefined {
  const children = node.children;
  if (!children) return undefined;
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle] as Node;
    if (offset < child.offset) high = middle - 1;
    else if (offset > endOf(child)) low = middle + 1;
    else return child;
  }
  return undefined;
}

/** The JavaScript value that a node stands for, as the `json5` package would return it. A missing value reads as undefined. */
export function toValue(node: Node | undefined): unknown {
  if (!node) return undefined;
  switch (node.type) {
    case "object": {
      const object: Record<string, unknown> = {};
      for (const property of node.children ?? []) {
        const name = String(keyNode(property)?.value ?? "");
        const value = toValue(valueNode(property));
        // Plain assignment of this one name would change the prototype.
        if (name === "__proto__") {
          Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
        } else {
          object[name] = value;
        }
      }
      return object;
    }
    case "array":
      return (node.children ?? []).map(toValue);
    case "property":
      return toValue(valueNode(node));
    default:
      return node.value;
  }
}

/** Calls `visit` for each object and array below `node`, and for itself, parents first. */
export function forEachContainer(node: Node | undefined, visit: (container: Node) => void): void {
  if (!node?.children) return;
  if (node.type !== "property") visit(node);
  for (const child of node.children) forEachContainer(child, visit);
}

/** Properties that a later one of the same name overrides, each with the one that wins. */
export function duplicateKeys(root: Node | undefined): { readonly property: Node; readonly winner: Node }[] {
  const found: { property: Node; winner: Node }[] = [];
  forEachContainer(root, (container) => {
    const children = container.children;
    if (container.type !== "object" || !children || children.length < 2) return;
    const last = new Map<unknown, Node>();
    for (const property of children) last.set(keyNode(property)?.value, property);
    if (last.size === children.length) return;
    for (const property of children) {
      const key = keyNode(property);
      const winner = last.get(key?.value);
      if (winner && winner !== property && key && key.length > 0) found.push({ property, winner });
    }
  });
  return found;
}

/** Whether what is typed at an offset goes into a comment: the end of a line comment is still within. */
export function isInComment({ comments }: Json5Document, offset: number): boolean {
  return comments.some(
    ({ offset: from, length, kind }) =>
      offset > from && (kind === "line" ? offset <= from + length : offset < from + length),
  );
}
