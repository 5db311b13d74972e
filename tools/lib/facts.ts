// Lists that OpenClaw's rules go by: src/rules/facts.json, and src/config/reservedVariables.json with the variables that it takes from no
// config. Where each stands in OpenClaw is said at each.
import { type GeneratedFile, jsonFile } from "./generated";
import type { ExternalPlugin, Shipped } from "./shipped";

/** src/rules/facts.json. */
export function factsFile(shipped: Shipped): GeneratedFile {
  const facts = {
    openclaw: shipped.version,
    builtInProviders: shipped.constant("BUILT_IN_MODEL_PROVIDER_OVERLAY_IDS"),
    externalChannels: externalChannels(shipped),
    channelAliases: channelAliases(shipped),
    searchProviders: { bundled: bundledSearch(shipped), external: externalSearch(shipped) },
    suppressedModels: suppressedModels(shipped),
  };
  return jsonFile("src/rules/facts.json", facts);
}

/** Channels of others' plugins, by OpenClaw's catalog. */
function externalChannels(shipped: Shipped): readonly string[] {
  return shipped
    .external("channel")
    .filter(({ source }) => source === "external")
    .flatMap(({ openclaw }) => openclaw.channel?.id ?? [])
    .sort();
}

/** Other names of the channels that come with OpenClaw; a heartbeat's target may be one. */
function channelAliases(shipped: Shipped): readonly string[] {
  const channels = shipped.constant("GENERATED_BUNDLED_CHANNEL_IDS") as readonly { aliases?: readonly string[] }[];
  return channels.flatMap(({ aliases = [] }) => aliases);
}

/** Providers of web search whose plugin comes with OpenClaw, by its manifest. */
function bundledSearch(shipped: Shipped): readonly string[] {
  return shipped.manifests.flatMap(({ contracts }) => contracts?.webSearchProviders ?? []).sort();
}

/** Providers of web search that are installed from elsewhere, each with its plugin. */
function externalSearch(shipped: Shipped): Readonly<Record<string, string>> {
  const plugins: readonly ExternalPlugin[] = [...shipped.external("plugin"), ...shipped.external("provider")];
  const found = plugins.flatMap(({ openclaw: { plugin, webSearchProviders = [] } }) =>
    plugin ? webSearchProviders.map(({ id }) => [id, plugin.id] as const) : [],
  );
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Models that plugins suppress wherever their provider is reached, by provider. */
function suppressedModels(shipped: Shipped): Readonly<Record<string, readonly string[]>> {
  const models: Record<string, string[]> = {};
  for (const { modelCatalog } of shipped.manifests) {
    for (const { provider, model, when } of modelCatalog?.suppressions ?? []) {
      if (when !== undefined) continue;
      models[provider] ??= [];
      models[provider].push(model);
    }
  }
  return models;
}

interface VariablePolicy {
  readonly blockedEverywhereKeys: readonly string[];
  readonly blockedOverrideOnlyKeys: readonly string[];
  readonly blockedPrefixes: readonly string[];
  readonly blockedOverridePrefixes: readonly string[];
}

/** src/config/reservedVariables.json: OpenClaw's policy for programs that it starts, and names that only its own process may set. */
export function reservedVariablesFile(shipped: Shipped): GeneratedFile {
  const policy = shipped.constant("host_env_security_policy_default") as VariablePolicy;
  const own = shipped.functionSource("isBlockedConfigEnvVar").match(/(?<==== ")[A-Z_]+(?=")/g) ?? [];
  const sorted = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();
  const reserved = {
    openclaw: shipped.version,
    names: sorted(policy.blockedEverywhereKeys, policy.blockedOverrideOnlyKeys, own),
    prefixes: sorted(policy.blockedPrefixes, policy.blockedOverridePrefixes),
  };
  return jsonFile("src/config/reservedVariables.json", reserved);
}
