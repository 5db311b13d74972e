// Values to type in: what the schema names, names that the config knows, and sizes and addresses that are common.
import type { ConfigDocument, ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { asWritten } from "../../config/known";
import type { ProbeResult, ServedModel } from "../../endpoints/types";
import { inQuotes, styleOf } from "../../json5/edits";
import { parse } from "../../json5/parser";
import { Scanner, Token } from "../../json5/scanner";
import {
  find,
  get,
  isInComment,
  type Json5Document,
  keyNode,
  type Node,
  nodeAt,
  type Path,
  pathOf,
  valueNode,
} from "../../json5/tree";
import type { Schema } from "../../schema/compile";
import { patternOf, schemasAt } from "../../schema/lookup";
import { Known } from "../../schema/validate";
import { keyDocAt } from "../hover/keyDocs";
import { type Markdown, nothing, words } from "../text/markdown";
import { usualServers } from "../text/serverKinds";
import { rounded } from "../text/tokens";
import type { Translate } from "../text/translate";
import { type Completion, completionTexts, detailOf, ofName } from "./keys";
import { factsOf, namesForValue } from "./nameOffers";
import { commaAfter, memberPlaceAt } from "./place";
import { valueScore } from "./ranking";
import { literal, literalText, skeletonOf, typesOf } from "./skeletons";

/** Where a value is due, or stands already. */
export interface ValuePlace {
  /** From the config's root. */
  readonly path: Path;
  /** The value's node, or one put in its place, in `document`. */
  readonly node: Node;
  readonly document: Json5Document;
  /** What a value replaces; of a text in quotes, what is between them. */
  readonly replace: Span;
  /** The quotes around `replace`. */
  readonly quote: '"' | "'" | undefined;
  /** The comma that must follow it. */
  readonly comma: string;
  readonly edits: Completion["edits"];
  readonly isSpread: boolean;
}

/** The place of a value at a UTF-16 offset of a file; undefined in comments, keys, and where no value can stand. */
export function valuePlaceAt(file: ConfigFile, offset: number): ValuePlace | undefined {
  const { text, config, json5 } = file;
  const token = isInComment(json5, offset) ? undefined : tokenAt(text, offset);
  if (!token) return undefined;
  // An empty object holds the place: whatever the schema wants there, it is not known yet.
  const end = token.offset + token.length + token.quotes;
  const document = parse(`${text.slice(0, token.offset)}{}${text.slice(end)}`);
  const node = nodeAt(document.root, token.offset + 1);
  if (node?.type !== "object" || node.offset !== token.offset || node.length !== 2) return undefined;
  const owner = node.parent;
  const isValue =
    owner?.type === "array" || (owner?.type === "property" && valueNode(owner) === node && keyNode(owner) !== node);
  if (!isValue) return undefined;
  const container = owner.type === "array" ? owner : owner.parent;
  if (!container) return undefined;
  const base = file === config || !json5.root ? [] : config.pathInConfig(json5.root);
  const before = token.isNew && owner.type === "array" ? memberPlaceAt(json5, offset) : undefined;
  // Between two members of a list stands a comma that is not there.
  if (token.isNew && owner.type === "array" && !before) return undefined;
  const isSpread = /[\r\n]/.test(text.slice(container.offset, token.offset));
  const style = styleOf(document, container);
  const after = token.isNew || !token.quote ? commaAfter({ after: token.after }, style, isSpread && token.isNew) : "";
  return {
    path: [...base, ...pathOf(node)],
    node,
    document,
    replace: { offset: token.offset + (token.quote ? 1 : 0), length: token.length },
    quote: token.quote,
    comma: owner.type === "array" && !isSpread && after === "," && before?.after === undefined ? "" : after,
    edits: before?.edits ?? [],
    isSpread,
  };
}

interface ValueToken {
  readonly offset: number;
  readonly length: number;
  readonly quote: '"' | "'" | undefined;
  /** How many quotes stand around it. */
  readonly quotes: 0 | 1 | 2;
  readonly isNew: boolean;
  readonly after: Token | undefined;
}

function tokenAt(text: string, offset: number): ValueToken | undefined {
  const scanner = new Scanner(text);
  for (;;) {
    const token = scanner.scan();
    const { offset: start, end, unterminated } = scanner;
    const isEnd = token === Token.endOfFile;
    if (isEnd || start >= offset)
      return { offset, length: 0, quote: undefined, quotes: 0, isNew: true, after: isEnd ? undefined : token };
    if (offset > end || (offset === end && !isWord(token) && !(token === Token.string && unterminated))) continue;
    const mark = text.charAt(start);
    const quote = token === Token.string && (mark === '"' || mark === "'") ? mark : undefined;
    if (!quote && !isWord(token)) return undefined;
    const quotes = quote ? (unterminated ? 1 : 2) : 0;
    const after = scanner.scan();
    return {
      offset: start,
      length: end - start - quotes,
      quote,
      quotes,
      isNew: false,
      after: after === Token.endOfFile ? undefined : after,
    };
  }
}

function isWord(token: Token): boolean {
  return token === Token.identifier || token === Token.number;
}

/**
 * Values for the place at a UTF-16 offset of a file, the likeliest first. Of texts that begin a variable, none: those are of another kind.
 *
 * @param live what the config's model servers answered last, by provider
 */
export function valuesAt(
  file: ConfigFile,
  offset: number,
  t: Translate,
  live: ReadonlyMap<string, ProbeResult> = new Map(),
): Completion[] {
  const place = valuePlaceAt(file, offset);
  if (!place || beginsVariable(file.text.slice(place.replace.offset, offset))) return [];
  const { path, node, document, quote, comma, edits, replace, isSpread } = place;
  const { config } = file;
  const schemas = schemasAt(config.schema, path.length === pathOf(node).length ? document.root : undefined, path, {
    known: (each) => (each === node ? Known.nothing : (asWritten.known?.(each) ?? Known.value)),
    unfinished: true,
  });
  const own = quote ?? styleOf(document, containerOf(node)).quote;
  // Between quotes that are there already, only texts can stand.
  const written = (value: unknown) => (quote ? inQuotes(String(value), own) : literalText(value, own));
  const common = { replace, edits, markdown: nothing };
  const completion = (value: unknown, rest: Partial<Completion> = {}): Completion => ({
    ...common,
    kind: "value",
    name: String(value),
    detail: "",
    remark: undefined,
    body: literal(written(value)) + comma,
    typed: written(value),
    ...rest,
  });
  const pattern = patternOf(config.schema, path) ?? [];
  const canStand = (value: unknown) => !quote || typeof value === "string";
  const initials = new Set(schemas.map(({ source }) => source.default).filter(canStand));
  const remarkOf = (value: unknown) => (initials.has(value) ? t(completionTexts.initial) : undefined);
  const named = [...new Set<unknown>(schemas.flatMap(literalsOf))]
    .filter(canStand)
    .sort((a, b) => valueScore(pattern, b) - valueScore(pattern, a))
    .map((value) => completion(value, { remark: remarkOf(value), markdown: meaningOf(config, path, value, t) }));
  const listed = listedIn(node);
  const found: Completion[] = named.filter(({ name }) => !listed.has(name));
  const names = namesForValue(config, path, t);
  found.push(...names.map((offer) => completion(offer.name, ofName(offer))));
  const takes = new Set(schemas.flatMap(typesOf));
  for (const value of initials)
    if (typeof value === "number" || (typeof value === "string" && value !== ""))
      found.push(completion(value, { remark: remarkOf(value) }));
  const served = servedValues(config, path, live, t);
  found.push(
    ...served
      .filter(({ value }) => canStand(value))
      .map(({ value, detail }) => completion(value, { detail, remark: t(completionTexts.served) })),
  );
  for (const { value, detail } of commonValues(path).filter((each) => canStand(each.value)))
    found.push(completion(value, { detail }));
  if (!quote) {
    const skeletons = [
      ...(takes.has("object") ? [{ name: "{…}", of: "object" }] : []),
      ...(takes.has("array") ? [{ name: "[…]", of: "array" }] : []),
      ...(takes.has("string") && found.length === 0 ? [{ name: `${own}…${own}`, of: "string" }] : []),
    ];
    for (const { name, of } of skeletons) {
      const kind = schemas.filter((schema) => typesOf(schema).includes(of));
      const free = kind.filter(({ literals }) => of === "object" || !literals);
      const style = { keyQuote: styleOf(document, containerOf(node)).keyQuote, quote: own };
      const body = skeletonOf(free, style, isSpread) + comma;
      found.push(completion(name, { body, typed: name, detail: detailOf(kind, t) }));
    }
  }
  const seen = new Set<string>();
  return found.filter(({ name, kind }) => {
    const key = kind === "alias" ? `@${name}` : name;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a text ends within a variable. */
function beginsVariable(text: string): boolean {
  return text.endsWith("$") || text.indexOf("${", text.lastIndexOf("}") + 1) >= 0;
}

/** What a value means, where it is one of those that are explained. */
function meaningOf({ root }: ConfigDocument, path: Path, value: unknown, t: Translate): Markdown {
  const text = keyDocAt(path, root)?.values?.get(String(value));
  return text === undefined ? nothing : words(t, text);
}

function containerOf(node: Node): Node | undefined {
  let each = node.parent;
  while (each && each.type !== "object") each = each.parent;
  return each;
}

/** Values that a list holds already. */
function listedIn(node: Node): Set<string> {
  const list = node.parent?.type === "array" ? (node.parent.children ?? []) : [];
  return new Set(list.filter((each) => each !== node).map(({ value }) => String(value)));
}

function literalsOf(schema: Schema): readonly unknown[] {
  if (schema.literals) return schema.literals;
  const types = typesOf(schema);
  return [...(types.includes("boolean") ? [true, false] : []), ...(types.includes("null") ? [null] : [])];
}

interface CommonValue {
  readonly value: string | number;
  readonly detail: string;
}

/** Context windows and answers that models and servers come with, in tokens. */
const sizes: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries({
    contextWindow: [32_768, 65_536, 131_072, 262_144, 16_384, 200_000, 1_048_576],
    contextTokens: [32_768, 65_536, 131_072, 16_384],
    maxTokens: [8192, 4096, 16_384, 32_768],
  }),
);

/** What the server of a provider says of its models: their ids, and the window of the one in question. */
function servedValues(
  config: ConfigFile["config"],
  path: Path,
  live: ReadonlyMap<string, ProbeResult>,
  t: Translate,
): CommonValue[] {
  const key = path.at(-1);
  if (path.length !== 6 || path[0] !== "models" || path[3] !== "models") return [];
  const result = live.get(String(path[2]));
  if (result?.state !== "up") return [];
  const models = result.server?.models ?? result.models.map((id) => ({ id }));
  const row = find(config.root, path.slice(0, 5));
  if (key === "id") {
    const list = find(config.root, path.slice(0, 4))?.children ?? [];
    const taken = list.filter((each) => each !== row).map((each) => get(each, "id")?.value);
    return models
      .filter(({ id, isEmbedding }: ServedModel) => !isEmbedding && !taken.includes(id))
      .map((model: ServedModel) => ({ value: model.id, detail: aboutServed(model, t) }));
  }
  const id = get(row, "id")?.value;
  const model: ServedModel | undefined = models.find((each) => each.id === id || each.id === `${String(id)}:latest`);
  if (key !== "contextWindow" || !model) return [];
  const values = [model.loadedContext, model.maxContext].filter((value): value is number => value !== undefined);
  return [...new Set(values)].map((value) => ({ value, detail: rounded(value) ?? "" }));
}

function aboutServed({ size, quantization, loadedContext, maxContext, vision }: ServedModel, t: Translate): string {
  const contextWindow = loadedContext ?? maxContext;
  const facts = factsOf({ ...(contextWindow && { contextWindow }), image: vision === true }, t);
  return [size, quantization, facts].filter((each) => each !== undefined && each !== "").join(" · ");
}

function commonValues(path: Path): CommonValue[] {
  if (path[0] !== "models" || path[1] !== "providers") return [];
  const key = String(path.at(-1));
  if (key === "baseUrl" && path.length === 4) {
    const own = String(path[2]);
    const all = [...usualServers].sort((a, b) => Number(b.provider === own) - Number(a.provider === own));
    return all.map(({ provider, baseUrl }) => ({ value: baseUrl, detail: provider }));
  }
  return (sizes.get(key) ?? []).map((value) => ({ value, detail: rounded(value) ?? "" }));
}
