// How a text is written, and plain data written like it: quotes, indentation, line breaks, commas.
import { beforeBlanks, isEditorBreak, lineBreakOf, lineIndent } from "./lines";
import { parse } from "./parser";
import { nextComma, outOfComments } from "./region";
import { Breaks } from "./sound";
import { endOf, forEachContainer, type Json5Document, keyNode, type Node, valueNode } from "./tree";

/** Columns that what is put on one line may take; what is longer is spread over lines. */
export const maxLine = 120;

/** Plain JSON data. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Quote = '"' | "'";

export interface Style {
  /** The quotes of keys; keys that need none go without where there is none. */
  readonly keyQuote: Quote | undefined;
  /** The quotes of values. */
  readonly quote: Quote;
  readonly trailingComma: boolean;
  readonly indent: string;
  readonly lineBreak: string;
}

/** The style of a text, with what it says about nested objects. */
export interface TextStyle extends Style {
  /** Whether any object stands on one line with what it holds. */
  readonly isTight: boolean;
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

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
    indent: linesOf(document).indent ?? "  ",
    lineBreak: linesOf(document).lineBreak,
  };
}

interface LineStyle {
  readonly indent: string | undefined;
  readonly lineBreak: string;
}

/** How the lines of a document begin and end, looked up once. */
function linesOf(document: Json5Document): LineStyle {
  let lines = knownLines.get(document);
  if (!lines) {
    lines = { indent: indentUnit(document), lineBreak: lineBreakOf(document.text) };
    knownLines.set(document, lines);
  }
  return lines;
}

const knownLines = new WeakMap<Json5Document, LineStyle>();

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

/** The style of a place in a text; `model` is followed where the text has nothing to go by. */
export function textStyleOf(document: Json5Document, object?: Node, model?: TextStyle): TextStyle {
  const { root } = document;
  const isTight = hasTightObject(document);
  if (model && !root?.children?.length) return model;
  const own = styleOf(document, object);
  const indent = linesOf(document).indent ?? model?.indent ?? own.indent;
  return { ...own, isTight: isTight || model?.isTight === true, indent };
}

/** Whether an object with something in it stands on one line. */
function hasTightObject(document: Json5Document): boolean {
  const known = tightness.get(document);
  if (known !== undefined) return known;
  const breaks = new Breaks(document.text, isEditorBreak);
  let isTight = false;
  forEachContainer(document.root, (container) => {
    if (container.type === "object" && container.children?.length)
      isTight ||= !breaks.areIn(container.offset, endOf(container));
  });
  tightness.set(document, isTight);
  return isTight;
}

const tightness = new WeakMap<Json5Document, boolean>();

export function quoted(value: string, quote: Quote): string {
  return `${quote}${inQuotes(value, quote)}${quote}`;
}

/** A text as it stands between quotes. */
export function inQuotes(value: string, quote: Quote): string {
  const body = JSON.stringify(value).slice(1, -1);
  return quote === '"' ? body : body.replace(/\\"/g, '"').replace(/'/g, "\\'");
}

/** By how much the first member that begins a line is indented more than the line that holds its opening bracket; undefined where none is. */
function indentUnit(document: Json5Document): string | undefined {
  const { root, text } = document;
  const open = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    const children = node.children ?? [];
    const blanks = node.parent ? blanksBefore(text, node.offset) : "";
    const outer = blanks === "" ? "" : lineIndent(text, outOfComments(document, node.parent?.offset ?? 0));
    if (blanks !== outer) return blanks.startsWith(outer) ? blanks.slice(outer.length) : blanks;
    for (let index = children.length - 1; index >= 0; index--) open.push(children[index] as Node);
  }
  return undefined;
}

/** What stands between the beginning of a line and an offset, if that is blanks only. */
function blanksBefore(text: string, offset: number): string {
  const start = beforeBlanks(text, offset);
  return start === 0 || isEditorBreak(text.charCodeAt(start - 1)) ? text.slice(start, offset) : "";
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
