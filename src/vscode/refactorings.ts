// Refactorings for VS Code, and the commands that go on where a text alone does not do: a file's name is asked, a variable has to be set.
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { ConfigFile, Refactoring } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { inform, input, offer, warn } from "./ask";
import type { Configs } from "./configs";
import { rangeOf, textEditsOf } from "./convert";
import { t } from "./l10n";
import { report } from "./log";
import { codeAction } from "./show";

const extractCommand = "_openclawJson5.extract";
const secretCommand = "_openclawJson5.secretMoved";

export const refactoringKinds = [
  vscode.CodeActionKind.RefactorRewrite,
  vscode.CodeActionKind.RefactorExtract,
  vscode.CodeActionKind.RefactorInline,
];

/** The value that was moved last, for the one who wants to take it along: kept here, so that no command or log carries it. */
let moved: { readonly name: string; readonly value: string } | undefined;

export function registerRefactorings(configs: Configs): vscode.Disposable {
  const register = <T extends unknown[]>(command: string, run: (...words: T) => Promise<void>) =>
    vscode.commands.registerCommand(command, (...words: T) =>
      run(...words).catch((error: unknown) => report(command, error)),
    );
  return vscode.Disposable.from(
    register(extractCommand, (uri: string, offset: number, name: string) => extract(configs, uri, offset, name)),
    register(secretCommand, (uri: string, name: string) => tellSecret(configs, uri, name)),
  );
}

/** Those for a place of a file. */
export async function refactorings(
  file: ConfigFile,
  document: vscode.TextDocument,
  offset: number,
): Promise<vscode.CodeAction[]> {
  const { refactoringsAt } = await loadFeatures();
  return refactoringsAt(file, offset, t).map((each) => actionOf(document, offset, each));
}

function actionOf(document: vscode.TextDocument, offset: number, refactoring: Refactoring): vscode.CodeAction {
  const { title, kind, edits, followUp, disabled } = refactoring;
  const action = codeAction(title, vscode.CodeActionKind.Empty.append(kind), disabled);
  if (edits.length > 0) {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, textEditsOf(document, edits));
  }
  const uri = document.uri.toString();
  if (followUp?.kind === "extract")
    action.command = { title, command: extractCommand, arguments: [uri, offset, followUp.name] };
  else if (followUp) {
    const [edit] = edits;
    const text = edit && document.getText(rangeOf(document, edit));
    action.command = { title, command: secretCommand, arguments: [uri, followUp.name] };
    if (text !== undefined) moved = { name: followUp.name, value: text };
  }
  return action;
}

/** Tells which variable has to be set, and where; never its value. */
async function tellSecret(configs: Configs, uri: string, name: string): Promise<void> {
  const { commandTexts, environmentFiles, parse } = await loadFeatures();
  const config = await configs.config(vscode.Uri.parse(uri));
  const file = config?.source.path && environmentFiles(config.source.path, process.env, os.homedir())[0];
  const sentence = file ? t(commandTexts.secretMoved, { name, file }) : t(commandTexts.secretMovedHere, { name });
  const written = moved?.name === name ? moved.value : undefined;
  moved = undefined;
  const copy = t(commandTexts.copyValue);
  const value = written === undefined ? undefined : parse(written).root?.value;
  if (typeof value !== "string") inform(sentence);
  else if (await offer(sentence, copy)) await vscode.env.clipboard.writeText(value);
}

async function exists(file: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}

/** Asks for the file that a section is to be moved to, and moves it. */
async function extract(configs: Configs, uri: string, offset: number, name: string): Promise<void> {
  const { commandTexts, extracted, includeTexts } = await loadFeatures();
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const file = await configs.fileOf(document);
  if (!file || file.source.path === undefined) return;
  const check = async (spec: string): Promise<string | undefined> => {
    const result = extracted(file, offset, spec.trim());
    if (typeof result === "string") return t(result);
    return (await exists(result.file.path)) ? t(includeTexts.exists) : undefined;
  };
  const plain = name.replace(/[^\w.-]+/g, "-");
  const title = t(includeTexts.title, { key: name });
  const spec = await input(title, `./${plain}.json5`, [2, 2 + plain.length], check);
  if (spec === undefined) return;
  const result = extracted(file, offset, spec.trim());
  if (typeof result === "string" || document.getText() !== file.text) {
    warn(typeof result === "string" ? t(result) : t(commandTexts.changed));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(vscode.Uri.file(result.file.path), { contents: Buffer.from(result.file.text, "utf8") });
  edit.set(document.uri, textEditsOf(document, result.edits));
  if (!(await vscode.workspace.applyEdit(edit)))
    report(`moving ${name} to ${path.basename(result.file.path)}`, new Error("the edit was refused"));
}
