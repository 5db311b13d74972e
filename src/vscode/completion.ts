// Offers keys, values, names, files and variables to VS Code.
import os from "node:os";
import * as vscode from "vscode";
import type { Completion } from "../features/main";
import { type Configs, selector } from "./configs";
import { rangeOf, textEditsOf } from "./convert";
import { inFile } from "./inFile";
import { t } from "./l10n";
import { markdownString } from "./markdown";
import { completionItem } from "./show";

/** Characters after which a person expects a list; blanks and line breaks only where something is due. */
const triggers = ['"', "'", "{", "[", ",", ":", " ", "\n", "/", "$"];

const kinds: Readonly<Record<Completion["kind"], vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  file: vscode.CompletionItemKind.File,
  folder: vscode.CompletionItemKind.Folder,
  model: vscode.CompletionItemKind.Class,
  alias: vscode.CompletionItemKind.Reference,
  provider: vscode.CompletionItemKind.Module,
  agent: vscode.CompletionItemKind.User,
  profile: vscode.CompletionItemKind.Constant,
  secret: vscode.CompletionItemKind.Constant,
  channel: vscode.CompletionItemKind.Event,
};

export function registerCompletion(configs: Configs): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: (document, position, _, context) =>
          isWanted(document, position, context) ? all(configs, document, position) : undefined,
      },
      ...triggers,
    ),
    vscode.languages.registerCompletionItemProvider(
      selector,
      { provideCompletionItems: (document, position) => variableNames(configs, document, position) },
      "$",
      "{",
    ),
  );
}

/** Whether a list that opens by itself is of use: after a blank only behind a colon, after a comma only in a list. */
function isWanted(
  document: vscode.TextDocument,
  position: vscode.Position,
  { triggerCharacter }: vscode.CompletionContext,
): boolean {
  if (triggerCharacter === undefined) return true;
  const before = document.lineAt(position).text.slice(0, position.character);
  if (triggerCharacter === " ") return /:\s$/.test(before);
  // Behind the line break stands nothing but the indentation that the editor adds.
  if (triggerCharacter === "\n") return before.trim() === "";
  return true;
}

async function all(configs: Configs, document: vscode.TextDocument, position: vscode.Position) {
  return inFile(configs, document, "completion", async (file, { entriesOf, filesAt, keysAt, valuesAt }) => {
    const offset = document.offsetAt(position);
    const [history, prose] = await Promise.all([configs.releases.history(), configs.releases.prose()]);
    const keys = keysAt(file, offset, t, { history, prose });
    const values = keys.length > 0 ? [] : valuesAt(file, offset, t, configs.healthOf(file.config));
    // A folder that is not trusted makes nothing be read.
    const home = os.homedir();
    const reach = { mayRead: () => vscode.workspace.isTrusted, opened: [document.uri.fsPath, home] };
    const host = {
      home,
      environment: process.env,
      entriesOf: (folder: string, roots?: readonly string[]) => entriesOf(folder, reach, roots),
    };
    const files = keys.length > 0 || !vscode.workspace.isTrusted ? [] : await filesAt(file, offset, host);
    return [...keys, ...values, ...files].map((each, index) => itemOf(document, each, index));
  });
}

function itemOf(document: vscode.TextDocument, completion: Completion, index: number): vscode.CompletionItem {
  const { name, kind, body, typed, replace, edits, detail, remark, markdown } = completion;
  const item = completionItem(name, remark, detail, kinds[kind]);
  item.insertText = new vscode.SnippetString(body);
  item.filterText = typed;
  item.range = rangeOf(document, replace);
  item.documentation = markdownString(markdown);
  item.additionalTextEdits = textEditsOf(document, edits);
  item.sortText = String(index).padStart(5, "0");
  if (kind === "folder") item.command = { command: "editor.action.triggerSuggest", title: "" };
  return item;
}

/** Whose variables come first. */
const order = { config: 0, file: 1, process: 2 } as const;

function variableNames(configs: Configs, document: vscode.TextDocument, position: vscode.Position) {
  return inFile(configs, document, "completion of variables", (file, { sourceText, variableNamesAt }) =>
    variableNamesAt(file, document.offsetAt(position)).map(({ name, source, text, replace }) => {
      const detail = t(sourceText(source), { file: source.path ?? "" });
      const item = completionItem(name, undefined, detail, vscode.CompletionItemKind.Variable);
      item.insertText = text;
      item.filterText = text;
      item.range = rangeOf(document, replace);
      item.sortText = `${order[source.kind]}${name}`;
      return item;
    }),
  );
}
