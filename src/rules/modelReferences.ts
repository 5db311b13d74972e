// Model references that OpenClaw takes and that lead nowhere, or not where they seem to. Source: OpenClaw 2026.9.6, run on each case.
import { hostedModels, shippedProviders } from "../config/catalog";
import { nearest } from "../config/didYouMean";
import type { ConfigDocument } from "../config/document";
import { isWritten } from "../config/known";
import { type ModelName, parseModelName } from "../config/modelNames";
import type { ModelReference } from "../config/occurrences";
import { rosterKeyOf } from "../config/pattern";
import { policedPlaces } from "../config/places";
import { ownServers } from "../config/servers";
import { lowered, ofOpenClaw, ours, partOf, trimmed, type Written, writtenOf } from "../config/written";
import { find, get, keyNode, type Node, pathOf, valueNode } from "../json5/tree";
import facts from "./facts.json";
import {
  found,
  keyOf,
  keysOf,
  modelsIn,
  type Rule,
  type RuleFinding,
  type RuleFix,
  rule,
  textOf,
  textsOf,
} from "./rule";

const builtIn = new Set(facts.builtInProviders);

/** Sections that may refer to models. */
export const sections = ["agents", "channels", "hooks", "plugins", "tools", "tts"];

interface Inventory {
  /** The config's own providers, each with the ids of its models. */
  readonly providers: ReadonlyMap<Written, ReadonlySet<Written>>;
  /** Providers whose models are all in the config, by ids that are written out. */
  readonly closed: ReadonlySet<string>;
  /** Whether variables hold ids. */
  readonly hasHidden: boolean;
  /** Whether a plugin that is not OpenClaw's own may bring providers. */
  readonly hasPlugins: boolean;
}

function isOwnServer(id: string): boolean {
  return ownServers.has(id) || (!builtIn.has(id) && !shippedProviders.has(id));
}

function inventoryOf(root: Node, { occurrences, schema, pluginsUnseen }: ConfigDocument): Inventory {
  const providers = new Map<Written, ReadonlySet<Written>>();
  let hasHidden = false;
  const closed = new Set<string>();
  const isReplace = textOf(get(get(root, "models"), "mode")) === "replace";
  const discovered = new Set(
    occurrences.references
      .filter(({ model, place }) => place === "key" && model === "*")
      .map(({ provider }) => provider),
  );
  for (const property of get(get(root, "models"), "providers")?.children ?? []) {
    const id = lowered(trimmed(keyOf(property)));
    const ids = new Set<Written>();
    let isHidden = false;
    for (const model of get(valueNode(property), "models")?.children ?? []) {
      const node = get(model, "id");
      if (typeof node?.value !== "string") continue;
      if (isWritten(node)) ids.add(trimmed(writtenOf(node)));
      else isHidden = true;
    }
    providers.set(id, ids);
    hasHidden ||= isHidden;
    const isOpen = isHidden || discovered.has(id) || get(valueNode(property), "$include") !== undefined;
    if (ids.size > 0 && !isOpen && (isReplace || isOwnServer(id))) closed.add(id);
  }
  const named = keysOf(get(get(root, "plugins"), "entries"));
  const known = named.length > 0 ? schema.schema.property("plugins")?.property("entries") : undefined;
  const hasPlugins =
    pluginsUnseen ||
    named.some((id) => !known?.property(id)) ||
    (get(get(get(root, "plugins"), "load"), "paths")?.children?.length ?? 0) > 0;
  return { providers, closed, hasHidden, hasPlugins };
}

/**
 * References to providers and models that nobody knows. OpenClaw takes a model that a provider does not list: it sends the name as it is
 * (seen with lmstudio, ollama, vllm, litellm and a custom provider), with limits of its own unless it finds the model on the server.
 */
const unknownReferences = rule({
  at: sections,
  codes: ["model/unknown-ref"],
  *check(_places, { root, document }) {
    const { references, aliases } = document.occurrences;
    if (references.length === 0) return;
    const inventory = inventoryOf(root, document);
    const owners = ownersOf(inventory);
    const ownModels = once(() =>
      [...inventory.providers].flatMap(([id, ids]) => [...ids].map((each) => ours`${id}/${each}`)),
    );
    const byLastPart = once(() => {
      const names = new Map<string, Written[]>();
      for (const name of ownModels()) {
        const last = name.slice(name.lastIndexOf("/") + 1);
        const alike = names.get(last);
        if (alike) alike.push(name);
        else names.set(last, [name]);
      }
      return names;
    });
    const providerNames = once(() => [
      ...new Set([
        ...inventory.providers.keys(),
        ...ofOpenClaw([...hostedModels.keys()].map((name) => name.split("/")[0] ?? "")),
        ...ofOpenClaw(ownServers),
      ]),
    ]);
    const namesOf = new Map<Written, readonly Written[]>();
    const modelsOf = (provider: Written) => {
      let names = namesOf.get(provider);
      if (!names) {
        names = [...(inventory.providers.get(provider) ?? [])].map((id) => ours`${provider}/${id}`);
        namesOf.set(provider, names);
      }
      return names;
    };
    const nameable = once(() => [...ownModels(), ...aliases.map(({ alias }) => alias)]);
    for (const reference of references) {
      const { node, written, form, provider, model, place } = reference;
      if (form === "full") {
        // Models that decide come with plugins of any name.
        if (pathOf(node).at(-1) === "decisionModel") continue;
        const wrong = unknownPart(reference, inventory);
        const meant = unprefixed(reference, inventory, owners);
        if (meant !== undefined) {
          yield unknown(node, written, [withProfile(meant, written)], parts.prefix);
          continue;
        }
        if (wrong === "provider") {
          const near = nearest(provider, providerNames());
          yield unknown(
            node,
            written,
            near.map((name) => withProvider(written, name)),
            parts.provider,
          );
        } else if (wrong === "model") {
          const own = modelsOf(provider);
          const near = nearest(`${provider}/${model}`, own);
          const offered = near.length > 0 ? near : own.slice(0, own.length > few ? 0 : few);
          yield unknown(
            node,
            written,
            offered.map((name) => withProfile(name, written)),
            parts.model,
            near.length > 0,
          );
        }
      } else if (form === "default" && place !== "list" && place !== "key" && isChat(node)) {
        if (inventory.hasHidden || hostedModels.has(`${provider}/${model}`)) continue;
        const near = nearest(model, nameable());
        const ids = byLastPart().get(model) ?? [];
        yield unknown(
          node,
          written,
          [...ids, ...near.filter((name) => !ids.includes(name))],
          parts.alias,
          ids.length + near.length > 0,
        );
      }
    }
  },
});

/** What is worked out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** So many models can be offered when none is near. */
const few = 5;

/** Image, voice and speech models often go by ids that no table has. */
function isChat(node: Node): boolean {
  return !/(?:image|voice|pdf|media|summary|preferred)Model|mediaModels|voice|tts|realtime/i.test(
    pathOf(node).join("."),
  );
}

function unknownPart({ provider, model }: ModelReference, { providers, closed, hasPlugins }: Inventory) {
  const own = providers.get(provider);
  if (!own) {
    const isKnown = hasPlugins || builtIn.has(provider) || shippedProviders.has(provider) || ownServers.has(provider);
    return isKnown ? undefined : "provider";
  }
  if (model.endsWith("*") || !closed.has(provider)) return undefined;
  return own.has(model) || hostedModels.has(`${provider}/${model}`) ? undefined : "model";
}

/** Models of own servers whose ids have a slash in them, by id in lower case. */
function ownersOf({ providers }: Inventory): ReadonlyMap<string, Written> {
  const owners = new Map<string, Written>();
  for (const [name, ids] of providers)
    if (isOwnServer(name))
      for (const id of ids) if (id.includes("/")) owners.set(id.toLowerCase(), ours`${name}/${id}`);
  return owners;
}

/** The model of an own server whose id, which has a slash in it, was written without the server's name. */
function unprefixed(
  { provider, model }: ModelReference,
  { providers }: Inventory,
  owners: ReadonlyMap<string, Written>,
): Written | undefined {
  if (owners.size === 0 || providers.has(provider)) return undefined;
  const id = `${provider}/${model}`;
  return hostedModels.has(id) ? undefined : owners.get(id.toLowerCase());
}

/** Which part of a reference leads nowhere. */
const parts = { provider: ours`provider`, model: ours`model`, alias: ours`alias`, prefix: ours`prefix` } as const;
type Part = (typeof parts)[keyof typeof parts];

function unknown(
  node: Node,
  written: ModelName<Written>,
  offered: readonly Written[],
  part: Part,
  isNear = offered.length > 0,
): RuleFinding<"model/unknown-ref"> {
  const isKey = node.parent?.type === "property" && keyNode(node.parent) === node;
  const target = isKey ? node.parent : node;
  const fixes = offered.map(
    (name): RuleFix =>
      isKey && target ? { kind: "rename-key", property: target, name } : { kind: "replace-value", node, value: name },
  );
  const key = written.provider === undefined ? written.model : ours`${written.provider}/${written.model}`;
  const params = {
    key,
    part,
    provider: written.provider ?? ours``,
    model: written.model,
    ...(part === parts.prefix && { name: offered[0] ?? ours`` }),
    ...(isNear && part !== parts.prefix && { nearest: [...offered] }),
  };
  return found("model/unknown-ref", target ?? node, params, fixes);
}

function withProvider(written: ModelName<Written>, provider: Written): Written {
  return withProfile(ours`${provider}/${written.model}`, written);
}

function withProfile(name: Written, { profile }: ModelName<Written>): Written {
  return profile === undefined ? name : ours`${name}@${profile}`;
}

/** Ids are sent to the server as they are: of its own name before them it knows nothing. */
const prefixedIds = rule({
  at: ["models.providers"],
  codes: ["model/prefixed-id"],
  *check([providers]) {
    for (const property of providers?.children ?? []) {
      const provider = keyOf(property);
      const prefix = `${provider.trim().toLowerCase()}/`;
      for (const model of get(valueNode(property), "models")?.children ?? []) {
        const node = get(model, "id");
        if (typeof node?.value !== "string" || !node.value.toLowerCase().startsWith(prefix)) continue;
        if (!isOwnServer(prefix.slice(0, -1)) || !isWritten(node)) continue;
        const written = writtenOf(node);
        const value = partOf(written, prefix.length);
        const fix: RuleFix = { kind: "replace-value", node, value };
        yield found("model/prefixed-id", node, { key: written, provider, nearest: [value] }, [fix]);
      }
    }
  },
});

/** References that only a policy lets through, and that it does not. */
const policies = rule({
  at: policedPlaces,
  codes: ["model/not-allowed"],
  *check(places, { root, document: { occurrences } }) {
    const names = new Map<string, Named>();
    // Of two with one name the first counts.
    for (const each of occurrences.aliases) {
      const name = each.alias.trim().toLowerCase();
      if (!names.has(name)) names.set(name, each);
    }
    const roster = rosterKeyOf(get(root, "agents"));
    const shared = policyOf(find(root, ["agents", "defaults"]), names);
    const own = new Map<Node, Policy | undefined>();
    const ownOf = (agent: Node) => {
      if (!own.has(agent)) own.set(agent, policyOf(agent, names));
      return own.get(agent);
    };
    let byNode: ReadonlyMap<Node, ModelReference> | undefined;
    for (const place of places) {
      const path = pathOf(place);
      const agent = path[1] === roster ? find(root, path.slice(0, 3)) : undefined;
      const policy = (agent && ownOf(agent)) ?? shared;
      if (!policy || policy.isEmpty) continue;
      for (const node of modelsIn(place)) {
        byNode ??= new Map(occurrences.references.map((each) => [each.node, each]));
        const reference = byNode.get(node);
        if (!reference || isAllowed(reference, policy)) continue;
        yield found("model/not-allowed", node, { key: ours`${reference.provider}/${reference.model}` });
      }
    }
  },
});

/** What a policy's text stands for. */
type Named = Pick<ModelName, "provider" | "model">;

interface Policy {
  readonly isEmpty: boolean;
  readonly exact: ReadonlySet<string>;
  /** How the names of models may begin. */
  readonly beginnings: ReadonlySet<string>;
  /** The lengths of beginnings, each once. */
  readonly lengths: ReadonlySet<number>;
}

/** Undefined where there is no policy. */
function policyOf(owner: Node | undefined, aliases: ReadonlyMap<string, Named>): Policy | undefined {
  const list = get(get(owner, "modelPolicy"), "allow");
  if (list?.type !== "array") return undefined;
  const [exact, beginnings, lengths] = [new Set<string>(), new Set<string>(), new Set<number>()];
  let isEmpty = true;
  for (const { text } of textsOf(list.children ?? [])) {
    isEmpty = false;
    const written = text.trim();
    const named = aliases.get(written.toLowerCase()) ?? parseModelName(written);
    if (named?.provider === undefined) continue;
    const name = nameOf(named.provider, named.model);
    if (!named.model.endsWith("*")) exact.add(name);
    else {
      beginnings.add(name.slice(0, -1));
      lengths.add(name.length - 1);
    }
  }
  return { isEmpty, exact, beginnings, lengths };
}

/** Both in one text, so that all names of one provider begin alike, and no other's do. */
function nameOf(provider: string, model: string): string {
  return `${provider.length} ${provider}/${model}`;
}

function isAllowed({ provider, model }: ModelReference, { exact, beginnings, lengths }: Policy): boolean {
  const name = nameOf(provider, model);
  if (exact.has(name)) return true;
  for (const length of lengths) if (length <= name.length && beginnings.has(name.slice(0, length))) return true;
  return false;
}

/** The rules on references to models. */
export const referenceRules: readonly Rule[] = [unknownReferences, prefixedIds, policies];
