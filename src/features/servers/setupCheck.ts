// "Check Local Setup": OpenClaw's own list for local models, held against the config and what its servers say.
// Source of the list: OpenClaw's gateway/local-models.md; of what keys do: OpenClaw 2026.9.6, run against a server.

import type { ConfigDocument } from "../../config/document";
import { isWritten } from "../../config/known";
import { pathPattern } from "../../config/pattern";
import { hostKind, type Provider, type ProviderModel, serverUrl } from "../../config/providers";
import { withoutTokens } from "../../config/secretKeys";
import { keyMarkers } from "../../config/servers";
import { shownUrl } from "../../config/shownUrl";
import type { ProbeResult, ServedModel, TaskResult } from "../../endpoints/types";
import { find, get, pathOf } from "../../json5/tree";
import { isBuiltIn } from "../../rules/models";
import { visible } from "../text/plain";
import { isAskedNatively } from "../text/serverKinds";
import { grouped, openclawTokens } from "../text/tokens";
import type { Translate } from "../text/translate";
import { detailText, healthLine, healthTexts, holdText, type ProviderHealth, stateOf, type Waits, why } from "./health";

/** English texts; keys of the language bundles. */
export const setupTexts = {
  accepted: "OpenClaw accepts the config",
  "accepted.failed": "There are {count} errors: see the Problems view.",
  fallback: "Hosted models stay available",
  "fallback.passed": "models.mode is merge, and {model} is there when no local model answers.",
  "fallback.replace":
    'models.mode is "replace": hosted models are hidden. Set it to "merge", or leave it out, and name a hosted model in agents.defaults.model.fallbacks.',
  "fallback.none":
    "No hosted model is named in agents.defaults.model: when the local server is down, agents have nothing to fall back on. Add one to fallbacks, unless nothing may leave this machine.",
  reachable: "Server reachable",
  "reachable.waiting": "No answer yet.",
  "reachable.badUrl": "baseUrl is not a URL. Write one such as http://127.0.0.1:1234/v1.",
  "reachable.elsewhere": "The server lists its models at {path}: correct baseUrl.",
  listed: "Models listed",
  "listed.none": "The config names no model of this provider.",
  "listed.missing":
    "The server does not list {models}. Ids are case-sensitive; is the model downloaded? It lists: {served}.",
  loaded: "Models loaded",
  "loaded.no": "Not loaded: {models}. The first request waits for it. Load it on the server, or from the status bar.",
  "loaded.silent": "The server does not tell.",
  context: "Context windows match",
  "context.unset": "{model} has no contextWindow: OpenClaw assumes {assumed} tokens. Set it to {limit}.",
  "context.large":
    "{model}: contextWindow is {written}, the server takes {limit}. Lower contextWindow, or load the model with more.",
  "context.small": "{model}: contextWindow is {written}, though the server takes {limit}. OpenClaw compacts early.",
  "context.fits": "{model}: {written} tokens.",
  responses: "Responses API",
  "responses.used": "The server has it, and the config uses it.",
  "responses.missing": 'The server does not have it: set api to "openai-completions".',
  "responses.unused": 'The server has it: OpenClaw recommends api: "openai-responses", which keeps reasoning apart.',
  "responses.absent": "The server does not have it, and the config does not use it.",
  reference: "A model is in agents.defaults.models",
  "reference.failed":
    "None of this provider's models is listed there, so it cannot be chosen in a chat. Add {reference} to agents.defaults.models.",
  key: "Key works",
  "key.passed": "The server takes the key.",
  "key.none": "The server asks for no key.",
  "key.open": "The server lists its models to anybody: a real answer will tell whether it takes the key.",
  "key.hidden": "OpenClaw has a key that the config does not tell; it could not be tried here.",
  "key.refused": "The server refuses the key: correct apiKey.",
  "key.marker":
    "OpenClaw takes the marker {marker} only with openai-completions or ollama, and for an address of this machine or network. Write any other text, if the server asks for no key.",
  "key.api": "Without apiKey, OpenClaw wants api to be set here.",
  answer: "A real answer",
  "answer.ask": "Not asked. One token is asked of {model}; a model that is not loaded may be loaded for it.",
  "answer.passed": "{model} answered in {seconds} s.",
  "answer.failed": "{model} did not answer: {reason}",
  "answer.nobody": "There is no model to ask.",
} as const;

export type CheckState = "passed" | "failed" | "unknown";

export interface Check {
  readonly state: CheckState;
  readonly title: string;
  /** What was found, and what to do about it. May quote the server: untrusted. */
  readonly detail: string;
  /** The model to ask for one token, where nobody has yet. */
  readonly ask?: string;
  /** Whether the server is asked nothing until somebody allows it. */
  readonly isHeldBack?: boolean;
}

export interface ProviderReport {
  readonly id: string;
  /** Without path, user and password. */
  readonly address: string;
  /** The server in one line. */
  readonly line: string | undefined;
  readonly checks: readonly Check[];
}

export interface SetupReport {
  readonly general: readonly Check[];
  readonly providers: readonly ProviderReport[];
}

/** What was asked of a provider's server for the report alone. */
export interface SetupAnswers {
  /** Whether it lists its models without a key, too. */
  readonly isOpen?: boolean;
  readonly hasResponses?: boolean | undefined;
  readonly answer?: { readonly model: string; readonly result: TaskResult; readonly waits: Waits };
}

type Key = keyof typeof setupTexts;
type Params = Readonly<Record<string, string | number>>;
type Say = (state: CheckState, title: Key, detail?: Key, params?: Params) => Check;

/** @param errors how many findings say that OpenClaw refuses the config */
export function checkSetup(
  config: ConfigDocument,
  errors: number,
  all: readonly ProviderHealth[],
  asked: ReadonlyMap<string, SetupAnswers>,
  waits: Waits,
  t: Translate,
): SetupReport {
  const say: Say = (state, title, detail, params) => ({
    state,
    title: t(setupTexts[title]),
    detail: detail === undefined ? "" : t(setupTexts[detail], params && shownParams(params)),
  });
  const accepted =
    errors === 0 ? say("passed", "accepted") : say("failed", "accepted", "accepted.failed", { count: errors });
  return {
    general: [accepted, fallback(config, all, say)],
    providers: all.map((health) => {
      const { provider, endpoint, result } = health;
      return {
        id: provider.id,
        address: visible(
          withoutTokens(endpoint?.target.shown ?? shownUrl(provider.baseUrl?.written ?? "")),
          maxAddress,
        ),
        line: result && healthLine(provider, result, t),
        checks: checksOf(config, health, asked.get(provider.id) ?? {}, waits, say, t),
      };
    }),
  };
}

/** More of what others say is not read, in UTF-16 code units. */
const maxParam = 1000;
const maxAddress = 80;

function shownParams(params: Params): Params {
  const shown = (value: string | number) =>
    typeof value === "string" ? visible(withoutTokens(value), maxParam) : value;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)]));
}

const defaultModel = pathPattern("agents.defaults.model");
const defaultModels = pathPattern("agents.defaults.models");

/** Whether a hosted model answers when no local one does. */
function fallback({ root, occurrences }: ConfigDocument, all: readonly ProviderHealth[], say: Say): Check {
  if (find(root, ["models", "mode"])?.value === "replace") return say("failed", "fallback", "fallback.replace");
  const local = new Set(all.map(({ provider }) => provider.id.trim().toLowerCase()));
  const hosted = occurrences.references.find(
    ({ node, provider, place }) =>
      (place === "primary" || place === "fallback") && !local.has(provider) && defaultModel.covers(pathOf(node)),
  );
  return hosted
    ? say("passed", "fallback", "fallback.passed", { model: `${hosted.provider}/${hosted.model}` })
    : say("failed", "fallback", "fallback.none");
}

function checksOf(
  config: ConfigDocument,
  health: ProviderHealth,
  asked: SetupAnswers,
  waits: Waits,
  say: Say,
  t: Translate,
): Check[] {
  const checks = [reachable(health, waits, say, t)];
  const { provider, result } = health;
  if (result?.state === "up") {
    checks.push(listed(health, result, say), loaded(health, result, say), context(health, result, say));
    if (speaksOpenAi(provider.api)) checks.push(responses(provider.api, asked.hasResponses, say));
  }
  checks.push(referenced(config, health, say), key(health, asked, say));
  if (result?.state === "up") checks.push(answer(config, health, result, asked, say, t));
  return checks;
}

function reachable(health: ProviderHealth, waits: Waits, say: Say, t: Translate): Check {
  const { endpoint, isHeldBack, provider, result } = health;
  if (!endpoint) {
    const reason = why(health, waits, t);
    const said = say("failed", "reachable", "reachable.badUrl");
    return reason === undefined ? said : { ...said, detail: reason };
  }
  if (isHeldBack)
    return { ...say("unknown", "reachable"), detail: holdText(endpoint, t), isHeldBack: endpoint.holds.length > 0 };
  if (!result) return say("unknown", "reachable", "reachable.waiting");
  if (result.instead !== undefined)
    return say("failed", "reachable", "reachable.elsewhere", { path: `${result.instead}/models` });
  const latency = t(healthTexts.ms, { latency: result.latency });
  const detail = why(health, waits, t) ?? (result.state === "up" ? latency : healthLine(provider, result, t));
  const state = stateOf(health);
  // Who refuses a key is there; who is started when needed need not be.
  const isThere = result.state === "up" || result.state === "refused-key";
  return { ...say(isThere ? "passed" : state === "on-demand" ? "unknown" : "failed", "reachable"), detail };
}

/** What the server says of a model, under the name that the config has for it. */
function servedAs({ id, isCalled }: ProviderModel, { models, server }: ProbeResult): ServedModel | undefined {
  const model = server?.models.find((each) => isCalled(each.id));
  if (model) return { ...model, id };
  return models.some(isCalled) ? { id } : undefined;
}

function named(models: readonly ProviderModel[]): ProviderModel[] {
  return models.filter(({ id }) => id !== "");
}

const names = (models: readonly { readonly id: string }[]) =>
  models
    .slice(0, 10)
    .map(({ id }) => visible(withoutTokens(id), maxAddress))
    .join(", ");

function listed({ provider }: ProviderHealth, result: ProbeResult, say: Say): Check {
  const models = named(provider.models);
  if (models.length === 0) return say("unknown", "listed", "listed.none");
  const missing = models.filter((model) => !servedAs(model, result));
  if (missing.length === 0) return { ...say("passed", "listed"), detail: names(models) };
  const served = names(result.models.map((id) => ({ id })));
  return say("failed", "listed", "listed.missing", { models: names(missing), served: served || "–" });
}

function loaded({ provider }: ProviderHealth, result: ProbeResult, say: Say): Check {
  const served = named(provider.models).flatMap((model) => servedAs(model, result) ?? []);
  const idle = served.filter(({ isLoaded }) => isLoaded === false);
  if (idle.length > 0 && !served.some(({ isLoaded }) => isLoaded))
    return say("failed", "loaded", "loaded.no", { models: names(idle) });
  const warm = served.filter(({ isLoaded }) => isLoaded);
  return warm.length > 0
    ? { ...say("passed", "loaded"), detail: names(warm) }
    : say("unknown", "loaded", "loaded.silent");
}

function context({ provider }: ProviderHealth, result: ProbeResult, say: Say): Check {
  const isNative = isAskedNatively(result.server, provider.api);
  const found = named(provider.models).flatMap((model): Check[] => {
    const { id, idNode } = model;
    const served = servedAs(model, result);
    const limit = isNative ? served?.maxContext : served?.loadedContext;
    const written = get(idNode.parent?.parent, "contextWindow")?.value;
    if (limit === undefined) return [];
    const params = { model: id, limit: grouped(limit) };
    if (typeof written !== "number")
      return [say("failed", "context", "context.unset", { ...params, assumed: grouped(openclawTokens.contextWindow) })];
    const shown = { ...params, written: grouped(written) };
    if (written > limit) return [say("failed", "context", "context.large", shown)];
    // Each request gets the window that it asks for.
    if (written < limit && !isNative) return [say("passed", "context", "context.small", shown)];
    return [say("passed", "context", "context.fits", shown)];
  });
  if (found.length === 0) return say("unknown", "context", "loaded.silent");
  const failed = found.filter(({ state }) => state === "failed");
  const shown = failed.length > 0 ? failed : found;
  const detail = shown
    .slice(0, 10)
    .map((each) => each.detail)
    .join(" ");
  return { ...say(failed.length > 0 ? "failed" : "passed", "context"), detail };
}

/** Whether a provider's requests go to routes of OpenAI's; so they do where it does not say. */
export function speaksOpenAi(api: string | undefined): boolean {
  return api === undefined || api === "openai-completions" || api === "openai-responses";
}

function responses(api: string | undefined, has: boolean | undefined, say: Say): Check {
  const isUsed = api === "openai-responses";
  if (has === undefined) return say("unknown", "responses", "loaded.silent");
  if (isUsed)
    return has ? say("passed", "responses", "responses.used") : say("failed", "responses", "responses.missing");
  return has ? say("failed", "responses", "responses.unused") : say("passed", "responses", "responses.absent");
}

function referenced({ occurrences }: ConfigDocument, { provider }: ProviderHealth, say: Say): Check {
  const id = provider.id.trim().toLowerCase();
  const inTable = occurrences.references.filter(
    (each) => each.provider === id && each.place === "key" && defaultModels.covers(pathOf(each.node)),
  );
  if (inTable.length > 0) {
    const models = names(inTable.map(({ model }) => ({ id: `${id}/${model}` })));
    return { ...say("passed", "reference"), detail: models };
  }
  const first = named(provider.models)[0];
  const reference = `${JSON.stringify(`${provider.id}/${first?.id ?? "…"}`)}: {}`;
  return say("failed", "reference", "reference.failed", { reference });
}

function key({ provider, endpoint, result, isHeldBack }: ProviderHealth, asked: SetupAnswers, say: Say): Check {
  const value = provider.property.children?.[1];
  const written = get(value, "apiKey")?.value;
  const marker = typeof written === "string" && keyMarkers.has(written.trim()) ? written.trim() : undefined;
  const isOwn = !isBuiltIn(provider.id);
  if (marker !== undefined && isOwn && endpoint && !takesMarker(provider))
    return say("failed", "key", "key.marker", { marker });
  if (written === undefined && isOwn && provider.api === undefined && get(value, "auth") === undefined)
    return say("failed", "key", "key.api");
  if (result?.state === "refused-key")
    return provider.isKeyHidden ? say("unknown", "key", "key.hidden") : say("failed", "key", "key.refused");
  if (isHeldBack || result?.state !== "up") return say("unknown", "key");
  const answer = asked.answer?.result;
  if (answer && !answer.isDone && (answer.status === 401 || answer.status === 403))
    return say("failed", "key", "key.refused");
  if (provider.apiKey !== undefined && asked.isOpen && !answer?.isDone) return say("unknown", "key", "key.open");
  return say("passed", "key", provider.apiKey === undefined ? "key.none" : "key.passed");
}

/** Where OpenClaw takes a marker for a key on a provider that it does not ship; a bare name is no local host to it. */
function takesMarker({ api, baseUrl }: Provider): boolean {
  // Of an address in variables nothing is said.
  if (!baseUrl || baseUrl.variables.length > 0) return true;
  const url = serverUrl(baseUrl.written);
  const isLocal =
    url !== undefined && hostKind(url) !== "public" && (/[.[]/.test(url.hostname) || url.hostname === "localhost");
  return isLocal && (api === undefined || api === "openai-completions" || api === "ollama");
}

function answer(
  config: ConfigDocument,
  { provider }: ProviderHealth,
  result: ProbeResult,
  asked: SetupAnswers,
  say: Say,
  t: Translate,
): Check {
  if (asked.answer) {
    const { model, result: given, waits } = asked.answer;
    if (given.isDone)
      return say("passed", "answer", "answer.passed", {
        model,
        seconds: String(Number((given.latency / 1000).toPrecision(2))),
      });
    const detail = given.detail ?? { kind: "status" as const, status: given.status ?? 0 };
    const reason = given.message ?? detailText(detail, waits, t);
    return say("failed", "answer", "answer.failed", { model, reason });
  }
  const model = modelToAsk(config, provider.id, named(provider.models), result);
  if (model === undefined) return say("unknown", "answer", "answer.nobody");
  return { ...say("unknown", "answer", "answer.ask", { model }), ask: model };
}

/** The model that agents use first; else one that is loaded, else any that the server has. */
function modelToAsk(
  { occurrences }: ConfigDocument,
  provider: string,
  models: readonly ProviderModel[],
  result: ProbeResult,
): string | undefined {
  const served = models.filter((each) => {
    const model = servedAs(each, result);
    // What a variable holds is asked for by nobody but OpenClaw.
    return model && !model.isEmbedding && isWritten(each.idNode);
  });
  const rank = (model: ProviderModel): number => {
    const { id } = model;
    const uses = occurrences.references.filter((each) => each.provider === provider.toLowerCase() && each.model === id);
    if (uses.some(({ place }) => place === "primary")) return 0;
    if (uses.some(({ place }) => place === "fallback")) return 1;
    return servedAs(model, result)?.isLoaded ? 2 : 3;
  };
  return [...served].sort((a, b) => rank(a) - rank(b))[0]?.id;
}
