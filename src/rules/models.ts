// Model providers and model references. Source: OpenClaw 2026.9.6, run on each case.

import { isKnown } from "../config/known";
import { modelPlaces } from "../config/places";
import { ours, trimmed, writtenOf } from "../config/written";
import { get, type Node, pathOf } from "../json5/tree";
import facts from "./facts.json";
import { notPositive, numberCodes } from "./numbers";
import {
  eachAgent,
  found,
  holderOf,
  keyOf,
  modelsIn,
  type Rule,
  rule,
  select,
  selectBelow,
  textOf,
  textsOf,
} from "./rule";

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
const customProviders = rule({
  at: ["models.providers.*"],
  codes: ["config/provider-base-url", "config/provider-models"],
  *check(places) {
    for (const provider of places) {
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
  },
});

/**
 * A limit that a provider has for all its models goes to each row that has none of its own, and must be one there. Releases before have
 * the keys in their schema.
 */
const sharedLimits = rule({
  at: ["models.providers.*.contextTokens", "models.providers.*.contextWindow"],
  codes: numberCodes,
  since: "2026.8.2",
  *check(places) {
    for (const node of places) {
      const key = keyOf(node);
      const models = get(holderOf(node), "models");
      const rows = models?.type === "array" && isKnown(models) ? (models.children ?? []) : [];
      const taker = rows.find((row) => row.type === "object" && isKnown(row) && !get(row, key));
      const fault = taker && notPositive(node, key === "contextTokens" ? "integer" : "number");
      // OpenClaw speaks of the row; what is written stands at the provider.
      if (fault) yield { ...fault, path: [...pathOf(taker), key] };
    }
  },
});

const catalogUrl = rule({
  at: ["models.catalogRefresh.url"],
  codes: ["config/catalog-url"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const local = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
      if (url?.protocol !== "https:" && !local) yield found("config/catalog-url", node);
    }
  },
});

const suppressedModels = rule({
  at: modelPlaces,
  codes: ["config/suppressed-model"],
  since: "2026.5.28",
  *check(places) {
    for (const setting of places)
      for (const node of modelsIn(setting))
        if (isSuppressed(textOf(node))) yield found("config/suppressed-model", node, { key: trimmed(writtenOf(node)) });
  },
});

/** The same for models that are named as keys. */
const suppressedKeys = rule({
  at: eachAgent("models"),
  codes: ["config/suppressed-model"],
  since: "2026.5.28",
  *check(places) {
    for (const models of places) {
      for (const property of models.type === "object" ? (models.children ?? []) : []) {
        const key = keyOf(property);
        if (isSuppressed(key)) yield found("config/suppressed-model", property, { key });
      }
    }
  },
});

function isSuppressed(reference: string | undefined): boolean {
  return reference !== undefined && suppressed.has(reference.trim().toLowerCase());
}

/** Empty, or one exact model. */
const decisionModels = rule({
  at: eachAgent("decisionModel"),
  codes: ["config/model-reference"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (text.trim() !== "" && !/^\s*[^/\s][^/]*\/\s*\S/.test(text))
        yield found("config/model-reference", node, { key: writtenOf(node) });
  },
});

/** Selectors that are no references and are allowed all the same. */
const selectors = new Set(["openrouter:auto", "openrouter:free"]);

/** Models that may be chosen: by alias, exactly, or all that begin alike. */
const modelPolicies = rule({
  at: eachAgent("modelPolicy.allow.*"),
  codes: ["config/model-policy"],
  *check(places, { root }) {
    const namesAt = (nodes: readonly Node[]) =>
      new Set([...textsOf(nodes)].map((alias) => alias.text.trim().toLowerCase()));
    const common = namesAt(select(root, "agents.defaults.models.*.alias"));
    const byOwner = new Map<Node, ReadonlySet<string>>();
    for (const { node, text } of textsOf(places)) {
      const owner = holderOf(holderOf(node.parent));
      if (owner && !byOwner.has(owner)) byOwner.set(owner, namesAt(selectBelow(owner, "models.*.alias")));
      const wanted = text.trim().toLowerCase();
      const named = common.has(wanted) || (owner !== undefined && byOwner.get(owner)?.has(wanted) === true);
      if (!named && !selectors.has(wanted) && !isPolicy(text))
        yield found("config/model-policy", node, { key: writtenOf(node) });
    }
  },
});

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
const exactModels = rule({
  at: eachAgent("models.*.codeMode", "models.*.pickerRuntimes"),
  codes: ["config/exact-model"],
  *check(places) {
    for (const value of places)
      if (!/^[^/\s]+\/[^\s*]+$/.test(keyOf(holderOf(value) ?? value)))
        yield found("config/exact-model", value, { key: keyOf(value) });
  },
});

const pickerRuntimes = rule({
  at: eachAgent("models.*.pickerRuntimes.*"),
  codes: ["config/picker-runtime"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (["auto", "default"].includes(text.trim()))
        yield found("config/picker-runtime", node, { key: writtenOf(node) });
  },
});

/** The rules on model providers and on names of models. */
export const modelRules: readonly Rule[] = [
  customProviders,
  sharedLimits,
  catalogUrl,
  suppressedModels,
  suppressedKeys,
  decisionModels,
  modelPolicies,
  exactModels,
  pickerRuntimes,
];
