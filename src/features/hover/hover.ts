// The hover over a key or value: what it means, what it holds, and what the schema allows.
import type { ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { asWritten } from "../../config/known";
import type { Prose, Words } from "../../config/prose";
import { variableAt } from "../../config/variableAt";
import type { VariableSource } from "../../config/variables";
import type { ProbeResult } from "../../endpoints/types";
import { get, isInComment, keyNode, type Node, nodeAt, type Path, valueNode } from "../../json5/tree";
import { anything, type Schema, typeNames } from "../../schema/compile";
import { schemasAt } from "../../schema/lookup";
import type { Scalar } from "../../schema/types";
import { typeTexts } from "../findings/messages";
import { type History, versionTexts } from "../findings/versions";
import { serverWords } from "../servers/serverHover";
import {
  code,
  docsLink,
  line,
  lines,
  list,
  type Markdown,
  md,
  nothing,
  paragraphs,
  text,
  words,
} from "../text/markdown";
import { usualAddresses } from "../text/serverKinds";
import { budgetOf, grouped, openclawTokens, rounded } from "../text/tokens";
import type { Translate } from "../text/translate";
import { type KeyDoc, keyDocAt } from "./keyDocs";

export interface Hover {
  readonly markdown: Markdown;
  readonly span: Span;
}

/** What is known beyond the schema of the config's own version. */
export interface HoverContext {
  readonly history?: History | undefined;
  readonly prose?: Prose | undefined;
  /** What each provider's model server said last, by provider. */
  readonly health?: ReadonlyMap<string, ProbeResult> | undefined;
}

/** English texts; keys of the language bundles. */
export const hoverTexts = {
  tokens: "{count} tokens",
  compacts: "With this, OpenClaw compacts a conversation at about {compactsAt} of {budget} tokens.",
  blocked: "With a budget of {budget} tokens OpenClaw refuses to run the agent: it needs {limit} at least.",
  warned:
    "With a budget of {budget} tokens OpenClaw warns: it wants {limit} at least, and its own prompt and tools take about {prompt}.",
  answerTooLong:
    "That is not less than this model's context window of {window} tokens: nothing would be left for the prompt.",
  type: "Type: {types}",
  allowed: "Allowed: {values}",
  bounds: "Bounds: {bounds}",
  length: "Length: {bounds}",
  pattern: "Pattern: {pattern}",
  required: "Required keys: {keys}",
  initial: "Default: {value}",
  documentation: "OpenClaw documentation",
  fromProcess: "Set in the environment that this editor runs in.",
  fromFile: "Set in {file}.",
  fromConfig: "Set in env.vars of this config.",
  unset:
    "{name} is set neither here, nor in a .env file beside the config, nor in env.vars. OpenClaw would take the text as it stands.",
  escaped: "The doubled dollar sign stands for one: OpenClaw reads {text} and puts nothing in its place.",
} as const;

/** What there is to say at a UTF-16 offset of a file, or undefined where nothing is. */
export function hoverAt(file: ConfigFile, offset: number, t: Translate, context: HoverContext = {}): Hover | undefined {
  const { config } = file;
  const node = nodeAt(file.json5.root, offset);
  if (!node || isInComment(file.json5, offset)) return undefined;
  const variable = variableHover(file, node, offset, t);
  if (variable) return variable;
  const isKey = node.parent?.type === "property" && keyNode(node.parent) === node;
  // Between the parts of a container there is nothing to explain but by its own key.
  if (!isKey && (node.type === "object" || node.type === "array" || node.type === "property")) return undefined;
  const path = config.pathInConfig(node);
  if (path.length === 0) return undefined;
  const value = isKey && node.parent ? valueNode(node.parent) : node;
  const schemas = schemasAt(config.schema, config.root, path, asWritten);
  const doc = keyDocAt(path, config.root);
  if (schemas.length === 0 && !doc) return undefined;
  const parts = [md`**${code(String(path.at(-1)))}** · ${code(pathText(path))}`, ...aboutValue(path, value, t)];
  if (context.health) parts.push(serverWords(config.root, path, context.health, t));
  if (doc) parts.push(...aboutKey(doc, value, isKey, t));
  const facts = aboutSchema(schemas, t);
  if (context.history && schemas.length > 0) facts.push(...lifetimeTexts(context.history, path, t));
  const own = ownWords(schemas) ?? context.prose?.at(path);
  if (own) parts.push(quoteOf(own));
  parts.push(lines(facts));
  if (doc) parts.push(docsLink(words(t, hoverTexts.documentation), doc.page));
  return { markdown: paragraphs(parts), span: { offset: node.offset, length: node.length } };
}

/** A path as people write it: dots, and brackets where a key is no plain name. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (/^[A-Za-z_$][\w$-]*$/.test(step)) return index === 0 ? step : `.${step}`;
      return `["${step}"]`;
    })
    .join("");
}

/** What an installed OpenClaw's schema says of itself. */
export function ownWords(schemas: readonly Schema[]): Words | undefined {
  const source = schemas.map((schema) => schema.source).find(({ title, description }) => title ?? description);
  return source && { title: source.title, description: source.description };
}

/** OpenClaw's own words, marked as a quotation. */
export function quoteOf({ title = "", description = "" }: Words): Markdown {
  const name = title.trim() === "" ? nothing : md`**${text(title)}**`;
  return md`> OpenClaw: ${line([name, text(description)])}`;
}

/** Since and until which release a key exists. */
export function lifetimeTexts(history: History, path: Path, t: Translate): Markdown[] {
  const { since, until } = history.lifetime(path);
  return [
    ...(since === undefined ? [] : [words(t, versionTexts.since, { version: text(since) })]),
    ...(until === undefined ? [] : [words(t, versionTexts.until, { version: text(until) })]),
  ];
}

/** More of a path is not read by anybody, in UTF-16 code units. */
const maxPath = 400;

/** Where a variable's value comes from; never the value itself. */
function variableHover(file: ConfigFile, node: Node, offset: number, t: Translate): Hover | undefined {
  const found = variableAt(file, node, offset);
  if (!found) return undefined;
  const { use, span } = found;
  const written = code(`\${${use.name}}`);
  const said = use.escaped
    ? words(t, hoverTexts.escaped, { text: written })
    : use.source
      ? words(t, sourceText(use.source), { file: code(use.source.path ?? "", maxPath) })
      : words(t, hoverTexts.unset, { name: code(use.name) });
  return { markdown: paragraphs([md`**${written}**`, said]), span };
}

/** The English text on where a variable is set; `{file}` stands for a file. */
export function sourceText({ kind }: VariableSource): string {
  if (kind === "process") return hoverTexts.fromProcess;
  return kind === "file" ? hoverTexts.fromFile : hoverTexts.fromConfig;
}

function aboutKey(doc: KeyDoc, value: Node | undefined, isKey: boolean, t: Translate): Markdown[] {
  const parts = doc.text.map((paragraph) => words(t, paragraph, { addresses: usualAddresses() }));
  const { values } = doc;
  if (!values) return parts;
  const meaning = (name: string, text: string) => md`${code(name)}: ${words(t, text)}`;
  const own = typeof value?.value === "string" ? values.get(value.value) : undefined;
  if (own !== undefined && !isKey) return [meaning(String(value?.value), own), ...parts];
  const items = [...values].map(([name, text]) =>
    name === value?.value ? md`**${code(name)}**: ${words(t, text)}` : meaning(name, text),
  );
  return [...parts, list(items)];
}

/** Token counts are read out, and held against their neighbours. */
function aboutValue(path: Path, value: Node | undefined, t: Translate): Markdown[] {
  const key = path.at(-1);
  const count = value?.value;
  if (typeof count !== "number" || !Number.isFinite(count)) return [];
  if (key !== "contextWindow" && key !== "contextTokens" && key !== "maxTokens") return [];
  const number = (tokens: number) => text(grouped(tokens));
  const parts = [line([md`**${words(t, hoverTexts.tokens, { count: number(count) })}**`, text(rounded(count) ?? "")])];
  const object = value?.parent?.parent;
  const isModel = path[0] === "models" && typeof path.at(-2) === "number";
  if (!isModel || !object) return parts;
  const window = numberAt(object, "contextWindow");
  if (key === "maxTokens") {
    const limit = window ?? openclawTokens.contextWindow;
    if (count >= limit) parts.push(words(t, hoverTexts.answerTooLong, { window: number(limit) }));
    return parts;
  }
  const budget = budgetOf(window, numberAt(object, "contextTokens"));
  const shown = {
    budget: number(budget.tokens),
    compactsAt: number(budget.compactsAt),
    prompt: number(openclawTokens.prompt),
  };
  if (budget.verdict === "blocked")
    parts.push(words(t, hoverTexts.blocked, { ...shown, limit: number(openclawTokens.blockBelow) }));
  else if (budget.verdict === "warned")
    parts.push(words(t, hoverTexts.warned, { ...shown, limit: number(openclawTokens.warnBelow) }));
  else parts.push(words(t, hoverTexts.compacts, shown));
  return parts;
}

function numberAt(object: Node, name: string): number | undefined {
  const value = get(object, name)?.value;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Enough for one line of a hover. */
const maxListed = 24;

function aboutSchema(schemas: readonly Schema[], t: Translate): Markdown[] {
  const facts: Markdown[] = [];
  const telling = schemas.filter((schema) => schema !== anything);
  const literals = new Set<Scalar>(telling.flatMap((schema) => schema.literals ?? []));
  const types = new Set(
    telling.filter((schema) => schema.source.type !== undefined).flatMap((schema) => typeNames(schema.types)),
  );
  if (literals.size > 0) {
    const shown = [...literals].slice(0, maxListed).map((value) => code(JSON.stringify(value)));
    const values = literals.size > maxListed ? [...shown, md`…`] : shown;
    facts.push(words(t, hoverTexts.allowed, { values: line(values, ", ") }));
  }
  if (types.size > 0 && literals.size === 0)
    facts.push(words(t, hoverTexts.type, { types: line([...types].map((type) => words(t, typeTexts[type]))) }));
  for (const { source } of telling) {
    const bounds = [
      ...bound("≥", source.minimum),
      ...bound(">", source.exclusiveMinimum),
      ...bound("≤", source.maximum === Number.MAX_SAFE_INTEGER ? undefined : source.maximum),
      ...bound("<", source.exclusiveMaximum),
    ];
    if (bounds.length > 0) facts.push(words(t, hoverTexts.bounds, { bounds: line(bounds, ", ") }));
    const lengths = [
      ...bound("≥", source.minLength ?? source.minItems),
      ...bound("≤", source.maxLength ?? source.maxItems),
    ];
    if (lengths.length > 0) facts.push(words(t, hoverTexts.length, { bounds: line(lengths, ", ") }));
    if (source.pattern) facts.push(words(t, hoverTexts.pattern, { pattern: code(source.pattern, maxFact) }));
    if (source.required && source.required.length > 0) {
      const keys = source.required.slice(0, maxListed).map((key) => code(key));
      facts.push(words(t, hoverTexts.required, { keys: line(keys, ", ") }));
    }
    if (source.default !== undefined)
      facts.push(words(t, hoverTexts.initial, { value: code(JSON.stringify(source.default), maxFact) }));
  }
  return [...new Map(facts.map((each) => [each.source, each])).values()];
}

/** More of a pattern or a default is no help, in UTF-16 code units. */
const maxFact = 120;

function bound(sign: string, limit: number | undefined): Markdown[] {
  return limit === undefined ? [] : [text(`${sign} ${limit}`)];
}
