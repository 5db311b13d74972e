// The model providers that a config declares, and where their servers are.
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import { isWritten } from "./known";
import { MergedNode } from "./merged";
import { ResolvedText, reveal } from "./resolvedText";
import { keyMarkers, ownServer } from "./servers";
import { hasVariable, type VariableUse } from "./variables";
import { type Written, writtenOf } from "./written";

export interface Provider {
  readonly id: Written;
  /** The provider's property under `models.providers`. */
  readonly property: Node;
  /** `baseUrl`, or where OpenClaw looks for the server of this name by itself; undefined where it is no string or a variable is not set. */
  readonly baseUrl: ResolvedText<VariableUse> | undefined;
  readonly baseUrlNode: Node | undefined;
  /** Undefined where `baseUrl` is no http(s) URL. */
  readonly host: HostKind | undefined;
  /** As it is written; undefined where a variable holds it. */
  readonly api: string | undefined;
  /** The key to send as Bearer, if the config holds one that is meant to be sent. */
  readonly apiKey: ResolvedText<VariableUse> | undefined;
  /** Whether OpenClaw has a key to send that the config does not tell: a secret reference, or a variable that is not set here. */
  readonly isKeyHidden: boolean;
  /** Whether OpenClaw starts the server when it needs it. */
  readonly isOnDemand: boolean;
  /** Those that this server has. */
  readonly models: readonly ProviderModel[];
}

export interface ProviderModel {
  /** As it is written. */
  readonly id: Written;
  readonly idNode: Node;
  /** What stands behind its name, as a server has it; Ollama lists `name:latest` for what may be called `name`. */
  among<T>(served: ReadonlyMap<string, T>): T | undefined;
  /** Whether a server means it by a name. */
  isCalled(name: string): boolean;
}

/** All providers under `models.providers` of a whole config, in its order. */
export function providersOf(root: Node | undefined): Provider[] {
  const providers: Provider[] = [];
  for (const property of get(get(root, "models"), "providers")?.children ?? []) {
    const key = keyNode(property);
    const value = valueNode(property);
    if (!key || typeof key.value !== "string" || value?.type !== "object") continue;
    const id = writtenOf(key);
    const baseUrlNode = get(value, "baseUrl");
    const usual = ownServer(id.trim().toLowerCase())?.usualUrl;
    const baseUrl = baseUrlNode ? textOf(baseUrlNode) : usual === undefined ? undefined : plain(usual);
    const url = baseUrl && serverUrl(reveal(baseUrl));
    const api = get(value, "api");
    const apiKey = sentKey(textOf(get(value, "apiKey")));
    providers.push({
      id,
      property,
      baseUrl,
      baseUrlNode,
      host: url && hostKind(url),
      api: typeof api?.value === "string" && isWritten(api) ? api.value : undefined,
      apiKey,
      isKeyHidden: apiKey === undefined && isHidden(get(value, "apiKey")),
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
    if (get(model, "baseUrl") || typeof idNode?.value !== "string") return [];
    const held = textOf(idNode);
    const isCalled = (name: string) => {
      const id = held && reveal(held);
      return id !== undefined && (name === id || name === `${id}:latest`);
    };
    const among = <T>(served: ReadonlyMap<string, T>) => {
      const id = held && reveal(held);
      return id === undefined ? undefined : (served.get(id) ?? served.get(`${id}:latest`));
    };
    return [{ id: writtenOf(idNode), idNode, among, isCalled }];
  });
}

function plain(text: string): ResolvedText<VariableUse> {
  return new ResolvedText(text, text, []);
}

/** A text whose variables all have a value. */
function textOf(node: Node | undefined): ResolvedText<VariableUse> | undefined {
  if (typeof node?.value !== "string") return undefined;
  const resolved = node instanceof MergedNode ? node.resolved : undefined;
  if (!resolved) return hasVariable(node.value) ? undefined : plain(node.value);
  return resolved.variables.some(({ source, escaped }) => !source && !escaped) ? undefined : resolved;
}

function sentKey(key: ResolvedText<VariableUse> | undefined): ResolvedText<VariableUse> | undefined {
  if (!key) return undefined;
  const trimmed = reveal(key).trim();
  if (trimmed === "" || keyMarkers.has(trimmed) || variableName.test(trimmed)) return undefined;
  return new ResolvedText(key.written, trimmed, key.variables);
}

/** What OpenClaw takes for the name of a variable that holds the key. */
const variableName = /^(?:\$[A-Z_][A-Z0-9_]*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN))$/;

function isHidden(key: Node | undefined): boolean {
  if (typeof key?.value !== "string") return key?.type === "object";
  const text = textOf(key);
  return text === undefined || variableName.test(reveal(text).trim());
}

/** Where a server is: on this machine, on a network of one's own, or anywhere. */
export type HostKind = "loopback" | "private" | "public";

/** UTF-16 code units; no server's address is longer. */
const maxUrlLength = 2048;

/** An http(s) URL, or undefined. */
export function serverUrl(baseUrl: string): URL | undefined {
  if (baseUrl.length > maxUrlLength || !URL.canParse(baseUrl.trim())) return undefined;
  const url = new URL(baseUrl.trim());
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

/**
 * By the name alone; no name is looked up. Loopback are 127.0.0.0/8, `[::1]`, and `localhost` with all names below it, which RFC 6761 keeps for it. The wildcard address `0.0.0.0` is reached over loopback, but names no host: it counts as
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
