// Every place of a config where something is named: models, providers, aliases, agents, auth profiles, secret providers, channels.
import { sourceSpan } from "../json5/stringSpan";
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import type { Span } from "./finding";
import { isWritten } from "./known";
import { originOf, type Source, sourceOf } from "./merged";
import { defaultProvider, type ModelName, parseModelName } from "./modelNames";
import { PathPatterns } from "./pattern";
import * as places from "./places";
import { type Written, writtenOf } from "./written";

export type NameKind = "model" | "provider" | "alias" | "agent" | "profile" | "secret" | "channel";

export interface Occurrence {
  readonly kind: NameKind;
  /** What all occurrences of one thing share; of a model, `provider/model`. */
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
  readonly written: ModelName<Written>;
  /** `alias`: by a name of the config's own; `bare`: by an id without its provider; `default`: by nothing that is configured. */
  readonly form: "full" | "alias" | "bare" | "default";
  readonly provider: Written;
  /** Without wildcards it is one exact model. */
  readonly model: Written;
  readonly place: ReferencePlace;
}

/** `key`: of a table of models; `list`: may be a pattern. */
export type ReferencePlace = "primary" | "fallback" | "other" | "list" | "key";

export interface ModelAlias {
  /** As written. */
  readonly alias: Written;
  readonly node: Node;
  readonly provider: Written;
  readonly model: Written;
}

export interface Occurrences {
  readonly all: readonly Occurrence[];
  readonly references: readonly ModelReference[];
  readonly aliases: readonly ModelAlias[];
}

/** What is needed to read references; asked of every config that is checked. */
const referencePatterns = new PathPatterns([
  [...places.modelPlaces, ...places.otherModelPlaces],
  places.modelListPlaces,
  places.modelKeyPlaces,
  places.providerKeyPlaces,
  ["models.providers"],
]);

/** All else that is named; asked only where somebody looks for names. */
const otherPatterns = new PathPatterns([
  places.providerPlaces,
  places.agentPlaces,
  [...places.targetPlaces, ...places.channelPlaces],
  places.channelKeyPlaces,
  places.profilePlaces,
  ["agents.entries"],
  ["agents.list.*.id"],
  ["auth.profiles"],
  ["secrets.providers"],
  ["channels"],
]);

/** @param config the config's own file, for nodes that were not put together */
export function occurrencesOf(root: Node | undefined, config: Source): Occurrences {
  return new Collector(root, config);
}

interface Entry {
  readonly kind: NameKind;
  readonly node: Node;
  readonly isDeclaration: boolean;
  readonly name: string;
  /** Where in the text of the node the name stands; all of it by default. */
  readonly part: Span | undefined;
}

class Collector implements Occurrences {
  readonly references: ModelReference[] = [];
  readonly aliases: ModelAlias[] = [];
  readonly #root: Node | undefined;
  readonly #config: Source;
  readonly #entries: Entry[] = [];
  readonly #aliases = new Map<string, ModelAlias>();
  readonly #providers: readonly Node[] = [];
  readonly #providerKeys: readonly Node[] = [];
  #owners: ReadonlyMap<string, Written | undefined> | undefined;
  #all: readonly Occurrence[] | undefined;

  constructor(root: Node | undefined, config: Source) {
    this.#root = root;
    this.#config = config;
    if (root?.type !== "object") return;
    // Where nothing is included, all is known that the text tells.
    const isOpen = /\$include|\\/.test(config.json5.text) || sourceOf(root) !== undefined;
    const found = referencePatterns.match(root, isOpen);
    const [models = [], lists = [], tables = [], providerKeys = [], providers = []] = found;
    this.#providers = providers;
    this.#providerKeys = providerKeys;
    this.#declareAliases(tables);
    for (const node of models) {
      if (node.type !== "object") this.#reference(node, "primary");
      else {
        this.#reference(get(node, "primary"), "primary");
        for (const item of get(node, "fallbacks")?.children ?? []) this.#reference(item, "fallback");
      }
    }
    for (const node of lists) this.#reference(node, "list");
    for (const key of keysOf(tables)) this.#reference(key, "key");
    for (const key of keysOf(providerKeys)) if (String(key.value).includes("/")) this.#reference(key, "list");
  }

  get all(): readonly Occurrence[] {
    this.#all ??= this.#collect();
    return this.#all;
  }

  #collect(): Occurrence[] {
    if (this.#root?.type !== "object") return [];
    const [
      providers = [],
      agents = [],
      channels = [],
      channelKeys = [],
      profiles = [],
      entries = [],
      listed = [],
      declaredProfiles = [],
      secrets = [],
      ownChannels = [],
    ] = otherPatterns.match(this.#root, true);
    this.#addModels();
    for (const key of keysOf(entries)) this.#add("agent", key, true);
    for (const node of texts(listed)) this.#add("agent", node, true);
    for (const key of keysOf(declaredProfiles)) this.#add("profile", key, true);
    for (const key of keysOf(secrets)) this.#add("secret", key, true);
    for (const key of keysOf(ownChannels))
      if (key.value !== "defaults" && key.value !== "modelByChannel") this.#add("channel", key, true);
    for (const node of texts(providers)) this.#add("provider", node, false);
    for (const node of texts(agents)) if (node.value !== "*") this.#add("agent", node, false);
    for (const node of texts(channels)) this.#add("channel", node, false);
    for (const key of keysOf(channelKeys)) this.#add("channel", key, false);
    for (const node of texts(profiles)) this.#add("profile", node, false);
    this.#secretReferences(this.#root);
    return this.#entries.flatMap(({ kind, node, isDeclaration, name, part }) => {
      const source = sourceOf(node) ?? this.#config;
      const span = name === "" ? undefined : spanIn(source, node, part);
      return span ? [{ kind, name, isDeclaration, node, source, span }] : [];
    });
  }

  #add(
    kind: NameKind,
    node: Node,
    isDeclaration: boolean,
    name = normalized(kind, String(node.value)),
    part?: Span,
  ): void {
    this.#entries.push({ kind, node, isDeclaration, name, part });
  }

  /** Each model that a provider declares: its id's node, and the provider in lower case. */
  *#declared(): Iterable<{ readonly key: Node; readonly provider: Written; readonly ids: readonly Node[] }> {
    for (const table of this.#providers) {
      for (const property of table.children ?? []) {
        const key = keyNode(property);
        if (typeof key?.value !== "string") continue;
        const rows = get(valueNode(property), "models")?.children ?? [];
        const ids = rows.flatMap((model) => get(model, "id") ?? []);
        yield {
          key,
          provider: normalized("provider", writtenOf(key)),
          ids: ids.filter((id) => typeof id.value === "string" && isWritten(id)),
        };
      }
    }
  }

  /** Providers that declare a model, by its id; undefined where several do. */
  #ownerOf(model: string): Written | undefined {
    if (!this.#owners) {
      const owners = new Map<string, Written | undefined>();
      for (const { provider, ids } of this.#declared())
        for (const { value } of ids) {
          const id = String(value).trim();
          owners.set(id, owners.has(id) ? undefined : provider);
        }
      this.#owners = owners;
    }
    return this.#owners.get(model);
  }

  /** Declarations of providers and models, and all that refers to them. */
  #addModels(): void {
    for (const { key, provider, ids } of this.#declared()) {
      this.#add("provider", key, true, provider);
      for (const id of ids) this.#add("model", id, true, `${provider}/${String(id.value).trim()}`);
    }
    for (const { alias, node } of this.aliases) this.#add("alias", node, true, normalized("alias", alias));
    for (const { node, written, form, provider, model } of this.references) {
      const { spans, profile } = written;
      if (profile) this.#add("profile", node, false, normalized("profile", profile), spans.profile);
      if (form === "alias") this.#add("alias", node, false, normalized("alias", written.model), spans.model);
      else {
        if (form === "full") this.#add("provider", node, false, provider, spans.provider);
        if (!model.endsWith("*")) this.#add("model", node, false, `${provider}/${model}`, spans.model);
      }
    }
    for (const key of keysOf(this.#providerKeys))
      if (!String(key.value).includes("/")) this.#add("provider", key, false);
  }

  #declareAliases(tables: readonly Node[]): void {
    for (const table of tables) {
      for (const property of table.children ?? []) {
        const alias = get(valueNode(property), "alias");
        if (typeof alias?.value !== "string" || !isWritten(alias)) continue;
        const key = keyNode(property);
        const written = key && parseModelName(writtenOf(key));
        if (!written?.provider) continue;
        const name = normalized("alias", alias.value);
        const { provider, model } = written;
        const found = { alias: writtenOf(alias), node: alias, provider, model };
        this.aliases.push(found);
        if (!this.#aliases.has(name)) this.#aliases.set(name, found);
      }
    }
  }

  #reference(node: Node | undefined, place: ReferencePlace): void {
    if (typeof node?.value !== "string" || !isWritten(node)) return;
    const written = parseModelName(writtenOf(node));
    if (!written) return;
    if (written.provider !== undefined) {
      const { provider, model } = written;
      this.references.push({ node, written, form: "full", provider, model, place });
      return;
    }
    const alias = this.#aliases.get(normalized("alias", written.model));
    if (alias) {
      const { provider, model } = alias;
      this.references.push({ node, written, form: "alias", provider, model, place });
      return;
    }
    const owner = this.#ownerOf(written.model);
    const form = owner === undefined ? "default" : "bare";
    this.references.push({ node, written, form, provider: owner ?? defaultProvider, model: written.model, place });
  }

  /** Objects of a source, a provider and an id, wherever they stand. */
  #secretReferences(node: Node): void {
    if (node.type === "object") {
      const provider = get(node, "provider");
      const isReference = provider && get(node, "source") && get(node, "id") && node.children?.length === 3;
      if (isReference && typeof provider.value === "string" && isWritten(provider))
        this.#add("secret", provider, false);
    }
    for (const child of node.children ?? []) if (child.children) this.#secretReferences(child);
  }
}

/** Providers, aliases and agents are the same in any case. */
function normalized<Name extends string>(kind: NameKind, name: Name): Name {
  const trimmed = name.trim() as Name;
  return kind === "provider" || kind === "alias" || kind === "agent" ? (trimmed.toLowerCase() as Name) : trimmed;
}

/** Where a string or key, or a part of it, stands in its file; undefined where a part is written with escapes. */
function spanIn({ json5 }: Source, node: Node, part: Span | undefined): Span | undefined {
  const { offset, length, value } = originOf(node);
  const { offset: start, length: size } = part ?? { offset: 0, length: String(value).length };
  const span = sourceSpan(json5.text, originOf(node), start, start + size);
  const isPlain = json5.text.slice(span.offset, span.offset + span.length) === String(value).slice(start, start + size);
  if (isPlain) return span;
  return part ? undefined : { offset, length };
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
  for (const node of nodes) if (typeof node.value === "string" && isWritten(node)) yield node;
}
