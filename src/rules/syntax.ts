// Texts with a syntax of their own: durations, sizes, times of day, origins, paths. Source: OpenClaw 2026.9.6, run on each case.

import { ours } from "../config/written";
import { pathOf } from "../json5/tree";
import { eachAgent, found, keyOf, type Rule, rule, textOf, textsOf } from "./rule";

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
const blankTexts = rule({
  at: [
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
  ],
  codes: ["config/blank"],
  since: "2026.6.35",
  *check(places) {
    for (const { node, text } of textsOf(places)) if (text.trim() === "") yield found("config/blank", node);
  },
});

const hookChannels = rule({
  at: ["hooks.mappings.*.channel"],
  codes: ["config/blank"],
  *check(places) {
    for (const { node, text } of textsOf(places)) if (text.trim() === "") yield found("config/blank", node);
  },
});

const heartbeatIntervals = rule({
  at: eachAgent("heartbeat.every"),
  codes: ["config/duration"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (text !== "" && !isDuration(text)) yield found("config/duration", node, { units: ours`ms, s, m, h, d` });
  },
});

const activeHours = rule({
  at: eachAgent("heartbeat.activeHours.start", "heartbeat.activeHours.end"),
  codes: ["config/time", "config/time-24"],
  since: "2026.8.2",
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (text === "24:00" && keyOf(node) === "start") yield found("config/time-24", node);
      else if (text !== "24:00" && !/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) yield found("config/time", node);
    }
  },
});

const retentions = rule({
  at: ["cron.sessionRetention"],
  codes: ["config/duration"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (!isDuration(text)) yield found("config/duration", node, { units: ours`ms, s, m, h, d` });
  },
});

/** Of these nothing may be kept for no time at all. */
const positiveRetentions = rule({
  at: ["pruneAfter", "archiveDashboardAfter", "preserveRecent", "resetArchiveRetention"].map(
    (key) => `session.maintenance.${key}`,
  ),
  codes: ["config/duration", "config/duration-positive"],
  since: { "config/duration-positive": "2026.8.2" },
  *check(places) {
    for (const node of places) {
      // As a number, none stands for not archiving at all.
      if (node.value === 0 && pathOf(node).at(-1) === "archiveDashboardAfter") continue;
      if (typeof node.value === "number" && node.value <= 0) yield found("config/duration-positive", node);
      const text = textOf(node);
      if (text === undefined) continue;
      if (!isDuration(text)) yield found("config/duration", node, { units: ours`ms, s, m, h, d` });
      else if (!/[1-9]/.test(text)) yield found("config/duration-positive", node);
    }
  },
});

const byteSizes = rule({
  at: [
    "session.maintenance.maxDiskBytes",
    "session.maintenance.highWaterBytes",
    "agents.defaults.compaction.maxActiveTranscriptBytes",
    "agents.defaults.compaction.memoryFlush.forceFlushTranscriptBytes",
  ],
  codes: ["config/size"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (!/^\d+(?:\.\d+)?(?:[kmgt]?b|[kmgt])?$/i.test(text.trim())) yield found("config/size", node);
  },
});

/** A scheme, a host and perhaps a port, and nothing else; without TLS only on this machine. */
const publicOrigin = rule({
  at: ["gateway.publicOrigin"],
  codes: ["config/origin"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (!URL.canParse(text)) continue;
      const url = new URL(text);
      const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
      if (!isBare(url) || (url.protocol !== "https:" && !(url.protocol === "http:" && local)))
        yield found("config/origin", node);
    }
  },
});

const sandboxOrigin = rule({
  at: ["mcp.apps.sandboxOrigin"],
  codes: ["config/bare-origin"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (!URL.canParse(text)) continue;
      const url = new URL(text);
      if (!isBare(url) || (url.protocol !== "https:" && url.protocol !== "http:"))
        yield found("config/bare-origin", node);
    }
  },
});

function isBare(url: URL): boolean {
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
}

const absolutePaths = rule({
  at: ["worktreeRoot"],
  codes: ["config/absolute-path"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (text && !/^[/~]/.test(text.trim())) yield found("config/absolute-path", node);
  },
});

/** The rules on texts with a syntax of their own. */
export const syntaxRules: readonly Rule[] = [
  blankTexts,
  hookChannels,
  heartbeatIntervals,
  activeHours,
  retentions,
  positiveRetentions,
  byteSizes,
  publicOrigin,
  sandboxOrigin,
  absolutePaths,
];
