// The config that people look at, and for commands the one that they surely mean.
import * as vscode from "vscode";
import type { View } from "../workspace/serverWatch";
import { languageId } from "./configs";

/** That of the active editor, else of any visible one; only what can be edited in an editor of its own counts. */
export function configInView(): vscode.TextDocument | undefined {
  const editors = vscode.window.visibleTextEditors.filter(isOwnEditor);
  const active = vscode.window.activeTextEditor;
  return (active && editors.includes(active) ? active : editors[0])?.document;
}

/** Whether an editor shows a config as a file, or as a text that is none yet: no side of a comparison, no peek, no earlier version. */
function isOwnEditor({ document, viewColumn }: vscode.TextEditor): boolean {
  if (!isConfig(document)) return false;
  const group = vscode.window.tabGroups.all.find((each) => each.viewColumn === viewColumn);
  const input = group?.activeTab?.input;
  return input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString();
}

function isConfig({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId && (uri.scheme === "file" || uri.scheme === "untitled");
}

/** The config in view; where none is, one that is open behind something else, such as the walkthrough, is shown. */
export async function bringConfigIntoView(): Promise<vscode.TextDocument | undefined> {
  const visible = configInView();
  if (visible) return visible;
  for (const { tabs, viewColumn } of vscode.window.tabGroups.all) {
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText)) continue;
      const document = await vscode.workspace.openTextDocument(input.uri).then(
        (opened) => opened,
        // A tab of a file that is gone has nothing to show.
        () => undefined,
      );
      if (document && isConfig(document))
        return (await vscode.window.showTextDocument(document, { viewColumn })).document;
    }
  }
  return undefined;
}

/** What people see of configs in VS Code. */
export const vscodeView: View<vscode.Uri> = {
  get config() {
    return configInView();
  },
  get isFocused() {
    return vscode.window.state.focused;
  },
  onDidChange: (listener) =>
    vscode.Disposable.from(
      ...[
        vscode.window.onDidChangeVisibleTextEditors,
        vscode.window.onDidChangeActiveTextEditor,
        vscode.window.tabGroups.onDidChangeTabs,
        vscode.workspace.onDidChangeWorkspaceFolders,
        vscode.window.onDidChangeWindowState,
        vscode.workspace.onDidOpenTextDocument,
      ].map((event) => (event as vscode.Event<unknown>)(() => listener())),
    ),
};
