// Which parts of a text are not to be laid out anew: those with a problem of their own, and those that a comment protects.
import { isLineTerminator } from "./characters";
import { endOf, forEachContainer, type Json5Document, type Node } from "./tree";

/** In a comment of its own line, keeps the member below it as it is. */
const ignoreMark = /^\/[/*]\s*openclaw-format-ignore\b/;

/** Objects and lists that have a problem of their own; undefined stands for what is around all. */
export function brokenIn({ problems, root, text }: Json5Document): Set<Node | undefined> {
  const broken = new Set<Node | undefined>();
  if (problems.length === 0) return broken;
  for (const { offset } of problems) {
    let found: Node | undefined;
    forEachContainer(root, (container) => {
      if (container.offset <= offset && offset < endOf(container)) found = container;
    });
    broken.add(found);
  }
  forEachContainer(root, (container) => {
    if (text.charAt(endOf(container) - 1) !== (container.type === "object" ? "}" : "]")) broken.add(container);
  });
  return broken;
}

/** The object or list around one. */
export function parentOf(node: Node | undefined): Node | undefined {
  const parent = node?.parent;
  return parent?.type === "property" ? parent.parent : parent;
}

/** Members below a comment that says to leave them alone: from the end of the comment to that of the member. */
export function ignoredIn({ comments, root, text }: Json5Document): [from: number, to: number][] {
  const marks = comments.filter(({ offset, length }) => ignoreMark.test(text.slice(offset, offset + length)));
  if (marks.length === 0 || !root) return [];
  const members: Node[] = [root];
  forEachContainer(root, (container) => members.push(...(container.children ?? [])));
  return marks.flatMap(({ offset, length }): [number, number][] => {
    const from = offset + length;
    const next = members.filter((member) => member.offset >= from).sort((a, b) => a.offset - b.offset)[0];
    return next ? [[from, endOf(next)]] : [];
  });
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
