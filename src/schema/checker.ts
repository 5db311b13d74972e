// What a part of the check needs of the whole: to check other schemas, and to know what scalars hold.
import type { Node } from "../json5/tree";
import type { Schema } from "./compile";
import type { SchemaFinding } from "./types";

export interface Checker {
  /** What a scalar holds. */
  held(node: Node): Node["value"];
  /**
   * @param findings where to add what is wrong; without it, the check ends at the first disagreement
   * @returns whether the value meets the schema
   */
  check(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean;
}
