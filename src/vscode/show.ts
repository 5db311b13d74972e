// What VS Code shows in and around the editor, made from texts that went through a door.
import * as vscode from "vscode";
import { plain, plainLimits, visible } from "../features/text/plain";

const label = (text: string) => plain(text, plainLimits.label);

export function codeLens(range: vscode.Range, title: string, command: string, args?: unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(range, { title: plain(title), command, ...(args && { arguments: args }) });
}

export function inlayHint(position: vscode.Position, text: string): vscode.InlayHint {
  const hint = new vscode.InlayHint(position, label(text));
  hint.paddingLeft = true;
  return hint;
}

/** VS Code takes no symbol without a name. */
export function documentSymbol(
  name: string,
  detail: string,
  kind: vscode.SymbolKind,
  range: vscode.Range,
  selection: vscode.Range,
): vscode.DocumentSymbol {
  return new vscode.DocumentSymbol(label(name) || "–", label(detail), kind, range, selection);
}

/** @param description in few words, beside the name */
export function completionItem(
  name: string,
  description: string | undefined,
  detail: string,
  kind: vscode.CompletionItemKind,
): vscode.CompletionItem {
  const shown = label(name);
  const item = new vscode.CompletionItem(
    description === undefined ? shown : { label: shown, description: label(description) },
    kind,
  );
  item.detail = plain(detail);
  return item;
}

export function codeAction(title: string, kind: vscode.CodeActionKind, disabled?: string): vscode.CodeAction {
  const action = new vscode.CodeAction(plain(title), kind);
  if (disabled !== undefined) action.disabled = { reason: plain(disabled) };
  return action;
}

/** Neither links nor icons are live in what is wrong. */
export function diagnostic(
  range: vscode.Range,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  return new vscode.Diagnostic(range, visible(message, maxMessage), severity);
}

/** In UTF-16 code units; OpenClaw's own notes have up to 500. */
const maxMessage = 2000;

export function relatedInformation(place: vscode.Location, message: string): vscode.DiagnosticRelatedInformation {
  return new vscode.DiagnosticRelatedInformation(place, visible(message, maxMessage));
}

/** The item for the language of the active editor. */
export function setLanguageStatus(item: vscode.LanguageStatusItem, text: string, detail?: string): void {
  item.text = label(text);
  if (detail !== undefined) item.detail = plain(detail);
}

/** Compares two files under a title. */
export async function showDifference(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand("vscode.diff", left, right, label(title));
}
