// Registers the language features with VS Code: hovers, quick fixes, links, definitions, variable names, model blocks.
import * as vscode from "vscode";
import type { ConfigFile, Place } from "../features/main";
import { registerCompletion } from "./completion";
import { type Configs, languageId, selector } from "./configs";
import { rangeOf, textEditsOf } from "./convert";
import { diagnosticsOf } from "./diagnostics";
import { inFile } from "./inFile";
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
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: (document) => links(configs, document),
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position) => definition(configs, document, position),
    }),
    registerCompletion(configs),
    vscode.languages.registerCompletionItemProvider(languageId, { provideCompletionItems: snippets }),
  ];
}

function hover(configs: Configs, document: vscode.TextDocument, position: vscode.Position) {
  return inFile(configs, document, async (file, { hoverAt }) => {
    const [history, prose] = await Promise.all([configs.history(), configs.prose()]);
    const found = hoverAt(file, document.offsetAt(position), t, { history, prose });
    return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found.span));
  });
}

function codeActions(configs: Configs, document: vscode.TextDocument, range: vscode.Range) {
  return inFile(configs, document, async (file, { migrationFixes, quickFixes }) => {
    const findings = await configs.findingsOf(file.config);
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const migrations = migrationFixes(file, findings, start, end, t);
    const migrated = new Set(migrations.map(({ finding }) => finding));
    const others = quickFixes(file, findings, start, end, t).map((fix) =>
      migrated.has(fix.finding) ? { ...fix, preferred: false } : fix,
    );
    const fixes = [...migrations, ...others];
    const diagnostics = await diagnosticsOf(
      document.uri,
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
  });
}

function links(configs: Configs, document: vscode.TextDocument) {
  return inFile(configs, document, (file, { includeLinks }) =>
    includeLinks(file).map(
      ({ span, target }) => new vscode.DocumentLink(rangeOf(document, span), vscode.Uri.file(target)),
    ),
  );
}

function definition(configs: Configs, document: vscode.TextDocument, position: vscode.Position) {
  return inFile(configs, document, (file, { definitionAt }): vscode.LocationLink[] => {
    const place = definitionAt(file, document.offsetAt(position));
    if (!place) return [];
    const targetUri = place.path === undefined ? document.uri : vscode.Uri.file(place.path);
    const originSelectionRange = rangeOf(document, place.origin);
    return [{ originSelectionRange, targetUri, targetRange: targetRange(file, place) }];
  });
}

function targetRange(file: ConfigFile, { path, span }: Place): vscode.Range {
  const target = path === undefined ? file.config : file.config.file(path);
  return span && target ? rangeOf(target.lines, span) : new vscode.Range(0, 0, 0, 0);
}

async function snippets(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const { readable, snippetsAt } = await loadFeatures();
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
