// `${VAR}` in the strings of a config: what OpenClaw would put in their place.
import { get, keyNode, type Node, valueNode } from "../json5/tree";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that a config sets itself, in `env.vars`; blank values and values that hold variables do not count. */
export function ownVariables(root: Node | undefined): Environment {
  const variables: Record<string, string> = {};
  for (const property of get(get(root, "env"), "vars")?.children ?? []) {
    const name = keyNode(property)?.value;
    const value = valueNode(property)?.value;
    if (typeof name === "string" && typeof value === "string" && value.trim() !== "" && !value.includes("${"))
      variables[name] = value;
  }
  return variables;
}

/**
 * Replaces variables in one pass; `$${VAR}` stands for a literal `${VAR}`. The first environment that has a non-empty value wins.
 *
 * @returns undefined where a variable is not set
 */
export function substitute(text: string, environments: readonly Environment[]): string | undefined {
  let missing = false;
  const result = text.replace(/(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, escaped: string, name: string) => {
    if (escaped) return whole.slice(1);
    const found = environments
      .map((environment) => environment[name])
      .find((value) => value !== undefined && value !== "");
    if (found === undefined) missing = true;
    return found ?? "";
  });
  return missing ? undefined : result;
}
