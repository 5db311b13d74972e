// Other spellings of the same value: quotes of texts and keys, and the comma behind the last member.
import { nextComma } from "./region";
import { Breaks, brokenIn, ignoredIn } from "./sound";
import { type Edit, inOrder } from "./textEdits";
import { endOf, forEachContainer, type Json5Document, keyNode, type Node } from "./tree";

export interface SpellingOptions {
  /** Quotes of texts, and of keys that have some. */
  readonly quotes?: "preserve" | "double" | "single";
  /** Whether keys stand in quotes. */
  readonly keys?: "preserve" | "quoted" | "unquoted";
  /** Behind the last member of what is spread over lines. */
  readonly trailingCommas?: "preserve" | "add" | "remove";
}

/** Quotes and commas, where the options want them otherwise than they are. */
export function respell(document: Json5Document, options: SpellingOptions): Edit[] {
  const { quotes = "preserve", keys = "preserve", trailingCommas = "preserve" } = options;
  const { root, text } = document;
  if (!root || (quotes === "preserve" && keys === "preserve" && trailingCommas === "preserve")) return [];
  const ignored = ignoredIn(document);
  const broken = brokenIn(document);
  const edits: Edit[] = [];
  const visit = (node: Node): void => {
    if (ignored(node.offset)) return;
    const isKey = node.parent?.type === "property" && keyNode(node.parent) === node;
    const written = text.slice(node.offset, endOf(node));
    const spelt = isKey
      ? keySpelling(node, written, quotes, keys)
      : node.type === "string"
        ? requoted(written, quotes)
        : written;
    if (!node.children && spelt !== written) edits.push({ offset: node.offset, length: node.length, text: spelt });
    if (trailingCommas === "remove" && node.type !== "property" && !broken.has(node))
      edits.push(...trailingComma(document, node));
    for (const child of node.children ?? []) visit(child);
  };
  visit(root);
  return inOrder(edits);
}

function keySpelling(
  key: Node,
  written: string,
  quotes: NonNullable<SpellingOptions["quotes"]>,
  keys: NonNullable<SpellingOptions["keys"]>,
): string {
  const isQuoted = /^["']/.test(written);
  if (!isQuoted) {
    if (keys !== "quoted" || written !== key.value || written === "") return written;
    return quotes === "single" ? `'${written}'` : `"${written}"`;
  }
  const isPlain = written.slice(1, -1) === key.value && /^[A-Za-z_$][\w$]*$/.test(key.value);
  return keys === "unquoted" && isPlain ? written.slice(1, -1) : requoted(written, quotes);
}

/** Texts with escapes or with the other quote in them keep theirs. */
function requoted(written: string, quotes: NonNullable<SpellingOptions["quotes"]>): string {
  if (quotes === "preserve" || !/^(["'])[^\\]*\1$/.test(written) || written.length < 2) return written;
  const quote = quotes === "double" ? '"' : "'";
  const body = written.slice(1, -1);
  return body.includes(quote) ? written : quote + body + quote;
}

/** The comma behind the last member of an object or list. */
function trailingComma(document: Json5Document, container: Node): Edit[] {
  const last = container.children?.at(-1);
  const comma = last ? nextComma(document, endOf(last)) : -1;
  return comma < 0 ? [] : [{ offset: comma, length: 1, text: "" }];
}

/** Commas for the last members of what is spread over lines. */
export function missingCommas(document: Json5Document): Edit[] {
  const edits: Edit[] = [];
  const ignored = ignoredIn(document);
  const broken = brokenIn(document);
  const breaks = new Breaks(document.text);
  forEachContainer(document.root, (container) => {
    const last = container.children?.at(-1);
    const isLeft = broken.has(container) || ignored(container.offset);
    if (!last || isLeft || nextComma(document, endOf(last)) >= 0) return;
    if (breaks.areIn(container.offset, endOf(container))) edits.push({ offset: endOf(last), length: 0, text: "," });
  });
  return inOrder(edits);
}
