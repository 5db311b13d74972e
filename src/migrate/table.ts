// What became of keys that OpenClaw no longer takes: moved, renamed, or written otherwise. Data; a release's schema decides whether a row applies.
// Source of each row: the migration of OpenClaw 2026.9.6 that is named, seen by running its repair on every key that an earlier schema has.
import { type PathPattern, pathPattern } from "../config/pattern";
import type { Json } from "../json5/edits";

export interface Row {
  /** Keys from the root; `*` stands for any key or index. */
  readonly from: PathPattern;
  /** Where it belongs: a `*` is the key of the same `*` of `from`, in turn, or else itself; undefined where the value changes in its place. */
  readonly to: PathPattern | undefined;
  /** What a value becomes, by its JSON text; a value that is not named stays, or without `to` is none of this row's. */
  readonly values: Readonly<Record<string, Json>> | undefined;
  /** The values that it is about, as JSON texts; all where undefined. */
  readonly only: readonly string[] | undefined;
  /** The kind of value that it is about; any where undefined. */
  readonly kind: "scalar" | "object" | undefined;
  /** What must stand there as well, unless it does. */
  readonly adds: readonly (readonly [place: PathPattern, value: Json])[];
  /** The release from which on OpenClaw changes it although its schema takes it; undefined where the schema decides. */
  readonly since: string | undefined;
  /** OpenClaw's name for the migration. */
  readonly source: string;
}

interface Options {
  readonly values?: Row["values"];
  readonly only?: Row["only"];
  readonly kind?: Row["kind"];
  readonly adds?: Readonly<Record<string, Json>>;
  readonly since?: string;
}

function row(
  source: string,
  from: string,
  to: string | undefined,
  { values, only, kind, since, adds = {} }: Options = {},
): Row {
  return {
    from: pathPattern(from),
    to: to === undefined ? undefined : pathPattern(to),
    values,
    only,
    kind,
    since,
    adds: Object.entries(adds).map(([place, value]) => [pathPattern(place), value] as const),
    source,
  };
}

/** Rows of several places that are alike. */
function each(places: readonly string[], rows: (place: string) => readonly Row[]): Row[] {
  return places.flatMap(rows);
}

/** Channels whose accounts have no keys of the channel, or any. */
const single = ["matrix", "msteams"];

/** Channels, each with its accounts. */
function channels(...ids: string[]): string[] {
  return ids.flatMap((id) => [`channels.${id}`, ...(single.includes(id) ? [] : [`channels.${id}.accounts.*`])]);
}

/** Texts that all become the same. */
function allAs(texts: readonly string[], value: Json): Record<string, Json> {
  return Object.fromEntries(texts.map((text) => [JSON.stringify(text), value]));
}

const agents = ["agents.defaults", "agents.entries.*"];
const speech = [
  "tts",
  "agents.entries.*.tts",
  ...channels("discord").map((place) => `${place}.voice.tts`),
  ...channels("feishu").map((place) => `${place}.tts`),
  "plugins.entries.voice-call.config.tts",
];

const channelDoctor = "channel doctor";
const mode = { true: "partial", false: "off" } as const;
const slackModes = {
  true: { mode: "partial", nativeTransport: true },
  false: { mode: "off", nativeTransport: false },
} as const;
const bindModes = {
  '"0.0.0.0"': "lan",
  '"::"': "lan",
  '"127.0.0.1"': "loopback",
  '"localhost"': "loopback",
  '"::1"': "loopback",
} as const;

/** The plugin that has the settings of a search provider. */
const searchPlugins = {
  brave: "brave",
  duckduckgo: "duckduckgo",
  exa: "exa",
  firecrawl: "firecrawl",
  gemini: "google",
  grok: "xai",
  kimi: "moonshot",
  minimax: "minimax",
  ollama: "ollama",
  perplexity: "perplexity",
  searxng: "searxng",
} as const;

export const rows: readonly Row[] = [
  row("defaultModel->agents.defaults.model", "defaultModel", "agents.defaults.model", { kind: "scalar" }),
  row("heartbeat->agents.defaults.heartbeat", "heartbeat.showOk", "channels.defaults.heartbeatVisibility.showOk"),
  row(
    "heartbeat->agents.defaults.heartbeat",
    "heartbeat.showAlerts",
    "channels.defaults.heartbeatVisibility.showAlerts",
  ),
  row(
    "heartbeat->agents.defaults.heartbeat",
    "heartbeat.useIndicator",
    "channels.defaults.heartbeatVisibility.useIndicator",
  ),
  row("heartbeat->agents.defaults.heartbeat", "heartbeat", "agents.defaults.heartbeat", { kind: "object" }),
  row("memorySearch->memory.search", "memorySearch", "memory.search", { kind: "object" }),
  row("memorySearch->memory.search", "agents.defaults.memorySearch", "memory.search"),
  row("memorySearch->memory.search", "agents.entries.*.memorySearch", "agents.entries.*.memory.search"),
  ...each(["memory.search", "agents.entries.*.memory.search"], (place) => [
    row("memorySearch.provider-auto->openai", `${place}.provider`, undefined, {
      values: { '"auto"': "openai" },
      since: "2026.8.2",
    }),
  ]),

  ...each(["image", "video", "music"], (kind) => [
    row(
      "runtime.media-models-consolidation",
      `agents.defaults.${kind}GenerationModel`,
      `agents.defaults.mediaModels.${kind}`,
    ),
  ]),
  ...each(agents, (place) => [
    row("agents.embeddedPi->embeddedAgent", `${place}.embeddedPi`, `${place}.embeddedAgent`),
    row("agents.sandbox.perSession->scope", `${place}.sandbox.perSession`, `${place}.sandbox.scope`, {
      values: { true: "session", false: "shared" },
    }),
    row("runtime.final-layout-polish", `${place}.sandbox.browser.enableNoVnc`, `${place}.sandbox.browser.noVncEnabled`),
  ]),
  ...each(["tools", "agents.entries.*.tools"], (place) => [
    row("runtime.final-layout-polish", `${place}.exec.timeoutSec`, `${place}.exec.timeoutSeconds`),
    row("tools.codeMode.executor", `${place}.codeMode.runtime`, `${place}.codeMode.executor`, {
      values: { '"quickjs-wasi"': "quickjs" },
    }),
    crossContext(place),
  ]),
  row("runtime.final-layout-polish", "agents.defaults.pdfMaxBytesMb", "agents.defaults.pdfMaxMb"),
  row(
    "runtime.retired-config-keys",
    "agents.defaults.promptOverlays.gpt5.personality",
    "plugins.entries.openai.config.personality",
  ),
  row("session.typingMode->agents.defaults.typingMode", "session.typingMode", "agents.defaults.typingMode"),
  row("bindings.match.peer.kind.dm-to-direct", "bindings.*.match.peer.kind", undefined, {
    values: { '"dm"': "direct" },
  }),

  row("session.canonical-aliases", "session.idleMinutes", "session.reset.idleMinutes", {
    adds: { "session.reset.mode": "idle" },
  }),
  row("session.canonical-aliases", "session.resetByType.dm", "session.resetByType.direct"),
  row("session.canonical-aliases", "session.maintenance.pruneDays", "session.maintenance.pruneAfter"),
  row("thread-bindings.ttlHours->idleHours", "session.threadBindings.ttlHours", "session.threadBindings.idleHours"),

  row("tts.top-level-owner", "messages.tts", "tts"),
  ...each(speech, (place) => [
    row("tts.enabled-auto-mode", `${place}.enabled`, `${place}.auto`, {
      values: { true: "always", false: "off" },
      since: "2026.8.2",
    }),
    row("tts.providers-generic-shape", `${place}.provider`, undefined, {
      values: { '"edge"': "microsoft" },
      since: "2026.8.2",
    }),
    row("tts.providers-generic-shape", `${place}.edge`, `${place}.providers.microsoft`, { kind: "object" }),
    ...each(["openai", "elevenlabs", "microsoft"], (provider) => [
      row("tts.providers-generic-shape", `${place}.${provider}`, `${place}.providers.${provider}`, { kind: "object" }),
    ]),
    row("tts.providers-generic-shape", `${place}.providers.edge`, `${place}.providers.microsoft`, {
      kind: "object",
      since: "2026.8.2",
    }),
    ...each(["openai", "elevenlabs", "microsoft"], (provider) => [
      row(
        "tts.speaker-selection-keys",
        `${place}.providers.${provider}.voice`,
        `${place}.providers.${provider}.speakerVoice`,
        { since: "2026.8.2" },
      ),
      row(
        "tts.speaker-selection-keys",
        `${place}.providers.${provider}.voiceId`,
        `${place}.providers.${provider}.speakerVoiceId`,
        { since: "2026.8.2" },
      ),
    ]),
  ]),
  ...each(["voiceId", "modelId", "apiKey", "outputFormat", "voiceAliases"], (key) => [
    row("talk.providers", `talk.${key}`, `talk.providers.elevenlabs.${key}`),
  ]),
  row("runtime.final-layout-polish", "talk.realtime.voice", "talk.realtime.speakerVoice"),

  row("messages.queue.retired-steering-modes", "messages.queue.mode", undefined, {
    values: { '"queue"': "steer", '"steer-backlog"': "followup", '"steer+backlog"': "followup" },
  }),
  row("runtime.config-tranche", "messages.messagePrefix", "channels.whatsapp.responsePrefix"),
  row("runtime.final-layout-polish", "media.ttlHours", "attachments.ttlHours"),
  row("runtime.final-layout-polish", "media", "attachments", { kind: "object" }),
  row("runtime.final-layout-polish", "audit", "logging.audit"),
  row("runtime.final-layout-polish", "cron.failureDestination", "cron.failureAlert"),
  row("runtime.final-layout-polish", "canvasHost", "plugins.entries.canvas.config.host"),
  row("runtime.final-layout-polish", "web.enabled", "channels.whatsapp.enabled"),
  row("runtime.final-layout-polish", "browser.ssrfPolicy.hostnameAllowlist", "browser.ssrfPolicy.allowedHostnames"),
  row("runtime.config-tranche", "env.*", "env.vars.*", { kind: "scalar" }),

  row("gateway.bind.host-alias->bind-mode", "gateway.bind", undefined, { values: bindModes }),
  row("runtime.final-layout-polish", "gateway.nodes.allowCommands", "gateway.nodes.commands.allow"),
  row("runtime.final-layout-polish", "gateway.nodes.denyCommands", "gateway.nodes.commands.deny"),

  row("runtime.retired-config-keys", "tools.experimental.planTool", "tools.updatePlan"),
  ...Object.entries(searchPlugins).map(([provider, plugin]) =>
    row(
      "tools.web.search-provider-config->plugins.entries",
      `tools.web.search.${provider}`,
      `plugins.entries.${plugin}.config.webSearch`,
      { kind: "object", adds: { [`plugins.entries.${plugin}.enabled`]: true }, since: "2026.5.28" },
    ),
  ),
  row(
    "tools.web.search-provider-config->plugins.entries",
    "tools.web.search.apiKey",
    "plugins.entries.brave.config.webSearch.apiKey",
    { adds: { "plugins.entries.brave.enabled": true }, since: "2026.8.2" },
  ),
  row(
    "tools.web.x_search.apiKey->plugins.entries.xai.config.webSearch.apiKey",
    "tools.web.x_search.apiKey",
    "plugins.entries.xai.config.webSearch.apiKey",
    { adds: { "plugins.entries.xai.enabled": true }, since: "2026.8.2" },
  ),
  ...each(["tools.media.image", "tools.media.audio", "tools.media.video", "tools.media.models.*"], (place) => [
    ...each(["detectLanguage", "punctuate", "smartFormat"], (key) => [
      row(
        "runtime.retired-config-keys",
        `${place}.deepgram.${key}`,
        `${place}.providerOptions.deepgram.${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      ),
    ]),
  ]),

  row("models.providers.codex-routes->models.providers.openai", "models.providers.*.api", undefined, {
    values: { '"openai-codex-responses"': "openai-chatgpt-responses" },
  }),
  row("models.providers.codex-routes->models.providers.openai", "models.providers.*.models.*.api", undefined, {
    values: { '"openai-codex-responses"': "openai-chatgpt-responses" },
  }),
  row("mcp.servers.canonicalize", "mcp.servers.*.type", "mcp.servers.*.transport", {
    values: { '"http"': "streamable-http" },
    only: ['"http"', '"sse"', '"streamable-http"'],
    since: "2026.8.2",
  }),
  row(
    "mcp.servers.canonicalize",
    "mcp.servers.*.codex.default_tools_approval_mode",
    "mcp.servers.*.codex.defaultToolsApprovalMode",
  ),
  row(
    "skills.workshop.autonomous.enabled->mode",
    "skills.workshop.autonomous.enabled",
    "skills.workshop.autonomous.mode",
    {
      values: { true: "propose", false: "off" },
    },
  ),

  row(channelDoctor, "channels.telegram.requireMention", "channels.telegram.groups.*.requireMention"),
  ...each(channels("discord", "feishu", "matrix", "mattermost", "msteams", "slack", "telegram"), (place) => [
    ...(place.startsWith("channels.slack")
      ? [
          row(channelDoctor, `${place}.streaming`, undefined, { values: slackModes }),
          row(channelDoctor, `${place}.streaming`, `${place}.streaming.mode`, { kind: "scalar" }),
          row(channelDoctor, `${place}.nativeStreaming`, `${place}.streaming.nativeTransport`),
          row(channelDoctor, `${place}.streamMode`, `${place}.streaming.mode`, {
            values: {
              '"replace"': "partial",
              '"append"': "block",
              '"status_final"': "progress",
              '"off"': "progress",
              '"partial"': "progress",
              '"block"': "progress",
            },
          }),
        ]
      : [
          row(channelDoctor, `${place}.streaming`, `${place}.streaming.mode`, { kind: "scalar", values: mode }),
          row(channelDoctor, `${place}.streamMode`, `${place}.streaming.mode`, {
            kind: "scalar",
            values: allAs(
              ["replace", "append", "status_final"],
              place.startsWith("channels.telegram") ? "partial" : "off",
            ),
          }),
        ]),
  ]),
  ...each(
    channels(
      ..."discord feishu googlechat imessage irc matrix mattermost msteams nextcloud-talk signal slack telegram whatsapp".split(
        " ",
      ),
    ),
    (place) => [
      row(channelDoctor, `${place}.chunkMode`, `${place}.streaming.chunkMode`),
      row(channelDoctor, `${place}.blockStreaming`, `${place}.streaming.block.enabled`),
      row(channelDoctor, `${place}.blockStreamingCoalesce`, `${place}.streaming.block.coalesce`),
    ],
  ),
  ...each(channels("discord", "imessage", "msteams", "signal", "slack", "telegram", "whatsapp"), (place) => [
    row(channelDoctor, `${place}.heartbeat`, `${place}.heartbeatVisibility`),
  ]),
  ...each(channels("discord", "telegram"), (place) => [
    row(channelDoctor, `${place}.draftChunk`, `${place}.streaming.preview.chunk`),
  ]),
  ...each(channels("telegram"), (place) => [
    row(channelDoctor, `${place}.includeGroupHistoryContext`, `${place}.historyLimit`, {
      values: { '"none"': 0 },
      only: ['"none"'],
    }),
  ]),
  row("runtime.final-layout-polish", "channels.defaults.heartbeat", "channels.defaults.heartbeatVisibility"),
  ...each(channels("discord", "googlechat", "slack"), (place) => [
    row(channelDoctor, `${place}.dm.policy`, `${place}.dmPolicy`),
    row(channelDoctor, `${place}.dm.allowFrom`, `${place}.allowFrom`),
  ]),
  ...each(channels("slack"), (place) => [
    row(channelDoctor, `${place}.dm.replyToMode`, `${place}.replyToModeByChatType.direct`),
    row(channelDoctor, `${place}.channels.*.allow`, `${place}.channels.*.enabled`),
    row(channelDoctor, `${place}.thread.requireExplicitMention`, `${place}.implicitMentions.threadParticipation`, {
      values: { true: false, false: true },
    }),
  ]),
  ...each(channels("discord"), (place) => [
    row(channelDoctor, `${place}.guilds.*.channels.*.allow`, `${place}.guilds.*.channels.*.enabled`),
    row(channelDoctor, `${place}.voice.realtime.voice`, `${place}.voice.realtime.speakerVoice`),
  ]),
  ...each(channels("googlechat"), (place) => [
    row(channelDoctor, `${place}.groups.*.allow`, `${place}.groups.*.enabled`),
    row(channelDoctor, `${place}.serviceAccountRef`, `${place}.serviceAccount`),
  ]),
  ...each(channels("matrix"), (place) => [
    row(channelDoctor, `${place}.groups.*.allow`, `${place}.groups.*.enabled`),
    row(channelDoctor, `${place}.rooms.*.allow`, `${place}.rooms.*.enabled`),
  ]),
  ...each(channels("zalouser"), (place) => [
    row(channelDoctor, `${place}.groups.*.allow`, `${place}.groups.*.enabled`),
  ]),
  ...each(channels("matrix", "mattermost", "tlon"), (place) => [
    row(channelDoctor, `${place}.allowPrivateNetwork`, `${place}.network.dangerouslyAllowPrivateNetwork`),
  ]),
  ...each(channels("discord", "line", "matrix", "telegram"), (place) => [
    row("thread-bindings.ttlHours->idleHours", `${place}.threadBindings.ttlHours`, `${place}.threadBindings.idleHours`),
    row(channelDoctor, `${place}.threadBindings.spawnSubagentSessions`, `${place}.threadBindings.spawnSessions`),
    row(channelDoctor, `${place}.threadBindings.spawnAcpSessions`, `${place}.threadBindings.spawnSessions`),
  ]),
  row("feishu.accounts.botName->name", "channels.feishu.accounts.*.botName", "channels.feishu.accounts.*.name"),
  ...each(channels("feishu"), (place) => [row(channelDoctor, `${place}.tools.base`, `${place}.tools.bitable`)]),
  ...each(channels("whatsapp"), (place) => [
    row("runtime.config-tranche", `${place}.messagePrefix`, `${place}.responsePrefix`),
    row("runtime.config-tranche", `${place}.debounceMs`, "messages.inbound.byChannel.whatsapp"),
    row("runtime.config-tranche", `${place}.ackReaction.emoji`, "messages.ackReaction"),
  ]),
];

function crossContext(place: string): Row {
  const source = "runtime.config-tranche";
  return row(source, `${place}.message.allowCrossContextSend`, `${place}.message.crossContext.allowWithinProvider`, {
    only: ["true"],
    adds: { [`${place}.message.crossContext.allowAcrossProviders`]: true },
  });
}

/** Keys that no bundled schema names, that OpenClaw took once and takes no longer, and that nothing took the place of. */
export const gone: readonly PathPattern[] = [
  "channels.webchat",
  "gateway.webchat",
  "plugins.installs",
  "routing.allowFrom",
  "routing.groupChat",
].map(pathPattern);
