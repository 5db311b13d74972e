// Texts of files, from editors and from disk; of an untrusted workspace, from inside it only.
import path from "node:path";
import * as vscode from "vscode";
import { report } from "./log";

/** Whether a file may be read: in an untrusted workspace only what lies in its folders, or beside the config that is open. */
export function mayRead(file: string, config: vscode.Uri): boolean {
  if (vscode.workspace.isTrusted) return true;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  return [...folders, path.dirname(config.fsPath)].some((folder) => {
    const way = path.relative(folder, file);
    return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
  });
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key && !document.isClosed);
}

/** What an editor holds of a file, saved or not. */
export function editorText(file: string): string | undefined {
  return openDocument(vscode.Uri.file(file))?.getText();
}

export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== "file") return undefined;
  const { readFile } = await import("node:fs/promises");
  try {
    return await readFile(uri.fsPath, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EISDIR") report(`reading ${uri.fsPath}`, error);
    return undefined;
  }
}
