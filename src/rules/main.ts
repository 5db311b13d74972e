// All rules beyond the schema, run over one config.
import type { ConfigDocument } from "../config/document";
import type { Finding } from "../config/finding";
import * as agents from "./agents";
import * as channels from "./channels";
import * as gateway from "./gateway";
import * as mcp from "./mcp";
import * as models from "./models";
import { keysOf, type Rule } from "./rule";
import * as sandbox from "./sandbox";
import * as secrets from "./secrets";
import * as syntax from "./syntax";
import * as tools from "./tools";
import * as workers from "./workers";

/** The rules by the section of the config without which they have nothing to say. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  agents: [
    agents.roster,
    agents.blockedKeys,
    agents.avatars,
    agents.agentFolders,
    channels.heartbeatTargets,
    syntax.heartbeatIntervals,
    models.exactModels,
    models.decisionModels,
    models.modelPolicies,
    sandbox.sandboxLimits,
    sandbox.sandboxVariables,
  ],
  bindings: [gateway.acpBindings],
  broadcast: [agents.broadcasts],
  browser: [gateway.browserProfiles],
  channels: [channels.unknownChannels, channels.channelBindings],
  cloudWorkers: [workers.cloudWorkers, secrets.workerSecrets],
  desktop: [workers.desktopPassword],
  gateway: [gateway.tailscale, gateway.roles, gateway.portals, gateway.edgeHeaders, syntax.publicOrigin],
  hooks: [gateway.hookMappings],
  mcp: [syntax.sandboxOrigin],
  models: [models.customProviders, models.catalogUrl],
  plugins: [gateway.pluginSlots],
  proxy: [gateway.proxyUrl],
  secrets: [secrets.secretCommands, secrets.egressHosts],
  talk: [gateway.talkProviders],
  tools: [tools.webSearch],
  worktreeRoot: [syntax.absolutePaths],
};

/** Rules that look into several sections, any of which will do. */
const across: readonly { readonly sections: readonly string[]; readonly rule: Rule }[] = [
  { sections: ["agents", "talk", "bindings"], rule: agents.unknownAgents },
  { sections: ["agents", "tools"], rule: tools.allowLists },
  { sections: ["agents", "tools"], rule: tools.execModes },
  { sections: ["agents", "tools", "tts", "channels", "hooks"], rule: models.suppressedModels },
  { sections: ["channels", "hooks"], rule: secrets.plainSecrets },
  { sections: ["mcp", "nodeHost"], rule: mcp.mcpServers },
  { sections: ["mcp", "nodeHost"], rule: mcp.mcpNames },
  { sections: ["session", "cron"], rule: syntax.retentionTimes },
  { sections: ["session", "agents"], rule: syntax.byteSizes },
  {
    sections: ["agents", "cloudWorkers", "desktop", "gateway", "hooks", "mcp", "nodeHost", "tools"],
    rule: syntax.blankTexts,
  },
];

/** What OpenClaw refuses beyond its schema. Nothing where the root is no object. */
export function ruleFindings(document: ConfigDocument): Finding[] {
  const { root } = document;
  if (root?.type !== "object") return [];
  const sections = new Set(keysOf(root));
  const findings: Finding[] = [];
  const run = (rule: Rule) => {
    for (const finding of rule(root, document)) findings.push(finding);
  };
  for (const section of sections) if (Object.hasOwn(rules, section)) rules[section]?.forEach(run);
  for (const { sections: needed, rule } of across) if (needed.some((section) => sections.has(section))) run(rule);
  // References may stand anywhere; most configs have none.
  if (document.resolved.sources.some(({ json5 }) => /\bsource\b/.test(json5.text))) run(secrets.secretReferences);
  return findings;
}
