// Where the servers of a config's providers are asked, and which of them may be.
import { createHash } from "node:crypto";
import { withoutEnd } from "../../config/didYouMean";
import { hostKind, type Provider, serverUrl } from "../../config/providers";
import { reveal } from "../../config/resolvedText";
import { shownUrl } from "../../config/shownUrl";
import type { VariableSource } from "../../config/variables";
import { nativeApiOf } from "../../endpoints/kinds";
import { Target } from "../../endpoints/target";
import type { Endpoint } from "../../endpoints/types";

/**
 * Why nothing is sent to a server until somebody allows it. `host`: it is not on this machine. `variables`: its address or key holds what
 * only the machine's own environment has. `path`: the address is not one that model servers have.
 */
export type Hold = "host" | "variables" | "path";

/** What somebody allows: requests to one origin and path, with the values of some variables in them. */
export interface Consent {
  /** The address as people may see it. */
  readonly shown: string;
  /** Names of variables of the machine's environment that are sent along. */
  readonly variables: readonly string[];
  /** Tells one consent from another: of the origin, the path and the names. */
  readonly digest: string;
}

/** A server that may be asked, perhaps only after somebody has allowed it. */
export interface ServerEndpoint extends Endpoint {
  /** Empty for what is asked by itself. */
  readonly holds: readonly Hold[];
  /** Whether its address is on no private network. */
  readonly isPublic: boolean;
  readonly consent: Consent;
}

/**
 * Where to ask a provider for its models: `{baseUrl}/models`. A server's own API has no such list below its `baseUrl`, but the same server has
 * one at `/v1`. Undefined where `baseUrl` is no http(s) URL.
 */
export function endpointOf(provider: Provider): ServerEndpoint | undefined {
  const known = endpoints.get(provider);
  if (known) return known.endpoint;
  const endpoint = newEndpoint(provider);
  endpoints.set(provider, { endpoint });
  return endpoint;
}

/** A provider never changes, and is asked about again with each picture of its health. */
const endpoints = new WeakMap<Provider, { readonly endpoint: ServerEndpoint | undefined }>();

function newEndpoint(provider: Provider): ServerEndpoint | undefined {
  const { apiKey, baseUrl, models } = provider;
  const url = baseUrl && serverUrl(reveal(baseUrl));
  if (!baseUrl || !url) return undefined;
  // A user and password in the URL are no business of ours and must not show.
  const { hash } = url;
  url.username = "";
  url.password = "";
  url.hash = "";
  const base = withoutEnd(url.pathname, "/");
  const isUsual = isUsualPath(base) && url.search === "" && hash === "";
  // Where no address is written, the usual one is meant, whose list is at the usual place.
  const isBare = base === "" && (nativeApiOf(provider.api) !== undefined || !provider.baseUrlNode);
  url.pathname = isBare ? "/v1/models" : `${base}/models`;
  const host = hostKind(url);
  const isLoopback = host === "loopback";
  const holds: Hold[] = isLoopback ? [] : ["host"];
  const isPlain = baseUrl.variables.length === 0;
  const uses = [...baseUrl.variables, ...(apiKey?.variables ?? [])];
  const variables = [...new Set(uses.filter(({ source }) => isOfMachine(source)).map(({ name }) => name))].sort();
  if (variables.length > 0) holds.push("variables");
  // Of a public server any path is somebody's; on this machine and network a request may be a button.
  if (!isUsual && host !== "public") holds.push("path");
  const shown = shownUrl(isPlain ? `${url.origin}${base}${url.search}` : baseUrl.written);
  const shownList = isPlain ? shownUrl(url.href) : listBelow(shown);
  return {
    id: provider.id,
    target: new Target(url, apiKey && reveal(apiKey), { shown, shownList, isLoopback, isPlain }),
    isWanted: (name) => models.slice(0, maxWanted).some((model) => model.isCalled(name)),
    holds,
    isPublic: host === "public",
    consent: {
      shown,
      variables,
      digest: createHash("sha256")
        .update([url.origin, base, url.search, ...variables].join("\n"))
        .digest("base64"),
    },
  };
}

/** The address of the list of models, as it is shown. */
function listBelow(shown: string): string {
  const query = shown.indexOf("?");
  const [base, rest] = query < 0 ? [shown, ""] : [shown.slice(0, query), shown.slice(query)];
  return `${withoutEnd(base, "/")}/models${rest}`;
}

/** Whether a variable is the machine's rather than the config's: set neither in it nor in the `.env` file beside it. */
function isOfMachine(source: VariableSource | undefined): boolean {
  return source?.kind === "process" || (source?.kind === "file" && source.isBeside !== true);
}

/** Of so many models more than their names is asked for. */
const maxWanted = 100;

/** Steps of the paths below which model servers list their models. Source: the documentation of each server, and of gateways before them. */
const usualSteps = new Set(["api", "openai", "anthropic", "engines", "llama.cpp", "inference", "compatible-mode"]);
/** Routes that people paste with the address. */
const routes = ["/chat/completions", "/completions", "/responses", "/messages", "/models"];

/** Whether a path is one of those that can do no more than list models, whoever listens there. */
function isUsualPath(path: string): boolean {
  const route = routes.find((each) => path.endsWith(each));
  const steps = (route ? path.slice(0, -route.length) : path).split("/").slice(1);
  return steps.length <= 4 && steps.every((step) => usualSteps.has(step) || /^v\d{1,2}(?:beta\d?)?$/.test(step));
}

/** APIs whose servers list their models as OpenAI's does. */
const listing = new Set([undefined, "openai-completions", "openai-responses"]);

function isListing(api: string | undefined): boolean {
  return listing.has(api) || nativeApiOf(api) !== undefined;
}

/**
 * Whether something may be sent to an endpoint: it is an ordinary one of this machine, or somebody has allowed it.
 *
 * @param allowed digests of what was allowed
 */
export function mayAsk({ holds, consent }: ServerEndpoint, allowed: ReadonlySet<string>): boolean {
  return holds.length === 0 || allowed.has(consent.digest);
}

/**
 * Whether the provider is to be shown: its server is on this machine, on a network of one's own or allowed to be asked, or it is meant to
 * be somewhere and no URL says where.
 */
export function isShown(provider: Provider, allowed: ReadonlySet<string>): boolean {
  const endpoint = endpointOf(provider);
  if (endpoint) {
    if (provider.host === "loopback" || mayAsk(endpoint, allowed)) return true;
    return provider.host === "private" && isListing(provider.api);
  }
  return provider.baseUrl !== undefined && provider.host === undefined && isNoUrl(provider.baseUrl.written);
}

/** Whether a text is meant as an address and is none; of what a variable holds, that is not told. */
function isNoUrl(written: string): boolean {
  return written.trim() !== "" && (!URL.canParse(written.trim()) || lacksScheme(written));
}

/** Whether a host and a port stand where a URL has its scheme, so that a URL parser takes the host for one. */
export function lacksScheme(written: string): boolean {
  return (
    /^\s*(?!\d)[\w.-]+:\d+(?:[/?#]|\s*$)/.test(written) ||
    /^\s*(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:[/?#]|\s*$)/.test(written)
  );
}

/** More than these are shown to nobody, and worked over with no picture: a config with more is no config for one person. */
export const maxShown = 100;

/** The first of those providers that are to be shown, and whether there are more; those that are asked are among them. */
export function shownProviders(
  providers: readonly Provider[],
  allowed: ReadonlySet<string>,
): { readonly shown: readonly Provider[]; readonly hasMore: boolean } {
  const shown: Provider[] = [];
  for (const provider of providers) {
    if (!isShown(provider, allowed)) continue;
    if (shown.length >= maxShown) return { shown, hasMore: true };
    shown.push(provider);
  }
  return { shown, hasMore: false };
}

/** Whose servers could be asked if somebody allowed it, nearest first: this machine, networks of one's own, all others. */
export function heldBack(providers: readonly Provider[], allowed: ReadonlySet<string>): ServerEndpoint[] {
  const distance = ({ host }: Provider) => (host === "loopback" ? 0 : host === "private" ? 1 : 2);
  return providers
    .filter(({ api }) => isListing(api))
    .toSorted((a, b) => distance(a) - distance(b))
    .flatMap((provider) => endpointOf(provider) ?? [])
    .filter((endpoint) => !mayAsk(endpoint, allowed));
}
