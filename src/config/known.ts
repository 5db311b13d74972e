// How much of a value is known: what an unresolved include or variable will bring is not.
import { findProperty, type Node } from "../json5/tree";
import { Known, type ValidateOptions } from "../schema/validate";
import { MergedNode } from "./merged";
import { hasVariable } from "./variables";

/** For the verdict: an object with an `$include` left may be anything, a string with a variable that was not looked up any string. */
export function knownOf(node: Node): Known {
  if (node instanceof MergedNode) {
    if (node.unknown) return Known.nothing;
    if (node.resolved) return Known.value;
  }
  return ofText(node);
}

/** Whether OpenClaw's value is known: no include left, and all variables looked up. */
export function isKnown(node: Node): boolean {
  return knownOf(node) === Known.value;
}

function ofText(node: Node): Known {
  if (node.type !== "string") return findProperty(node, "$include") ? Known.nothing : Known.value;
  return hasVariable(node.value as string) ? Known.string : Known.value;
}

/** Whether the text itself tells the value. */
export function isWritten(node: Node): boolean {
  return !(node instanceof MergedNode && node.unknown) && ofText(node) === Known.value;
}

/** For all that looks at a config and is not the verdict: what a variable holds is not known to it. */
export const asWritten: ValidateOptions = {
  known: (node) => (node instanceof MergedNode && node.unknown ? Known.nothing : ofText(node)),
};
