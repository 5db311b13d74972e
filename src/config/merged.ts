// Nodes of a config as OpenClaw sees it: includes merged in, and variables looked up. Each knows the node of a file that it comes from.
import { type Json5Document, keyNode, type Node } from "../json5/tree";
import { TreeNode } from "../json5/treeNode";
import type { ResolvedText } from "./resolvedText";
import type { Span } from "./span";
import type { VariableUse } from "./variables";

/** A text that a config is made of. */
export interface Source {
  /** Absolute path; undefined for a config that is no file. */
  readonly path: string | undefined;
  readonly json5: Json5Document;
}

/** A node put together from the nodes of files; offset, length and value are those of `origin` in the text of `source`. */
export class MergedNode extends TreeNode {
  readonly source: Source;
  readonly origin: Node;
  /** What it holds is not known. */
  unknown?: true;
  /** Of a string with variables that were looked up: what OpenClaw reads. `value` is what is written. */
  resolved?: ResolvedText<VariableUse>;

  constructor(origin: Node, source: Source, parent: Node | undefined) {
    super(origin.type, origin.offset, origin.length, parent);
    if (origin.value !== undefined) this.value = origin.value;
    if (origin.colonOffset !== undefined) this.colonOffset = origin.colonOffset;
    this.source = source;
    this.origin = origin;
  }
}

/** The node of a file behind a node. */
export function originOf(node: Node): Node {
  return node instanceof MergedNode ? node.origin : node;
}

/** The file of a node; undefined for nodes of a config that was not put together, which all are of the one text. */
export function sourceOf(node: Node): Source | undefined {
  return node instanceof MergedNode ? node.source : undefined;
}

/** The variables in a string that were looked up. */
export function variablesOf(node: Node): readonly VariableUse[] {
  return node instanceof MergedNode ? (node.resolved?.variables ?? []) : [];
}

/** The key of a container's property, if it stands in the same file. */
export function ownKey(node: Node): Node | undefined {
  const key = node.parent?.type === "property" ? keyNode(node.parent) : undefined;
  return key && sourceOf(key) === sourceOf(node) ? key : undefined;
}

/** Whether what a node holds was left out, as it lies too deep. */
export function isCut(node: Node): boolean {
  return node instanceof MergedNode && node.unknown === true;
}

/** Where a finding about a node is marked: of a property its key, of a container the key before it, else its opening bracket. */
export function markOf(node: Node): Span {
  const key = node.type === "property" ? keyNode(node) : node.children && ownKey(node);
  const place = key ?? node;
  return { offset: place.offset, length: place.children ? 1 : place.length };
}
