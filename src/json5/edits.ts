// Minimal edits of a JSON5 text: each keeps every byte outside what it changes, and writes in the style of its surroundings.
import type { Comment } from "./scanner";
import { endOf, indexIn, type Json5Document, keyNode, type Node, valueNode } from "./tree";

/** Replaces `length` UTF-16 code units at `offset` by `text`. Edits of one change never overlap. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Plain JSON data. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Applies edits of one change to a text. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.offset - a.offset || b.length - a.length).reverse();
  const parts: string[] = [];
  let end = 0;
  for (const edit of ordered) {
    parts.push(text.slice(end, edit.offset), edit.text);
    end = Math.max(end, edit.offset + edit.length);
  }
  return parts.join("") + text.slice(end);
}

type Quote = '"' | "'";

export interface Style {
  /** The quotes of keys; keys that need none go without where there is none. */
  readonly keyQuote: Quote | undefined;
  /** The quotes of values. */
  readonly quote: Quote;
  readonly trailingComma: boolean;
  readonly indent: string;
  readonly lineBreak: string;
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Gives a key another name, quoted as it was unless the new name needs quotes. */
export function renameKey(document: Json5Document, key: Node, name: string): Edit[] {
  const first = document.text.charAt(key.offset);
  const text =
    first === '"' || first === "'"
      ? quoted(name, first)
      : writeKey(name, { ...styleOf(document, key.parent?.parent), keyQuote: undefined });
  return [{ offset: key.offset, length: key.length, text }];
}

/** Puts plain data in a value's place; strings keep the quotes of the string they replace. */
export function replaceValue(document: Json5Document, node: Node, value: Json): Edit[] {
  const first = document.text.charAt(node.offset);
  const style = styleOf(document, enclosingObject(node));
  const quote = first === '"' || first === "'" ? first : style.quote;
  return [
    {
      offset: node.offset,
      length: node.length,
      text: write(value, { ...style, quote }, lineIndent(document.text, node.offset)),
    },
  ];
}

/**
 * Takes a property or an array's element out, with its comma, and with its line where it stands alone on it. Comments stay.
 */
export function removeMember(document: Json5Document, member: Node): Edit[] {
  const { text } = document;
  const siblings = member.parent?.children ?? [];
  const index = indexIn(member.parent, member);
  const end = endOf(member);
  const comma = nextComma(document, end);
  const edits: Edit[] = [];
  const lineStart = startOfLine(text, member.offset);
  const tail = comma < 0 ? end : comma + 1;
  // A comment between value and comma keeps its place; only the comma goes.
  const direct = comma < 0 || text.slice(end, comma).trim() === "";
  const cutEnd = direct ? tail : end;
  if (!direct) edits.push({ offset: comma, length: 1, text: "" });
  const aloneBefore = text.slice(lineStart, member.offset).trim() === "";
  const lineEnd = endOfLine(text, cutEnd);
  if (aloneBefore && text.slice(cutEnd, lineEnd).trim() === "" && lineStart > 0) {
    edits.push({ offset: lineStart, length: afterBreak(text, lineEnd) - lineStart, text: "" });
  } else {
    // The blanks behind it go with it, or at the end of a line those before it.
    let after = cutEnd;
    while (text.charAt(after) === " " || text.charAt(after) === "\t") after++;
    let start = member.offset;
    // Brackets of lists stand tight.
    if (after === lineEnd || text.charAt(after) === "]")
      while (text.charAt(start - 1) === " " || text.charAt(start - 1) === "\t") start--;
    edits.push({ offset: start, length: after - start, text: "" });
  }
  const previous = siblings[index - 1];
  if (comma < 0 && previous && index === siblings.length - 1) {
    const before = nextComma(document, endOf(previous));
    if (before >= 0 && before < member.offset) edits.push({ offset: before, length: 1, text: "" });
  }
  return merge(edits);
}

/** Adds a property at the end of an object. */
export function addProperty(document: Json5Document, object: Node, name: string, value: Json): Edit[] {
  const { text } = document;
  const style = styleOf(document, object);
  const last = object.children?.at(-1);
  const close = endOf(object) - 1;
  const closed = text.charAt(close) === "}";
  if (!last) {
    const inside = text.slice(object.offset + 1, closed ? close : endOf(object));
    if (inside.trim() !== "" || /[\r\n]/.test(inside)) {
      // Comments or an empty line stand inside: the property goes below them.
      const base = lineIndent(text, object.offset);
      const own = `${base}${style.indent}${writeKey(name, style)}: ${write(value, style, base + style.indent)},`;
      const line = startOfLine(text, close);
      const alone = closed && text.slice(line, close).trim() === "";
      const offset = alone ? line : close;
      return [
        {
          offset,
          length: 0,
          text: alone ? own + style.lineBreak : `${style.lineBreak}${own}${style.lineBreak}${base}`,
        },
      ];
    }
    return [
      {
        offset: object.offset + 1,
        length: inside.length,
        text: ` ${writeKey(name, style)}: ${write(value, style, lineIndent(text, object.offset))} `,
      },
    ];
  }
  const end = endOf(last);
  const comma = nextComma(document, end);
  const edits: Edit[] = comma < 0 ? [{ offset: end, length: 0, text: "," }] : [];
  const multiline = startOfLine(text, last.offset) > object.offset;
  if (!multiline) {
    const at = comma < 0 ? end : comma + 1;
    edits.push({
      offset: at,
      length: 0,
      text: ` ${writeKey(name, style)}: ${write(value, style, lineIndent(text, object.offset))}`,
    });
    return merge(edits);
  }
  const indent = lineIndent(text, last.offset);
  let at = comma < 0 ? end : comma + 1;
  // A comment on the same line describes the property before.
  for (const comment of commentsFrom(document, at)) {
    if (startOfLine(text, comment.offset) > at || text.slice(at, comment.offset).trim() !== "") break;
    at = comment.offset + comment.length;
  }
  const property = `${indent}${writeKey(name, style)}: ${write(value, style, indent)}${style.trailingComma ? "," : ""}`;
  edits.push({ offset: at, length: 0, text: style.lineBreak + property });
  return merge(edits);
}

/** How a name is written as a key: bare where the file's style and the grammar allow it. */
export function writeKey(name: string, style: Pick<Style, "keyQuote" | "quote">): string {
  return style.keyQuote || !identifier.test(name) ? quoted(name, style.keyQuote ?? style.quote) : name;
}

/** Plain data as JSON5 text in a style; nested lines start with `indent` and one step more. */
export function write(value: Json, style: Style, indent: string): string {
  if (typeof value === "string") return quoted(value, style.quote);
  if (value === null || typeof value !== "object") return String(value);
  const inner = indent + style.indent;
  const items = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => write(item, style, inner))
    : Object.entries(value).map(([name, item]) => `${writeKey(name, style)}: ${write(item as Json, style, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (items.length === 0) return `${open}${close}`;
  if (Array.isArray(value) && value.every((item) => item === null || typeof item !== "object"))
    return `[${items.join(", ")}]`;
  const lines = items.map((item) => `${inner}${item}`).join(`,${style.lineBreak}`);
  return `${open}${style.lineBreak}${lines}${style.trailingComma ? "," : ""}${style.lineBreak}${indent}${close}`;
}

/** The style of an object's own properties, or where it has none, of the document. */
export function styleOf(document: Json5Document, object: Node | undefined): Style {
  const sample = object?.children?.length ? object : document.root;
  let known = styles.get(document);
  if (!known) {
    known = new Map();
    styles.set(document, known);
  }
  let style = known.get(sample);
  if (!style) {
    style = styleLike(document, sample);
    known.set(sample, style);
  }
  return style;
}

/** Styles that were asked for, by the node that is followed: a document does not change. */
const styles = new WeakMap<Json5Document, Map<Node | undefined, Style>>();

function styleLike(document: Json5Document, sample: Node | undefined): Style {
  const { text, root } = document;
  const keyQuotes = (sample?.children ?? []).map((property) =>
    quoteAt(text, property.type === "property" ? keyNode(property) : undefined),
  );
  const last = sample?.children?.at(-1);
  return {
    keyQuote: keyQuotes.every((quote) => quote !== undefined) ? keyQuotes[0] : undefined,
    quote: valueQuote(text, sample) ?? valueQuote(text, root) ?? keyQuotes[0] ?? '"',
    trailingComma: last ? nextComma(document, endOf(last)) >= 0 : true,
    indent: indentUnit(document),
    lineBreak: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

function quoteAt(text: string, node: Node | undefined): Quote | undefined {
  const mark = node ? text.charAt(node.offset) : "";
  return mark === '"' || mark === "'" ? mark : undefined;
}

/** The quotes of the first text among the values below a node. */
function valueQuote(text: string, node: Node | undefined): Quote | undefined {
  if (!node) return undefined;
  if (node.type === "string") return quoteAt(text, node);
  for (const child of node.children ?? []) {
    const quote = valueQuote(text, child.type === "property" ? valueNode(child) : child);
    if (quote) return quote;
  }
  return undefined;
}

function quoted(value: string, quote: Quote): string {
  return `${quote}${inQuotes(value, quote)}${quote}`;
}

/** A text as it stands between quotes. */
export function inQuotes(value: string, quote: Quote): string {
  const body = JSON.stringify(value).slice(1, -1);
  return quote === '"' ? body : body.replace(/\\"/g, '"').replace(/'/g, "\\'");
}

/** The blanks before the first member that begins an indented line. */
function indentUnit({ root, text }: Json5Document): string {
  const open = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    const children = node.children ?? [];
    const blanks = node.parent ? blanksBefore(text, node.offset) : "";
    if (blanks !== "") return blanks;
    for (let index = children.length - 1; index >= 0; index--) open.push(children[index] as Node);
  }
  return "  ";
}

/** What stands between the beginning of a line and an offset, if that is blanks only. */
function blanksBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && (text.charAt(start - 1) === " " || text.charAt(start - 1) === "\t")) start--;
  return start === 0 || /[\r\n]/.test(text.charAt(start - 1)) ? text.slice(start, offset) : "";
}

function enclosingObject(node: Node): Node | undefined {
  let at = node.parent;
  while (at && at.type !== "object") at = at.parent;
  return at;
}

function* commentsFrom(document: Json5Document, offset: number): Generator<Comment> {
  const { comments } = document;
  for (let index = firstCommentFrom(document, offset); index < comments.length; index++)
    yield comments[index] as Comment;
}

/** Index of the first comment that starts at an offset or behind it. */
export function firstCommentFrom({ comments }: Json5Document, offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Comment).offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Offset of the comma that follows, blanks and comments apart, or -1. */
export function nextComma(document: Json5Document, offset: number): number {
  const { text, comments } = document;
  let at = offset;
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++;
    const comment = text.charAt(at) === "/" ? comments[firstCommentFrom(document, at)] : undefined;
    if (comment?.offset !== at) return text.charAt(at) === "," ? at : -1;
    at = comment.offset + comment.length;
  }
}

export function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text.charAt(at) !== "\n" && text.charAt(at) !== "\r") at++;
  return at;
}

export function afterBreak(text: string, lineEnd: number): number {
  return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : Math.min(lineEnd + 1, text.length);
}

export function lineIndent(text: string, offset: number): string {
  const start = startOfLine(text, offset);
  let end = start;
  while (end < offset && isBlank(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** In order of their offsets; an insertion that meets another edit's start is joined to it. */
function merge(edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    const last = merged.at(-1);
    if (last && last.offset + last.length >= edit.offset) {
      merged[merged.length - 1] = {
        offset: last.offset,
        length: Math.max(last.offset + last.length, edit.offset + edit.length) - last.offset,
        text: last.text + edit.text,
      };
    } else merged.push(edit);
  }
  return merged;
}
