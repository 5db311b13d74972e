// Model providers and model references. Source: OpenClaw 2026.9.6, run on each case.

import { isKnown } from "../config/known";
import { ours, trimmed, writtenOf } from "../config/written";
import { get, type Node } from "../json5/tree";
import facts from "./facts.json";
import { found, keyOf, type Rule, select, selectBelow, textOf, texts, textsOf } from "./rule";

const builtIn = new Set(facts.builtInProviders);
/** Whether OpenClaw knows a provider by its id, and needs neither its address nor its models. */
export function isBuiltIn(id: string): boolean {
  return builtIn.has(id.trim().toLowerCase());
}

const suppressed = new Set(
  Object.entries(facts.suppressedModels).flatMap(([provider, models]) =>
    models.map((model) => `${provider}/${model}`.toLowerCase()),
  ),
);

/** A provider that OpenClaw does not ship must say where it is and which models it has. */
export const customProviders: Rule = function* (root) {
  for (const provider of select(root, "models.providers.*")) {
    const id = keyOf(provider);
    if (provider.type !== "object" || isBuiltIn(id)) continue;
    const baseUrl = get(provider, "baseUrl");
    if (!baseUrl) {
      yield found(
        "config/provider-base-url",
        provider,
        { key: id },
        [{ kind: "add-property", object: provider, name: ours`baseUrl`, value: ours`http://127.0.0.1:8000/v1` }],
        "baseUrl",
      );
    } else if (textOf(baseUrl) === "") yield found("config/provider-base-url", baseUrl, { key: id });
    if (!get(provider, "models")) {
      yield found(
        "config/provider-models",
        provider,
        { key: id },
        [{ kind: "add-property", object: provider, name: ours`models`, value: [] }],
        "models",
      );
    }
  }
};

export const catalogUrl: Rule = function* (_root, _document, places) {
  for (const node of places) {
    const text = textOf(node);
    if (text === undefined) continue;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const local = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    if (url?.protocol !== "https:" && !local) yield found("config/catalog-url", node);
  }
};

export const suppressedModels: Rule = function* (_root, _document, places) {
  for (const node of places) {
    const list = node.type === "object" ? [get(node, "primary"), ...(get(node, "fallbacks")?.children ?? [])] : [node];
    for (const each of list)
      if (each && isSuppressed(textOf(each)))
        yield found("config/suppressed-model", each, { key: trimmed(writtenOf(each)) });
  }
};

/** The same for models that are named as keys. */
export const suppressedKeys: Rule = function* (_root, _document, places) {
  for (const models of places) {
    for (const property of models.type === "object" ? (models.children ?? []) : []) {
      const key = keyOf(property);
      if (isSuppressed(key)) yield found("config/suppressed-model", property, { key });
    }
  }
};

function isSuppressed(reference: string | undefined): boolean {
  return reference !== undefined && suppressed.has(reference.trim().toLowerCase());
}

/** Empty, or one exact model. */
export const decisionModels: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places))
    if (text.trim() !== "" && !/^\s*[^/\s][^/]*\/\s*\S/.test(text))
      yield found("config/model-reference", node, { key: writtenOf(node) });
};

/** Selectors that are no references and are allowed all the same. */
const selectors = new Set(["openrouter:auto", "openrouter:free"]);

/** Models that may be chosen: by alias, exactly, or all that begin alike. */
export const modelPolicies: Rule = function* (root) {
  const namesAt = (nodes: readonly Node[]) =>
    new Set([...textsOf(nodes)].map((alias) => alias.text.trim().toLowerCase()));
  const common = namesAt(select(root, "agents.defaults.models.*.alias"));
  const byOwner = new Map<Node, ReadonlySet<string>>();
  for (const place of ["agents.defaults", "agents.entries.*"]) {
    for (const { node, text } of texts(root, `${place}.modelPolicy.allow.*`)) {
      const owner = node.parent?.parent?.parent?.parent?.parent;
      if (owner && !byOwner.has(owner)) byOwner.set(owner, namesAt(selectBelow(owner, "models.*.alias")));
      const wanted = text.trim().toLowerCase();
      const named = common.has(wanted) || (owner !== undefined && byOwner.get(owner)?.has(wanted) === true);
      if (!named && !selectors.has(wanted) && !isPolicy(text))
        yield found("config/model-policy", node, { key: writtenOf(node) });
    }
  }
};

function isPolicy(text: string): boolean {
  const steps = text
    .trim()
    .split("/")
    .map((step) => step.trim());
  const last = steps.pop();
  const isControl = (character: string) => character <= "\u001f" || character === "\u007f";
  const plain = (step: string) => step !== "" && !/[\s*]/.test(step) && ![...step].some(isControl);
  return steps.length > 0 && steps.every(plain) && last !== undefined && (last === "*" || plain(last));
}

/** `pickerRuntimes` and `codeMode` of a model make sense for one exact model only. */
export const exactModels: Rule = function* (root) {
  for (const pattern of ["agents.defaults.models.*", "agents.entries.*.models.*"]) {
    for (const model of select(root, pattern)) {
      const name = keyOf(model);
      if (/^[^/\s]+\/[^\s*]+$/.test(name)) continue;
      for (const key of [ours`codeMode`, ours`pickerRuntimes`]) {
        const value: Node | undefined = get(model, key);
        if (value && isKnown(value)) yield found("config/exact-model", value, { key });
      }
    }
    for (const { node, text } of texts(root, `${pattern}.pickerRuntimes.*`))
      if (["auto", "default"].includes(text.trim()))
        yield found("config/picker-runtime", node, { key: writtenOf(node) });
  }
};
