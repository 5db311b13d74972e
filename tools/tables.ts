// Writes what OpenClaw ships besides its schema, as tables: src/config/catalog.json, the hosted models by provider with their limits, and
// src/features/usage.json, how often its documentation sets a key or one of the named values of a key.
import fs from "node:fs";
import path from "node:path";
import { knownOf } from "../src/config/known";
import { parse } from "../src/json5/parser";
import { keyNode, type Node, pathOf, valueNode } from "../src/json5/tree";
import { SchemaRoot } from "../src/schema/compile";
import { patternOf, schemasAt, unfold } from "../src/schema/lookup";
import type { SchemaObject } from "../src/schema/types";
import { documentationExamples } from "../test/parity/corpus";
import { openclaw } from "./lib/cache.mjs";

const root = path.join(import.meta.dirname, "..");

interface CatalogModel {
  readonly id: string;
  readonly contextWindow?: number;
  readonly maxTokens?: number;
  readonly input?: readonly string[];
  readonly reasoning?: boolean;
}

interface Manifest {
  readonly providers?: readonly string[];
  /** By what a plugin brings along (`speechProviders`, `tools`, …): the ids. */
  readonly contracts?: Readonly<Record<string, readonly string[]>>;
  readonly modelCatalog?: {
    readonly providers?: Readonly<Record<string, { readonly models?: readonly CatalogModel[] }>>;
  };
}

interface ExternalProviders {
  readonly entries: readonly {
    readonly openclaw: {
      readonly providers?: readonly { readonly id: string }[];
      readonly contracts?: Manifest["contracts"];
    };
  }[];
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, "utf8")) as T;
}

/** What may stand before the slash of a model reference. */
const modelContracts =
  /^(image|music|video)GenerationProviders$|^(mediaUnderstanding|speech|realtime\w+|embedding)Providers$/;

/**
 * `hosted`: by provider, each model's id with its context window and longest answer in tokens, and whether it takes images and reasons.
 * `providers`: the ids of all providers that OpenClaw's own plugins bring, those included that are installed from elsewhere.
 */
function catalog(installed: string, version: string): Record<string, unknown> {
  const extensions = path.join(installed, "dist", "extensions");
  const hosted: Record<string, Record<string, unknown>> = {};
  const names = new Set<string>();
  const collect = (contracts: Manifest["contracts"] = {}) => {
    for (const [contract, ids] of Object.entries(contracts))
      if (modelContracts.test(contract)) for (const id of ids) names.add(id);
  };
  for (const name of fs.readdirSync(extensions).sort()) {
    const file = path.join(extensions, name, "openclaw.plugin.json");
    if (!fs.existsSync(file)) continue;
    const { modelCatalog, providers = [], contracts } = readJson<Manifest>(file);
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
  const external = path.join(installed, "scripts", "lib", "official-external-provider-catalog.json");
  for (const { openclaw: plugin } of readJson<ExternalProviders>(external).entries) {
    for (const { id } of plugin.providers ?? []) names.add(id);
    collect(plugin.contracts);
  }
  return { openclaw: version, hosted, providers: [...names].sort() };
}

type Counts = Record<string, Record<string, number>>;

function add(counts: Counts, place: string, name: string): void {
  counts[place] ??= {};
  const own = counts[place];
  own[name] = (own[name] ?? 0) + 1;
}

/** By place, with `*` for what is named freely: how often a key stands there, and how often a value that the schema names. */
function usage(installed: string, version: string, schema: SchemaRoot): Record<string, unknown> {
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
  for (const { text } of documentationExamples(path.join(installed, "docs"))) {
    const document = parse(text);
    if (document.root?.type === "object" && document.problems.length === 0) visit(document.root);
  }
  return { openclaw: version, keys, values };
}

/** One line for each place or provider, so that a new release reads as a diff. */
function write(file: string, data: Readonly<Record<string, unknown>>): void {
  const target = path.join(root, file);
  const parts = Object.entries(data).map(([name, part]) => {
    if (typeof part !== "object" || part === null || Array.isArray(part))
      return `${JSON.stringify(name)}: ${JSON.stringify(part)}`;
    const lines = Object.entries(part).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    return `${JSON.stringify(name)}: {\n${lines.join(",\n")}\n}`;
  });
  fs.writeFileSync(target, `{\n${parts.join(",\n")}\n}\n`);
  process.stdout.write(`${file}: ${fs.statSync(target).size} bytes\n`);
}

const installed = await openclaw();
const { version } = readJson<{ version: string }>(path.join(installed, "package.json"));
const schema = new SchemaRoot(readJson<SchemaObject>(path.join(root, "schemas", `openclaw-${version}.json`)));
write("src/config/catalog.json", catalog(installed, version));
write("src/features/usage.json", usage(installed, version, schema));
