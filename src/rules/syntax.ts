// Texts with a syntax of their own: durations, sizes, times of day, origins, paths. Source: OpenClaw 2026.9.6, run on each case.
import { found, type Rule, select, textOf } from "./rule";

/** One or more of a number and a unit, or a number alone. */
function isDuration(text: string, units: string): boolean {
  return new RegExp(`^(?:\\d+(?:\\.\\d+)?(?:${units}))+$|^\\d+(?:\\.\\d+)?$`, "i").test(text.trim());
}

const allUnits = "ms|s|m|h|d";

export const heartbeatIntervals: Rule = function* (root) {
  for (const pattern of ["agents.defaults.heartbeat", "agents.entries.*.heartbeat"]) {
    for (const node of select(root, `${pattern}.every`)) {
      const text = textOf(node);
      if (text !== undefined && text !== "" && !isDuration(text, allUnits))
        yield found("config/duration", node, { units: "ms, s, m, h, d" });
    }
    for (const key of ["start", "end"]) {
      for (const node of select(root, `${pattern}.activeHours.${key}`)) {
        const text = textOf(node);
        if (text === undefined) continue;
        if (text === "24:00" && key === "start") yield found("config/time-24", node);
        else if (text !== "24:00" && !/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) yield found("config/time", node);
      }
    }
  }
};

const retentions = ["pruneAfter", "archiveDashboardAfter", "preserveRecent", "resetArchiveRetention"].map(
  (key) => `session.maintenance.${key}`,
);

export const retentionTimes: Rule = function* (root) {
  for (const pattern of [...retentions, "cron.sessionRetention"]) {
    for (const node of select(root, pattern)) {
      const positive = pattern !== "cron.sessionRetention";
      if (typeof node.value === "number" && positive && node.value <= 0) yield found("config/duration-positive", node);
      const text = textOf(node);
      if (text === undefined) continue;
      if (!isDuration(text, allUnits)) yield found("config/duration", node, { units: "ms, s, m, h, d" });
      else if (positive && !/[1-9]/.test(text)) yield found("config/duration-positive", node);
    }
  }
};

const sizes = [
  "session.maintenance.maxDiskBytes",
  "session.maintenance.highWaterBytes",
  "agents.defaults.compaction.maxActiveTranscriptBytes",
  "agents.defaults.compaction.memoryFlush.forceFlushTranscriptBytes",
];

export const byteSizes: Rule = function* (root) {
  for (const pattern of sizes) {
    for (const node of select(root, pattern)) {
      const text = textOf(node);
      if (text !== undefined && !/^\d+(?:\.\d+)?(?:[kmgt]?b|[kmgt])?$/i.test(text.trim()))
        yield found("config/size", node);
    }
  }
};

/** A scheme, a host and perhaps a port, and nothing else; without TLS only on this machine. */
export const publicOrigin: Rule = function* (root) {
  for (const node of select(root, "gateway.publicOrigin")) {
    const text = textOf(node);
    if (text === undefined || !URL.canParse(text)) continue;
    const url = new URL(text);
    const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    if (!isBare(url) || (url.protocol !== "https:" && !(url.protocol === "http:" && local)))
      yield found("config/origin", node);
  }
};

export const sandboxOrigin: Rule = function* (root) {
  for (const node of select(root, "mcp.apps.sandboxOrigin")) {
    const text = textOf(node);
    if (text === undefined || !URL.canParse(text)) continue;
    const url = new URL(text);
    if (!isBare(url) || (url.protocol !== "https:" && url.protocol !== "http:"))
      yield found("config/bare-origin", node);
  }
};

function isBare(url: URL): boolean {
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
}

export const absolutePaths: Rule = function* (root) {
  for (const node of select(root, "worktreeRoot")) {
    const text = textOf(node);
    if (text && !/^[/~]/.test(text.trim())) yield found("config/absolute-path", node);
  }
};
