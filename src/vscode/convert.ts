// Converts ranges and edits of the features to VS Code's.
import * as vscode from "vscode";
import type { Edit, Span } from "../features/main";

/** Where the UTF-16 offsets of a text are: its document, or its lines. */
export interface Positions {
  positionAt(offset: number): { readonly line: number; readonly character: number };
}

export function rangeOf(positions: Positions, { offset, length }: Span): vscode.Range {
  const start = positions.positionAt(offset);
  const end = positions.positionAt(offset + length);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function textEditsOf(positions: Positions, edits: readonly Edit[]): vscode.TextEdit[] {
  return edits.map((edit) => vscode.TextEdit.replace(rangeOf(positions, edit), edit.text));
}
