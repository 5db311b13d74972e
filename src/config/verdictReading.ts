// How the verdict reads a config: with what its variables hold. Nothing else may; the linter holds it.
import type { Node } from "../json5/tree";
import type { ValidateOptions } from "../schema/validate";
import { knownOf } from "./known";
import { MergedNode } from "./merged";
import { reveal } from "./resolvedText";

/** A scalar as OpenClaw reads it. */
export function openedValue(node: Node): Node["value"] {
  return node instanceof MergedNode && node.resolved ? reveal(node.resolved) : node.value;
}

/** For the schema engine, whose findings name what the schema wants and never what it read. */
export const verdictReading: ValidateOptions = { known: knownOf, heldBy: openedValue };
