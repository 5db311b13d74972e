// Names that a config knows, offered where OpenClaw takes one: models, aliases, agents, channels, providers, profiles, secret providers.
import { type CatalogModel, hostedModels, shippedProviders } from "../../config/catalog";
import type { ConfigDocument } from "../../config/document";
import type { NameKind } from "../../config/occurrences";
import { type PathPattern, pathPattern } from "../../config/pattern";
import * as places from "../../config/places";
import { providersOf } from "../../config/providers";
import { withoutTokens } from "../../config/secretKeys";
import { find, get, type Node, type Path } from "../../json5/tree";
import type { SchemaRoot } from "../../schema/compile";
import { usualServers } from "../text/serverKinds";
import { rounded } from "../text/tokens";
import type { Translate } from "../text/translate";

/** English texts; keys of the language bundles. */
export const nameTexts = {
  context: "context {tokens}",
  answer: "answer {tokens}",
  image: "takes images",
  reasoning: "reasons",
  thisConfig: "of this config",
  alias: "alias of {model}",
  hosted: "hosted",
  all: "all of {provider}",
  shipped: "known to OpenClaw",
} as const;

export interface NameOffer {
  readonly kind: NameKind;
  readonly name: string;
  readonly detail: string;
  readonly remark: string | undefined;
}

/** What a place takes; `list`: models of which an item may end in `*`. */
type Taken = "model" | "list" | "agent" | "channel" | "target" | "provider" | "profile" | "secret";

interface Row {
  readonly patterns: readonly PathPattern[];
  readonly taken: Taken;
}

const values: readonly Row[] = [
  row(
    [...places.modelPlaces, ...places.otherModelPlaces].flatMap((place) => [
      place,
      `${place}.primary`,
      `${place}.fallbacks.*`,
    ]),
    "model",
  ),
  row(places.modelListPlaces, "list"),
  row(places.agentPlaces, "agent"),
  row(places.targetPlaces, "target"),
  row(places.channelPlaces, "channel"),
  row(places.providerPlaces, "provider"),
  row(places.profilePlaces, "profile"),
];
const keys: readonly Row[] = [
  row(places.modelKeyPlaces, "list"),
  row(["models.providers"], "provider"),
  row(places.providerKeyPlaces, "provider"),
  row(places.channelKeyPlaces, "channel"),
];

function row(patterns: readonly string[], taken: Taken): Row {
  return { patterns: patterns.map(pathPattern), taken };
}

/** Names for the value at a path. */
export function namesForValue(config: ConfigDocument, path: Path, t: Translate): NameOffer[] {
  const taken = takenAt(values, config, path) ?? (isSecretProvider(config, path) ? "secret" : undefined);
  if (!taken) return [];
  const list = find(config.root, path.slice(0, -1));
  const siblings = list?.type === "array" ? (list.children ?? []).map(({ value }) => value) : [];
  return offers(config, taken, path, t).filter(({ name }) => !siblings.includes(name));
}

/** Names for the keys of the object at a path. */
export function namesForKey(config: ConfigDocument, path: Path, t: Translate): NameOffer[] {
  const taken = takenAt(keys, config, path);
  return taken ? offers(config, taken, path, t) : [];
}

function takenAt(table: readonly Row[], { root }: ConfigDocument, path: Path): Taken | undefined {
  return table.find(({ patterns }) => patterns.some((pattern) => pattern.selectsAt(path, root)))?.taken;
}

/** `provider` of a reference to a secret: beside a source and an id. */
function isSecretProvider(config: ConfigDocument, path: Path): boolean {
  if (path.at(-1) !== "provider") return false;
  const owner = find(config.root, path.slice(0, -1));
  return get(owner, "source") !== undefined && get(owner, "id") !== undefined;
}

function offers(config: ConfigDocument, taken: Taken, path: Path, t: Translate): NameOffer[] {
  switch (taken) {
    case "model":
      return models(config, t);
    case "list":
      return [...models(config, t).filter(({ kind }) => kind === "model"), ...wildcards(config, t)];
    case "agent":
      return declared(config, "agent", ["main"], t);
    case "channel":
      return declared(config, "channel", channelsOf(config.schema), t);
    case "target":
      return declared(config, "channel", ["owner", "last", "none", ...channelsOf(config.schema)], t);
    case "provider":
      return declared(
        config,
        "provider",
        path.join(".") === "models.providers" ? localFirst : [...shippedProviders],
        t,
      );
    case "profile":
      return declared(config, "profile", [], t);
    case "secret":
      return declared(config, "secret", ["default"], t);
  }
}

/** Servers that run on one's own machine come first where a provider is set up. */
const local = usualServers.map(({ provider }) => provider);
const localFirst = [...local, ...[...shippedProviders].filter((id) => !local.includes(id))];

function models(config: ConfigDocument, t: Translate): NameOffer[] {
  const own = providersOf(config.root).flatMap(({ id, models: rows }) =>
    rows.map(({ id: model, idNode }): NameOffer => {
      const detail = factsOf(limitsOf(idNode.parent?.parent), t);
      return { kind: "model", name: `${id}/${model}`, detail, remark: t(nameTexts.thisConfig) };
    }),
  );
  const aliases = config.occurrences.aliases.map(
    ({ alias, provider, model }): NameOffer => ({
      kind: "alias",
      name: alias,
      detail: t(nameTexts.alias, { model: withoutTokens(`${provider}/${model}`) }),
      remark: undefined,
    }),
  );
  const known = new Set(own.map(({ name }) => name));
  const inUse = new Set<string>(config.occurrences.references.map(({ provider }) => provider));
  const rank = (name: string) => {
    const provider = name.slice(0, name.indexOf("/"));
    // Models of a program on the machine are the same as those of its maker.
    return inUse.has(provider) ? 0 : provider.endsWith("-cli") ? 2 : 1;
  };
  const hosted = [...hostedModels]
    .filter(([name]) => !known.has(name))
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(
      ([name, model]): NameOffer => ({ kind: "model", name, detail: factsOf(model, t), remark: t(nameTexts.hosted) }),
    );
  // Models named elsewhere in the file that no table has: of hosted providers, as those of one's own are all in the file.
  const declared = new Set(providersOf(config.root).map(({ id }) => id.trim().toLowerCase()));
  const used = new Set(
    config.occurrences.references
      .filter(({ form, model, provider }) => form === "full" && !model.endsWith("*") && !declared.has(provider))
      .map(({ provider, model }) => `${provider}/${model}`)
      .filter((name) => !hostedModels.has(name)),
  );
  const others = [...used].map(
    (name): NameOffer => ({ kind: "model", name, detail: "", remark: t(nameTexts.thisConfig) }),
  );
  return [...own, ...aliases, ...others, ...hosted];
}

/** What a config says of one of its models. */
function limitsOf(model: Node | undefined): CatalogModel {
  const [contextWindow, maxTokens] = ["contextWindow", "maxTokens"].map((key) => get(model, key)?.value);
  return {
    ...(typeof contextWindow === "number" && { contextWindow }),
    ...(typeof maxTokens === "number" && { maxTokens }),
    image: get(model, "input")?.children?.some(({ value }) => value === "image") === true,
    reasoning: get(model, "reasoning")?.value === true,
  };
}

/** Limits and abilities of a model, in few words. */
export function factsOf({ contextWindow, maxTokens, image, reasoning }: CatalogModel, t: Translate): string {
  return [
    ...(contextWindow ? [t(nameTexts.context, { tokens: rounded(contextWindow) ?? String(contextWindow) })] : []),
    ...(maxTokens ? [t(nameTexts.answer, { tokens: rounded(maxTokens) ?? String(maxTokens) })] : []),
    ...(image ? [t(nameTexts.image)] : []),
    ...(reasoning ? [t(nameTexts.reasoning)] : []),
  ].join(" · ");
}

function wildcards(config: ConfigDocument, t: Translate): NameOffer[] {
  const own = providersOf(config.root).map(({ id }) => id);
  const hosted = [...new Set([...hostedModels.keys()].map((name) => name.split("/")[0] ?? ""))];
  return [...new Set([...own, ...hosted])].map((id) => ({
    kind: "model",
    name: `${id}/*`,
    detail: t(nameTexts.all, { provider: id }),
    remark: undefined,
  }));
}

function declared(config: ConfigDocument, kind: NameKind, others: readonly string[], t: Translate): NameOffer[] {
  const own = config.occurrences.all
    .filter((each) => each.kind === kind && each.isDeclaration)
    .map(({ node }) => String(node.value));
  const offer = (name: string, remark: string): NameOffer => ({ kind, name, detail: "", remark });
  return [
    ...[...new Set(own)].map((name) => offer(name, t(nameTexts.thisConfig))),
    ...others.filter((name) => !own.includes(name)).map((name) => offer(name, t(nameTexts.shipped))),
  ];
}

function channelsOf(schema: SchemaRoot): string[] {
  const names = Object.keys(schema.schema.property("channels")?.source.properties ?? {});
  return names.filter((name) => name !== "defaults" && name !== "modelByChannel");
}
