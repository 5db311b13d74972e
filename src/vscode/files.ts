// Texts of files, from editors and from disk; of an untrusted workspace, from inside it only.
import { realpathSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { FileMemory } from "../features/main";
import { loadFeatures } from "./rooms";

/** Folders by their path as it is written: where they really are. */
const realFolders = new Map<string, string>();

function realFolder(folder: string): string {
  let real = realFolders.get(folder);
  if (real === undefined) {
    try {
      real = realpathSync(folder);
    } catch {
      // It is not there, or not yet.
      return folder;
    }
    realFolders.set(folder, real);
  }
  return real;
}

/**
 * Whether a file may be read: in an untrusted workspace only what lies in its folders, or beside a config outside of them that is open.
 * Holds for a path as it is written and for one without links, so that no link leads out.
 */
export function mayRead(file: string, config: vscode.Uri): boolean {
  if (vscode.workspace.isTrusted) return true;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const own = path.dirname(config.fsPath);
  const trusted = folders.some((folder) => isInside(folder, own)) ? folders : [...folders, own];
  return trusted.some((folder) => isInside(folder, file) || isInside(realFolder(folder), file));
}

function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key && !document.isClosed);
}

/** What an editor holds of a file, saved or not. */
export function editorText(file: string): string | undefined {
  return openDocument(vscode.Uri.file(file))?.getText();
}

let memory: Promise<FileMemory> | undefined;

/** The texts that were read last, for all configs. */
export function fileMemory(): Promise<FileMemory> {
  memory ??= loadFeatures().then(({ FileMemory }) => new FileMemory());
  return memory;
}

/** The text of a config on disk; undefined where there is none that may be read, or that is one. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== "file") return undefined;
  const [{ maxConfigBytes, readReal, realPathOf }, remembered] = await Promise.all([loadFeatures(), fileMemory()]);
  const reach = { mayRead: (file: string) => mayRead(file, uri), opened: [uri.fsPath] };
  const real = await realPathOf(uri.fsPath, reach);
  const found = "path" in real ? await readReal(real.path, { maxBytes: maxConfigBytes }, remembered) : real;
  return "failure" in found ? undefined : found.text;
}
