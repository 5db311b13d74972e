// The model providers that a config declares, and where their servers are.
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import { variablesOf } from "./merged";
import { hasVariable } from "./variables";

export interface Provider {
  readonly id: string;
  /** The provider's property under `models.providers`. */
  readonly property: Node;
  /**
   * `baseUrl` with its variables put in, or where OpenClaw looks for the server of this name by itself; undefined where it is no string or
   * a variable is not set.
   */
  readonly baseUrl: string | undefined;
  readonly baseUrlNode: Node | undefined;
  readonly api: string | undefined;
  /** The key to send as Bearer, if the config holds one that is meant to be sent. */
  readonly apiKey: string | undefined;
  /** Whether OpenClaw has a key to send that the config does not tell: a secret reference, or a variable that is not set here. */
  readonly isKeyHidden: boolean;
  /** Whether OpenClaw starts the server when it needs it. */
  readonly isOnDemand: boolean;
  /** Those that this server has. */
  readonly models: readonly ProviderModel[];
}

export interface ProviderModel {
  readonly id: string;
  readonly idNode: Node;
}

/** Where OpenClaw looks for a provider that it ships when the config does not say. Source: the provider plugins of OpenClaw 2026.9.6. */
const usualUrls: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lmstudio: "http://localhost:1234/v1",
    ollama: "http://127.0.0.1:11434",
    vllm: "http://127.0.0.1:8000/v1",
    sglang: "http://127.0.0.1:30000/v1",
    litellm: "http://localhost:4000",
  }),
);

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
    const key = get(value, "apiKey");
    const apiKey = sentKey(textOf(key));
    providers.push({
      id,
      property,
      baseUrl: baseUrlNode ? textOf(baseUrlNode) : usualUrls.get(id.trim().toLowerCase()),
      baseUrlNode,
      api: typeof api === "string" ? api : undefined,
      apiKey,
      isKeyHidden: apiKey === undefined && isHidden(key),
      isOnDemand: get(value, "localService")?.type === "object",
      models: modelsOf(get(value, "models")),
    });
  }
  return providers;
}

function modelsOf(list: Node | undefined): ProviderModel[] {
  if (list?.type !== "array") return [];
  return (list.children ?? []).flatMap((model) => {
    const idNode = get(model, "id");
    // One with an address of its own is another server's.
    if (get(model, "baseUrl")) return [];
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
  return trimmed && !keyMarkers.has(trimmed) && !variableName.test(trimmed) ? trimmed : undefined;
}

/** What OpenClaw takes for the name of a variable that holds the key. */
const variableName = /^(?:\$[A-Z_][A-Z0-9_]*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN))$/;

function isHidden(key: Node | undefined): boolean {
  if (typeof key?.value !== "string") return key?.type === "object";
  const text = key.value.trim();
  return variableName.test(text) || textOf(key) === undefined;
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
