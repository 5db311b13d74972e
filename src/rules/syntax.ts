// Texts with a syntax of their own: durations, sizes, times of day, origins, paths. Source: OpenClaw 2026.9.6, run on each case.
import { ours } from "../config/written";
import { found, type Rule, select, textOf, texts, textsOf } from "./rule";

/** One or more of a number and a unit, or a number alone. */
const duration = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$|^\d+(?:\.\d+)?$/i;
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration in ms, a number alone counting as such; undefined where the text is none. */
export function durationOf(text: string): number | undefined {
  if (!duration.test(text.trim())) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)?/gi);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit?.toLowerCase() ?? "ms"] ?? 1),
    0,
  );
}

function isDuration(text: string): boolean {
  return duration.test(text.trim());
}

/** Texts that OpenClaw trims before it asks whether there is one. */
export const neverBlank = [
  "agents.defaults.authInheritance.agentId",
  "agents.defaults.heartbeat.agentId",
  "agents.defaults.sessionStore.agentId",
  "agents.defaults.systemAgent.agentId",
  "agents.entries.*.tools.github.gitAuthor.*",
  "cloudWorkers.profiles.*.provider",
  "desktop.host.passwordFile",
  "gateway.auth.trustedProxy.cloudflareAccessOidc.*",
  "gateway.controlUi.environment.label",
  "gateway.roles.default",
  "gateway.roles.definitions.*.accessPolicyPlugin",
  "gateway.tls.certPath",
  "gateway.tls.keyPath",
  "hooks.mappings.*.channel",
  ...["mcp.servers.*", "nodeHost.mcp.servers.*"].flatMap((server) => [
    `${server}.oauth.authProfileId`,
    `${server}.oauth.scope`,
    `${server}.toolFilter.include.*`,
    `${server}.toolFilter.exclude.*`,
  ]),
  "nodeHost.workerRuns.containerImage",
  "talk.agentId",
  "tools.github.gitAuthor.*",
  "tools.media.audio.preferredModel",
  "tools.media.image.preferredModel",
  "tools.media.video.preferredModel",
];

export const blankTexts: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places)) if (text.trim() === "") yield found("config/blank", node);
};

export const heartbeatIntervals: Rule = function* (root) {
  for (const pattern of ["agents.defaults.heartbeat", "agents.entries.*.heartbeat"]) {
    for (const { node, text } of texts(root, `${pattern}.every`))
      if (text !== "" && !isDuration(text)) yield found("config/duration", node, { units: ours`ms, s, m, h, d` });
    for (const key of ["start", "end"]) {
      for (const { node, text } of texts(root, `${pattern}.activeHours.${key}`)) {
        if (text === "24:00" && key === "start") yield found("config/time-24", node);
        else if (text !== "24:00" && !/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) yield found("config/time", node);
      }
    }
  }
};

export const retentions = ["pruneAfter", "archiveDashboardAfter", "preserveRecent", "resetArchiveRetention"].map(
  (key) => `session.maintenance.${key}`,
);

export const retentionTimes: Rule = function* (root) {
  for (const pattern of [...retentions, "cron.sessionRetention"]) {
    for (const node of select(root, pattern)) {
      const positive = pattern !== "cron.sessionRetention";
      if (typeof node.value === "number" && positive && node.value <= 0) yield found("config/duration-positive", node);
      const text = textOf(node);
      if (text === undefined) continue;
      if (!isDuration(text)) yield found("config/duration", node, { units: ours`ms, s, m, h, d` });
      else if (positive && !/[1-9]/.test(text)) yield found("config/duration-positive", node);
    }
  }
};

export const sizes = [
  "session.maintenance.maxDiskBytes",
  "session.maintenance.highWaterBytes",
  "agents.defaults.compaction.maxActiveTranscriptBytes",
  "agents.defaults.compaction.memoryFlush.forceFlushTranscriptBytes",
];

export const byteSizes: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places))
    if (!/^\d+(?:\.\d+)?(?:[kmgt]?b|[kmgt])?$/i.test(text.trim())) yield found("config/size", node);
};

/** A scheme, a host and perhaps a port, and nothing else; without TLS only on this machine. */
export const publicOrigin: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places)) {
    if (!URL.canParse(text)) continue;
    const url = new URL(text);
    const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    if (!isBare(url) || (url.protocol !== "https:" && !(url.protocol === "http:" && local)))
      yield found("config/origin", node);
  }
};

export const sandboxOrigin: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places)) {
    if (!URL.canParse(text)) continue;
    const url = new URL(text);
    if (!isBare(url) || (url.protocol !== "https:" && url.protocol !== "http:"))
      yield found("config/bare-origin", node);
  }
};

function isBare(url: URL): boolean {
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
}

export const absolutePaths: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places))
    if (text && !/^[/~]/.test(text.trim())) yield found("config/absolute-path", node);
};
