// What the suites share: configs in folders of their own, and waiting for what VS Code shows.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";

export const workspace = () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder);
  return folder;
};
let files = 0;

/** A new config in a folder of its own, opened in an editor. */
export async function open(text: string, name = "openclaw.json"): Promise<vscode.TextEditor> {
  const folder = path.join(workspace(), `case-${++files}`);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, name), text);
  const document = await vscode.workspace.openTextDocument(path.join(folder, name));
  return vscode.window.showTextDocument(document);
}

/** Waits until `check` returns something, or fails with what it threw last. */
export async function eventually<T>(check: () => T | undefined | Promise<T | undefined>, limit = 10_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export const isAdvice = ({ code }: vscode.Diagnostic) => String(code).startsWith("advice/");

/** What is wrong; with advice where that is asked for. */
export function summary(document: vscode.TextDocument, withAdvice = false): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((each) => withAdvice || !isAdvice(each))
    .map(
      ({ severity, source, code, range }) =>
        `${vscode.DiagnosticSeverity[severity]} ${source} ${String(code)} "${document.getText(range)}"`,
    );
}

export async function diagnostics(
  document: vscode.TextDocument,
  expected: readonly string[],
  withAdvice = false,
): Promise<void> {
  let seen: string[] = [];
  await eventually(() => {
    seen = summary(document, withAdvice);
    return JSON.stringify(seen) === JSON.stringify(expected) ? true : undefined;
  }).catch(() => assert.deepEqual(seen, expected));
}

/** Markdown as it was meant: what was made harmless of foreign text reads as it did. */
export const wordsOf = (markdown: string) =>
  markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** Long enough for a check that would come to have come. */
export const quiet = () => new Promise((resolve) => setTimeout(resolve, 700));

export const example = (name: string) => {
  const folder = process.env.OPENCLAW_JSON5_EXAMPLES;
  assert.ok(folder);
  return fs.readFileSync(path.join(folder, `${name}.json5`), "utf8");
};

export function position(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} is there`);
  return document.positionAt(offset + 1);
}
