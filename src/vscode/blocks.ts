// Commands on a whole file: insert a model block, write it as JSON or JSON5.
import * as vscode from "vscode";
import type { PlainBlock } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { confirm, inform, pick, pickText, warn } from "./ask";
import { type Configs, languageId } from "./configs";
import { textEditsOf } from "./convert";
import { bringConfigIntoView } from "./inView";
import { t } from "./l10n";
import { report } from "./log";

/** What a key binding or another extension may say in place of the user. */
interface BlockArguments {
  /** A block's label. */
  readonly block?: string;
  /** Whether its models are tried first. */
  readonly primary?: boolean;
}

export function registerBlocks(configs: Configs): vscode.Disposable {
  const register = <T>(command: string, run: (options: T) => Promise<void>) =>
    vscode.commands.registerCommand(command, (options: T) =>
      run(options).catch((error: unknown) => report(command, error)),
    );
  return vscode.Disposable.from(
    register<BlockArguments | undefined>("openclawJson5.insertModelBlock", (options) => insert(configs, options ?? {})),
    register("openclawJson5.convertToJson", () => convert("toJson")),
    register("openclawJson5.convertToJson5", () => convert("toJson5")),
  );
}

/** @returns undefined where the user thought better of it */
export async function pickBlock(label?: string): Promise<PlainBlock | undefined> {
  const { blockTexts, plainBlocks } = await loadFeatures();
  const blocks = plainBlocks(t);
  const named = blocks.find((each) => each.label === label);
  if (named) return named;
  const items = blocks.map((block) => ({ label: block.title, description: block.label, block }));
  const title = t(blockTexts.title);
  return (await pick(items, title, { matchOnDescription: true }))?.block;
}

async function insert(configs: Configs, { block: label, primary }: BlockArguments): Promise<void> {
  const { blockTexts, commandTexts, find, get, verdictTexts, withBlock } = await loadFeatures();
  const document = await bringConfigIntoView();
  const config = document && (await configs.config(document.uri));
  if (!document || !config) {
    inform(t(verdictTexts.noConfig));
    return;
  }
  const block = await pickBlock(label);
  if (!block) return;
  const model = find(config.root, ["agents", "defaults", "model"]);
  const first = (model?.type === "object" ? get(model, "primary") : model)?.value;
  const wanted = block.models[0]?.ref ?? "";
  const withPrimary =
    typeof first === "string" && first !== wanted ? (primary ?? (await askPrimary(first, wanted))) : false;
  if (withPrimary === undefined) return;
  if (document.getText() !== config.text) {
    warn(t(commandTexts.changed));
    return;
  }
  const edits = withBlock(config, block, withPrimary);
  if ("reason" in edits) {
    warn(t(blockTexts[edits.reason], { key: edits.key }));
    return;
  }
  if (edits.length === 0) {
    inform(t(blockTexts.nothing));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, textEditsOf(document, edits));
  await vscode.workspace.applyEdit(edit);
}

async function askPrimary(first: string, wanted: string): Promise<boolean | undefined> {
  const { blockTexts } = await loadFeatures();
  const keep = t(blockTexts.keep, { model: first });
  const change = t(blockTexts.change, { model: wanted });
  const chosen = await pickText([keep, change], t(blockTexts.primary, { model: first }));
  return chosen === undefined ? undefined : chosen === change;
}

async function convert(to: "toJson" | "toJson5"): Promise<void> {
  const features = await loadFeatures();
  const { commandTexts, parse, spellingTexts } = features;
  const editor = vscode.window.activeTextEditor;
  if (!editor || ![languageId, "json5"].includes(editor.document.languageId)) {
    inform(t(commandTexts.noJson5));
    return;
  }
  const { document, options } = editor;
  const text = document.getText();
  const size = typeof options.tabSize === "number" ? options.tabSize : 2;
  const result = features[to](parse(text), options.insertSpaces === false ? "\t" : " ".repeat(size));
  if (!("edits" in result)) {
    const sentence =
      result.number === undefined ? t(spellingTexts.broken) : t(spellingTexts.number, { number: result.number });
    warn(sentence);
    return;
  }
  if (result.edits.length === 0) {
    inform(t(spellingTexts.nothing));
    return;
  }
  if (result.lostComments > 0) {
    const goOn = t(spellingTexts.goOn);
    const sentence = t(spellingTexts.comments, { count: result.lostComments });
    if (!(await confirm(sentence, goOn))) return;
  }
  if (document.getText() !== text) {
    warn(t(commandTexts.changed));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, textEditsOf(document, result.edits));
  await vscode.workspace.applyEdit(edit);
}
