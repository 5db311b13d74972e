// What the text of a config alone tells of a value, before includes and variables are put in.
import { get, type Node } from "../json5/tree";
import { Known } from "../schema/validate";

/** OpenClaw's variables: upper case, digits and underscores only; anything else stays literal text (seen by running 2026.9.6). */
const variable = /\$\{[A-Z_][A-Z0-9_]*\}/;

/** Whether a string holds a `${VAR}` that OpenClaw would replace, or its escaped form. */
export function hasVariable(text: string): boolean {
  return text.includes("${") && variable.test(text);
}

/** For the schema engine: an object with `$include` may be anything, a string with a variable may be any string. */
export function knownOf(node: Node): Known {
  if (node.type === "string") return hasVariable(node.value as string) ? Known.string : Known.value;
  return get(node, "$include") ? Known.nothing : Known.value;
}
