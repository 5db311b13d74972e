// `${VAR}` under the cursor: which names there are to complete it.
import type { ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { ownVariables, type VariableSource } from "../../config/variables";
import { nodeAt } from "../../json5/tree";

export interface VariableName {
  readonly name: string;
  readonly source: VariableSource;
  /** What to put in the text in place of {@link replace}. */
  readonly text: string;
  readonly replace: Span;
}

/** The names that may be meant by a `$` or `${` before a UTF-16 offset in a string of the file: the config's own first. */
export function variableNamesAt(file: ConfigFile, offset: number): VariableName[] {
  const node = nodeAt(file.json5.root, offset);
  const isKey = node?.parent?.type === "property" && node.parent.children?.[0] === node;
  if (node?.type !== "string" || isKey || offset <= node.offset || offset >= node.offset + Math.max(node.length, 1))
    return [];
  const before = /\$(?:\{[A-Za-z0-9_]*)?$/.exec(file.text.slice(node.offset + 1, offset))?.[0];
  if (before === undefined) return [];
  const after = /^[A-Za-z0-9_]*\}?/.exec(file.text.slice(offset, node.offset + node.length))?.[0] ?? "";
  const replace = { offset: offset - before.length, length: before.length + after.length };
  const { variables } = file.config.resolved;
  const own = variables.some(({ kind }) => kind === "config") ? [] : [ownVariables(file.config.root)];
  const found = new Map<string, VariableName>();
  for (const source of [...own, ...[...variables].reverse()]) {
    for (const name of source.values.names()) {
      if (!/^[A-Z_][A-Z0-9_]*$/.test(name) || found.has(name)) continue;
      found.set(name, { name, source, text: `\${${name}}`, replace });
    }
  }
  return [...found.values()];
}
