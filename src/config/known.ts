// How much of a value is known: what an unresolved include or variable will bring is not.
import { findProperty, type Node } from "../json5/tree";
import { Known } from "../schema/validate";
import { MergedNode } from "./merged";
import { hasVariable } from "./variables";

/** For the schema engine: an object with an `$include` left may be anything, a string with a variable that was not looked up any string. */
export function knownOf(node: Node): Known {
  if (node instanceof MergedNode) {
    if (node.unknown) return Known.nothing;
    if (node.variables) return Known.value;
  }
  if (node.type !== "string") return findProperty(node, "$include") ? Known.nothing : Known.value;
  return hasVariable(node.value as string) ? Known.string : Known.value;
}

/** Whether the text tells the value: no include, no variable. */
export function isKnown(node: Node): boolean {
  return knownOf(node) === Known.value;
}
