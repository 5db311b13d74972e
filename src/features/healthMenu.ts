// What can be done about model servers from the status bar: its words, the command line that asks what we ask, how a model is loaded.
import type { Provider } from "../config/providers";
import { recordOf } from "../endpoints/kinds";
import type { Description } from "../endpoints/types";
import { find } from "../json5/tree";
import type { ServerEndpoint } from "./endpoints";
import type { Waits } from "./health";
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
export const healthMenuTexts = {
  "menu.check": "Check now",
  "menu.checkForeign": "Ask the servers of this file",
  "menu.open": "Go to {name} in the config",
  "menu.copy": "Copy the curl command for {name}",
  "menu.copied": "Copied: {command}",
  "menu.stop": "Stop checking in this window",
  "menu.start": "Start checking",
  "menu.allow": "Allow requests to {address} ({name})…",
  "menu.manage": "Servers that may be asked…",
  "menu.details": "Check local setup",
  "menu.load": "Load {model} ({name})…",
  "menu.addModels": "Add models from {name}…",
  "allow.question": "Send requests to {address}?",
  "allow.detail":
    "OpenClaw JSON5 would ask it for its models while a config that names it is open: every 30 seconds, less often while it is down. Its apiKey, if the config has one, is sent along. This is remembered on this machine, for this address and path; “OpenClaw: Manage Allowed Model Servers…” takes it back.",
  "allow.public": "This address is not on a private network.",
  "allow.variables": "What these variables of your environment hold is sent along: {variables}.",
  "allow.path": "This is no usual address of a model server: make sure that a request to it does no harm.",
  "allow.yes": "Allow",
  "allow.none": "No server is allowed beyond those that are asked anyway, and none in the config asks to be.",
  "allow.title": "Servers that may be asked",
  "allow.remove": "Allowed. Untick to take it back.",
  "allow.add": "Named {name} in the config. Tick to allow.",
  "load.question": "Load {model}?",
  "load.detail":
    "{name} is told to load it. That may take minutes and much memory, and servers may unload another model for it.",
  "load.yes": "Load",
  "load.progress": "{name} is loading {model}…",
  "load.done": "{model} is loaded ({seconds} s).",
  "load.failed": "{model} was not loaded: {reason}",
} as const;

/** What somebody should know who allows a server to be asked. */
export function consentDetail({ consent, holds, isPublic }: ServerEndpoint, t: Translate): string {
  const variables = consent.variables.join(", ");
  return [
    ...(isPublic ? [t(healthMenuTexts["allow.public"])] : []),
    ...(variables === "" ? [] : [t(healthMenuTexts["allow.variables"], { variables })]),
    ...(holds.includes("path") ? [t(healthMenuTexts["allow.path"])] : []),
    t(healthMenuTexts["allow.detail"]),
  ].join(" ");
}

/** A command line that asks the same; in place of a key it names a variable, never the key. */
export function curlCommand({ target }: ServerEndpoint, waits: Waits, shell: Shell): string {
  const [program, variable] =
    shell === "powershell"
      ? ["curl.exe", (name: string) => `$\{env:${name}}`]
      : ["curl", (name: string) => `$\{${name}}`];
  const header = target.hasKey ? ` -H "Authorization: Bearer ${variable("OPENCLAW_API_KEY")}"` : "";
  // Of what a URL may hold, only letters, digits and these mean nothing to any shell inside double quotes.
  const quoted = target.shownList
    .split(/(\$\{[A-Z_][A-Z0-9_]*\})/)
    .map((part, index) =>
      index % 2 === 1
        ? variable(part.slice(2, -1))
        : part.replace(/[^A-Za-z0-9\-._~:/?#[\]@=&,+%]/gu, (character) => encoded(character)),
    )
    .join("");
  return `${program} -sS --connect-timeout ${waits.connect} --max-time ${waits.total}${header} "${quoted}"`;
}

/** The shell that a command is pasted into: that of Linux and macOS, or that of Windows. */
export type Shell = "posix" | "powershell";

/** In the percent encoding of UTF-8. */
function encoded(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

/**
 * The context in tokens that a model is to be loaded with, so that OpenClaw need not load it anew: what its entry in the config says, where
 * OpenClaw looks for it, and never more than the model takes. Undefined: as the server likes.
 */
export function contextToLoad(provider: Provider, server: Description, model: string): number | undefined {
  const row = provider.models.find(({ isCalled }) => isCalled(model))?.idNode.parent?.parent;
  const isCount = (value: unknown): value is number =>
    typeof value === "number" && Number.isInteger(value) && value > 0;
  const places = recordOf(server.kind).load?.contextAt ?? [];
  const wanted = places.map((path) => find(row, path)?.value).find(isCount);
  const limit = server.models.find(({ id }) => id === model)?.maxContext;
  return wanted === undefined ? undefined : Math.min(wanted, limit ?? wanted);
}
