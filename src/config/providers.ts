// The model providers that a config declares, and which of them run on this machine.
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import { variablesOf } from "./merged";
import { hasVariable } from "./variables";

export interface Provider {
  readonly id: string;
  /** The provider's property under `models.providers`. */
  readonly property: Node;
  /** `baseUrl` with its variables put in; undefined where it is missing, no string or a variable is not set. */
  readonly baseUrl: string | undefined;
  readonly baseUrlNode: Node | undefined;
  readonly api: string | undefined;
  /** The key to send as Bearer, if the config holds one that is meant to be sent. */
  readonly apiKey: string | undefined;
  readonly models: readonly ProviderModel[];
}

export interface ProviderModel {
  readonly id: string;
  readonly idNode: Node;
}

/** Keys that stand for "no key": OpenClaw 2026.9.6 never sends them, seen against a server. */
export const keyMarkers = new Set(["custom-local", "ollama-local", "lmstudio-local", "apple-fm-local"]);

/** All providers under `models.providers` of a whole config, in its order. */
export function providersOf(root: Node | undefined): Provider[] {
  const providers: Provider[] = [];
  for (const property of get(get(root, "models"), "providers")?.children ?? []) {
    const id = keyNode(property)?.value;
    const value = valueNode(property);
    if (typeof id !== "string" || value?.type !== "object") continue;
    const baseUrlNode = get(value, "baseUrl");
    const api = get(value, "api")?.value;
    providers.push({
      id,
      property,
      baseUrl: textOf(baseUrlNode),
      baseUrlNode,
      api: typeof api === "string" ? api : undefined,
      apiKey: sentKey(textOf(get(value, "apiKey"))),
      models: modelsOf(get(value, "models")),
    });
  }
  return providers;
}

function modelsOf(list: Node | undefined): ProviderModel[] {
  if (list?.type !== "array") return [];
  return (list.children ?? []).flatMap((model) => {
    const idNode = get(model, "id");
    return typeof idNode?.value === "string" ? [{ id: idNode.value, idNode }] : [];
  });
}

/** A text whose variables all have a value. */
function textOf(node: Node | undefined): string | undefined {
  if (typeof node?.value !== "string") return undefined;
  const uses = variablesOf(node);
  const open = uses.length > 0 ? uses.some(({ source, escaped }) => !source && !escaped) : hasVariable(node.value);
  return open ? undefined : node.value;
}

function sentKey(key: string | undefined): string | undefined {
  const trimmed = key?.trim();
  return trimmed && !keyMarkers.has(trimmed) ? trimmed : undefined;
}

/**
 * The URL of a provider on this machine: an http(s) URL whose host is a loopback address or `localhost`. The wildcard address `0.0.0.0`
 * is reached over loopback too, but names no host, so it does not count.
 */
export function loopbackUrl(baseUrl: string | undefined): URL | undefined {
  if (!baseUrl || !URL.canParse(baseUrl.trim())) return undefined;
  const url = new URL(baseUrl.trim());
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  const local =
    host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
  return local ? url : undefined;
}
