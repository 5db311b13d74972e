// Which parts of a text are not to be laid out anew: those with a problem of their own, and those that a comment protects.
import { isLineTerminator } from "./characters";
import { endOf, forEachContainer, type Json5Document, type Node } from "./tree";

export { isEditorBreak } from "./lines";

/** In a comment of its own line, keeps the member below it as it is. */
const ignoreMark = /^\/[/*]\s*openclaw-format-ignore\b/;

/** Objects and lists that have a problem of their own; undefined stands for what is around all. */
export function brokenIn({ problems, root, text }: Json5Document): Set<Node | undefined> {
  const broken = new Set<Node | undefined>();
  if (problems.length === 0) return broken;
  for (const { offset } of problems) broken.add(containerAround(root, offset));
  forEachContainer(root, (container) => {
    if (text.charAt(endOf(container) - 1) !== (container.type === "object" ? "}" : "]")) broken.add(container);
  });
  return broken;
}

/** The innermost object or list that holds the character at an offset. */
function containerAround(root: Node | undefined, offset: number): Node | undefined {
  let found: Node | undefined;
  let node = root;
  while (node && node.offset <= offset && offset < endOf(node)) {
    if (node.type === "object" || node.type === "array") found = node;
    // The last child that starts at the offset or before it.
    const children: readonly Node[] = node.children ?? [];
    let low = 0;
    let high = children.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((children[middle] as Node).offset <= offset) low = middle + 1;
      else high = middle;
    }
    node = children[low - 1];
  }
  return found;
}

/** The object or list around one. */
export function parentOf(node: Node | undefined): Node | undefined {
  const parent = node?.parent;
  return parent?.type === "property" ? parent.parent : parent;
}

/** Says whether an offset is in a member below a comment that says to leave it alone: from the end of the comment to that of the member. */
export function ignoredIn({ comments, root, text }: Json5Document): (offset: number) => boolean {
  const marks = comments.filter(({ offset, length }) => ignoreMark.test(text.slice(offset, offset + length)));
  if (marks.length === 0 || !root) return () => false;
  const members: Node[] = [root];
  forEachContainer(root, (container) => {
    for (const child of container.children ?? []) members.push(child);
  });
  members.sort((a, b) => a.offset - b.offset);
  const ranges: { readonly from: number; readonly to: number }[] = [];
  let at = 0;
  // The comments are in the order of the text, and so are the members behind them.
  for (const { offset, length } of marks) {
    const from = offset + length;
    while (at < members.length && (members[at] as Node).offset < from) at++;
    const next = members[at];
    if (next) ranges.push({ from, to: Math.max(endOf(next), ranges.at(-1)?.to ?? 0) });
  }
  return (offset) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.from ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset < (ranges[low - 1]?.to ?? 0);
  };
}

/** Line breaks between two offsets; of two characters counts as one. */
export function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!isLineTerminator(code)) continue;
    count++;
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
  }
  return count;
}

/** Where the line breaks of a text are, so that whether there is one in a part of it is told at once. */
export class Breaks {
  readonly #offsets: number[] = [];

  constructor(text: string, isBreak: (code: number) => boolean = isLineTerminator) {
    for (let at = 0; at < text.length; at++) if (isBreak(text.charCodeAt(at))) this.#offsets.push(at);
  }

  /** Whether a line ends between two offsets. */
  areIn(from: number, to: number): boolean {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return (this.#offsets[low] ?? Number.POSITIVE_INFINITY) < to;
  }
}
