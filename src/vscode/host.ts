// VS Code as the workspace sees it: texts of editors, files and their changes, trust, settings, the environment.
import os from "node:os";
import * as vscode from "vscode";
import type { Event, FileChange, Host } from "../workspace/host";
import { info, report, reportOnce } from "./log";
import { affects, setting } from "./settings";

/** Hands on of an event what the workspace wants to know of it; nothing where that is undefined. */
function mapped<T, U>(event: vscode.Event<T>, map: (happened: T) => U | undefined): Event<U> {
  return (listener) =>
    event((happened) => {
      const told = map(happened);
      if (told !== undefined) listener(told);
    });
}

export const vscodeHost: Host<vscode.Uri> = {
  get environment() {
    return process.env;
  },
  clock: {
    setTimeout: (run, delay) => setTimeout(run, delay),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
  },
  home: os.homedir(),
  get isTrusted() {
    return vscode.workspace.isTrusted;
  },
  get folders() {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.flatMap(({ uri }) => (uri.scheme === "file" ? [uri.fsPath] : []));
  },
  get documents() {
    return vscode.workspace.textDocuments.filter(({ isClosed }) => !isClosed);
  },
  fileUri: (file) => vscode.Uri.file(file),
  setting,
  watch: (folder, changed) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(folder), "*"));
    const tell = (change: FileChange) => (uri: vscode.Uri) => changed(uri, change);
    watcher.onDidCreate(tell("created"));
    watcher.onDidChange(tell("changed"));
    watcher.onDidDelete(tell("deleted"));
    return watcher;
  },
  onDidChangeText: mapped(vscode.workspace.onDidChangeTextDocument, ({ document, contentChanges }) =>
    // Being saved is no change of the text.
    contentChanges.length > 0 ? document.uri : undefined,
  ),
  onDidClose: mapped(vscode.workspace.onDidCloseTextDocument, ({ uri }) => uri),
  onDidTrust: vscode.workspace.onDidGrantWorkspaceTrust,
  onDidChangeSettings: mapped(
    vscode.workspace.onDidChangeConfiguration,
    (change) => (name: string) => affects(change, name),
  ),
  info,
  report,
  reportOnce,
};
