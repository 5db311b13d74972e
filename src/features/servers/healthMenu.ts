// What can be done about model servers from the status bar: its words, the command line that asks what we ask, how a model is loaded.
import type { Provider } from "../../config/providers";
import { mask } from "../../config/secretKeys";
import { recordOf } from "../../endpoints/kinds";
import type { Description } from "../../endpoints/types";
import { find } from "../../json5/tree";
import { describingPaths } from "../text/serverKinds";
import type { Translate } from "../text/translate";
import type { ServerEndpoint } from "./endpoints";
import type { ProviderHealth, Waits } from "./health";

/** English texts; keys of the language bundles. */
export const healthMenuTexts = {
  "menu.check": "Check now",
  "menu.checkForeign": "Ask the servers of this file",
  "menu.open": "Go to {name} in the config",
  "menu.copy": "Copy the curl command for {name}",
  "menu.copied": "Copied: {command}",
  "menu.copiedInPart":
    "Copied. What may be secret in the address is left out: set {variables} in the shell, or put the values in their place.",
  "menu.stop": "Stop checking in this window",
  "menu.start": "Start checking",
  "menu.allow": "Allow requests to {address} ({name})…",
  "menu.manage": "Servers that may be asked…",
  "menu.details": "Check local setup",
  "menu.load": "Load {model} ({name})…",
  "menu.addModels": "Add models from {name}…",
  "allow.question": "Send requests to {address}?",
  "allow.list": "Asked: its models, at {list}.",
  "allow.paths": "Where it lists some, also what it is and what is loaded: {paths}.",
  "allow.often": "When: while a config that names it is in view; every 30 seconds, less often while it is down.",
  "allow.key": "Sent along: the apiKey of {name}.",
  "allow.noKey": "Sent along: no key.",
  "allow.remembered":
    "Remembered on this machine, for this address and path. “OpenClaw: Manage Allowed Model Servers…” takes it back.",
  "allow.ask": "Allow…",
  "trust.manage": "Manage Workspace Trust",
  "menu.others": "{count} more providers are not listed here.",
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

/** What somebody should know who allows a server to be asked: a short line each. */
export function consentDetail({ consent, holds, id, isPublic, target }: ServerEndpoint, t: Translate): string[] {
  const variables = consent.variables.join(", ");
  return [
    ...(isPublic ? [t(healthMenuTexts["allow.public"])] : []),
    ...(holds.includes("path") ? [t(healthMenuTexts["allow.path"])] : []),
    t(healthMenuTexts["allow.list"], { list: target.shownList }),
    ...pathLines(t),
    t(healthMenuTexts["allow.often"]),
    target.hasKey ? t(healthMenuTexts["allow.key"], { name: id }) : t(healthMenuTexts["allow.noKey"]),
    ...(variables === "" ? [] : [t(healthMenuTexts["allow.variables"], { variables })]),
    t(healthMenuTexts["allow.remembered"]),
  ];
}

/** In UTF-16 code units: paths of one line, so that it can be read in a dialog. */
const maxPaths = 160;

/** At which paths more is asked, in as many lines as they take. */
function pathLines(t: Translate): string[] {
  const lines: string[] = [];
  for (const each of describingPaths()) {
    const line = `${lines.at(-1) ?? ""}, ${each}`;
    if (lines.length > 0 && line.length <= maxPaths) lines[lines.length - 1] = line;
    else lines.push(each);
  }
  return lines.map((paths) => t(healthMenuTexts["allow.paths"], { paths }));
}

/** Whether a server can be asked as it is: it has an address, and needs nobody's leave. */
export function isAskable({ endpoint, isHeldBack }: ProviderHealth): boolean {
  return endpoint !== undefined && isHeldBack !== true;
}

/** Stands for a part of the address that people may not see. */
const omitted = (index: number) => `OPENCLAW_URL_PART_${index}`;

/**
 * A command line that asks the same; in place of a key, and of all that is not shown of the address, it names variables of the shell. Without
 * the latter a shell that can tell asks nothing.
 */
export function curlCommand({ target }: ServerEndpoint, waits: Waits, shell: Shell): string {
  const isPowershell = shell === "powershell";
  const variable = (name: string) => (isPowershell ? `$\{env:${name}}` : `$\{${name}}`);
  const needed = (name: string) => (isPowershell ? variable(name) : `$\{${name}:?}`);
  const header = target.hasKey ? ` -H "Authorization: Bearer ${variable("OPENCLAW_API_KEY")}"` : "";
  let omissions = 0;
  // Of what a URL may hold, only letters, digits and these mean nothing to any shell inside double quotes.
  const quoted = askedUrl(target.shownList)
    .split(/(\$\{[A-Z_][A-Z0-9_]*\}|•••)/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[^A-Za-z0-9\-._~:/?#[\]@=&,+%]/gu, (character) => encoded(character));
      return part === mask ? needed(omitted(++omissions)) : variable(part.slice(2, -1));
    })
    .join("");
  const program = isPowershell ? "curl.exe" : "curl";
  // Without `-g`, curl takes brackets for a list of addresses.
  return `${program} -g -sS --connect-timeout ${waits.connect} --max-time ${waits.total}${header} "${quoted}"`;
}

/** The variables of a copied command that stand for parts of the address that are not shown. */
export function omittedVariables({ target }: ServerEndpoint): string[] {
  return [...askedUrl(target.shownList).matchAll(/•••/g)].map((_, index) => omitted(index + 1));
}

/** Without the login, which is not sent. */
function askedUrl(shown: string): string {
  return shown.replace(/^([^/\\]*[/\\]*)•••@/, "$1");
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
