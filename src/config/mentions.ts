// Every place of a config where something is named: models, providers, aliases, agents, auth profiles, secret providers, channels.
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import type { Span } from "./finding";
import { isKnown } from "./known";
import { originOf, type Source, sourceOf, variablesOf } from "./merged";
import { defaultProvider, type ModelName, parseModelName } from "./modelNames";
import { Patterns } from "./patterns";
import * as places from "./places";

export type NameKind = "model" | "provider" | "alias" | "agent" | "profile" | "secret" | "channel";

export interface Mention {
  readonly kind: NameKind;
  /** What all mentions of one thing share; of a model, `provider/model`. */
  readonly name: string;
  /** A declaration says what the name stands for; all else refers to it. */
  readonly isDeclaration: boolean;
  /** The string or key, in the config as a whole. */
  readonly node: Node;
  readonly source: Source;
  /** Where the name is written: UTF-16 offsets in the text of `source`. */
  readonly span: Span;
}

/** A reference to a model, and what it comes to. */
export interface ModelReference {
  readonly node: Node;
  readonly written: ModelName;
  /** `alias`: by a name of the config's own; `bare`: by an id without its provider; `default`: by nothing that is configured. */
  readonly form: "full" | "alias" | "bare" | "default";
  readonly provider: string;
  /** Without wildcards it is one exact model. */
  readonly model: string;
  readonly place: ReferencePlace;
}

/** `key`: of a table of models; `list`: may be a pattern. */
export type ReferencePlace = "primary" | "fallback" | "other" | "list" | "key";

export interface ModelAlias {
  /** As written. */
  readonly alias: string;
  readonly node: Node;
  readonly provider: string;
  readonly model: string;
}

export interface Mentions {
  readonly all: readonly Mention[];
  readonly references: readonly ModelReference[];
  readonly aliases: readonly ModelAlias[];
}

const kinds = [
  [...places.modelPlaces, ...places.otherModelPlaces],
  places.modelListPlaces,
  places.modelKeyPlaces,
  places.providerPlaces,
  places.providerKeyPlaces,
  places.agentPlaces,
  [...places.targetPlaces, ...places.channelPlaces],
  places.channelKeyPlaces,
  places.profilePlaces,
  ["models.providers"],
  ["agents.entries"],
  ["agents.list.*.id"],
  ["auth.profiles"],
  ["secrets.providers"],
  ["channels"],
] as const;

const patterns = new Patterns(kinds);

/** @param config the config's own file, for nodes that were not put together */
export function mentionsOf(root: Node | undefined, config: Source): Mentions {
  const collector = new Collector(config);
  if (root?.type !== "object") return collector;
  const [
    models = [],
    modelLists = [],
    modelKeys = [],
    providers = [],
    providerKeys = [],
    agents = [],
    channels = [],
    channelKeys = [],
    profiles = [],
    declaredProviders = [],
    entries = [],
    listed = [],
    declaredProfiles = [],
    secrets = [],
    ownChannels = [],
  ] = patterns.match(root, true);
  collector.declareModels(declaredProviders);
  collector.declareAliases(modelKeys);
  for (const key of keysOf(entries)) collector.add("agent", key, true);
  for (const node of texts(listed)) collector.add("agent", node, true);
  for (const key of keysOf(declaredProfiles)) collector.add("profile", key, true);
  for (const key of keysOf(secrets)) collector.add("secret", key, true);
  for (const key of keysOf(ownChannels))
    if (key.value !== "defaults" && key.value !== "modelByChannel") collector.add("channel", key, true);
  for (const node of models) {
    if (node.type !== "object") collector.reference(node, "primary");
    else {
      collector.reference(get(node, "primary"), "primary");
      for (const item of get(node, "fallbacks")?.children ?? []) collector.reference(item, "fallback");
    }
  }
  for (const node of modelLists) collector.reference(node, "list");
  for (const key of keysOf(modelKeys)) collector.reference(key, "key");
  for (const key of keysOf(providerKeys)) {
    if (String(key.value).includes("/")) collector.reference(key, "list");
    else collector.add("provider", key, false);
  }
  for (const node of texts(providers)) collector.add("provider", node, false);
  for (const node of texts(agents)) if (node.value !== "*") collector.add("agent", node, false);
  for (const node of texts(channels)) collector.add("channel", node, false);
  for (const key of keysOf(channelKeys)) collector.add("channel", key, false);
  for (const node of texts(profiles)) collector.add("profile", node, false);
  collector.secretReferences(root);
  return collector;
}

class Collector implements Mentions {
  readonly all: Mention[] = [];
  readonly references: ModelReference[] = [];
  readonly aliases: ModelAlias[] = [];
  /** Providers that declare a model, by its id. */
  readonly #owners = new Map<string, string[]>();
  readonly #config: Source;

  constructor(config: Source) {
    this.#config = config;
  }

  /** @param part where in the text of the node the name stands; all of it by default */
  add(
    kind: NameKind,
    node: Node,
    isDeclaration: boolean,
    name = normalized(kind, String(node.value)),
    part?: Span,
  ): void {
    const source = sourceOf(node) ?? this.#config;
    const span = spanIn(source, node, part);
    if (span && name !== "") this.all.push({ kind, name, isDeclaration, node, source, span });
  }

  declareModels(tables: readonly Node[]): void {
    for (const table of tables) {
      for (const property of table.children ?? []) {
        const key = keyNode(property);
        if (typeof key?.value !== "string") continue;
        const provider = normalized("provider", key.value);
        this.add("provider", key, true);
        for (const model of get(valueNode(property), "models")?.children ?? []) {
          const id = get(model, "id");
          if (typeof id?.value !== "string" || !isKnown(id)) continue;
          this.add("model", id, true, `${provider}/${id.value.trim()}`);
          this.#owners.set(id.value.trim(), [...(this.#owners.get(id.value.trim()) ?? []), provider]);
        }
      }
    }
  }

  declareAliases(tables: readonly Node[]): void {
    for (const table of tables) {
      for (const property of table.children ?? []) {
        const written = parseModelName(String(keyNode(property)?.value));
        const alias = get(valueNode(property), "alias");
        if (!written?.provider || typeof alias?.value !== "string" || !isKnown(alias)) continue;
        this.add("alias", alias, true);
        const { provider, model } = written;
        this.aliases.push({ alias: alias.value, node: alias, provider, model });
      }
    }
  }

  reference(node: Node | undefined, place: ReferencePlace): void {
    if (typeof node?.value !== "string" || !isKnown(node) || variablesOf(node).length > 0) return;
    const written = parseModelName(node.value);
    if (!written) return;
    const { spans, profile } = written;
    if (profile) this.add("profile", node, false, normalized("profile", profile), spans.profile);
    if (written.provider !== undefined) {
      const { provider, model } = written;
      this.references.push({ node, written, form: "full", provider, model, place });
      this.add("provider", node, false, provider, spans.provider);
      if (!model.endsWith("*")) this.add("model", node, false, `${provider}/${model}`, spans.model);
      return;
    }
    const wanted = normalized("alias", written.model);
    const alias = this.aliases.find((each) => normalized("alias", each.alias) === wanted);
    if (alias) {
      const { provider, model } = alias;
      this.references.push({ node, written, form: "alias", provider, model, place });
      this.add("alias", node, false, wanted, spans.model);
      return;
    }
    const [owner, ...others] = this.#owners.get(written.model) ?? [];
    const form = owner !== undefined && others.length === 0 ? "bare" : "default";
    const provider = form === "bare" && owner !== undefined ? owner : defaultProvider;
    this.references.push({ node, written, form, provider, model: written.model, place });
    this.add("model", node, false, `${provider}/${written.model}`, spans.model);
  }

  /** Objects of a source, a provider and an id, wherever they stand. */
  secretReferences(node: Node): void {
    if (node.type === "object") {
      const provider = get(node, "provider");
      const isReference = provider && get(node, "source") && get(node, "id") && node.children?.length === 3;
      if (isReference && typeof provider.value === "string" && isKnown(provider)) this.add("secret", provider, false);
    }
    for (const child of node.children ?? []) if (child.children) this.secretReferences(child);
  }
}

/** Providers, aliases and agents are the same in any case. */
function normalized(kind: NameKind, name: string): string {
  const trimmed = name.trim();
  return kind === "provider" || kind === "alias" || kind === "agent" ? trimmed.toLowerCase() : trimmed;
}

/** Where a part of a string or key stands in its file; undefined where escapes make it unclear. */
function spanIn({ json5 }: Source, node: Node, part: Span | undefined): Span | undefined {
  const { offset, length } = originOf(node);
  const isQuoted = /["']/.test(json5.text.charAt(offset));
  const start = isQuoted ? offset + 1 : offset;
  const written = json5.text.slice(start, isQuoted ? offset + length - 1 : offset + length);
  if (written !== originOf(node).value) return part ? undefined : { offset, length };
  return part ? { offset: start + part.offset, length: part.length } : { offset: start, length: written.length };
}

function* keysOf(objects: readonly Node[]): Iterable<Node> {
  for (const object of objects) {
    if (object.type !== "object") continue;
    for (const property of object.children ?? []) {
      const key = keyNode(property);
      if (typeof key?.value === "string" && key.value !== "$include") yield key;
    }
  }
}

function* texts(nodes: readonly Node[]): Iterable<Node> {
  for (const node of nodes)
    if (typeof node.value === "string" && isKnown(node) && variablesOf(node).length === 0) yield node;
}
