// Advice on local models: what OpenClaw accepts and its own guidance warns of. Never an error; each code can be turned off.
// Source: OpenClaw 2026.9.6: gateway/local-models.md, providers/ollama.md, gateway/security/prompt-injection.md and its security audit
// (models.small_params); what it sends to Ollama was seen at a server.
import type { AdviceName } from "../config/codes";
import type { ConfigDocument } from "../config/document";
import type { Severity } from "../config/finding";
import { isWritten } from "../config/known";
import { pathPattern } from "../config/pattern";
import { hostKind, type Provider, providersOf, serverUrl } from "../config/providers";
import { isSecretKey } from "../config/secretKeys";
import { keyMarkers, ownServer, ownServers } from "../config/servers";
import { finished, type Steps } from "../config/steps";
import { hostIn, ours, partOf, trimmed, writtenOf } from "../config/written";
import { find, get, keyNode, type Node, pathOf, valueNode } from "../json5/tree";
import {
  type Collecting,
  collect,
  found,
  isOpen,
  keyOf,
  keysOf,
  type OnFailure,
  type RuleFinding,
  type RuleFix,
  type RuleParams,
  rethrow,
  textOf,
} from "./rule";

/** Below this a model is small, in billions of parameters: our own measure of "small" in OpenClaw's guidance. */
const smallModel = 14;
/** OpenClaw's audit takes models up to this for weak against prompt injection, in billions of parameters. */
const weakModel = 300;
/** Below this OpenClaw's setup offers no local model by itself, in tokens. */
const smallContext = 16_000;
/** Ollama unloads a model after this, unless told otherwise, in ms. */
const usualKeep = 300_000;

interface Local {
  readonly provider: Provider;
  /** As references name it. */
  readonly id: string;
  readonly value: Node;
  /** Where no variable holds a part of it. */
  readonly url: URL | undefined;
}

/** Advice on a config; nothing where its root is no object. */
export function adviceFindings(document: ConfigDocument, onFailure: OnFailure = rethrow): RuleFinding[] {
  return finished(adviceSteps(document, { onFailure }));
}

/** The same in steps. */
export function* adviceSteps(document: ConfigDocument, options: Collecting = {}): Steps<RuleFinding[]> {
  const { root } = document;
  if (root?.type !== "object") return [];
  const findings: RuleFinding[] = [];
  yield* collect(() => plainKeys(document), findings, options);
  yield;
  const locals = localsOf(root);
  if (locals.length === 0) return findings;
  const subjects = [
    () => onAddresses(locals),
    () => onModels(document, locals),
    () => onAgents(root, document, locals),
  ];
  for (const subject of subjects) yield* collect(subject, findings, options);
  return findings.filter(({ node }) => !node || isWritten(node));
}

function advise(
  name: AdviceName,
  severity: Severity,
  node: Node,
  params: RuleParams = {},
  fixes: readonly RuleFix[] = [],
): RuleFinding {
  return { ...found(`advice/${name}`, node, params, fixes), severity };
}

function localsOf(root: Node): Local[] {
  return providersOf(root).flatMap((provider) => {
    const id = provider.id.trim().toLowerCase();
    const { baseUrl, host } = provider;
    const url = baseUrl && baseUrl.variables.length === 0 ? serverUrl(baseUrl.written) : undefined;
    const value = valueNode(provider.property);
    const isLocal = host ? host !== "public" : ownServers.has(id);
    return value && isLocal ? [{ provider, id, value, url }] : [];
  });
}

function* onAddresses(locals: readonly Local[]): Iterable<RuleFinding> {
  for (const { provider, url } of locals) {
    const node = provider.baseUrlNode;
    if (!node || !url) continue;
    if (url.hostname === "0.0.0.0" || url.hostname === "[::]") {
      const written = writtenOf(node);
      const found = /0\.0\.0\.0|\[::\]/.exec(written);
      const value =
        found && ours`${partOf(written, 0, found.index)}127.0.0.1${partOf(written, found.index + found[0].length)}`;
      yield advise("wildcard-address", "information", node, {}, value ? [{ kind: "replace-value", node, value }] : []);
    } else if (url.protocol === "http:" && hostKind(url) !== "loopback" && !isSameMachine(url))
      yield advise("plain-http", "hint", node, { key: hostIn(trimmed(writtenOf(node))) });
  }
}

/** Names by which containers reach the machine that they run on. */
function isSameMachine({ hostname }: URL): boolean {
  return /^(host|gateway)\.docker\.internal$|^host\.containers\.internal$/.test(hostname);
}

function* onModels({ root }: ConfigDocument, locals: readonly Local[]): Iterable<RuleFinding> {
  const run = find(root, ["agents", "defaults", "timeoutSeconds"]);
  const table = find(root, ["agents", "defaults", "models"]);
  const settings = new Map((table?.children ?? []).map((property) => [keyNode(property)?.value, valueNode(property)]));
  for (const { provider, id, value } of locals) {
    for (const { id: model, idNode } of provider.models) {
      const row = idNode.parent?.parent;
      if (!row || model === "") continue;
      const size = parametersOf(model);
      if (size !== undefined && size < smallModel)
        yield advise("small-model", "hint", idNode, { key: model, limit: size });
      if (isHeavilyQuantized(model)) yield advise("heavy-quantization", "hint", idNode, { key: model });
      yield* onWindow(row, provider, value, settings.get(`${id}/${model}`));
      yield* onKeeping(row);
    }
    yield* onKeeping(value);
    const idle = get(get(value, "localService"), "idleStopMs");
    if (idle && typeof idle.value === "number" && idle.value > 0 && idle.value < usualKeep)
      yield advise("keep-loaded", "hint", idle, { key: ours`idleStopMs` });
    const limit = get(value, "timeoutSeconds");
    if (limit && run && Number(run.value) > 0 && Number(limit.value) > Number(run.value))
      yield advise("run-timeout", "information", limit, { written: Number(limit.value), limit: Number(run.value) });
  }
}

/** The window of one model; `setting` is what agents have on it. */
function* onWindow(row: Node, { api }: Provider, provider: Node, setting: Node | undefined): Iterable<RuleFinding> {
  const node = get(row, "contextWindow");
  const window = node?.value;
  const cap = get(row, "contextTokens");
  const budget = Math.min(...[window, cap?.value].filter((each): each is number => typeof each === "number"));
  const marked = cap?.value === budget ? cap : node;
  if (marked && Number.isFinite(budget) && budget > 0 && budget < smallContext)
    yield advise("small-context", "information", marked, { written: budget, limit: smallContext });
  if (api !== "ollama" || !node || typeof window !== "number" || cap) return;
  const params = [row, provider, setting];
  if (params.some((each) => get(get(each, "params"), "num_ctx"))) return;
  const value = Math.min(window, 32_768);
  yield advise("ollama-context", "information", node, { written: window }, [
    { kind: "add-property", object: row, name: ours`contextTokens`, value },
  ]);
}

/** Settings that have the model unloaded soon. */
function* onKeeping(owner: Node): Iterable<RuleFinding> {
  const params = get(owner, "params");
  const keep = get(params, "keep_alive");
  if (keep && keepTime(keep.value) < usualKeep) yield advise("keep-loaded", "hint", keep, { key: ours`keep_alive` });
  const preload = get(params, "preload");
  if (preload?.value === false) yield advise("keep-loaded", "hint", preload, { key: ours`preload` });
}

/** Ollama's `keep_alive` in ms: seconds, or a duration; below zero, for ever. */
function keepTime(value: unknown): number {
  if (typeof value === "number") return value < 0 ? Number.POSITIVE_INFINITY : value * 1000;
  const parts = typeof value === "string" ? /^\s*(-?)(\d+(?:\.\d+)?)(ms|s|m|h)?\s*$/.exec(value) : undefined;
  if (!parts || parts[1]) return Number.POSITIVE_INFINITY;
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  return Number(parts[2]) * (units[parts[3] ?? "s"] ?? 1000);
}

const defaultModel = pathPattern("agents.defaults.model");
const defaultModels = pathPattern("agents.defaults.models");

function* onAgents(root: Node, document: ConfigDocument, locals: readonly Local[]): Iterable<RuleFinding> {
  const { references } = document.occurrences;
  const local = new Map(locals.map((each) => [each.id, each]));
  const used = references.filter(({ node, provider, place }) => {
    const path = pathOf(node);
    return local.has(provider) && path[0] === "agents" && (place === "primary" || place === "fallback");
  });
  yield* onMode(root, document, local);
  if (used.length === 0) return;
  yield* onCompaction(root);
  const main = used.find(({ node, place }) => place === "primary" && defaultModel.covers(pathOf(node)));
  // One that can be chosen by hand is better than none.
  const hosted = references.some(
    ({ node, provider, place }) =>
      (place === "fallback" || place === "key") &&
      !local.has(provider) &&
      [defaultModel, defaultModels].some((pattern) => pattern.covers(pathOf(node))),
  );
  if (main && !hosted && !isOpen(root, "agents", "defaults", "model"))
    yield advise("no-hosted-fallback", "hint", main.node);
  const weak = used.find(
    ({ model, place }) => place === "primary" && (parametersOf(model) ?? weakModel + 1) <= weakModel,
  );
  if (weak && hasOpenTools(root))
    yield advise("broad-tools", "information", weak.node, { key: weak.model }, denyWeb(root));
  yield* onWhatsApp(root, new Set(used.map(({ provider }) => provider)), local);
  const lean = find(root, ["agents", "defaults", "experimental", "localModelLean"]);
  if (lean?.value === true) yield advise("lean-mode", "hint", lean);
}

function* onMode(
  root: Node,
  { occurrences }: ConfigDocument,
  local: ReadonlyMap<string, Local>,
): Iterable<RuleFinding> {
  const mode = find(root, ["models", "mode"]);
  if (mode?.value !== "replace") return;
  const declared = new Set(keysOf(find(root, ["models", "providers"])).map((id) => id.trim().toLowerCase()));
  const hidden = occurrences.references.find(
    ({ provider, form }) => form === "full" && !local.has(provider) && !declared.has(provider),
  );
  if (hidden)
    yield advise("replace-mode", "information", mode, { key: ours`${hidden.provider}/${hidden.model}` }, [
      { kind: "replace-value", node: mode, value: ours`merge` },
    ]);
}

function* onCompaction(root: Node): Iterable<RuleFinding> {
  const enabled = find(root, ["agents", "defaults", "compaction", "enabled"]);
  if (enabled?.value === false)
    yield advise("compaction-off", "information", enabled, {}, [{ kind: "replace-value", node: enabled, value: true }]);
}

function* onWhatsApp(root: Node, used: ReadonlySet<string>, local: ReadonlyMap<string, Local>): Iterable<RuleFinding> {
  const channel = find(root, ["channels", "whatsapp"]);
  if (!channel || get(channel, "enabled")?.value === false) return;
  for (const id of used) {
    const { provider, value } = local.get(id) ?? {};
    if (!provider || !value || (provider.api !== undefined && provider.api !== "openai-completions")) continue;
    const api = get(value, "api");
    // Of others the setup check finds out.
    const isKnown = ownServer(id)?.hasResponses ?? false;
    const fix: RuleFix = api
      ? { kind: "replace-value", node: api, value: ours`openai-responses` }
      : { kind: "add-property", object: value, name: ours`api`, value: ours`openai-responses` };
    yield advise(
      "whatsapp-responses",
      "information",
      api ?? provider.property,
      { provider: provider.id },
      isKnown ? [fix] : [],
    );
  }
}

/** Whether, as far as the text tells, any agent may search the web, fetch pages or use a browser. */
function hasOpenTools(root: Node): boolean {
  const tools = get(root, "tools");
  if (isOpen(root, "tools") || get(tools, "allow") || get(tools, "byProvider")) return false;
  const profile = textOf(get(tools, "profile"));
  if (profile !== undefined && profile !== "full") return false;
  const denied = new Set((get(tools, "deny")?.children ?? []).map(({ value }) => value));
  if (denied.has("*")) return false;
  const isDenied = (name: string) => denied.has(name) || denied.has("group:web");
  const web = get(tools, "web");
  const isOff = (key: string) => get(get(web, key), "enabled")?.value === false;
  const noWeb = (isDenied("web_search") || isOff("search")) && (isDenied("web_fetch") || isOff("fetch"));
  const noBrowser = denied.has("browser") || find(root, ["browser", "enabled"])?.value === false;
  return !(noWeb && noBrowser);
}

/** Takes the web and the browser away from all agents. */
function denyWeb(root: Node): RuleFix[] {
  const tools = get(root, "tools");
  const value = [ours`group:web`, ours`browser`];
  if (!tools) return [{ kind: "add-property", object: root, name: ours`tools`, value: { deny: value } }];
  return tools.type === "object" && !get(tools, "deny")
    ? [{ kind: "add-property", object: tools, name: ours`deny`, value }]
    : [];
}

/** The largest number of billions of parameters that a model's name tells, as OpenClaw's audit reads it. */
export function parametersOf(name: string): number | undefined {
  const counts = [...name.toLowerCase().matchAll(/(?:^|[^a-z0-9])[a-z]?(\d+(?:\.\d+)?)b(?=[^a-z0-9]|$)/g)]
    .map(([, count]) => Number(count))
    .filter((count) => count > 0);
  return counts.length > 0 ? counts.reduce((largest, count) => Math.max(largest, count)) : undefined;
}

/** Three bits a weight or fewer. */
export function isHeavilyQuantized(name: string): boolean {
  return /(?:^|[^a-z0-9])(?:i?q[123]_|[123]-?bit(?=[^a-z]|$))/i.test(name);
}

/** What services begin their keys with. */
const keyShape =
  /^(?:sk-(?:ant-|or-|proj-)?|xai-|gsk_|hf_|r8_|nvapi-|AIza|ghp_|github_pat_|xox[abp]-|glpat-)[A-Za-z0-9_-]{16,}$|^\d{8,10}:[A-Za-z0-9_-]{30,}$/;

/** Keys of services that stand in the file as they are. */
function* plainKeys({ resolved, root }: ConfigDocument): Iterable<RuleFinding> {
  // Few texts look like a key; of the others the tree need not be walked.
  if (!root || !resolved.sources.some(({ json5 }) => keyHint.test(json5.text))) return;
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of node.children ?? []) open.push(child);
    if (node.type !== "string" || typeof node.value !== "string" || keyNode(node.parent ?? node) === node) continue;
    const text = node.value.trim();
    if (!isSecretKey(keyOf(node)) || keyMarkers.has(text) || !isWritten(node)) continue;
    // Placeholders repeat themselves.
    if (keyShape.test(text) && new Set(text.slice(-16)).size > 8 && !/your|example|xxxx|test|0000|1234/i.test(text))
      yield advise("plain-key", "information", node);
  }
}

const keyHint = /(?:sk-|xai-|gsk_|hf_|r8_|nvapi-|AIza|ghp_|github_pat_|xox[abp]-|glpat-|\d{8}:)[A-Za-z0-9_-]{16}/;
