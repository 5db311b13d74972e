// Where the servers of a config's providers are asked, and which of them may be.
import { withoutEnd } from "../config/names";
import { hostKind, type Provider, serverUrl } from "../config/providers";
import type { Endpoint } from "../endpoints/types";

/** UTF-16 code units of a URL; a longer one is no server's. */
const maxUrl = 2048;

/**
 * Where to ask a provider for its models: `{baseUrl}/models`. Ollama's own API has no such list below its `baseUrl`, but the same server has
 * one at `/v1`. Undefined where `baseUrl` is no http(s) URL.
 */
export function endpointOf(provider: Provider): Endpoint | undefined {
  if ((provider.baseUrl?.length ?? 0) > maxUrl) return undefined;
  const url = serverUrl(provider.baseUrl);
  if (!url) return undefined;
  // A user and password in the URL are no business of ours and must not show.
  url.username = "";
  url.password = "";
  url.hash = "";
  const base = withoutEnd(url.pathname, "/");
  // Where no address is written, the usual one is meant, whose list is at the usual place.
  const isBare = base === "" && (provider.api === "ollama" || !provider.baseUrlNode);
  url.pathname = isBare ? "/v1/models" : `${base}/models`;
  return { id: provider.id, url: url.href, apiKey: provider.apiKey, wanted: provider.models.map(({ id }) => id) };
}

/** APIs whose servers list their models as OpenAI's does. */
const listing = new Set([undefined, "openai-completions", "openai-responses", "ollama"]);

/** Whether something may be sent to an endpoint: it is on this machine, or somebody has allowed its origin. */
export function mayAsk({ url }: Endpoint, allowed: ReadonlySet<string>): boolean {
  const parsed = new URL(url);
  return hostKind(parsed) === "loopback" || allowed.has(parsed.origin);
}

/**
 * Whether the provider is to be shown: its server is on this machine, on a network of one's own or allowed to be asked, or it is meant to
 * be somewhere and no URL says where.
 */
export function isShown(provider: Provider, allowed: ReadonlySet<string>): boolean {
  const endpoint = endpointOf(provider);
  if (endpoint) {
    if (mayAsk(endpoint, allowed)) return true;
    return hostKind(new URL(endpoint.url)) === "private" && listing.has(provider.api);
  }
  return provider.baseUrl !== undefined && provider.baseUrl.trim() !== "" && !URL.canParse(provider.baseUrl.trim());
}

/** Whose servers could be asked if somebody allowed it: endpoints by provider, those on networks of one's own first. */
export function heldBack(providers: readonly Provider[], allowed: ReadonlySet<string>): Endpoint[] {
  const isPrivate = ({ url }: Endpoint) => Number(hostKind(new URL(url)) === "private");
  return providers
    .filter(({ api }) => listing.has(api))
    .flatMap((provider) => endpointOf(provider) ?? [])
    .filter((endpoint) => !mayAsk(endpoint, allowed))
    .sort((a, b) => isPrivate(b) - isPrivate(a));
}
