// The config that people look at, and for commands the one that they surely mean.
import * as vscode from "vscode";
import { languageId } from "./configs";

/** That of the active editor, else of any visible one. */
export function configInView(): vscode.TextDocument | undefined {
  const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === languageId);
  const active = vscode.window.activeTextEditor;
  return (active && editors.includes(active) ? active : editors[0])?.document;
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
      if (document?.languageId === languageId)
        return (await vscode.window.showTextDocument(document, { viewColumn })).document;
    }
  }
  return undefined;
}
