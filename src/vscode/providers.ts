// Registers the language features with VS Code: hovers, quick fixes, model blocks.
import * as vscode from "vscode";
import { type Configs, selector } from "./configs";
import { rangeOf, textEditsOf } from "./convert";
import { diagnosticsOf } from "./diagnostics";
import { t } from "./l10n";
import { loadFeatures } from "./rooms";

export function registerProviders(configs: Configs): vscode.Disposable[] {
  return [
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, position) => hover(configs, document, position),
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (document, range) => codeActions(configs, document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems: snippets }),
  ];
}

async function hover(
  configs: Configs,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const { hoverAt } = await loadFeatures();
  const config = await configs.get(document);
  const found = hoverAt(config, document.offsetAt(position), t);
  return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found.span));
}

async function codeActions(
  configs: Configs,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const { quickFixes } = await loadFeatures();
  const [config, findings] = await Promise.all([configs.get(document), configs.findings(document)]);
  const fixes = quickFixes(config, findings, document.offsetAt(range.start), document.offsetAt(range.end), t);
  const diagnostics = await diagnosticsOf(
    document,
    fixes.map(({ finding }) => finding),
  );
  return fixes.map((fix, index) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, textEditsOf(document, fix.edits));
    action.isPreferred = fix.preferred;
    const diagnostic = diagnostics[index];
    if (diagnostic) action.diagnostics = [diagnostic];
    return action;
  });
}

async function snippets(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const { snippetsAt } = await loadFeatures();
  return snippetsAt(document.getText(), document.offsetAt(position), t).map((snippet) => {
    const item = new vscode.CompletionItem(
      { label: snippet.label, description: snippet.title },
      vscode.CompletionItemKind.Snippet,
    );
    item.insertText = new vscode.SnippetString(snippet.body);
    item.range = rangeOf(document, snippet.replace);
    item.detail = snippet.title;
    item.documentation = new vscode.MarkdownString().appendCodeblock(readable(snippet.body), "json5");
    item.additionalTextEdits = textEditsOf(document, snippet.edits);
    item.sortText = `~${snippet.label}`;
    return item;
  });
}

/** A snippet's body as it will stand in the file, tab stops filled with their first choice. */
function readable(body: string): string {
  return body
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)[^|]*\|\}/g, (_, first: string) => first.replace(/\\(.)/g, "$1"))
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\\([\\$}])/g, "$1");
}
