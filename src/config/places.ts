// Where a config names things: models, providers, agents, channels, auth profiles. Paths have `*` for any key or index.
// Source: OpenClaw 2026.9.6, its schema and the references that it collects.
import { eachAgent } from "./eachAgent";

/** A model, or `{primary, fallbacks}`; checked for models that OpenClaw no longer offers. */
export const modelPlaces: readonly string[] = [
  ...eachAgent(
    "model",
    "utilityModel",
    "imageModel",
    "voiceModel",
    "pdfModel",
    "mediaModels.image",
    "mediaModels.video",
    "mediaModels.music",
    "subagents.model",
    "heartbeat.model",
    "compaction.model",
    "compaction.memoryFlush.model",
    "tts.summaryModel",
    "tools.exec.reviewer.model",
  ),
  "tools.exec.reviewer.model",
  "tts.summaryModel",
  "tools.media.image.preferredModel",
  "tools.media.audio.preferredModel",
  "tools.media.video.preferredModel",
  "channels.modelByChannel.*.*",
  "channels.discord.voice.model",
  "channels.discord.accounts.*.voice.model",
  "hooks.mappings.*.model",
  "hooks.gmail.model",
];

/** Models that OpenClaw looks up when it needs them. */
export const otherModelPlaces: readonly string[] = [
  ...eachAgent("decisionModel", "embeddedAgent.cyberFailover.model"),
  "channels.clickclack.model",
  "channels.clickclack.accounts.*.model",
  "channels.discord.voice.tts.summaryModel",
  "channels.discord.accounts.*.voice.tts.summaryModel",
  "channels.feishu.tts.summaryModel",
  "channels.feishu.accounts.*.tts.summaryModel",
  "plugins.entries.active-memory.config.model",
];

/** Lists of models that may be used; an item may end in `*`. */
export const modelListPlaces: readonly string[] = [
  ...eachAgent("modelPolicy.allow.*"),
  "tools.exec.applyPatch.allowModels.*",
  "agents.entries.*.tools.exec.applyPatch.allowModels.*",
  "plugins.entries.*.subagent.allowedModels.*",
  "plugins.entries.*.llm.allowedModels.*",
  "plugins.entries.*.llm.allowedCompletionModels.*",
];

/** Objects whose keys are models. */
export const modelKeyPlaces: readonly string[] = eachAgent("models");

/** Models that only a policy may let through: where it does not, OpenClaw goes on without them, or refuses the run. */
export const policedPlaces: readonly string[] = [
  ...eachAgent("subagents.model"),
  "hooks.gmail.model",
  "hooks.mappings.*.model",
];

export const providerPlaces: readonly string[] = ["auth.profiles.*.provider", "tools.media.models.*.provider"];
/** Objects whose keys are providers; those of `tools.byProvider` may be models, too. */
export const providerKeyPlaces: readonly string[] = [
  "auth.order",
  "tools.byProvider",
  "agents.entries.*.tools.byProvider",
];

export const agentPlaces: readonly string[] = [
  "agents.defaults.authInheritance.agentId",
  "agents.defaults.heartbeat.agentId",
  "agents.defaults.sessionStore.agentId",
  "agents.defaults.systemAgent.agentId",
  ...eachAgent("subagents.allowAgents.*"),
  "agents.entries.*.tools.swarm.defaultAgentId",
  "tools.swarm.defaultAgentId",
  "tools.agentToAgent.allow.*",
  "bindings.*.agentId",
  "broadcast.*.*",
  "broadcast.*.agents.*",
  "channels.clickclack.agentId",
  "channels.clickclack.accounts.*.agentId",
  "channels.telegram.direct.*.topics.*.agentId",
  "channels.telegram.groups.*.topics.*.agentId",
  "channels.telegram.accounts.*.direct.*.topics.*.agentId",
  "channels.telegram.accounts.*.groups.*.topics.*.agentId",
  "gateway.roles.definitions.*.agents.*",
  "hooks.allowedAgentIds.*",
  "hooks.mappings.*.agentId",
  "mcp.servers.*.codex.agents.*",
  "nodeHost.mcp.servers.*.codex.agents.*",
  "plugins.entries.active-memory.config.agents.*",
  "plugins.entries.imap.config.accounts.*.agentId",
  "talk.agentId",
];

/** A channel, or one of a few words. */
export const targetPlaces: readonly string[] = eachAgent("heartbeat.target");

export const channelPlaces: readonly string[] = [
  "approvals.exec.targets.*.channel",
  "approvals.plugin.targets.*.channel",
  "bindings.*.match.channel",
  "cron.failureAlert.channel",
  "hooks.mappings.*.channel",
  "session.sendPolicy.rules.*.match.channel",
  "tools.links.scope.rules.*.match.channel",
  "tools.media.audio.scope.rules.*.match.channel",
  "tools.media.image.scope.rules.*.match.channel",
  "tools.media.video.scope.rules.*.match.channel",
];
/** Objects whose keys are channels. */
export const channelKeyPlaces: readonly string[] = ["channels.modelByChannel"];

export const profilePlaces: readonly string[] = [
  "auth.order.*.*",
  "mcp.servers.*.oauth.authProfileId",
  "nodeHost.mcp.servers.*.oauth.authProfileId",
  "plugins.entries.llm-task.config.defaultAuthProfileId",
  "tools.media.models.*.profile",
  "tools.media.models.*.preferredProfile",
];
