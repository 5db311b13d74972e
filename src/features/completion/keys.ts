// What to type in at a place of a config: the keys that are missing there, or values; written in the file's own style.
import type { ConfigDocument, ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { asWritten } from "../../config/known";
import type { NameKind } from "../../config/occurrences";
import { type Edit, styleOf, writeKey } from "../../json5/edits";
import { parse } from "../../json5/parser";
import { Scanner, Token } from "../../json5/scanner";
import { keyNode, type Node, nodeAt, type Path, pathOf } from "../../json5/tree";
import { never, type Schema } from "../../schema/compile";
import { patternOf, schemasAt, unfold } from "../../schema/lookup";
import { typeText } from "../findings/messages";
import { type HoverContext, lifetimeTexts, ownWords, quoteOf } from "../hover/hover";
import { keyDocAt } from "../hover/keyDocs";
import { type Markdown, nothing, paragraphs, words } from "../text/markdown";
import type { Translate } from "../text/translate";
import { type NameOffer, namesForKey } from "./nameOffers";
import { commaAfter, memberPlaceAt } from "./place";
import { hintsFor, keyScore } from "./ranking";
import { literal, skeletonOf, typesOf } from "./skeletons";

/** English texts; keys of the language bundles. */
export const completionTexts = {
  required: "required",
  newer: "new in OpenClaw {version}",
  initial: "default",
  served: "from the server",
} as const;

export interface Completion {
  readonly kind: "key" | "value" | "file" | "folder" | NameKind;
  readonly name: string;
  /** In VS Code's snippet syntax, with the comma that the place needs. */
  readonly body: string;
  /** What is compared with the text that it replaces. */
  readonly typed: string;
  /** The word or text that it replaces; empty where nothing has been typed. */
  readonly replace: Span;
  /** What else must change: a comma behind the member before. */
  readonly edits: readonly Edit[];
  /** What kind of value it takes, or what the value means. */
  readonly detail: string;
  /** Why it stands where it does in the list, in a word or two. */
  readonly remark: string | undefined;
  readonly markdown: Markdown;
}

export interface KeyCompletion extends Completion {
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

/**
 * The keys that are missing at a UTF-16 offset of a file: those that are required first, then by how often OpenClaw's documentation sets
 * them there. None in comments, values and lists.
 */
export function keysAt(file: ConfigFile, offset: number, t: Translate, context: HoverContext = {}): KeyCompletion[] {
  const { text, config } = file;
  const typed = typedAt(text, offset);
  if (!typed) return [];
  // What is being typed is no part of the file yet.
  const rest = typed.isKey ? file.json5 : parse(text.slice(0, typed.offset) + text.slice(typed.offset + typed.length));
  const place = typed.isKey ? undefined : memberPlaceAt(rest, typed.offset);
  const container = typed.isKey ? ownerOf(nodeAt(rest.root, offset)) : place?.container;
  if (container?.type !== "object" || container.offset === offset) return [];
  const base = file === config || !file.json5.root ? [] : config.pathInConfig(file.json5.root);
  const path = [...base, ...pathOf(container)];
  const schemas = schemasAt(config.schema, base.length === 0 ? rest.root : undefined, path, {
    ...asWritten,
    unfinished: true,
  });
  const set = new Set((container.children ?? []).map((property) => keyNode(property)?.value));
  const style = styleOf(rest, container.children?.length ? container : undefined);
  const isSpread = /[\r\n]/.test(text.slice(container.offset, typed.offset));
  const comma = place ? commaAfter(place, style, isSpread) : "";
  const keyStyle = typed.quote ? { keyQuote: typed.quote, quote: typed.quote } : style;
  const body = (name: string, value: string) => {
    const written = literal(writeKey(name, keyStyle));
    return typed.isKey ? written : `${written}: ${value}${comma}`;
  };
  const common = { replace: { offset: typed.offset, length: typed.length }, edits: place?.edits ?? [] };
  const required = new Set(schemas.flatMap((schema) => schema.required));
  const known = namedKeys(schemas);
  const newer = context.history?.newer(path, config.version) ?? new Map<string, string>();
  const names = [...known.keys(), ...[...newer.keys()].filter((name) => !known.has(name))];
  const pattern = patternOf(config.schema, path) ?? [];
  const hints = hintsFor(config.root, pattern);
  const keys = names
    .filter((name) => !set.has(name) && name !== "$schema")
    .map((name): KeyCompletion & { readonly score: number } => {
      const own = (known.get(name) ?? []).flatMap(unfold);
      const here = [...path, name];
      const said = ownWords(own) ?? context.prose?.at(here);
      const since = newer.get(name);
      const facts = context.history ? lifetimeTexts(context.history, here, t) : [];
      const remark = since
        ? t(completionTexts.newer, { version: since })
        : required.has(name)
          ? t(completionTexts.required)
          : undefined;
      return {
        ...common,
        kind: "key",
        name,
        body: body(name, skeletonOf(own, style, isSpread)),
        typed: writeKey(name, keyStyle),
        detail: detailOf(own, t),
        remark,
        markdown: paragraphs([ownText(config, here, t), said ? quoteOf(said) : nothing, ...facts]),
        rank: since ? 2 : required.has(name) ? 0 : 1,
        score: keyScore(pattern, name, hints),
      };
    })
    .sort((a, b) => a.rank - b.rank || b.score - a.score);
  const others = schemas
    .flatMap((schema) => schema.part("additionalProperties") ?? [])
    .filter((each) => each !== never);
  const offered = namesForKey(config, path, t).filter(({ name }) => !set.has(name));
  const value = skeletonOf(others.flatMap(unfold), style, isSpread);
  const free = offered.map(
    (offer): KeyCompletion => ({
      ...common,
      ...ofName(offer),
      body: body(offer.name, value),
      typed: writeKey(offer.name, keyStyle),
      rank: 1,
    }),
  );
  const include: KeyCompletion = {
    ...common,
    kind: "key",
    name: "$include",
    body: body("$include", `${style.quote}$1${style.quote}`),
    typed: writeKey("$include", keyStyle),
    detail: "",
    remark: undefined,
    markdown: ownText(config, ["$include"], t),
    rank: 2,
  };
  return [...keys, ...free, ...(set.has("$include") ? [] : [include])];
}

/** The first that we have to say of a key. */
function ownText({ root }: ConfigDocument, path: Path, t: Translate): Markdown {
  const text = keyDocAt(path, root)?.text[0];
  return text === undefined ? nothing : words(t, text);
}

/** The keys that schemas name, each with what they say of it. */
function namedKeys(schemas: readonly Schema[]): Map<string, Schema[]> {
  const known = new Map<string, Schema[]>();
  for (const schema of schemas)
    for (const name of Object.keys(schema.source.properties ?? {})) {
      const own = schema.property(name);
      if (own && own !== never) known.set(name, [...(known.get(name) ?? []), own]);
    }
  return known;
}

/** What is told of a name. */
export function ofName({ kind, name, detail, remark }: NameOffer) {
  return { kind, name, detail, remark, markdown: nothing };
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

export function detailOf(schemas: readonly Schema[], t: Translate): string {
  return [...new Set(schemas.flatMap(typesOf))].map((type) => typeText(type, t)).join(" | ");
}
