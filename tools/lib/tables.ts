// What OpenClaw ships besides its schema, as tables: src/config/catalog.json, the hosted models by provider with their limits, and
// src/features/completion/usage.json, how often its documentation sets a key or one of the named values of a key.
import path from "node:path";
import { knownOf } from "../../src/config/known";
import { parse } from "../../src/json5/parser";
import { keyNode, type Node, pathOf, valueNode } from "../../src/json5/tree";
import { SchemaRoot } from "../../src/schema/compile";
import { patternOf, schemasAt, unfold } from "../../src/schema/lookup";
import type { SchemaObject } from "../../src/schema/types";
import { documentationExamples } from "../../test/parity/corpus";
import type { GeneratedFile } from "./generated";
import type { Contracts, Shipped } from "./shipped";

/** What may stand before the slash of a model reference. */
const modelContracts =
  /^(image|music|video)GenerationProviders$|^(mediaUnderstanding|speech|realtime\w+|embedding)Providers$/;

/**
 * `hosted`: by provider, each model's id with its context window and longest answer in tokens, and whether it takes images and reasons.
 * `providers`: the ids of all providers that OpenClaw's own plugins bring, those included that are installed from elsewhere.
 */
export function catalogFile(shipped: Shipped): GeneratedFile {
  const hosted: Record<string, Record<string, unknown>> = {};
  const names = new Set<string>();
  const collect = (contracts: Contracts = {}) => {
    for (const [contract, ids] of Object.entries(contracts))
      if (modelContracts.test(contract)) for (const id of ids) names.add(id);
  };
  for (const { modelCatalog, providers = [], contracts } of shipped.manifests) {
    for (const id of [...providers, ...Object.keys(modelCatalog?.providers ?? {})]) names.add(id);
    collect(contracts);
    for (const [id, { models = [] }] of Object.entries(modelCatalog?.providers ?? {})) {
      const known: Record<string, unknown> = {};
      for (const { id: model, contextWindow, maxTokens, input, reasoning } of models)
        known[model] = {
          ...(contextWindow && { contextWindow }),
          ...(maxTokens && { maxTokens }),
          ...(input?.includes("image") && { image: true }),
          ...(reasoning && { reasoning }),
        };
      hosted[id] = { ...hosted[id], ...known };
    }
  }
  for (const { openclaw: plugin } of shipped.external("provider")) {
    for (const { id } of plugin.providers ?? []) names.add(id);
    collect(plugin.contracts);
  }
  const table = { openclaw: shipped.version, hosted, providers: [...names].sort() };
  return { file: "src/config/catalog.json", text: lines(table) };
}

type Counts = Record<string, Record<string, number>>;

function add(counts: Counts, place: string, name: string): void {
  counts[place] ??= {};
  const own = counts[place];
  own[name] = (own[name] ?? 0) + 1;
}

/**
 * By place, with `*` for what is named freely: how often a key stands there, and how often a value that the schema names.
 *
 * @param structure the release's schema
 */
export function usageFile(shipped: Shipped, structure: SchemaObject): GeneratedFile {
  const schema = new SchemaRoot(structure);
  const keys: Counts = {};
  const values: Counts = {};
  const visit = (node: Node): void => {
    if (node.type === "property") {
      const key = keyNode(node);
      const value = valueNode(node);
      const owner = node.parent;
      if (!key || !value || !owner) return;
      const place = patternOf(schema, pathOf(node));
      if (place && place.at(-1) !== "*") {
        add(keys, place.slice(0, -1).join("."), String(key.value));
        const literals = schemasAt(schema, undefined, pathOf(value), { known: knownOf })
          .flatMap(unfold)
          .flatMap((each) => each.literals ?? []);
        if (typeof value.value === "boolean" || literals.includes(value.value ?? null))
          add(values, place.join("."), String(value.value));
      }
    }
    for (const child of node.children ?? []) visit(child);
  };
  for (const { text } of documentationExamples(path.join(shipped.folder, "docs"))) {
    const document = parse(text);
    if (document.root?.type === "object" && document.problems.length === 0) visit(document.root);
  }
  return { file: "src/features/completion/usage.json", text: lines({ openclaw: shipped.version, keys, values }) };
}

/** One line for each place or provider, so that a new release reads as a diff. */
function lines(data: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(data).map(([name, part]) => {
    if (typeof part !== "object" || part === null || Array.isArray(part))
      return `${JSON.stringify(name)}: ${JSON.stringify(part)}`;
    const entries = Object.entries(part).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    return `${JSON.stringify(name)}: {\n${entries.join(",\n")}\n}`;
  });
  return `{\n${parts.join(",\n")}\n}\n`;
}
