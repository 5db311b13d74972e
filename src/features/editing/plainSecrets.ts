// Secrets that stand in the file as they are, and the variables that they could come from instead.

import { withoutEnd } from "../../config/didYouMean";
import type { ConfigFile } from "../../config/document";
import { variablesOf } from "../../config/merged";
import { isSecretKey } from "../../config/secretKeys";
import { keyMarkers, ownServer } from "../../config/servers";
import { hasVariable, ownVariables, variableTokens } from "../../config/variables";
import { keyNode, type Node, type Path } from "../../json5/tree";

export interface PlainSecret {
  /** The variable to hold it. */
  readonly name: string;
  readonly value: Node;
  /** Whether OpenClaw also takes `{source, provider, id}` here. */
  readonly takesReference: boolean;
}

/** Names under which OpenClaw's own plugins look for the key of a provider. Source: their manifests. */
const ownNames: ReadonlyMap<string, string> = new Map([
  ["google", "GEMINI_API_KEY"],
  ["moonshot", "MOONSHOT_API_KEY"],
]);

/** The secret that a node is, or whose key it is; undefined for what is a variable or no secret at all. */
export function secretAt(file: ConfigFile, node: Node): PlainSecret | undefined {
  const { config } = file;
  const property = node.parent?.type === "property" ? node.parent : undefined;
  const key = property && keyNode(property);
  const value = property?.children?.[1];
  if (!key || value?.type !== "string" || typeof value.value !== "string") return undefined;
  const text = value.value.trim();
  const merged = config.inConfig(value);
  if (text === "" || keyMarkers.has(text) || hasVariable(value.value) || (merged && variablesOf(merged).length > 0))
    return undefined;
  // The name of a variable is no secret either.
  if (/^\$?[A-Z][A-Z0-9_]*$/.test(text)) return undefined;
  const path = config.pathInConfig(value);
  const takesReference = config
    .schemasAt(path)
    .some((schema) => schema.property("source") !== undefined && schema.property("provider") !== undefined);
  if (!takesReference && !isSecretKey(String(key.value))) return undefined;
  return { name: freeVariableName(file, nameOf(path)), value, takesReference };
}

/** After what it opens: `TELEGRAM_BOT_TOKEN`, `MY_PROVIDER_API_KEY`. */
function nameOf(path: Path): string {
  const steps = path.filter((step) => typeof step === "string");
  const key = steps.at(-1) ?? "";
  const [first, second, third] = steps;
  if (first === "models" && second === "providers" && key === "apiKey" && third !== undefined)
    return ownServer(third)?.keyVariable ?? ownNames.get(third) ?? upper(`${third}_API_KEY`);
  if (first === "gateway") return upper(`OPENCLAW_GATEWAY_${key}`);
  const skipped = new Set([
    "channels",
    "accounts",
    "providers",
    "entries",
    "config",
    "env",
    "servers",
    "skills",
    "plugins",
  ]);
  const rest = steps.slice(0, -1).filter((step) => !skipped.has(step));
  return upper([...rest.slice(-2), key].join("_"));
}

function upper(text: string): string {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[^A-Z]+/, "");
  const snake = withoutEnd(words, "_");
  return snake === "" ? "SECRET" : snake;
}

/** A name that means nothing else yet: neither to the config nor to the machine. */
function freeVariableName({ config }: ConfigFile, name: string): string {
  const { variables, sources } = config.resolved;
  const known = [...variables, ownVariables(config.root)];
  const named = new Set(sources.flatMap(({ json5 }) => variableTokens(json5.text).map((token) => token.name)));
  const isTaken = (each: string) => named.has(each) || known.some(({ values }) => values.has(each));
  if (!isTaken(name)) return name;
  for (let number = 2; ; number++) if (!isTaken(`${name}_${number}`)) return `${name}_${number}`;
}
