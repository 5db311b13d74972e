// The hover over a key or value: what it means, what it holds, and what the schema allows.
import type { ConfigFile } from "../config/document";
import type { Span } from "../config/finding";
import { asWritten } from "../config/known";
import type { Prose, Words } from "../config/prose";
import type { VariableSource } from "../config/variables";
import type { ProbeResult } from "../endpoints/types";
import { get, keyNode, type Node, nodeAt, type Path, valueNode } from "../json5/tree";
import { anything, type Schema, typeNames } from "../schema/compile";
import { schemasAt } from "../schema/lookup";
import type { Scalar } from "../schema/types";
import { type KeyDoc, keyDocAt } from "./keyDocs";
import { code, escapeMarkdown, shorten } from "./markdown";
import { typeTexts } from "./messages";
import { serverWords } from "./serverHover";
import { budgetOf, grouped, openclawTokens, rounded } from "./tokens";
import type { Translate } from "./translate";
import { variableAt } from "./variables";
import { type History, versionTexts } from "./versions";

export interface Hover {
  /** Trusted for nothing: no command links, no HTML. */
  readonly markdown: string;
  readonly span: Span;
}

/** What is known beyond the schema of the config's own version. */
export interface Lore {
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

const site = "https://docs.openclaw.ai/";

/** What there is to say at a UTF-16 offset of a file, or undefined where nothing is. */
export function hoverAt(file: ConfigFile, offset: number, t: Translate, lore: Lore = {}): Hover | undefined {
  const { config } = file;
  const node = nodeAt(file.json5.root, offset);
  if (!node || isInComment(file, offset)) return undefined;
  const variable = variableHover(file, node, offset, t);
  if (variable) return variable;
  const isKey = node.parent?.type === "property" && keyNode(node.parent) === node;
  // Between the parts of a container there is nothing to explain but by its own key.
  if (!isKey && (node.type === "object" || node.type === "array" || node.type === "property")) return undefined;
  const path = config.pathInConfig(node);
  if (path.length === 0) return undefined;
  const value = isKey && node.parent ? valueNode(node.parent) : node;
  const schemas = schemasAt(config.schema, config.root, path, asWritten);
  const doc = keyDocAt(path);
  if (schemas.length === 0 && !doc) return undefined;
  const parts = [`**${code(String(path.at(-1)))}** · ${code(pathText(path))}`];
  parts.push(...aboutValue(path, value, t));
  const said = lore.health && serverWords(config.root, path, lore.health, t);
  if (said) parts.push(said);
  if (doc) parts.push(...aboutKey(doc, value, isKey, t));
  const facts = aboutSchema(schemas, t);
  if (lore.history && schemas.length > 0) facts.push(...lifetimeTexts(lore.history, path, t));
  const words = ownWords(schemas) ?? lore.prose?.at(path);
  if (words) parts.push(quoteOf(words));
  if (facts.length > 0) parts.push(facts.join("  \n"));
  if (doc) parts.push(`[${t(hoverTexts.documentation)}](${site}${doc.page})`);
  return { markdown: parts.join("\n\n"), span: { offset: node.offset, length: node.length } };
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
export function quoteOf({ title, description }: Words): string {
  const said = [title === undefined ? "" : `**${escapeMarkdown(title)}**`, escapeMarkdown(description ?? "")].filter(
    (each) => each !== "",
  );
  return `> OpenClaw: ${said.join(" · ")}`;
}

/** Since and until which release a key exists. */
export function lifetimeTexts(history: History, path: Path, t: Translate): string[] {
  const { since, until } = history.lifetime(path);
  return [
    ...(since === undefined ? [] : [t(versionTexts.since, { version: since })]),
    ...(until === undefined ? [] : [t(versionTexts.until, { version: until })]),
  ];
}

/** Where a variable's value comes from; never the value itself. */
function variableHover(file: ConfigFile, node: Node, offset: number, t: Translate): Hover | undefined {
  const found = variableAt(file, node, offset);
  if (!found) return undefined;
  const { use, span } = found;
  const parts = [`**${code(`\${${use.name}}`)}**`];
  if (use.escaped) parts.push(t(hoverTexts.escaped, { text: code(`\${${use.name}}`) }));
  else if (use.source) parts.push(t(sourceText(use.source), { file: code(use.source.path ?? "") }));
  else parts.push(t(hoverTexts.unset, { name: code(use.name) }));
  return { markdown: parts.join("\n\n"), span };
}

/** The English text on where a variable is set; `{file}` stands for a file. */
export function sourceText({ kind }: VariableSource): string {
  if (kind === "process") return hoverTexts.fromProcess;
  return kind === "file" ? hoverTexts.fromFile : hoverTexts.fromConfig;
}

function isInComment({ json5 }: ConfigFile, offset: number): boolean {
  return json5.comments.some((comment) => offset > comment.offset && offset < comment.offset + comment.length);
}

function aboutKey(doc: KeyDoc, value: Node | undefined, isKey: boolean, t: Translate): string[] {
  const parts = doc.text.map((paragraph) => t(paragraph));
  if (!doc.values) return parts;
  const own = typeof value?.value === "string" ? doc.values[value.value] : undefined;
  if (own && !isKey && typeof value?.value === "string") return [`${code(value.value)}: ${t(own)}`, ...parts];
  parts.push(
    Object.entries(doc.values)
      .map(([name, text]) => `- ${name === value?.value ? `**${code(name)}**` : code(name)}: ${t(text)}`)
      .join("\n"),
  );
  return parts;
}

/** Token counts are read out, and held against their neighbours. */
function aboutValue(path: Path, value: Node | undefined, t: Translate): string[] {
  const key = path.at(-1);
  const count = value?.value;
  if (typeof count !== "number" || !Number.isFinite(count)) return [];
  if (key !== "contextWindow" && key !== "contextTokens" && key !== "maxTokens") return [];
  const short = rounded(count);
  const parts = [`**${t(hoverTexts.tokens, { count: grouped(count) })}**${short ? ` · ${short}` : ""}`];
  const object = value?.parent?.parent;
  const isModel = path[0] === "models" && typeof path.at(-2) === "number";
  if (!isModel || !object) return parts;
  const window = numberAt(object, "contextWindow");
  if (key === "maxTokens") {
    const limit = window ?? openclawTokens.contextWindow;
    if (count >= limit) parts.push(t(hoverTexts.answerTooLong, { window: grouped(limit) }));
    return parts;
  }
  const budget = budgetOf(window, numberAt(object, "contextTokens"));
  const shown = {
    budget: grouped(budget.tokens),
    compactsAt: grouped(budget.compactsAt),
    prompt: grouped(openclawTokens.prompt),
  };
  if (budget.verdict === "blocked")
    parts.push(t(hoverTexts.blocked, { ...shown, limit: grouped(openclawTokens.blockBelow) }));
  else if (budget.verdict === "warned")
    parts.push(t(hoverTexts.warned, { ...shown, limit: grouped(openclawTokens.warnBelow) }));
  else parts.push(t(hoverTexts.compacts, shown));
  return parts;
}

function numberAt(object: Node, name: string): number | undefined {
  const value = get(object, name)?.value;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Enough for one line of a hover. */
const maxListed = 24;

function aboutSchema(schemas: readonly Schema[], t: Translate): string[] {
  const lines: string[] = [];
  const telling = schemas.filter((schema) => schema !== anything);
  const literals = new Set<Scalar>(telling.flatMap((schema) => schema.literals ?? []));
  const types = new Set(
    telling.filter((schema) => schema.source.type !== undefined).flatMap((schema) => typeNames(schema.types)),
  );
  if (literals.size > 0) {
    const shown = [...literals].slice(0, maxListed).map((value) => code(JSON.stringify(value)));
    lines.push(t(hoverTexts.allowed, { values: shown.join(", ") + (literals.size > maxListed ? ", …" : "") }));
  }
  if (types.size > 0 && literals.size === 0) {
    lines.push(t(hoverTexts.type, { types: [...types].map((type) => t(typeTexts[type] ?? type)).join(" · ") }));
  }
  for (const { source } of telling) {
    const bounds = [
      ...bound("≥", source.minimum),
      ...bound(">", source.exclusiveMinimum),
      ...bound("≤", source.maximum === Number.MAX_SAFE_INTEGER ? undefined : source.maximum),
      ...bound("<", source.exclusiveMaximum),
    ];
    if (bounds.length > 0) lines.push(t(hoverTexts.bounds, { bounds: bounds.join(", ") }));
    const lengths = [
      ...bound("≥", source.minLength ?? source.minItems),
      ...bound("≤", source.maxLength ?? source.maxItems),
    ];
    if (lengths.length > 0) lines.push(t(hoverTexts.length, { bounds: lengths.join(", ") }));
    if (source.pattern) lines.push(t(hoverTexts.pattern, { pattern: code(shorten(source.pattern, 120)) }));
    if (source.required && source.required.length > 0)
      lines.push(t(hoverTexts.required, { keys: source.required.map(code).join(", ") }));
    if (source.default !== undefined)
      lines.push(t(hoverTexts.initial, { value: code(shorten(JSON.stringify(source.default), 120)) }));
  }
  return [...new Set(lines)];
}

function bound(sign: string, limit: number | undefined): string[] {
  return limit === undefined ? [] : [`${sign} ${limit}`];
}
