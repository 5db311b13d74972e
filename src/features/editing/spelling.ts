// Sorts keys, and writes a whole file as JSON or JSON5.
import { isDeepStrictEqual } from "node:util";
import { difference } from "../../json5/difference";
import { afterBreak, applyEdits, type Edit } from "../../json5/edits";
import { format } from "../../json5/format";
import { cut, paste } from "../../json5/moves";
import { parse } from "../../json5/parser";
import { endOf, find, findProperty, type Json5Document, keyNode, type Node, pathOf, toValue } from "../../json5/tree";

/** English texts; keys of the language bundles. */
export const spellingTexts = {
  broken: "The file has syntax errors. Mend them first.",
  number: "JSON has no spelling for {number}.",
  comments: "JSON has no comments: {count} would be lost.",
  goOn: "Convert and Lose Them",
  nothing: "Nothing has to change.",
} as const;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Names in the order in which people look for them. */
function compare(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Each key that is put in its place is a change of the whole text: UTF-16 code units of all these texts. */
const maxSorted = 4_000_000;

/** Whether an object has too many keys to be sorted while somebody waits. */
export function isTooLongToSort(text: string, object: Node): boolean {
  return (object.children?.length ?? 0) * text.length > maxSorted;
}

function namesOf(object: Node): string[] {
  return (object.children ?? []).map((property) => String(keyNode(property)?.value));
}

export function isSorted(object: Node): boolean {
  const names = namesOf(object);
  return names.every((name, index) => index === 0 || compare(names[index - 1] ?? "", name) <= 0);
}

/** The edits that sort the keys of an object, each with its comments; undefined where something would be lost. */
export function sortedKeys(text: string, object: Node): Edit[] | undefined {
  const path = pathOf(object);
  const names = namesOf(object);
  if (new Set(names).size < names.length || isTooLongToSort(text, object)) return undefined;
  let result = text;
  for (const name of [...names].sort(compare)) {
    const document = parse(result);
    const property = findProperty(find(document.root, path), name);
    if (!property) return undefined;
    const { text: without, piece } = cut(document, property);
    const next = paste(without, [...path, name], piece);
    if (next === undefined) return undefined;
    result = next;
  }
  const [before, after] = [parse(text), parse(result)];
  const isWhole =
    after.problems.length === before.problems.length &&
    after.comments.length === before.comments.length &&
    isDeepStrictEqual(toValue(before.root), toValue(after.root));
  return isWhole ? difference(text, result) : undefined;
}

export type Conversion =
  | { readonly edits: readonly Edit[]; readonly lostComments: number }
  /** A number that the other spelling has no way to write, or undefined for syntax errors. */
  | { readonly number: string | undefined };

/** A whole file as JSON: without comments, trailing commas and all else that JSON has not. */
export function toJson(document: Json5Document, indent: string): Conversion {
  const { text, root, comments, problems } = document;
  if (!root || problems.length > 0) return { number: undefined };
  const edits: Edit[] = [];
  let wrong: string | undefined;
  const visit = (node: Node): void => {
    const written = text.slice(node.offset, endOf(node));
    if (node.type === "number" && !Number.isFinite(node.value)) wrong ??= written;
    if (!node.children) {
      const spelt = JSON.stringify(node.value);
      const isJson = node.type === "number" && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written);
      if (spelt !== written && !isJson) edits.push({ offset: node.offset, length: node.length, text: spelt });
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(root);
  if (wrong !== undefined) return { number: wrong };
  for (const { offset, length } of comments) {
    const start = lineStartIfAlone(text, offset);
    let line = offset + length;
    while (text.charAt(line) === " " || text.charAt(line) === "\t") line++;
    const isAlone = start >= 0 && /^(?:[\r\n]|$)/.test(text.charAt(line));
    const from = isAlone ? start : offset;
    const stop = isAlone ? afterBreak(text, line) : offset + length;
    edits.push({ offset: from, length: stop - from, text: "" });
  }
  const plain = parse(applyEdits(text, edits).replace(/^\ufeff/, ""));
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const options = { indent, tabSize: 2, lineBreak, trailingCommas: "remove" } as const;
  const result = applyEdits(plain.text, format(plain, options));
  return { edits: difference(text, result), lostComments: comments.length };
}

function lineStartIfAlone(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && (text.charAt(at - 1) === " " || text.charAt(at - 1) === "\t")) at--;
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1)) ? at : -1;
}

/** A whole file as people write JSON5: keys without quotes that need none, a comma behind the last member of what is spread over lines. */
export function toJson5(document: Json5Document, indent: string): Conversion {
  if (!document.root || document.problems.length > 0) return { number: undefined };
  const lineBreak = document.text.includes("\r\n") ? "\r\n" : "\n";
  const edits = format(document, { indent, tabSize: 2, lineBreak, keys: "unquoted", trailingCommas: "add" });
  return { edits, lostComments: 0 };
}
