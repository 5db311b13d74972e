// All rules beyond the schema, each with the places that it looks at, run over one config.
import type { ConfigDocument } from "../config/document";
import type { Finding } from "../config/finding";
import { PathPatterns } from "../config/pattern";
import { modelPlaces } from "../config/places";
import { finished, type Steps } from "../config/steps";
import * as agents from "./agents";
import * as channels from "./channels";
import * as gateway from "./gateway";
import * as mcp from "./mcp";
import * as models from "./models";
import * as references from "./references";
import { type Collecting, collect, type OnFailure, type Rule, rethrow } from "./rule";
import * as sandbox from "./sandbox";
import * as secrets from "./secrets";
import { holds } from "./since";
import * as syntax from "./syntax";
import * as tools from "./tools";
import * as workers from "./workers";

/** Settings of all agents, and of one. */
const eachAgent = (...keys: readonly string[]) =>
  keys.flatMap((key) => [`agents.defaults.${key}`, `agents.entries.*.${key}`]);

/** Sections that may refer to models. */
const namers = ["agents", "channels", "hooks", "plugins", "tools", "tts"];

/** A rule has something to say only where one of its places is there. */
const rules: readonly (readonly [rule: Rule, places: readonly string[]])[] = [
  [agents.roster, ["agents"]],
  [agents.unknownAgents, agents.agentNames],
  [agents.broadcasts, ["broadcast"]],
  [agents.blockedKeys, ["agents.entries.*.constructor", "agents.entries.*.prototype"]],
  [agents.avatars, ["agents.entries.*.identity.avatar"]],
  [agents.agentFolders, ["agents.entries.*.agentDir"]],
  [channels.unknownChannels, ["channels"]],
  [channels.heartbeatTargets, eachAgent("heartbeat.target")],
  [channels.channelBindings, ["channels"]],
  [gateway.tailscale, ["gateway.tailscale"]],
  [gateway.roles, ["gateway.roles"]],
  [gateway.portals, ["gateway.portals"]],
  [gateway.edgeHeaders, ["gateway.remote.edgeAuth"]],
  [gateway.browserProfiles, ["browser.profiles"]],
  [gateway.talkProviders, ["talk.providers", "talk.realtime.providers"]],
  [gateway.acpBindings, ["bindings.*.type"]],
  [gateway.hookMappings, ["hooks.mappings"]],
  [gateway.proxyUrl, ["proxy.proxyUrl"]],
  [gateway.pluginSlots, ["plugins.slots.memory"]],
  [mcp.mcpServers, ["mcp.servers", "nodeHost.mcp.servers"]],
  [mcp.mcpNames, ["mcp.servers", "nodeHost.mcp.servers"]],
  [models.customProviders, ["models.providers"]],
  [models.catalogUrl, ["models.catalogRefresh.url"]],
  [models.suppressedModels, modelPlaces],
  [models.suppressedKeys, eachAgent("models")],
  [models.decisionModels, eachAgent("decisionModel")],
  [models.modelPolicies, eachAgent("modelPolicy.allow")],
  [references.unknownReferences, namers],
  [references.prefixedIds, ["models.providers"]],
  [references.policies, eachAgent("modelPolicy.allow")],
  [references.aliases, eachAgent("models")],
  [references.fallbacks, namers],
  [models.exactModels, eachAgent("models.*.codeMode", "models.*.pickerRuntimes")],
  [sandbox.sandboxLimits, eachAgent("sandbox.docker", "sandbox.browser")],
  [sandbox.sandboxVariables, eachAgent("sandbox.docker.env")],
  [secrets.secretCommands, ["secrets.providers.*.command", "secrets.providers.*.trustedDirs"]],
  [secrets.egressHosts, ["secrets.egressProxy"]],
  [secrets.plainSecrets, secrets.ownSecrets],
  [secrets.workerSecrets, ["cloudWorkers.profiles.*.settings"]],
  [syntax.blankTexts, syntax.neverBlank],
  [syntax.heartbeatIntervals, eachAgent("heartbeat")],
  [syntax.retentionTimes, [...syntax.retentions, "cron.sessionRetention"]],
  [syntax.byteSizes, syntax.sizes],
  [syntax.publicOrigin, ["gateway.publicOrigin"]],
  [syntax.sandboxOrigin, ["mcp.apps.sandboxOrigin"]],
  [syntax.absolutePaths, ["worktreeRoot"]],
  [tools.allowLists, tools.policies.map((policy) => `${policy}.alsoAllow`)],
  [tools.execModes, ["tools.exec.mode", "agents.entries.*.tools.exec.mode"]],
  [tools.webSearch, ["tools.web.search"]],
  [workers.cloudWorkers, ["cloudWorkers"]],
  [workers.desktopPassword, ["desktop.host.passwordFile"]],
];

/** What a plugin that was not looked at may bring along. */
const ofPlugins = new Set([
  "config/heartbeat-target",
  "config/search-provider",
  "config/unknown-channel",
  "host/plugin-missing",
  "host/search-plugin-missing",
]);

const patterns = new PathPatterns(rules.map(([, places]) => places));

/** What OpenClaw refuses beyond its schema. Nothing where the root is no object. */
export function ruleFindings(document: ConfigDocument, onFailure: OnFailure = rethrow): Finding[] {
  return finished(ruleSteps(document, { onFailure }));
}

/** The same in steps. */
export function* ruleSteps(document: ConfigDocument, options: Collecting = {}): Steps<Finding[]> {
  const { root, resolved } = document;
  if (root?.type !== "object") return [];
  const mentions = (word: string) => resolved.sources.some(({ json5 }) => json5.text.includes(word));
  const { pluginsUnseen, version } = document;
  const isWanted = ({ code }: Finding) => holds(code, version) && !(pluginsUnseen && ofPlugins.has(code));
  const own = { ...options, isWanted };
  const matches = patterns.match(root, mentions("$include") || mentions("\\"));
  const findings: Finding[] = [];
  for (let number = 0; number < matches.length; number++) {
    const places = matches[number];
    const rule = places && rules[number]?.[0];
    if (!rule) continue;
    yield;
    yield* collect(() => rule(root, document, places), findings, own);
  }
  // References may stand anywhere; most configs have none.
  if (mentions("source")) yield* collect(() => secrets.secretReferences(root, document, []), findings, own);
  return findings;
}
