// All rules beyond the schema, run over one config.
import type { ConfigDocument } from "../config/document";
import type { Finding } from "../config/finding";
import * as agents from "./agents";
import * as channels from "./channels";
import * as gateway from "./gateway";
import * as models from "./models";
import type { Rule } from "./rule";
import * as syntax from "./syntax";
import * as tools from "./tools";

const rules: readonly Rule[] = [
  models.customProviders,
  models.catalogUrl,
  models.suppressedModels,
  models.exactModels,
  agents.roster,
  agents.unknownAgents,
  agents.broadcasts,
  channels.unknownChannels,
  channels.heartbeatTargets,
  tools.allowLists,
  tools.execModes,
  tools.webSearch,
  gateway.tailscale,
  gateway.roles,
  gateway.browserProfiles,
  gateway.talkProviders,
  gateway.hookMappings,
  gateway.mcpServers,
  gateway.proxyUrl,
  gateway.pluginSlots,
  syntax.heartbeatIntervals,
  syntax.retentionTimes,
  syntax.byteSizes,
  syntax.publicOrigin,
  syntax.sandboxOrigin,
  syntax.absolutePaths,
];

/** What OpenClaw refuses beyond its schema. Nothing where the root is no object, or comes from an include. */
export function ruleFindings(document: ConfigDocument): Finding[] {
  const { root } = document.json5;
  if (root?.type !== "object") return [];
  return rules.flatMap((rule) => [...rule(root, document)]);
}
