// Hands Markdown to VS Code: the only place that does.
import * as vscode from "vscode";
import type { Markdown } from "../features/main";

/** Trusted for nothing: no commands, no HTML, no icons. */
export function markdownString({ source }: Markdown): vscode.MarkdownString {
  const result = new vscode.MarkdownString(source, false);
  result.isTrusted = false;
  result.supportHtml = false;
  return result;
}
