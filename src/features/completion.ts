// Keys to type in: those that are missing where the cursor stands, written in the file's own style, each with a place for its value.
import type { ConfigFile } from "../config/document";
import { knownOf } from "../config/known";
import { type Edit, styleOf, writeKey } from "../json5/edits";
import { parse } from "../json5/parser";
import { Scanner, Token } from "../json5/scanner";
import { keyNode, type Node, nodeAt, pathOf } from "../json5/tree";
import { anything, never, type Schema, typeNames } from "../schema/compile";
import { schemasAt, unfold } from "../schema/lookup";
import { type Lore, lifetimeTexts, ownWords, quoteOf } from "./hover";
import { typeTexts } from "./messages";
import { memberPlaceAt } from "./place";
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
export const completionTexts = {
  required: "required",
  newer: "new in OpenClaw {version}",
} as const;

export interface KeyCompletion {
  readonly name: string;
  /** In VS Code's snippet syntax: the key, a place for its value, and the comma that the place needs. */
  readonly body: string;
  /** The key as it is written, to be compared with what has been typed. */
  readonly typed: string;
  /** The word or text in quotes that it replaces; empty where nothing has been typed. */
  readonly replace: { readonly offset: number; readonly length: number };
  /** What else must change: a comma behind the member before. */
  readonly edits: readonly Edit[];
  /** What kind of value it takes. */
  readonly detail: string;
  /** Why it stands where it does in the list, in a word or two. */
  readonly remark: string | undefined;
  readonly markdown: string;
  /** Required keys first, those of later releases last. */
  readonly rank: 0 | 1 | 2;
}

interface Typed {
  readonly offset: number;
  readonly length: number;
  /** The quote that it begins with. */
  readonly quote: '"' | "'" | undefined;
  /** Whether a colon follows: the key of a property that is there. */
  readonly isKey: boolean;
}

/** The keys that are missing at a UTF-16 offset of a file; none in comments, values and lists. */
export function keysAt(file: ConfigFile, offset: number, t: Translate, lore: Lore = {}): KeyCompletion[] {
  const { text } = file;
  const typed = typedAt(text, offset);
  if (!typed) return [];
  // What is being typed is no part of the file yet.
  const rest = typed.isKey ? file.json5 : parse(text.slice(0, typed.offset) + text.slice(typed.offset + typed.length));
  const place = typed.isKey ? undefined : memberPlaceAt(rest, typed.offset);
  const container = typed.isKey ? ownerOf(nodeAt(rest.root, offset)) : place?.container;
  if (container?.type !== "object" || container.offset === offset) return [];
  const base = file === file.config || !file.json5.root ? [] : file.config.pathInConfig(file.json5.root);
  const path = [...base, ...pathOf(container)];
  const { config } = file;
  const schemas = schemasAt(config.schema, base.length === 0 ? rest.root : undefined, path, { known: knownOf });
  const set = new Set((container.children ?? []).map((property) => keyNode(property)?.value));
  const style = styleOf(rest, container.children?.length ? container : undefined);
  const isSpread = /[\r\n]/.test(text.slice(container.offset, typed.offset));
  const comma =
    place?.after === Token.comma || typed.isKey
      ? ""
      : place?.after === Token.closeBrace || place?.after === undefined
        ? style.trailingComma && isSpread
          ? ","
          : ""
        : ",";
  const required = new Set(schemas.flatMap((schema) => schema.required));
  const known = new Map<string, Schema[]>();
  for (const schema of schemas)
    for (const name of Object.keys(schema.source.properties ?? {})) {
      const own = schema.property(name);
      if (own && own !== never) known.set(name, [...(known.get(name) ?? []), own]);
    }
  const newer = lore.history?.newer(path, config.version) ?? new Map<string, string>();
  const names = [...known.keys(), ...[...newer.keys()].filter((name) => !known.has(name))];
  return names
    .filter((name) => !set.has(name) && name !== "$schema")
    .map((name) => {
      const own = (known.get(name) ?? []).flatMap(unfold);
      const written = typed.quote
        ? writeKey(name, { keyQuote: typed.quote, quote: typed.quote })
        : writeKey(name, { keyQuote: style.keyQuote, quote: style.quote });
      const value = valueBody(own, style.quote, isSpread);
      const here = [...path, name];
      const words = ownWords(own) ?? lore.prose?.at(here);
      const since = newer.get(name);
      const facts = lore.history ? lifetimeTexts(lore.history, here, t) : [];
      return {
        name,
        body: typed.isKey ? literal(written) : `${literal(written)}: ${value}${comma}`,
        typed: written,
        replace: { offset: typed.offset, length: typed.length },
        edits: place?.edits ?? [],
        detail: detailOf(own, t),
        remark: since
          ? t(completionTexts.newer, { version: since })
          : required.has(name)
            ? t(completionTexts.required)
            : undefined,
        markdown: [...(words ? [quoteOf(words)] : []), ...facts].join("\n\n"),
        rank: since ? 2 : required.has(name) ? 0 : 1,
      };
    });
}

/** What has been typed of a key; undefined within a number or another token. */
function typedAt(text: string, offset: number): Typed | undefined {
  const scanner = new Scanner(text);
  for (;;) {
    const token = scanner.scan();
    const { offset: start, end } = scanner;
    if (token === Token.endOfFile || start >= offset) return { offset, length: 0, quote: undefined, isKey: false };
    const isName = token === Token.identifier && offset <= end;
    const isText = token === Token.string && (offset < end || (offset === end && scanner.unterminated));
    if (!isName && !isText) {
      if (offset < end) return undefined;
      continue;
    }
    const mark = text.charAt(start);
    const quote = mark === '"' || mark === "'" ? mark : undefined;
    return { offset: start, length: end - start, quote, isKey: scanner.scan() === Token.colon };
  }
}

/** The object that a key is of. */
function ownerOf(node: Node | undefined): Node | undefined {
  const property = node?.parent;
  return property?.type === "property" && keyNode(property) === node ? property.parent : undefined;
}

/** A place for a value, in snippet syntax: a choice where there are few values, else brackets or quotes. */
function valueBody(schemas: readonly Schema[], quote: string, isSpread: boolean): string {
  const literals = [...new Set(schemas.flatMap((schema) => schema.literals ?? []))];
  const types = new Set(schemas.flatMap(typesOf));
  const write = (value: unknown) => (typeof value === "string" ? `${quote}${value}${quote}` : String(value));
  if (literals.length > 0 && literals.length <= 20) return choice(literals.map(write));
  if (types.has("object")) return isSpread ? "{\n\t$1\n}" : "{ $1 }";
  if (types.has("string")) return `${quote}$1${quote}`;
  if (types.has("array")) return "[$1]";
  if (types.has("boolean")) return choice(["true", "false"]);
  const initial = schemas.map(({ source }) => source.default).find((value) => typeof value === "number");
  if (types.has("number") || types.has("integer")) return `\${1:${initial ?? 0}}`;
  return "$1";
}

/** The types that a schema names itself, and not by its branches. */
function typesOf(schema: Schema): string[] {
  const isOwn = schema !== anything && schema.source.type !== undefined;
  return isOwn && !schema.target && schema.unions.length === 0 ? typeNames(schema.types) : [];
}

function choice(values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return literal(only);
  return `\${1|${values.map((value) => value.replace(/[\\,|$}]/g, "\\$&")).join(",")}|}`;
}

function literal(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function detailOf(schemas: readonly Schema[], t: Translate): string {
  return [...new Set(schemas.flatMap(typesOf))].map((type) => t(typeTexts[type] ?? type)).join(" | ");
}
