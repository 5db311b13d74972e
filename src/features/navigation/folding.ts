// How a text is built: what folds away, and what the selection grows to.
import type { Span } from "../../config/finding";
import { Breaks, isEditorBreak } from "../../json5/sound";
import { endOf, forEachContainer, type Json5Document, type Node, nodeAt } from "../../json5/tree";

export interface Fold {
  /** From its first line, which stays, to the end of what folds away: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly kind: "code" | "comment" | "region";
}

const regionStart = /^\/[/*]\s*#?region\b/;
const regionEnd = /^\/[/*]\s*#?endregion\b/;

/** Objects and lists, comments of several lines, runs of line comments, and `// #region` to `// #endregion`. */
export function foldsOf({ root, comments, text }: Json5Document): Fold[] {
  const folds: Fold[] = [];
  const breaks = new Breaks(text, isEditorBreak);
  const isLong = (start: number, end: number) => breaks.areIn(start, end);
  forEachContainer(root, (container) => {
    const end = endOf(container);
    if (!isLong(container.offset, end)) return;
    // The closing bracket's line stays.
    const close = /[}\]]/.test(text.charAt(end - 1)) ? text.slice(0, end - 1).trimEnd().length : end;
    if (isLong(container.offset, close)) folds.push({ start: container.offset, end: close, kind: "code" });
  });
  const open: number[] = [];
  let run: { start: number; end: number; count: number } | undefined;
  const endRun = () => {
    if (run && run.count > 1) folds.push({ start: run.start, end: run.end, kind: "comment" });
    run = undefined;
  };
  for (const { offset, length, kind } of comments) {
    const end = offset + length;
    const written = text.slice(offset, end);
    const start = regionEnd.test(written) ? open.pop() : undefined;
    const isMark = regionStart.test(written) || regionEnd.test(written);
    if (start !== undefined) folds.push({ start, end, kind: "region" });
    if (regionStart.test(written)) open.push(offset);
    const isAlone = /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
    const follows =
      run &&
      text.slice(run.end, offset).trim() === "" &&
      !/(?:\r\n|[\r\n])\s*?(?:\r\n|[\r\n])/.test(text.slice(run.end, offset));
    if (kind === "block" || isMark || !isAlone || (run && !follows)) endRun();
    if (kind === "block" && isLong(offset, end)) folds.push({ start: offset, end, kind: "comment" });
    if (kind === "line" && !isMark && isAlone) {
      if (run) run = { start: run.start, end, count: run.count + 1 };
      else run = { start: offset, end, count: 1 };
    }
  }
  endRun();
  return folds.sort((a, b) => a.start - b.start);
}

/** What a selection at an offset grows to, innermost first: a word in quotes, the text, the member, all members, the brackets. */
export function selectionsAt({ root, comments, text }: Json5Document, offset: number): Span[] {
  const spans: Span[] = [];
  const add = (start: number, end: number) => {
    const last = spans.at(-1);
    const grows = !last || (start <= last.offset && end >= last.offset + last.length && end - start > last.length);
    if (grows && start <= offset && offset <= end) spans.push({ offset: start, length: end - start });
  };
  const comment = comments.find((each) => offset >= each.offset && offset <= each.offset + each.length);
  if (comment) add(comment.offset, comment.offset + comment.length);
  for (let node: Node | undefined = nodeAt(root, offset); node; node = node.parent) {
    const end = endOf(node);
    const isQuoted = node.type === "string" && /["']/.test(text.charAt(node.offset)) && node.length > 1;
    if (isQuoted) {
      let start = Math.max(node.offset + 1, offset);
      while (start > node.offset + 1 && /[\w.-]/.test(text.charAt(start - 1))) start--;
      let stop = offset;
      while (stop < end - 1 && /[\w.-]/.test(text.charAt(stop))) stop++;
      if (offset > node.offset && offset < end && stop > start) add(start, stop);
      add(node.offset + 1, end - 1);
    }
    if (node.children && node.type !== "property") add(node.offset + 1, Math.max(node.offset + 1, end - 1));
    add(node.offset, end);
  }
  add(0, text.length);
  return spans;
}
