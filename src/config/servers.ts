// Servers of one's own as OpenClaw knows them, by the id of their provider: what a config need not say. How they are told apart and
// asked stands in endpoints/kinds, a file a kind.

/** Source, unless said otherwise: the provider plugins of OpenClaw 2026.9.6 and their manifests. */
export interface OwnServer {
  /** The provider's id in a config. */
  readonly provider: string;
  /** Where OpenClaw looks for the server when the config does not say; undefined where it then looks nowhere. */
  readonly usualUrl?: string;
  /** What stands for "no key" with it. OpenClaw never sends it, seen against a server. */
  readonly keyMarker?: string;
  /** The variable in which OpenClaw looks for the key; undefined: the provider's id, with `_API_KEY`. */
  readonly keyVariable?: string;
  /** Whether all of its releases that matter have the Responses API; of others a check finds out. */
  readonly hasResponses?: boolean;
}

const servers: readonly OwnServer[] = [
  {
    provider: "lmstudio",
    usualUrl: "http://localhost:1234/v1",
    keyMarker: "lmstudio-local",
    keyVariable: "LM_API_TOKEN",
    hasResponses: true,
  },
  { provider: "ollama", usualUrl: "http://127.0.0.1:11434", keyMarker: "ollama-local" },
  { provider: "vllm", usualUrl: "http://127.0.0.1:8000/v1" },
  { provider: "sglang", usualUrl: "http://127.0.0.1:30000/v1" },
  { provider: "litellm", usualUrl: "http://localhost:4000" },
  { provider: "llama-cpp" },
  { provider: "mlx" },
  { provider: "ds4" },
  { provider: "llmman" },
];

const byProvider: ReadonlyMap<string, OwnServer> = new Map(servers.map((server) => [server.provider, server]));

/** Ids of providers whose server is one's own, wherever it is, and whose models only the config tells. */
export const ownServers: ReadonlySet<string> = new Set(byProvider.keys());

/** @param provider its id as OpenClaw compares it: trimmed and in lower case */
export function ownServer(provider: string): OwnServer | undefined {
  return byProvider.get(provider);
}

/** Keys that stand for "no key": OpenClaw never sends them. */
export const keyMarkers: ReadonlySet<string> = new Set([
  "custom-local",
  "apple-fm-local",
  ...servers.flatMap(({ keyMarker }) => keyMarker ?? []),
]);
