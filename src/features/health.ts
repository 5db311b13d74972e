// The health of local model servers in words: the status bar's text, its tooltip, and the lines of its menu.
import type { Provider } from "../config/providers";
import { shownUrl } from "../config/shownUrl";
import type { EndpointDetail, EndpointState, Past, ProbeResult, ServerKind } from "../endpoints/types";
import { endpointOf, type ServerEndpoint } from "./endpoints";
import { latencyChart } from "./latencyChart";
import { code, escapeMarkdown, shorten } from "./markdown";
import { rounded } from "./tokens";
import type { Translate } from "./translate";

/** A state as people see it: that of the endpoint, held against the models that the config names. */
export type HealthState =
  | EndpointState
  | "model-missing"
  | "checking"
  | "bad-url"
  | "not-allowed"
  | "on-demand"
  | "hidden-key";

export interface ProviderHealth {
  readonly provider: Provider;
  /** Missing where `baseUrl` is no URL. */
  readonly endpoint: ServerEndpoint | undefined;
  /** Whether nobody has allowed to ask it. */
  readonly isHeldBack?: boolean;
  readonly result: ProbeResult | undefined;
  /** Earlier answers, the oldest first. */
  readonly history?: readonly Past[];
}

export interface StatusView {
  readonly text: string;
  /** Untrusted Markdown. */
  readonly tooltip: string;
  readonly state: HealthState;
  /** For screen readers: the text without icons. */
  readonly label: string;
}

/** English texts; keys of the language bundles. */
export const healthTexts = {
  checking: "{name}: checking…",
  up: "{name}: up, {latency} ms",
  modelMissing: "{name}: model not listed",
  refusedKey: "{name}: key refused",
  notOpenai: "{name}: not a model server",
  slow: "{name}: no answer in time",
  loading: "{name}: loading its model",
  down: "{name}: down",
  badUrl: "{name}: baseUrl is not a URL",
  notAllowed: "{name}: not asked",
  onDemand: "{name}: starts on demand",
  hiddenKey: "{name}: wants a key",
  paused: "Model servers: not checked",
  pausedTooltip: "Checking is stopped in this window. Click to start it again.",
  "state.up": "up",
  more: "{text} (+{count} more)",
  title: "Local model servers",
  provider: "Provider",
  address: "Address",
  state: "State",
  latency: "Latency",
  loaded: "Loaded",
  models: "Models",
  ms: "{latency} ms",
  listed: "{count} listed",
  loadedOf: "{loaded} of {count} loaded",
  missingModels: "not listed: {models}",
  none: "none listed",
  hint: "Click for more.",
  foreign: "Model servers: not checked",
  foreignTooltip:
    "This file belongs to no folder that is open, and is not the config that OpenClaw reads: its servers are not asked by themselves. Click to ask them.",
  untrusted: "Model servers: not checked",
  untrustedTooltip: "This workspace is not trusted: nothing is asked of any server.",
  "detail.status": "The server answered with HTTP {status}. Is /v1 missing in baseUrl, or one too many?",
  "detail.key": "The server refused the key (HTTP {status}): check apiKey.",
  "detail.on-demand": "Not running: OpenClaw starts it when it needs it (localService).",
  "detail.hidden-key":
    "The server wants a key. OpenClaw has one that the config does not tell (a secret, or a variable that is not set here): none was sent.",
  "detail.redirect": "The server redirects (HTTP {status}); redirects are not followed.",
  "detail.too-large": "The answer is too long for a list of models.",
  "detail.not-json": "The answer is not JSON: something else listens on this port.",
  "detail.not-a-list": "The answer is JSON, but not a list of models.",
  "detail.bad-key": "apiKey contains characters that cannot be sent.",
  "detail.broken-off": "The connection was closed in the middle of the answer.",
  "detail.connect-timeout": "No connection within {seconds} s.",
  "detail.timeout": "No whole answer within {seconds} s: the server may be loading a model.",
  "detail.refused": "Nothing listens there: start the server, or correct the port.",
  "detail.unknown-host": "The host name is not known.",
  "detail.tls": "The TLS certificate is not accepted.",
  "detail.unreachable": "The server cannot be reached.",
  "hold.host": "{address} is not on this machine: nothing is sent there until you allow it. Click to do so.",
  "hold.variables":
    "{address} or its key takes {variables} from your environment: nothing is sent there until you allow it. Click to do so.",
  "hold.path":
    "{address} is no usual address of a model server: nothing is sent there until you allow it. Click to do so.",
  nothing: "No config that is open names a model server that can be checked.",
} as const;

/** Seconds that probes wait, as they are told. */
export interface Waits {
  readonly connect: number;
  readonly total: number;
}

const icons: Readonly<Record<HealthState, string>> = {
  down: "circle-slash",
  "bad-url": "link",
  "not-allowed": "shield",
  "on-demand": "debug-start",
  "hidden-key": "lock",
  "refused-key": "key",
  "not-openai": "question",
  slow: "watch",
  loading: "loading~spin",
  "model-missing": "warning",
  checking: "sync~spin",
  up: "pass",
};

/** Worst first. */
const order: readonly HealthState[] = [
  "down",
  "bad-url",
  "refused-key",
  "not-openai",
  "slow",
  "loading",
  "model-missing",
  "checking",
  "up",
  "hidden-key",
  "on-demand",
  "not-allowed",
];

const stateTexts: Readonly<Record<HealthState, string>> = {
  checking: healthTexts.checking,
  up: healthTexts.up,
  "model-missing": healthTexts.modelMissing,
  "refused-key": healthTexts.refusedKey,
  "not-openai": healthTexts.notOpenai,
  slow: healthTexts.slow,
  loading: healthTexts.loading,
  down: healthTexts.down,
  "bad-url": healthTexts.badUrl,
  "not-allowed": healthTexts.notAllowed,
  "on-demand": healthTexts.onDemand,
  "hidden-key": healthTexts.hiddenKey,
};

/** Models that the config names and the server does not list. */
export function missingModels({ provider, result }: ProviderHealth): string[] {
  if (result?.state !== "up") return [];
  const { models } = result;
  return provider.models.filter(({ id, isCalled }) => id !== "" && !models.some(isCalled)).map(({ id }) => id);
}

export function stateOf(health: ProviderHealth): HealthState {
  if (!health.endpoint) return "bad-url";
  if (health.isHeldBack) return "not-allowed";
  if (!health.result) return "checking";
  const { provider, result } = health;
  if (result.state === "up" && missingModels(health).length > 0) return "model-missing";
  if (result.state === "down" && provider.isOnDemand) return "on-demand";
  if (result.state === "refused-key" && provider.isKeyHidden) return "hidden-key";
  return result.state;
}

/** What the status bar shows, or undefined where there is nothing to show. */
export function statusView(all: readonly ProviderHealth[], waits: Waits, t: Translate): StatusView | undefined {
  const sorted = all
    .map((health) => ({ health, state: stateOf(health) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const worst = sorted[0];
  if (!worst) return undefined;
  const text = t(stateTexts[worst.state], {
    name: shorten(worst.health.provider.id, 30),
    latency: worst.health.result?.latency ?? 0,
  });
  const label = sorted.length > 1 ? t(healthTexts.more, { text, count: sorted.length - 1 }) : text;
  return {
    text: `$(${icons[worst.state]}) ${label}`,
    label,
    state: worst.state,
    tooltip: tooltip(
      sorted.map(({ health }) => health),
      waits,
      t,
    ),
  };
}

function tooltip(all: readonly ProviderHealth[], waits: Waits, t: Translate): string {
  const heads = [
    healthTexts.provider,
    healthTexts.address,
    healthTexts.state,
    healthTexts.latency,
    healthTexts.loaded,
    healthTexts.models,
  ].map((head) => t(head));
  const rows = all.map((health) => {
    const { provider, endpoint, result } = health;
    const state = stateOf(health) === "up" ? t(healthTexts["state.up"]) : withoutName(stateOf(health), t);
    return [
      escapeMarkdown(shorten(provider.id, 40)) + serverName(result),
      cell(code(shorten(endpoint?.target.shown ?? shownUrl(provider.baseUrl?.written ?? ""), 60))),
      escapeMarkdown(state),
      result ? t(healthTexts.ms, { latency: result.latency }) : "",
      loadedCell(result),
      modelsCell(health, t),
    ];
  });
  const table = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const details = all.flatMap((health) => {
    const detail = why(health, waits, t);
    return detail ? [`${escapeMarkdown(shorten(health.provider.id, 40))}: ${escapeMarkdown(detail)}`] : [];
  });
  const charts = all.flatMap(({ provider, history = [] }) => {
    const chart = latencyChart(history, t);
    return chart === undefined
      ? []
      : [`${all.length > 1 ? `${escapeMarkdown(shorten(provider.id, 40))} ` : ""}${chart}`];
  });
  return [`**${t(healthTexts.title)}**`, table, ...details, ...charts, t(healthTexts.hint)].join("\n\n");
}

const serverNames: Readonly<Record<ServerKind, string>> = {
  lmstudio: "LM Studio",
  ollama: "Ollama",
  llamacpp: "llama.cpp",
  vllm: "vLLM",
  sglang: "SGLang",
  litellm: "LiteLLM",
  openai: "",
};

/** A provider's server in one line. */
export function healthLine(provider: Provider, result: ProbeResult, t: Translate): string {
  if (result.state !== "up")
    return `○ ${withoutName(stateOf({ provider, endpoint: endpointOf(provider), result }), t)}`;
  const { models = [], kind, version } = result.server ?? {};
  const name = [kind ? serverNames[kind] : "", version ?? ""].filter((each) => each !== "").join(" ");
  const loaded = models.filter(({ isLoaded }) => isLoaded).length;
  const known = models.some(({ isLoaded }) => isLoaded !== undefined);
  return `● ${[
    name === "" ? t(healthTexts["state.up"]) : shorten(name, 40),
    t(healthTexts.ms, { latency: result.latency }),
    known
      ? t(healthTexts.loadedOf, { loaded, count: models.length })
      : t(healthTexts.listed, { count: result.models.length }),
  ].join(" · ")}`;
}

/** What the server is, in brackets. */
function serverName(result: ProbeResult | undefined): string {
  const { kind, version } = result?.server ?? {};
  const name = kind ? serverNames[kind] : "";
  if (name === "") return "";
  return ` (${escapeMarkdown(shorten([name, version].filter((each) => each !== undefined).join(" "), 40))})`;
}

/** Models that are loaded, with what they take now. */
function loadedCell(result: ProbeResult | undefined): string {
  const loaded = (result?.server?.models ?? []).filter(({ isLoaded }) => isLoaded);
  const shown = loaded.slice(0, maxShown).map(({ id, loadedContext }) => {
    const context = loadedContext === undefined ? "" : ` ${rounded(loadedContext) ?? loadedContext}`;
    return `${code(shorten(id, 60))}${context}`;
  });
  return cell(shown.join(", ")) + (loaded.length > maxShown ? ", …" : "");
}

/** A state's text in a row that begins with the name. */
function withoutName(state: HealthState, t: Translate): string {
  return t(stateTexts[state], { name: "", latency: 0 }).replace(/^[:：]\s*/, "");
}

/** Enough models for one cell. */
const maxShown = 5;

function modelsCell(health: ProviderHealth, t: Translate): string {
  const { result } = health;
  if (result?.state !== "up") return "";
  const missing = missingModels(health);
  const names = (ids: readonly string[]) =>
    cell(
      ids
        .slice(0, maxShown)
        .map((id) => code(shorten(id, 60)))
        .join(", "),
    ) + (ids.length > maxShown ? ", …" : "");
  if (result.models.length === 0) return t(healthTexts.none);
  const listed = `${t(healthTexts.listed, { count: result.models.length })}: ${names(result.models)}`;
  return missing.length > 0 ? `${t(healthTexts.missingModels, { models: names(missing) })}; ${listed}` : listed;
}

/** Inside a table's cell even code must not hold a bare bar. */
function cell(markdown: string): string {
  return markdown.replace(/\|/g, "\\|");
}

/** Why a provider's server is as it is, and what to do about it; undefined where nothing need be said. */
export function why(health: ProviderHealth, waits: Waits, t: Translate): string | undefined {
  const { endpoint, result } = health;
  const state = stateOf(health);
  if (state === "not-allowed" && endpoint) return holdText(endpoint, t);
  if (state === "on-demand" || state === "hidden-key") return t(healthTexts[`detail.${state}`]);
  return result?.detail && detailText(result.detail, waits, t);
}

/** Why nothing is sent to a server that could be asked. */
export function holdText({ consent, holds }: ServerEndpoint, t: Translate): string {
  const { shown, variables } = consent;
  return t(healthTexts[`hold.${holds[0] ?? "host"}`], { address: shorten(shown, 80), variables: variables.join(", ") });
}

/** Why there is no list of models, and what to do about it. */
export function detailText(detail: EndpointDetail, waits: Waits, t: Translate): string {
  switch (detail.kind) {
    case "status":
      return t(healthTexts[detail.status === 401 || detail.status === 403 ? "detail.key" : "detail.status"], {
        status: detail.status,
      });
    case "redirect":
      return t(healthTexts["detail.redirect"], { status: detail.status });
    case "connect-timeout":
      return t(healthTexts["detail.connect-timeout"], { seconds: waits.connect });
    case "timeout":
      return t(healthTexts["detail.timeout"], { seconds: waits.total });
    default:
      return t(healthTexts[`detail.${detail.kind}`]);
  }
}
