// The health of local model servers in words: the status bar's text, its tooltip, and the lines of its menu.
import type { Provider } from "../../config/providers";
import { withoutTokens } from "../../config/secretKeys";
import { shownUrl } from "../../config/shownUrl";
import { recordOf } from "../../endpoints/kinds";
import { maxEndpoints } from "../../endpoints/monitor";
import type { EndpointDetail, EndpointState, Past, ProbeResult } from "../../endpoints/types";
import { joined } from "../text/joined";
import { code, line, lines, type Markdown, md, nothing, paragraphs, text, words } from "../text/markdown";
import { plain, visible } from "../text/plain";
import { rounded } from "../text/tokens";
import type { Translate } from "../text/translate";
import { endpointOf, lacksScheme, type ServerEndpoint } from "./endpoints";
import { latencyChart } from "./latencyChart";

/** A state as people see it: that of the endpoint, held against the models that the config names. */
export type HealthState =
  | EndpointState
  | "model-missing"
  | "checking"
  | "bad-url"
  | "not-allowed"
  | "beyond"
  | "on-demand"
  | "hidden-key";

export interface ProviderHealth {
  readonly provider: Provider;
  /** Missing where `baseUrl` is no URL. */
  readonly endpoint: ServerEndpoint | undefined;
  /** Whether nobody has allowed to ask it. */
  readonly isHeldBack?: boolean;
  /** Whether more servers come before it than are asked: see {@link markBeyond}. */
  readonly isBeyond?: boolean;
  readonly result: ProbeResult | undefined;
  /** Earlier answers, the oldest first. */
  readonly history?: readonly Past[];
}

export interface StatusView {
  /** A name among VS Code's icons. */
  readonly icon: string;
  readonly label: string;
  readonly tooltip: Markdown;
  readonly state: HealthState;
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
  moreAndNotAsked: "{text} (+{count} more, {held} not asked)",
  othersNotAsked: "{text} ({held} not asked)",
  title: "Local model servers",
  loaded: "Loaded: {models}",
  models: "Models: {models}",
  ms: "{latency} ms",
  listed: "{count} listed",
  listedNames: "{count} listed: {models}",
  loadedOf: "{loaded} of {count} loaded",
  missingModels: "not listed: {models}",
  none: "none listed",
  hint: "Click for more.",
  others: "{count} more servers are not shown here.",
  manyOthers: "More than {count} more servers are not shown here.",
  "detail.beyond": "Not asked: of one config, no more than {count} servers are.",
  "detail.no-scheme": "baseUrl does not say how to connect: write http:// or https:// in front of it.",
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
  "hold.host": "{address} does not name this machine (127.0.0.1, localhost).",
  "hold.variables": "{address} or its key takes {variables} from your environment.",
  "hold.path": "{address} is no usual address of a model server.",
  "hold.foreign": "The servers of this file are not asked by themselves: it belongs to no folder that is open.",
  "hold.until": "Nothing is sent there until you allow it.",
  "hold.click": "Click to allow it.",
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
  beyond: "dash",
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
  "beyond",
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
  beyond: healthTexts.notAllowed,
  "on-demand": healthTexts.onDemand,
  "hidden-key": healthTexts.hiddenKey,
};

/** Models that the config names and the server does not list. */
export function missingModels({ provider, result }: ProviderHealth): string[] {
  if (result?.state !== "up") return [];
  const listed = new Map(result.models.map((id) => [id, id]));
  return provider.models.filter(({ id, among }) => id !== "" && among(listed) === undefined).map(({ id }) => id);
}

export function stateOf(health: ProviderHealth): HealthState {
  if (!health.endpoint) return "bad-url";
  if (health.isHeldBack) return "not-allowed";
  if (!health.result) return health.isBeyond ? "beyond" : "checking";
  const { provider, result } = health;
  if (result.state === "up" && missingModels(health).length > 0) return "model-missing";
  if (result.state === "down" && provider.isOnDemand) return "on-demand";
  if (result.state === "refused-key" && provider.isKeyHidden) return "hidden-key";
  return result.state;
}

/** Of a provider's name so much is shown, in UTF-16 code units; of what is read at length, more. */
const maxName = 30;
const maxLongName = 60;

/**
 * What the status bar shows, or undefined where there is nothing to show.
 *
 * @param hasMore whether the config names more servers than these
 */
export function statusView(
  all: readonly ProviderHealth[],
  waits: Waits,
  t: Translate,
  hasMore = false,
): StatusView | undefined {
  const sorted = all
    .map((health) => ({ health, state: stateOf(health) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const worst = sorted[0];
  if (!worst) return undefined;
  const name = visible(withoutTokens(worst.health.provider.id), maxName);
  const text = t(stateTexts[worst.state], { name, latency: worst.health.result?.latency ?? 0 });
  const label = withOthers(
    text,
    sorted.slice(1).map(({ state }) => state),
    t,
  );
  const shown = sorted.map(({ health }) => health);
  return {
    icon: icons[worst.state],
    label: plain(label),
    state: worst.state,
    tooltip: tooltip(shown, hasMore, waits, t),
  };
}

/** Marks those that are not asked because others come before them. */
export function markBeyond(all: readonly ProviderHealth[]): ProviderHealth[] {
  let asked = 0;
  return all.map((health) => {
    if (!health.endpoint || health.isHeldBack) return health;
    return ++asked > maxEndpoints ? { ...health, isBeyond: true } : health;
  });
}

/** How many others there are; those that nobody asks hide behind no number of those that are fine. */
function withOthers(text: string, others: readonly HealthState[], t: Translate): string {
  const held = others.filter((state) => state === "not-allowed" || state === "beyond").length;
  const count = others.length - held;
  if (held === 0) return count === 0 ? text : t(healthTexts.more, { text, count });
  return t(count === 0 ? healthTexts.othersNotAsked : healthTexts.moreAndNotAsked, { text, count, held });
}

/** Where nobody is asked: in a workspace that is not trusted, of a file that is not the workspace's own, or by the user's wish. */
export function idleView(reason: "untrusted" | "foreign" | "paused", t: Translate): StatusView {
  const isPaused = reason === "paused";
  return {
    icon: isPaused ? "debug-pause" : "shield",
    label: t(healthTexts[reason]),
    tooltip: words(t, healthTexts[`${reason}Tooltip`]),
    state: reason === "foreign" ? "not-allowed" : "checking",
  };
}

/** More of them in a tooltip would leave the screen; the worst come first. */
const maxServers = 12;

const rule = md`---`;

/** One block a server: what others say stands in no table, whose cells it could end. */
function tooltip(all: readonly ProviderHealth[], hasMore: boolean, waits: Waits, t: Translate): Markdown {
  const blocks = all.slice(0, maxServers).map((health) => block(health, waits, t));
  const left = all.length - blocks.length;
  const others = left > 0 ? words(t, healthTexts[hasMore ? "manyOthers" : "others"], { count: left }) : nothing;
  const parts = blocks.flatMap((each, index) => (index === 0 ? [each] : [rule, each]));
  return paragraphs([
    md`**${words(t, healthTexts.title)}**`,
    ...parts,
    rule,
    line([others, words(t, healthTexts.hint)], " "),
  ]);
}

function block(health: ProviderHealth, waits: Waits, t: Translate): Markdown {
  const { provider, endpoint, result, history = [] } = health;
  const state = stateOf(health);
  const said = state === "up" ? t(healthTexts["state.up"]) : withoutName(state, t);
  const address = endpoint?.target.shown ?? shownUrl(provider.baseUrl?.written ?? "");
  const reason = why(health, waits, t);
  const detail = reason !== undefined && isOffered(health) ? joined([reason, t(healthTexts["hold.click"])], t) : reason;
  return lines([
    line([
      md`${marks[state] ?? md`○`} **${text(withoutTokens(provider.id), maxLongName)}**`,
      text(said),
      result ? words(t, healthTexts.ms, { latency: result.latency }) : nothing,
    ]),
    line([address === "" ? nothing : code(withoutTokens(address), maxAddress), text(serverName(result), maxLongName)]),
    loadedLine(result, t),
    modelsLine(health, t),
    latencyChart(history, t),
    detail === undefined ? nothing : md`*${text(detail)}*`,
  ]);
}

/** In UTF-16 code units. */
const maxAddress = 80;

const marks: Readonly<Partial<Record<HealthState, Markdown>>> = { up: md`●`, "model-missing": md`◐`, checking: md`…` };

/** A provider's server in one line of plain text. */
export function healthLine(provider: Provider, result: ProbeResult, t: Translate): string {
  if (result.state !== "up")
    return `○ ${withoutName(stateOf({ provider, endpoint: endpointOf(provider), result }), t)}`;
  const { models = [], kind, version } = result.server ?? {};
  const name = [kind ? recordOf(kind).label : "", version ?? ""].filter((each) => each !== "").join(" ");
  const loaded = models.filter(({ isLoaded }) => isLoaded).length;
  const known = models.some(({ isLoaded }) => isLoaded !== undefined);
  return `● ${[
    name === "" ? t(healthTexts["state.up"]) : visible(name, maxName),
    t(healthTexts.ms, { latency: result.latency }),
    known
      ? t(healthTexts.loadedOf, { loaded, count: models.length })
      : t(healthTexts.listed, { count: result.models.length }),
  ].join(" · ")}`;
}

function serverName(result: ProbeResult | undefined): string {
  const { kind, version } = result?.server ?? {};
  const name = kind ? recordOf(kind).label : "";
  return name === "" ? "" : [name, version].filter((each) => each !== undefined).join(" ");
}

/** Models that are loaded, with what they take now. */
function loadedLine(result: ProbeResult | undefined, t: Translate): Markdown {
  const loaded = (result?.server?.models ?? []).filter(({ isLoaded }) => isLoaded);
  const shown = loaded.slice(0, maxShown).map(({ id, loadedContext }) => {
    const context = loadedContext === undefined ? "" : (rounded(loadedContext) ?? String(loadedContext));
    return line([code(withoutTokens(id), maxLongName), text(context)], " ");
  });
  return shown.length === 0 ? nothing : words(t, healthTexts.loaded, { models: some(shown, loaded.length) });
}

function some(shown: readonly Markdown[], count: number): Markdown {
  return line(count > shown.length ? [...shown, md`…`] : shown, ", ");
}

/** A state's text in a row that begins with the name. */
function withoutName(state: HealthState, t: Translate): string {
  return t(stateTexts[state], { name: "", latency: 0 }).replace(/^[:：]\s*/, "");
}

/** Enough models for one line. */
const maxShown = 5;

function modelsLine(health: ProviderHealth, t: Translate): Markdown {
  const { result } = health;
  if (result?.state !== "up") return nothing;
  const missing = missingModels(health);
  const names = (ids: readonly string[]) =>
    some(
      ids.slice(0, maxShown).map((id) => code(withoutTokens(id), maxLongName)),
      ids.length,
    );
  const listed =
    result.models.length === 0
      ? words(t, healthTexts.none)
      : words(t, healthTexts.listedNames, { count: result.models.length, models: names(result.models) });
  const absent = missing.length > 0 ? words(t, healthTexts.missingModels, { models: names(missing) }) : nothing;
  return words(t, healthTexts.models, { models: line([absent, listed]) });
}

/** Why a provider's server is as it is, and what to do about it; undefined where nothing need be said. */
export function why(health: ProviderHealth, waits: Waits, t: Translate): string | undefined {
  const { endpoint, result } = health;
  const state = stateOf(health);
  if (state === "not-allowed" && endpoint) return holdText(endpoint, t);
  if (state === "beyond") return t(healthTexts["detail.beyond"], { count: maxEndpoints });
  if (state === "bad-url" && lacksScheme(health.provider.baseUrl?.written ?? ""))
    return t(healthTexts["detail.no-scheme"]);
  if (state === "on-demand" || state === "hidden-key") return t(healthTexts[`detail.${state}`]);
  return result?.detail && detailText(result.detail, waits, t);
}

/** Why nothing is sent to a server that could be asked: all there is to it. */
export function holdText({ consent, holds }: ServerEndpoint, t: Translate): string {
  // Nothing but the place of its file speaks against it.
  if (holds.length === 0) return t(healthTexts["hold.foreign"]);
  const { shown, variables } = consent;
  const named = { address: visible(shown, maxAddress), variables: variables.join(", ") };
  return joined([...holds.map((hold) => t(healthTexts[`hold.${hold}`], named)), t(healthTexts["hold.until"])], t);
}

/** Whether a click leads to the question whether a server may be asked. */
function isOffered({ endpoint, isHeldBack }: ProviderHealth): boolean {
  return isHeldBack === true && endpoint !== undefined && endpoint.holds.length > 0;
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
