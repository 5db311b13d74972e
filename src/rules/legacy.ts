// Forms that OpenClaw's schema no longer has and that it still takes: rewritten or left out when the config is read.
import type { ConfigDocument } from "../config/document";
import { type PathPattern, pathPattern, rosterKeyOf } from "../config/pattern";
import { finished, type Steps } from "../config/steps";
import { openedValue, verdictReading } from "../config/verdictReading";
import { compareVersions } from "../config/versions";
import { get, keyNode, type Node, type Path, pathOf, valueNode } from "../json5/tree";
import { schemasAt } from "../schema/lookup";
import type { SchemaFinding } from "../schema/types";
import { validateNode } from "../schema/validate";

export interface LegacyForm {
  /** `version/legacy`: taken, in today's form. `version/ignored`: taken, and without effect. `version/earlier`: taken by this release. */
  readonly code: "version/legacy" | "version/ignored" | "version/earlier";
  readonly property: Node;
  /** The release that takes it. */
  readonly version: string;
  /** Where it belongs today; empty where nothing took its place. */
  readonly today: string;
}

export interface Judged {
  /** What OpenClaw refuses. */
  readonly refused: readonly SchemaFinding[];
  readonly legacy: readonly LegacyForm[];
}

interface Row {
  /** Of the members of a list of agents, what is said of entries holds as well. */
  readonly place: PathPattern;
  readonly code: LegacyForm["code"];
  readonly today: string;
  /** The last release that takes it; undefined for the newest. */
  readonly until?: string;
  /** The first release that does; undefined for the oldest. */
  readonly since?: string;
  readonly holds?: (property: Node, document: ConfigDocument) => boolean;
}

const modelTokens = "models.providers.<id>.models[]";

/** Makers of speech that had keys of their own. */
const voices = ["openai", "elevenlabs", "microsoft", "edge"];

/** Seen by running OpenClaw 2026.9.6 on each, if not said otherwise. */
const rows: readonly Row[] = [
  {
    place: pathPattern("agents.list"),
    code: "version/legacy",
    today: "agents.entries",
    since: "2026.8.2",
    holds: isSoundRoster,
  },
  {
    place: pathPattern("agents.defaults.contextTokens"),
    code: "version/ignored",
    today: `${modelTokens}.contextTokens`,
  },
  {
    place: pathPattern("agents.entries.*.contextTokens"),
    code: "version/ignored",
    today: `${modelTokens}.contextTokens`,
  },
  {
    place: pathPattern("models.providers.*.contextWindow"),
    code: "version/legacy",
    today: `${modelTokens}.contextWindow`,
  },
  {
    place: pathPattern("models.providers.*.contextTokens"),
    code: "version/legacy",
    today: `${modelTokens}.contextTokens`,
  },
  {
    place: pathPattern("plugins.entries.github-copilot.config.discovery"),
    code: "version/ignored",
    today: "",
    holds: isCopilotDiscovery,
  },
  ...earlier("2026.4.29", "object", [
    "heartbeat",
    "memorySearch",
    ...["discord", "slack", "telegram"].flatMap((id) => accounts(id, ["blockStreamingCoalesce"])),
    ...["discord", "telegram"].flatMap((id) => accounts(id, ["draftChunk"])),
    ...accounts("discord", each("voice.tts", voices)),
    ...each("messages.tts", voices),
    ...each("plugins.entries.voice-call.config.tts", voices),
    ...each("tools.web.search", ["brave", "exa", "firecrawl", "gemini", "grok", "kimi", "minimax", "perplexity"]),
  ]),
  ...earlier("2026.4.29", "boolean", [
    ...each("agents.defaults.sandbox", ["perSession"]),
    ...each("agents.list.*.sandbox", ["perSession"]),
    ...["discord", "slack", "telegram"].flatMap((id) => accounts(id, ["blockStreaming"])),
    ...accounts("zalouser", ["groups.*.allow"]),
    ...accounts("discord", ["guilds.*.channels.*.allow"]),
    ...accounts("slack", ["channels.*.allow"]),
    ...accounts("googlechat", ["groups.*.allow"]),
    ...accounts("matrix", ["groups.*.allow"]),
    ...accounts("tlon", ["allowPrivateNetwork"]),
  ]),
  ...earlier("2026.4.29", "scalar", [
    ...accounts("discord", ["streaming"]),
    ...accounts("slack", ["streaming"]),
    ...accounts("telegram", ["streaming"]),
    ...["discord", "slack", "telegram"].flatMap((id) => accounts(id, ["chunkMode"])),
  ]),
  ...earlier("2026.7.35", "any", ["plugins.installs", "hooks.internal.handlers"]),
  ...earlier("2026.4.29", "any", [
    "audio.transcription",
    "audio.transcription.*",
    "tools.web.x_search.apiKey",
    "session.threadBindings.ttlHours",
    ...each("talk", ["apiKey", "modelId", "outputFormat", "voiceAliases", "voiceId"]),
    // Beside these, OpenClaw makes the section anew and passes over what it cannot use.
    ...each("talk", ["silenceTimeoutMs", "speechLocale"]),
    ...["discord", "slack", "telegram"].flatMap((id) => accounts(id, ["streamMode", "threadBindings.ttlHours"])),
    ...accounts("slack", ["nativeStreaming"]),
  ]),
];

/** Forms that a release and those before it take, of one kind of value. Seen by running OpenClaw's releases on each. */
function earlier(until: string, kind: "object" | "boolean" | "scalar" | "any", patterns: readonly string[]): Row[] {
  const holds = (property: Node) => {
    const value = valueNode(property);
    if (kind === "any" || value === undefined) return true;
    if (kind === "scalar") return typeof value.value === "boolean" || typeof value.value === "string";
    return value.type === kind;
  };
  return patterns.map((pattern) => ({ place: pathPattern(pattern), code: "version/earlier", today: "", until, holds }));
}

/** Places in a channel, and in each of its accounts. */
function accounts(channel: string, places: readonly string[]): string[] {
  return places.flatMap((place) => each(`channels.${channel}`, [place, `accounts.*.${place}`]));
}

function each(parent: string, names: readonly string[]): string[] {
  return names.map((name) => `${parent}.${name}`);
}

/** Parts what OpenClaw refuses from what it still takes. */
export function judge(document: ConfigDocument): Judged {
  return finished(judgeSteps(document));
}

/** The same in steps. */
export function* judgeSteps(document: ConfigDocument): Steps<Judged> {
  const refused: SchemaFinding[] = [];
  const legacy: LegacyForm[] = [];
  for (const [index, finding] of document.schemaFindings.entries()) {
    if (index % block === 0) yield;
    judgeFinding(finding, document, refused, legacy);
  }
  return { refused, legacy };
}

function judgeFinding(
  finding: SchemaFinding,
  document: ConfigDocument,
  refused: SchemaFinding[],
  legacy: LegacyForm[],
): void {
  const { root, version } = document;
  const path = pathOf(finding.node);
  // A key of this name never arrives: OpenClaw drops it before it looks.
  if (path.includes("__proto__")) return;
  if (document.pluginsUnseen && isOfPlugin(path)) return;
  const row = rows.find((each) => each.place.selectsAt(path, root) && applies(each, finding, version));
  const property = finding.node.type === "property" ? finding.node : (finding.node.parent ?? finding.node);
  if (!row || !(row.holds?.(property, document) ?? true)) {
    refused.push(finding);
    return;
  }
  legacy.push({ code: row.code, property, today: row.today, version });
  if (row.holds === isSoundRoster)
    for (const each of rosterFindings(property, document)) judgeFinding(each, document, refused, legacy);
}

/** So many findings are judged in a row. */
const block = 256;

/** Whether a plugin's own schema judges this part: a channel, or a plugin's settings. */
function isOfPlugin([first, second, , fourth]: Path): boolean {
  if (first === "channels") return second !== undefined && second !== "defaults" && second !== "modelByChannel";
  return first === "plugins" && second === "entries" && fourth === "config";
}

function applies({ code, since, until }: Row, finding: SchemaFinding, version: string): boolean {
  if (code !== "version/earlier" && finding.code !== "schema/unknown-key") return false;
  if (since !== undefined && compareVersions(version, since) < 0) return false;
  return until === undefined || compareVersions(version, until) <= 0;
}

/** A list of agents that is read, each with an id in lower case of its own. */
function isSoundRoster(property: Node): boolean {
  const list = valueNode(property);
  if (list?.type !== "array" || rosterKeyOf(property.parent) !== "list") return false;
  const ids = (list.children ?? []).map((agent) => {
    const id = get(agent, "id");
    return id && openedValue(id);
  });
  const sound = ids.every((id) => typeof id === "string" && /^[a-z0-9_][a-z0-9_-]{0,63}$/.test(id));
  return sound && new Set(ids).size === ids.length;
}

/** The agents of a list are held to the schema of `agents.entries`. */
function rosterFindings(property: Node, document: ConfigDocument): SchemaFinding[] {
  const [entry] = schemasAt(document.schema, document.root, ["agents", "entries", "main"], verdictReading);
  if (!entry) return [];
  return (valueNode(property)?.children ?? []).flatMap((agent) =>
    validateNode(agent, entry, verdictReading).filter(
      ({ node, params, code }) => !(code === "schema/unknown-key" && params.key === "id" && node.parent === agent),
    ),
  );
}

function isCopilotDiscovery(property: Node): boolean {
  const discovery = valueNode(property);
  const keys = (discovery?.children ?? []).map((each) => keyNode(each)?.value);
  return (
    discovery?.type === "object" &&
    keys.every((key) => key === "enabled") &&
    typeof get(discovery, "enabled")?.value === "boolean"
  );
}
