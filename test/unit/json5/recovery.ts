// Measures how much of a tree outlives the loss or gain of one token.
import { parse } from "../../../src/json5/parser";
import { Scanner, Token } from "../../../src/json5/scanner";
import { type Node, pathOf } from "../../../src/json5/tree";

interface Span {
  readonly offset: number;
  readonly end: number;
}

export interface Recovery {
  /** Edited texts tried. */
  readonly cases: number;
  /** Share of the nodes untouched by the edit that are still there: same type, value and place in the text. */
  readonly survive: number;
  /** Share of them that also keep their path from the root. */
  readonly samePath: number;
  /** The most problems that one edit caused, and the texts that caused more than two. */
  readonly worst: number;
  readonly overTwo: readonly string[];
}

function tokens(text: string): Span[] {
  const scanner = new Scanner(text);
  const spans: Span[] = [];
  while (scanner.scan() !== Token.endOfFile) spans.push({ offset: scanner.offset, end: scanner.end });
  return spans;
}

function* leavesAndContainers(node: Node | undefined): Generator<Node> {
  if (!node) return;
  yield node;
  for (const child of node.children ?? []) yield* leavesAndContainers(child);
}

/** A node's type, value and offset; containers and properties are known by where they start, since an edit inside moves their end. */
function identity(node: Node, shift: (offset: number) => number): string {
  return `${node.type} ${shift(node.offset)} ${String(node.value ?? "")}`;
}

/** Deletes each token of `text` in turn, or doubles it, and compares the trees. */
export function recovery(text: string, edit: "delete" | "double"): Recovery {
  const whole = parse(text);
  const nodes = [...leavesAndContainers(whole.root)];
  let kept = 0;
  let keptPath = 0;
  let total = 0;
  let worst = 0;
  const overTwo: string[] = [];
  const spans = tokens(text);
  for (const { offset, end } of spans) {
    const length = end - offset;
    const token = text.slice(offset, end);
    const edited =
      edit === "delete" ? text.slice(0, offset) + text.slice(end) : `${text.slice(0, end)} ${token}${text.slice(end)}`;
    const delta = edit === "delete" ? -length : length + 1;
    const shift = (at: number) => (at >= end ? at + delta : at);
    const result = parse(edited);
    worst = Math.max(worst, result.problems.length);
    if (result.problems.length > 2) overTwo.push(edited);
    const found = new Map<string, string>();
    for (const node of leavesAndContainers(result.root))
      found.set(
        identity(node, (at) => at),
        pathOf(node).join("\n"),
      );
    for (const node of nodes) {
      // A node that starts with the deleted token cannot be asked for, nor can the property around it.
      if (edit === "delete" && node.offset === offset) continue;
      total++;
      const path = found.get(identity(node, shift));
      if (path === undefined) continue;
      kept++;
      if (path === pathOf(node).join("\n")) keptPath++;
    }
  }
  return {
    cases: spans.length,
    survive: total ? kept / total : 1,
    samePath: total ? keptPath / total : 1,
    worst,
    overTwo,
  };
}
