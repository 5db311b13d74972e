// What can be done about model servers from the status bar: its words, the command line that asks what we ask, how a model is loaded.
import type { Provider } from "../config/providers";
import type { Description, Endpoint } from "../endpoints/types";
import { get } from "../json5/tree";
import type { Waits } from "./health";

/** English texts; keys of the language bundles. */
export const healthMenuTexts = {
  "menu.check": "Check now",
  "menu.open": "Go to {name} in the config",
  "menu.copy": "Copy the curl command for {name}",
  "menu.copied": "Copied: {command}",
  "menu.stop": "Stop checking in this window",
  "menu.start": "Start checking",
  "menu.allow": "Allow requests to {origin} ({name})…",
  "menu.manage": "Servers that may be asked…",
  "menu.details": "Check local setup",
  "menu.load": "Load {model} ({name})…",
  "menu.addModels": "Add models from {name}…",
  "allow.question": "Send requests to {origin}?",
  "allow.detail":
    "OpenClaw JSON5 would ask it for its models while a config that names it is open: every 30 seconds, less often while it is down. Its apiKey, if the config has one, is sent along. This is remembered on this machine; “OpenClaw: Manage Allowed Model Servers…” takes it back.",
  "allow.detailPublic":
    "This address is not on a private network. OpenClaw JSON5 would ask it for its models while a config that names it is open, and send its apiKey along if the config has one. This is remembered on this machine; “OpenClaw: Manage Allowed Model Servers…” takes it back.",
  "allow.yes": "Allow",
  "allow.none": "No server beyond this machine is allowed, and none in the config asks to be.",
  "allow.title": "Servers beyond this machine that may be asked",
  "allow.remove": "Allowed. Untick to take it back.",
  "allow.add": "Named {name} in the config. Tick to allow.",
  "load.question": "Load {model}?",
  "load.detail":
    "{name} is told to load it. That may take minutes and much memory, and servers may unload another model for it.",
  "load.yes": "Load",
  "load.progress": "{name} is loading {model}…",
  "load.done": "{model} is loaded ({seconds} s).",
  "load.none":
    "No server says that it has a model it could load: only LM Studio and Ollama do, and theirs may all be loaded.",
  "load.failed": "{model} was not loaded: {reason}",
} as const;

/** A command line that asks the same; in place of a key it names a variable, never the key. */
export function curlCommand({ url, apiKey }: Endpoint, waits: Waits): string {
  const quoted = `'${url.replace(/'/g, "'\\''")}'`;
  const header = apiKey === undefined ? "" : ' -H "Authorization: Bearer $OPENCLAW_API_KEY"';
  return `curl -sS --connect-timeout ${waits.connect} --max-time ${waits.total}${header} ${quoted}`;
}

/**
 * The context in tokens that a model is to be loaded with, so that OpenClaw need not load it anew: for LM Studio `contextTokens` or
 * `contextWindow`, for Ollama `params.num_ctx` or `contextTokens`, never more than the model takes. Undefined: as the server likes. Source: what OpenClaw 2026.9.6 sends to either.
 */
export function contextToLoad(provider: Provider, server: Description, model: string): number | undefined {
  const row = provider.models.find(({ id }) => id === model || `${id}:latest` === model)?.idNode.parent?.parent;
  const number = (key: string, object = row) => {
    const value = get(object, key)?.value;
    return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
  };
  const wanted =
    server.kind === "lmstudio"
      ? (number("contextTokens") ?? number("contextWindow"))
      : (number("num_ctx", get(row, "params")) ?? number("contextTokens"));
  const limit = server.models.find(({ id }) => id === model)?.maxContext;
  return wanted === undefined ? undefined : Math.min(wanted, limit ?? wanted);
}
