// What is shown beside the text without being in it: kinds of names, sizes in words, what an alias stands for, who uses what.

import type { ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { originOf, sourceOf } from "../../config/merged";
import type { NameKind } from "../../config/occurrences";
import { pathPattern } from "../../config/pattern";
import { shownValue } from "../../config/secretKeys";
import { endOf, find, get, keyNode, type Node, valueNode } from "../../json5/tree";
import { rounded } from "../text/tokens";
import type { Translate } from "../text/translate";
import { outlineTexts } from "./outline";

/** English texts; keys of the language bundles. */
export const annotationTexts = {
  usedBy: "used by {count} agents",
  usedByOne: "used by 1 agent",
  unused: "not used by any agent",
  bindings: "{count} bindings",
  binding: "1 binding",
  modelOf: "model {model}",
  minutes: "{count} min",
  hours: "{count} h",
  seconds: "{count} s",
} as const;

/** A name for semantic highlighting. */
export interface NameToken {
  readonly span: Span;
  readonly kind: NameKind;
  readonly isDeclaration: boolean;
}

/** The names in a file, in the order of its text. */
export function nameTokensOf(file: ConfigFile): NameToken[] {
  const tokens = file.config.occurrences.all
    .filter(({ source }) => source === file.source)
    .map(({ span, kind, isDeclaration }) => ({ span, kind, isDeclaration }))
    .sort((a, b) => a.span.offset - b.span.offset || a.span.length - b.span.length);
  // Of names at one place one can be shown.
  return tokens.filter(({ span }, index) => {
    const before = tokens[index - 1]?.span;
    return span.length > 0 && (!before || before.offset + before.length <= span.offset);
  });
}

export interface Hint {
  /** Behind which character it stands. */
  readonly offset: number;
  readonly text: string;
}

/** Sizes that are easier to read in words, and the models behind aliases. */
export function hintsOf(file: ConfigFile, start: number, end: number, t: Translate): Hint[] {
  const hints: Hint[] = [];
  const visit = (node: Node): void => {
    if (node.offset > end || endOf(node) < start) return;
    const value = node.type === "property" ? valueNode(node) : undefined;
    const key = keyNode(node)?.value;
    if (node.type === "property" && typeof value?.value === "number" && typeof key === "string") {
      const text = inWords(key, value.value, t);
      if (text !== undefined) hints.push({ offset: endOf(value), text });
    }
    for (const child of node.children ?? []) visit(child);
  };
  if (file.json5.root) visit(file.json5.root);
  for (const { form, node, provider, model } of file.config.occurrences.references) {
    if (form !== "alias" && form !== "bare") continue;
    if ((sourceOf(node) ?? file.config.source) !== file.source) continue;
    const at = endOf(originOf(node));
    if (at >= start && at <= end) hints.push({ offset: at, text: shownValue([], `${provider}/${model}`) });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

/** A number whose key tells its unit. */
function inWords(key: string, value: number, t: Translate): string | undefined {
  if (/(?:^context(?:Window|Tokens)$|Tokens$)/.test(key)) return rounded(value);
  if (/Bytes$/.test(key) && value >= 1024 && value % 1024 === 0)
    return value % 1_048_576 === 0 ? `${value / 1_048_576} MiB` : `${value / 1024} KiB`;
  if (!/Ms$/.test(key) || value < 10_000 || value % 1000 !== 0) return undefined;
  const seconds = value / 1000;
  if (seconds % 3600 === 0) return t(annotationTexts.hours, { count: seconds / 3600 });
  return seconds % 60 === 0
    ? t(annotationTexts.minutes, { count: seconds / 60 })
    : t(annotationTexts.seconds, { count: seconds });
}

export interface Lens {
  /** Of the key that it stands above. */
  readonly span: Span;
  readonly title: string;
  /** The provider as it is written, if it is one. */
  readonly provider: string | undefined;
}

/** What is counted once for all lenses of a config. */
interface Usage {
  /** How many agents use each provider. */
  readonly agents: ReadonlyMap<string, number>;
  /** How many bindings each agent has. */
  readonly bindings: ReadonlyMap<string, number>;
}

/** Above each provider and agent of a file: what it has and who uses it. */
export function lensesOf(file: ConfigFile, t: Translate): Lens[] {
  const { occurrences, root } = file.config;
  const lenses: Lens[] = [];
  let usage: Usage | undefined;
  for (const { kind, isDeclaration, source, span, node, name } of occurrences.all) {
    if (!isDeclaration || source !== file.source || (kind !== "provider" && kind !== "agent")) continue;
    usage ??= { agents: agentsByProvider(file.config), bindings: bindingsByAgent(root) };
    const value = node.parent?.type === "property" ? valueNode(node.parent) : undefined;
    const title = kind === "provider" ? aboutProvider(usage, name, value, t) : aboutAgent(root, usage, name, value, t);
    const provider = kind === "provider" ? String(node.value) : undefined;
    if (title !== "") lenses.push({ span, title, provider });
  }
  return lenses;
}

function aboutProvider({ agents }: Usage, name: string, value: Node | undefined, t: Translate): string {
  const count = get(value, "models")?.children?.length ?? 0;
  const models = count === 1 ? t(outlineTexts.model) : t(outlineTexts.models, { count });
  const users = agents.get(name) ?? 0;
  const used =
    users === 0
      ? t(annotationTexts.unused)
      : users === 1
        ? t(annotationTexts.usedByOne)
        : t(annotationTexts.usedBy, { count: users });
  return `${models} · ${used}`;
}

const eachAgent = pathPattern("agents.entries.*");

/** By provider: the agents whose model, or whose share of the common one, is of it. */
function agentsByProvider({ root, occurrences }: ConfigFile["config"]): ReadonlyMap<string, number> {
  const byNode = new Map(occurrences.references.map(({ node, provider }) => [node, provider]));
  const providersIn = (model: Node | undefined): ReadonlySet<string> => {
    const nodes =
      model?.type === "object" ? [get(model, "primary"), ...(get(model, "fallbacks")?.children ?? [])] : [model];
    return new Set(nodes.flatMap((node) => (node && byNode.get(node)) ?? []));
  };
  const counts = new Map<string, number>();
  const add = (providers: Iterable<string>, count: number) => {
    for (const provider of providers) counts.set(provider, (counts.get(provider) ?? 0) + count);
  };
  const common = providersIn(find(root, ["agents", "defaults", "model"]));
  const agents = root ? eachAgent.select(root) : [];
  const own = agents.flatMap((agent) => modelOf(agent) ?? []);
  for (const model of own) add(providersIn(model), 1);
  // Without a roster there is one agent.
  const others = agents.length === 0 ? 1 : agents.length - own.length;
  if (others > 0) add(common, others);
  return counts;
}

/** By agent, in lower case: how many bindings name it. */
function bindingsByAgent(root: Node | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const binding of find(root, ["bindings"])?.children ?? []) {
    const id = get(binding, "agentId")?.value;
    if (typeof id !== "string") continue;
    const name = id.trim().toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** An agent's own model; an empty text is none. */
function modelOf(agent: Node | undefined): Node | undefined {
  const model = get(agent, "model");
  return typeof model?.value === "string" && model.value.trim() === "" ? undefined : model;
}

function aboutAgent(
  root: Node | undefined,
  { bindings }: Usage,
  name: string,
  value: Node | undefined,
  t: Translate,
): string {
  const own = modelOf(value) ?? find(root, ["agents", "defaults", "model"]);
  const model = (own?.type === "object" ? get(own, "primary") : own)?.value;
  const count = bindings.get(name) ?? 0;
  return [
    ...(typeof model === "string" ? [t(annotationTexts.modelOf, { model: shownValue([], model) })] : []),
    ...(count === 0 ? [] : [count === 1 ? t(annotationTexts.binding) : t(annotationTexts.bindings, { count })]),
  ].join(" · ");
}
