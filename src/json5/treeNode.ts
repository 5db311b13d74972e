// How nodes lie in memory.
import type { Node, NodeType } from "./tree";

/** All nodes are of this one class, for the engine's sake: same fields, same order. */
export class TreeNode implements Node {
  readonly type: NodeType;
  readonly offset: number;
  length: number;
  value?: string | number | boolean | null;
  colonOffset?: number;
  parent?: Node;
  children?: Node[];

  constructor(type: NodeType, offset: number, length: number, parent: Node | undefined) {
    this.type = type;
    this.offset = offset;
    this.length = length;
    if (parent) this.parent = parent;
  }
}

/** A node without children; `end` is the UTF-16 offset behind it. */
export function leaf(
  type: NodeType,
  offset: number,
  end: number,
  parent: Node | undefined,
  value: Node["value"],
): TreeNode {
  const node = new TreeNode(type, offset, end - offset, parent);
  if (value !== undefined) node.value = value;
  return node;
}
