// Lays a JSON5 text out anew: only blanks and line breaks change, and what the options ask for. What is not sound stays as it is.
import { lineIndent } from "./lines";
import { parse } from "./parser";
import { leadsNext } from "./region";
import { missingCommas, respell, type SpellingOptions } from "./respell";
import { type Comment, Scanner, Token } from "./scanner";
import { brokenIn, ignoredIn, lineBreaks, parentOf } from "./sound";
import { maxLine } from "./style";
import { applyEdits, type Edit, inOrder } from "./textEdits";
import { endOf, forEachContainer, type Json5Document, keyNode, type Node } from "./tree";

export interface FormatOptions extends SpellingOptions {
  /** One step of indentation. */
  readonly indent: string;
  /** Columns that a tab takes. */
  readonly tabSize: number;
  readonly lineBreak: string;
}

/**
 * The edits that lay a text out: each replaces blanks between two tokens, or a quote or comma that the options name. Members each have a
 * line unless all of their object or list stands on one that is short enough; at most one empty line stays between them. Comments keep
 * their line. An object or list with a syntax problem directly in it is left alone, what is sound in it is not.
 */
export function format(document: Json5Document, options: FormatOptions): Edit[] {
  if (document.problems.length === 0) return lay(document, options, "inside");
  // What is nested too deep has not been read to its end.
  if (document.problems.some(({ code }) => code === "syntax/too-deep")) return [];
  // What a broken text means may hang on how it is laid out: no more is done than what leaves it the same, and is done once.
  const inside = stable(document, options, "inside");
  if (inside) return inside.edits;
  const around = stable(document, options, "around");
  const next = around && stable(around.result, options, "inside");
  return around && (!next || next.edits.length === 0) ? around.edits : [];
}

interface Laid {
  readonly edits: Edit[];
  readonly result: Json5Document;
}

/** The edits, if the text says the same after them, and a second time changes nothing. */
function stable(document: Json5Document, options: FormatOptions, reach: Reach): Laid | undefined {
  const edits = lay(document, options, reach);
  const result = parse(applyEdits(document.text, edits));
  return isSame(document, result) && lay(result, options, reach).length === 0 ? { edits, result } : undefined;
}

/** Which objects and lists are left alone: those that have a problem, or those around them as well. */
type Reach = "inside" | "around";

function lay(document: Json5Document, options: FormatOptions, reach: Reach): Edit[] {
  const { trailingCommas = "preserve" } = options;
  const changed = (edits: readonly Edit[]) => parse(applyEdits(document.text, edits));
  const spelling = respell(document, options);
  // Other spellings have other lengths: what fits on a line is known only then, and what is spread over lines only after that.
  const start = spelling.length === 0 ? document : changed(spelling);
  const layout = compose(spelling, new Formatter(start, options, reach).run());
  return trailingCommas === "add" ? compose(layout, missingCommas(changed(layout))) : layout;
}

/** Whether two texts say the same, in the same wrong way. */
function isSame(one: Json5Document, other: Json5Document): boolean {
  const meaning = ({ root, problems, comments, text }: Json5Document) => {
    const nodes: unknown[] = [];
    const visit = (node: Node): void => {
      nodes.push(node.type, node.value ?? node.children?.length);
      for (const child of node.children ?? []) visit(child);
    };
    if (root) visit(root);
    const remarks = comments.map(({ offset, length }) => text.slice(offset, offset + length));
    return JSON.stringify([nodes, problems.map(({ code, params }) => [code, params]), remarks]);
  };
  return meaning(one) === meaning(other);
}

/** Two changes as one: `second` edits the text that `first` makes, and nothing of what it has put there. */
function compose(first: readonly Edit[], second: readonly Edit[]): Edit[] {
  if (first.length === 0 || second.length === 0) return [...first, ...second];
  let shift = 0;
  const moved = first.map((edit) => {
    const offset = edit.offset + shift;
    shift += edit.text.length - edit.length;
    return { edit, offset, end: offset + edit.text.length, delta: edit.text.length - edit.length };
  });
  // What the edits that end at an offset or before it have shifted; they are in order, and so are their ends.
  const sums = [0];
  for (const { delta } of moved) sums.push((sums.at(-1) ?? 0) + delta);
  const before = (offset: number, isEnd: boolean) => {
    let count = countUpTo(moved, (each) => each.end <= offset);
    while (!isEnd && count > 0 && moved[count - 1]?.offset === offset && moved[count - 1]?.end === offset) count--;
    return sums[count] ?? 0;
  };
  const swallowed = new Set<Edit>();
  const rest = second.map(({ offset, length, text }) => {
    const end = offset + length;
    for (let index = countUpTo(moved, (each) => each.offset < offset); index < moved.length; index++) {
      const each = moved[index];
      if (!each || each.offset > end) break;
      if (each.offset === each.end) swallowed.add(each.edit);
    }
    const from = offset - before(offset, false);
    return { offset: from, length: end - before(end, true) - from, text };
  });
  const all: Edit[] = [];
  for (const edit of inOrder([...rest, ...first.filter((each) => !swallowed.has(each))])) {
    const last = all.at(-1);
    // What is put in at one place is one edit, in the order of the changes.
    if (last && last.offset === edit.offset && last.length === 0)
      all[all.length - 1] = { ...edit, text: last.text + edit.text };
    else all.push(edit);
  }
  return all;
}

/** How many of the first items meet a condition that those behind them do not. */
function countUpTo<T>(items: readonly T[], meets: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Piece {
  readonly token: Token | "line" | "block";
  readonly offset: number;
  readonly end: number;
}

interface Frame {
  readonly node: Node | undefined;
  readonly end: number;
  readonly mode: "flat" | "spread" | "frozen";
  /** Of the line that it begins on. */
  readonly base: string;
  /** Of its members. */
  readonly inner: string;
}

const opening = new Set<Piece["token"]>([Token.openBrace, Token.openBracket]);
const closing = new Set<Piece["token"]>([Token.closeBrace, Token.closeBracket]);
const isComment = ({ token }: Piece) => token === "line" || token === "block";

class Formatter {
  readonly #text: string;
  readonly #document: Json5Document;
  readonly #options: FormatOptions;
  readonly #pieces: readonly Piece[];
  /** Of each piece, how long the text up to its end is on one line. */
  readonly #flat: number[] = [];
  /** Of each piece, how many line breaks come before its end. */
  readonly #breaks: number[] = [];
  /** Whether a colon stands before each piece, comments apart. */
  readonly #afterColon: boolean[] = [];
  readonly #containers = new Map<number, Node>();
  readonly #broken: Set<Node | undefined>;
  readonly #edits: Edit[] = [];

  constructor(document: Json5Document, options: FormatOptions, reach: Reach) {
    this.#document = document;
    this.#text = document.text;
    this.#options = options;
    this.#pieces = piecesOf(document);
    forEachContainer(document.root, (container) => this.#containers.set(container.offset, container));
    this.#measure();
    this.#broken = brokenIn(document);
    if (reach === "around") for (const node of this.#broken) this.#broken.add(parentOf(node));
  }

  run(): Edit[] {
    const pieces = this.#pieces;
    const [first] = pieces;
    const last = pieces.at(-1);
    if (!first || !last) return [];
    const stack: Frame[] = [{ node: undefined, end: Number.POSITIVE_INFINITY, mode: "spread", base: "", inner: "" }];
    if (this.#broken.has(undefined)) stack[0] = { ...(stack[0] as Frame), mode: "frozen" };
    const isIgnored = ignoredIn(this.#document);
    const top = () => stack.at(-1) as Frame;
    if (top().mode !== "frozen") this.#replace(this.#text.startsWith("\ufeff") ? 1 : 0, first.offset, "");
    for (const [index, cur] of pieces.entries()) {
      const prev = pieces[index - 1];
      if (prev) {
        const frame = top();
        if (frame.mode !== "frozen" && !isIgnored(prev.end))
          this.#replace(prev.end, cur.offset, this.#gap(index, frame));
      }
      while (stack.length > 1 && cur.end >= top().end) stack.pop();
      const node = opening.has(cur.token) ? this.#containers.get(cur.offset) : undefined;
      if (node && endOf(node) > cur.end) stack.push(this.#frame(index, node, top()));
      else if (opening.has(cur.token) && !node) stack.push({ ...top(), mode: "frozen", end: top().end });
    }
    if (top().mode !== "frozen") {
      const rest = this.#text.slice(last.end);
      this.#replace(last.end, this.#text.length, /[\r\n]/.test(rest) ? this.#options.lineBreak : "");
    }
    return this.#edits;
  }

  #measure(): void {
    let flat = 0;
    let breaks = 0;
    for (const [index, piece] of this.#pieces.entries()) {
      const prev = this.#pieces[index - 1];
      if (prev) {
        flat += flatGap(prev, piece).length;
        breaks += lineBreaks(this.#text, prev.end, piece.offset);
      }
      flat += piece.end - piece.offset;
      // What follows a line comment is on the next line, whatever stands there.
      breaks += lineBreaks(this.#text, piece.offset, piece.end) + (piece.token === "line" ? 1 : 0);
      const isBehind = prev !== undefined && isComment(prev) && this.#afterColon[index - 1] === true;
      this.#afterColon.push(isBehind || prev?.token === Token.colon);
      this.#flat.push(flat);
      this.#breaks.push(breaks);
    }
  }

  #frame(index: number, node: Node, parent: Frame): Frame {
    const { indent } = this.#options;
    const base = parent.mode === "frozen" ? lineIndent(this.#text, node.offset) : parent.inner;
    const end = endOf(node);
    if (this.#broken.has(node)) return { node, end, mode: "frozen", base, inner: base + indent };
    const last = this.#pieceAt(end - 1);
    const hasBreaks = (this.#breaks[last] ?? 0) > (this.#breaks[index] ?? 0);
    const isEmpty = last === index + 1;
    const fits =
      parent.mode === "flat" ||
      this.#column(node, base) + (this.#flat[last] ?? 0) - (this.#flat[index] ?? 0) + 2 <= maxLine;
    if (isEmpty || (!hasBreaks && fits)) return { node, end, mode: "flat", base, inner: base };
    return { node, end, mode: "spread", base, inner: base + indent };
  }

  /** The index of the piece that an offset is in. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle] as Piece).end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where an object or list will begin on its line. */
  #column(node: Node, indent: string): number {
    const width = indent.replace(/\t/g, " ".repeat(this.#options.tabSize)).length;
    const key = node.parent?.type === "property" ? keyNode(node.parent) : undefined;
    return width + (key ? key.length + 2 : 0);
  }

  /** What is to stand before a piece. */
  #gap(index: number, frame: Frame): string {
    const [prev, cur] = [this.#pieces[index - 1] as Piece, this.#pieces[index] as Piece];
    const lines = lineBreaks(this.#text, prev.end, cur.offset);
    if (frame.mode === "flat") return flatGap(prev, cur);
    const { inner, base } = frame;
    const { indent, lineBreak } = this.#options;
    const isClose = closing.has(cur.token) && cur.end === frame.end;
    const blank = lines > 1 && !isClose && !opening.has(prev.token) ? lineBreak : "";
    const broken = blank + lineBreak + (isClose ? base : inner);
    if (this.#afterColon[index]) {
      const isApart = prev.token === "line" || (isComment(cur) && lines > 0);
      return isApart ? lineBreak + inner + indent : " ";
    }
    if (prev.token === "line") return broken;
    if (cur.token === Token.colon || cur.token === Token.comma) return "";
    if (isComment(cur)) {
      if (lines > 0) return broken;
      const isFirst = prev.token === Token.comma || (opening.has(prev.token) && frame.node !== undefined);
      return isFirst && this.#leads(index) ? broken : " ";
    }
    if (opening.has(prev.token) || prev.token === Token.comma || isClose) return broken;
    return lines > 0 ? broken : " ";
  }

  /** Whether a comment, the first behind an opening bracket or a comma, is followed on its line by what it is about. */
  #leads(index: number): boolean {
    const pieces = this.#pieces;
    let at = index;
    while (at < pieces.length && isComment(pieces[at] as Piece)) at++;
    const next = pieces[at];
    if (!next || closing.has(next.token)) return false;
    return leadsNext(this.#text, (pieces[index - 1] as Piece).end, next.offset);
  }

  #replace(from: number, to: number, text: string): void {
    if (this.#text.slice(from, to) !== text) this.#edits.push({ offset: from, length: to - from, text });
  }
}

/** Tokens and comments in their order. */
function piecesOf({ text }: Json5Document): Piece[] {
  const scanner = new Scanner(text);
  const pieces: Piece[] = [];
  let seen = 0;
  for (;;) {
    const token = scanner.scan();
    for (; seen < scanner.comments.length; seen++) {
      const { kind, offset, length } = scanner.comments[seen] as Comment;
      pieces.push({ token: kind, offset, end: offset + length });
    }
    if (token === Token.endOfFile) return pieces;
    pieces.push({ token, offset: scanner.offset, end: scanner.end });
  }
}

/** What stands between two pieces on one line. */
function flatGap(prev: Piece, cur: Piece): "" | " " {
  if (cur.token === Token.comma || cur.token === Token.colon) return "";
  if (prev.token === Token.openBracket || cur.token === Token.closeBracket) return "";
  if (prev.token === Token.openBrace && cur.token === Token.closeBrace) return "";
  return " ";
}
