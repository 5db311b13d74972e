// Takes members out of a JSON5 text and puts them elsewhere, with the comments that belong to them: each change is a new text.
import {
  afterBreak,
  applyEdits,
  type Edit,
  endOfLine,
  firstCommentFrom,
  type Json,
  lineIndent,
  nextComma,
  type Style,
  startOfLine,
  styleOf,
  write,
  writeKey,
} from "./edits";
import { parse } from "./parser";
import type { Comment } from "./scanner";
import { Breaks, isEditorBreak } from "./sound";
import {
  endOf,
  find,
  findProperty,
  forEachContainer,
  indexIn,
  type Json5Document,
  type Node,
  type Path,
  pathOf,
  valueNode,
} from "./tree";

/** A value on its way from one place to another. */
export interface Piece {
  /** The value as it was written. */
  readonly value: string;
  /** What the line of its key was indented by. */
  readonly indent: string;
  /** Comments above it, and those within what was taken out around it. */
  readonly above: readonly string[];
  /** Comments behind it, on its line. */
  readonly behind: readonly string[];
  /** How the text was written that it comes from, where the one that it goes to does not say. */
  readonly style: TextStyle;
}

interface TextStyle extends Style {
  /** Whether any object stands on one line with what it holds. */
  readonly isTight: boolean;
}

/** Characters that a line may have to stay one. */
const maxLine = 100;

/** Where in an object; behind a key that is not there: last. */
export type Position = "first" | "last" | { readonly after: string };

export interface Cut {
  readonly text: string;
  readonly piece: Piece;
}

/**
 * A member of an object or array, with the comments that belong to it, and the text without it. `outer`: the member that is left empty by
 * it, and goes with it.
 */
export function cut(document: Json5Document, member: Node, outer: Node = member): Cut {
  const value = (member.type === "property" ? valueNode(member) : member) ?? member;
  const region = regionOf(document, outer);
  const text = applyEdits(document.text, region.edits);
  const inner = document.comments.filter(
    ({ offset }) => offset > outer.offset && offset < endOf(outer) && !(offset > value.offset && offset < endOf(value)),
  );
  const line = endOfLine(document.text, endOf(value));
  const isBehind = ({ offset }: Comment) => offset >= endOf(value) && offset < line;
  const piece = {
    value: document.text.slice(value.offset, endOf(value)),
    indent: lineIndent(document.text, member.offset),
    above: [...region.above, ...inner.filter((comment) => !isBehind(comment))].map(textIn(document)),
    behind: [...inner.filter(isBehind), ...region.behind].map(textIn(document)),
    style: textStyleOf(document),
  };
  return { text, piece };
}

/** A text without a member; of its comments, all stay in its place. */
export function drop(document: Json5Document, member: Node): string {
  return applyEdits(document.text, dropped(document, member));
}

/** The edits that take a member out. */
export function dropped(document: Json5Document, member: Node): readonly Edit[] {
  const { text } = document;
  const own = commentsWithin(document, member.offset, endOf(member));
  const { edits, behind } = regionOf(document, member, true);
  const kept = [...own, ...behind].map(textIn(document));
  const [first, ...others] = edits;
  if (kept.length === 0 || !first) return edits;
  const whole = startOfLine(text, first.offset) === first.offset;
  const indent = lineIndent(text, member.offset);
  const lineBreak = lineBreakOf(text);
  if (whole) {
    const lines = kept.map((comment) => `${indent}${comment}${lineBreak}`).join("");
    return [{ ...first, text: lines }, ...others];
  }
  const [left, right] = [text.charAt(first.offset - 1), text.charAt(first.offset + first.length)];
  const inline = kept
    .map((comment) => (comment.startsWith("//") ? `${comment}${lineBreak}${indent}` : comment))
    .join(" ");
  const body = `${/\s/.test(left) ? "" : " "}${inline}${/\s/.test(right) ? "" : " "}`;
  return [{ ...first, text: body }, ...others];
}

/** The comments that start between two offsets, neither included. */
export function commentsWithin(document: Json5Document, from: number, to: number): readonly Comment[] {
  return document.comments.slice(firstCommentFrom(document, from + 1), firstCommentFrom(document, to));
}

/**
 * A text with a value at a path of keys; objects on the way are made where there are none.
 *
 * @returns undefined where something else stands there, or in the way
 */
export function paste(text: string, path: Path, piece: Piece, position: Position = "last"): string | undefined {
  const document = parse(text);
  let depth = path.length - 1;
  while (depth > 0 && !find(document.root, path.slice(0, depth))) depth--;
  const object = find(document.root, path.slice(0, depth));
  const keys = path.slice(depth).map(String);
  if (object?.type !== "object" || findProperty(object, keys[0] ?? "")) return undefined;
  const last = object.children?.at(-1);
  const previous =
    position === "first" ? undefined : position === "last" ? last : (findProperty(object, position.after) ?? last);
  return insert(document, object, previous, (style, indent) => nest(keys, piece, style, indent), piece);
}

/** A text with a plain value at a path; undefined as with {@link paste}. */
export function pasteValue(text: string, path: Path, value: Json): string | undefined {
  const document = parse(text);
  const style = textStyleOf(document);
  return paste(text, path, { value: write(value, style, ""), indent: "", above: [], behind: [], style });
}

/** A text with a value at the end of an array; undefined where there is no array. */
export function append(text: string, path: Path, piece: Piece): string | undefined {
  const document = parse(text);
  const array = find(document.root, path);
  if (array?.type !== "array") return undefined;
  const body: Body = (_, indent) => reindent(piece.value, piece.indent, indent);
  return insert(document, array, array.children?.at(-1), body, piece);
}

type Body = (style: TextStyle, indent: string) => string;

function insert(document: Json5Document, container: Node, previous: Node | undefined, body: Body, piece: Piece) {
  const { text } = document;
  const style = textStyleOf(document, container.type === "object" ? container : undefined, piece.style);
  const { lineBreak } = style;
  const siblings = container.children ?? [];
  const isLast = previous === siblings.at(-1);
  const close = endOf(container) - 1;
  const outer = lineIndent(text, container.offset);
  const sample = previous ?? siblings[0];
  const isSpread = sample
    ? startOfLine(text, sample.offset) > container.offset
    : /[\r\n]/.test(text.slice(container.offset, close));
  const hasLines = [...piece.above, ...piece.behind].some((comment) => comment.startsWith("//"));
  const indent = sample && isSpread ? lineIndent(text, sample.offset) : outer + style.indent;
  const breaks = isSpread || hasLines || /[\r\n]/.test(body(style, indent));
  if (!breaks) {
    const own = [...piece.above, body(style, outer), ...piece.behind].join(" ");
    if (!previous) {
      const blanks = /^\s*/.exec(text.slice(container.offset + 1, close))?.[0].length ?? 0;
      const rest = sample ? ", " : " ";
      return applyEdits(text, [{ offset: container.offset + 1, length: blanks, text: ` ${own}${rest}` }]);
    }
    const end = endOf(previous);
    const comma = nextComma(document, end);
    const at = comma < 0 ? end : comma + 1;
    const edits: Edit[] = comma < 0 ? [{ offset: end, length: 0, text: "," }] : [];
    return applyAll(text, [...edits, { offset: at, length: 0, text: ` ${own}${isLast ? "" : ","}` }]);
  }
  const above = piece.above.map((comment) => `${indent}${reindent(comment, piece.indent, indent)}${lineBreak}`);
  const lines = (comma: boolean) =>
    `${above.join("")}${indent}${body(style, indent)}${comma ? "," : ""}${piece.behind.map((each) => ` ${each}`).join("")}`;
  if (!previous && sample) {
    const rest = isSpread ? "" : `${lineBreak}${indent}`;
    const blanks = isSpread ? 0 : sample.offset - container.offset - 1;
    return applyEdits(text, [
      { offset: container.offset + 1, length: blanks, text: `${lineBreak}${lines(true)}${rest}` },
    ]);
  }
  if (!previous) {
    // Below the comments that stand inside, if there are any.
    const lineStart = startOfLine(text, close);
    const isAlone = text.slice(lineStart, close).trim() === "" && lineStart > container.offset;
    const own = lines(style.trailingComma);
    if (isAlone) return applyEdits(text, [{ offset: lineStart, length: 0, text: `${own}${lineBreak}` }]);
    let start = close;
    while (text.charAt(start - 1) === " " || text.charAt(start - 1) === "\t") start--;
    return applyEdits(text, [{ offset: start, length: close - start, text: `${lineBreak}${own}${lineBreak}${outer}` }]);
  }
  const end = endOf(previous);
  const comma = nextComma(document, end);
  let at = comma < 0 ? end : comma + 1;
  // A comment on the same line is of the member before.
  for (const comment of document.comments.slice(firstCommentFrom(document, at))) {
    if (/[\r\n]/.test(text.slice(at, comment.offset)) || text.slice(at, comment.offset).trim() !== "") break;
    at = comment.offset + comment.length;
  }
  const own = `${lineBreak}${lines(!isLast || (comma >= 0 && style.trailingComma))}`;
  const rest = text.slice(at, endOfLine(text, at)).trim() === "" ? "" : `${lineBreak}${isLast ? outer : indent}`;
  const edits: Edit[] = comma < 0 ? [{ offset: end, length: 0, text: "," }] : [];
  const blanks = rest === "" ? 0 : (/^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0);
  return applyAll(text, [...edits, { offset: at, length: blanks, text: own + rest }]);
}

/** Applies edits of which two may stand at one place, in their order. */
function applyAll(text: string, edits: readonly Edit[]): string {
  const [first, second] = edits;
  if (first && second && first.offset === second.offset && first.length === 0)
    return applyEdits(text, [{ ...second, text: first.text + second.text }]);
  return applyEdits(text, edits);
}

/** A value below keys that do not exist yet: on one line where the file has such lines and it fits. */
function nest(keys: readonly string[], piece: Piece, style: TextStyle, indent: string): string {
  const [key = "", ...others] = keys;
  const name = `${writeKey(key, style)}: `;
  if (others.length === 0) return name + reindent(piece.value, piece.indent, indent);
  if (style.isTight && !/[\r\n]/.test(piece.value)) {
    const line = others.reduceRight((rest, each) => `{ ${writeKey(each, style)}: ${rest} }`, piece.value);
    if (indent.length + name.length + line.length <= maxLine) return name + line;
  }
  const inner = indent + style.indent;
  const comma = style.trailingComma ? "," : "";
  return `${name}{${style.lineBreak}${inner}${nest(others, piece, style, inner)}${comma}${style.lineBreak}${indent}}`;
}

/** The style of a place in a text; `model` is followed where the text has nothing to go by. */
function textStyleOf(document: Json5Document, object?: Node, model?: TextStyle): TextStyle {
  const { root, text } = document;
  const isTight = hasTightObject(document);
  if (model && !root?.children?.length) return model;
  const indent = model && !/[\r\n][ \t]+\S/.test(text) ? { indent: model.indent } : {};
  return { ...styleOf(document, object), isTight: isTight || model?.isTight === true, ...indent };
}

/** Whether an object with something in it stands on one line. */
function hasTightObject({ root, text }: Json5Document): boolean {
  const breaks = new Breaks(text, isEditorBreak);
  let isTight = false;
  forEachContainer(root, (container) => {
    if (container.type === "object" && container.children?.length)
      isTight ||= !breaks.areIn(container.offset, endOf(container));
  });
  return isTight;
}

/** Gives the lines of a value another indentation; lines within a text of several lines stay as they are. */
export function reindent(value: string, from: string, to: string): string {
  if (from === to || !/[\r\n]/.test(value)) return value;
  const texts: Node[] = [];
  const collect = (node: Node | undefined): void => {
    if (node?.type === "string") texts.push(node);
    node?.children?.forEach(collect);
  };
  if (!value.startsWith("/")) collect(parse(value).root);
  let at = 0;
  return value.replace(/(\r\n|[\r\n])([ \t]*)/g, (whole, lineBreak: string, blanks: string, offset: number) => {
    // Texts and line breaks both come in their order.
    while (at < texts.length && endOf(texts[at] as Node) <= offset) at++;
    if (at < texts.length && offset > (texts[at] as Node).offset) return whole;
    if (blanks.startsWith(from)) return `${lineBreak}${to}${blanks.slice(from.length)}`;
    return blanks === "" ? whole : `${lineBreak}${to}`;
  });
}

interface Region {
  /** The cut first. */
  readonly edits: readonly Edit[];
  readonly above: readonly Comment[];
  readonly behind: readonly Comment[];
}

/** What goes when a member goes: its comments, its comma, its lines. With `keepAbove`, the comments above it stay. */
function regionOf(document: Json5Document, member: Node, keepAbove = false): Region {
  const { text, comments } = document;
  const end = endOf(member);
  const comma = nextComma(document, end);
  const behind: Comment[] = [];
  let tail = end;
  const take = (limit: number) => {
    for (let index = firstCommentFrom(document, tail); index < comments.length; index++) {
      const comment = comments[index] as Comment;
      if (comment.offset > limit) break;
      // One may end within another where they were taken together.
      if (comment.offset < tail) continue;
      if (/[\r\n]/.test(text.slice(tail, comment.offset)) && comma < 0) break;
      if (text.slice(tail, comment.offset).replace(",", "").trim() !== "") break;
      behind.push(comment);
      tail = comment.offset + comment.length;
    }
  };
  if (comma >= 0) {
    take(comma);
    tail = comma + 1;
  }
  const lineEnd = endOfLine(text, tail);
  const count = behind.length;
  const before = tail;
  take(lineEnd - 1);
  // In a line with others, a comment after the comma is of the next.
  if (comma >= 0 && text.slice(tail, endOfLine(text, tail)).trim() !== "") {
    behind.length = count;
    tail = before;
  }
  const lineStart = startOfLine(text, member.offset);
  const isFirst = text.slice(lineStart, member.offset).trim() === "" && lineStart > 0;
  const isWhole = isFirst && text.slice(tail, endOfLine(text, tail)).trim() === "";
  const above: Comment[] = [];
  let start = lineStart;
  if (isWhole && !keepAbove) {
    for (let index = firstCommentFrom(document, start) - 1; index >= 0; index--) {
      const comment = comments[index] as Comment;
      const stop = comment.offset + comment.length;
      if (stop > start) continue;
      const between = text.slice(stop, start);
      const line = startOfLine(text, comment.offset);
      if (between.trim() !== "" || (between.match(/\r\n|[\r\n]/g)?.length ?? 0) > 1) break;
      if (text.slice(line, comment.offset).trim() !== "") break;
      above.unshift(comment);
      start = line;
    }
  }
  const edits: Edit[] = [];
  if (isWhole) {
    const stop = afterBreak(text, endOfLine(text, tail));
    edits.push({ offset: start, length: stop - start, text: "" });
  } else {
    let stop = tail;
    while (text.charAt(stop) === " " || text.charAt(stop) === "\t") stop++;
    let from = member.offset;
    if (/[\r\n}\]]/.test(text.charAt(stop)) || stop >= text.length) {
      while (text.charAt(from - 1) === " " || text.charAt(from - 1) === "\t") from--;
      if (/[}\]]/.test(text.charAt(stop))) stop = tail;
    }
    edits.push({ offset: from, length: stop - from, text: "" });
  }
  const siblings = member.parent?.children ?? [];
  const previous = siblings[indexIn(member.parent, member) - 1];
  if (comma < 0 && previous && member === siblings.at(-1)) {
    const left = nextComma(document, endOf(previous));
    if (left >= 0 && left < (edits[0]?.offset ?? 0)) edits.push({ offset: left, length: 1, text: "" });
    else if (left >= 0 && left < member.offset && edits[0])
      edits[0] = { ...edits[0], offset: left, length: edits[0].length + edits[0].offset - left };
  }
  return { edits, above, behind };
}

function textIn({ text }: Json5Document): (comment: Comment) => string {
  return ({ offset, length }) => text.slice(offset, offset + length).trimEnd();
}

function lineBreakOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The outermost property that holds nothing but this one, unless the target is within it. */
export function emptied(property: Node, target: Path): Node {
  let outer = property;
  for (;;) {
    const object = outer.parent;
    const holder = object?.parent;
    if (object?.children?.length !== 1 || holder?.type !== "property") return outer;
    if (pathOf(holder).every((step, index) => target[index] === step)) return outer;
    outer = holder;
  }
}
