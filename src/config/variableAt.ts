// `${VAR}` under the cursor: which variable it is, and where it is written.
import type { Node } from "../json5/tree";
import type { ConfigFile } from "./document";
import { variablesOf } from "./merged";
import { variableSpan } from "./resolve";
import type { Span } from "./span";
import type { VariableUse } from "./variables";

/** The variable of a string at a UTF-16 offset of the file, and where it is written. */
export function variableAt(
  file: ConfigFile,
  node: Node,
  offset: number,
): { readonly use: VariableUse; readonly span: Span } | undefined {
  const merged = node.type === "string" ? file.config.inConfig(node) : undefined;
  for (const use of merged ? variablesOf(merged) : []) {
    const span = variableSpan(file.source, node, use);
    if (offset >= span.offset && offset <= span.offset + span.length) return { use, span };
  }
  return undefined;
}
