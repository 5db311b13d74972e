// The model providers that a config declares, and where their servers are.
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

/** Where a server is: on this machine, on a network of one's own, or anywhere. */
export type HostKind = "loopback" | "private" | "public";

/** An http(s) URL, or undefined. */
export function serverUrl(baseUrl: string | undefined): URL | undefined {
  if (!baseUrl || !URL.canParse(baseUrl.trim())) return undefined;
  const url = new URL(baseUrl.trim());
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

/**
 * By the name alone; no name is looked up. The wildcard address `0.0.0.0` is reached over loopback, but names no host: it counts as
 * private. Private are the addresses of RFC 1918, 3927, 4193 and 6598, single words, and the names that RFC 6762, 8375 and common
 * routers keep for networks of one's own.
 */
export function hostKind({ hostname }: URL): HostKind {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host === "localhost" || host.endsWith(".localhost") || host === "[::1]") return "loopback";
  const address = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (address) {
    const [first, second] = [Number(address[1]), Number(address[2])];
    if (first === 127) return "loopback";
    const isPrivate =
      first === 10 ||
      host === "0.0.0.0" ||
      (first === 172 && second >= 16 && second < 32) ||
      (first === 192 && second === 168) ||
      (first === 169 && second === 254) ||
      (first === 100 && second >= 64 && second < 128);
    return isPrivate ? "private" : "public";
  }
  if (host.startsWith("[")) return /^\[(f[cd]|fe[89ab]|::\]$)/.test(host) ? "private" : "public";
  return !host.includes(".") || /\.(local|internal|lan|home|home\.arpa)$/.test(host) ? "private" : "public";
}
