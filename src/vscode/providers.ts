// Registers the language features with VS Code: hovers, quick fixes and refactorings, completion, model blocks.
import * as vscode from "vscode";
import type { Finding } from "../features/main";
import { isAdvice } from "../workspace/advice";
import { loadFeatures } from "../workspace/rooms";
import { registerCompletion } from "./completion";
import { type Configs, languageId, selector } from "./configs";
import { rangeOf, textEditsOf } from "./convert";
import { diagnosticsOf } from "./diagnostics";
import { guarded } from "./guard";
import { inFile } from "./inFile";
import { t } from "./l10n";
import { markdownString } from "./markdown";
import { refactoringKinds, refactorings } from "./refactorings";
import { codeAction, completionItem } from "./show";
import { turnOffCommand } from "./turnOffAdvice";

const quickFix = vscode.CodeActionKind.QuickFix;

export function registerProviders(configs: Configs): vscode.Disposable[] {
  return [
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, position) => hover(configs, document, position),
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (document, range, context) => codeActions(configs, document, range, context) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, ...refactoringKinds] },
    ),
    registerCompletion(configs),
    vscode.languages.registerCompletionItemProvider(languageId, {
      provideCompletionItems: (document, position) => guarded("model blocks", () => snippets(document, position)),
    }),
  ];
}

function hover(configs: Configs, document: vscode.TextDocument, position: vscode.Position) {
  return inFile(configs, document, "hovers", async (file, { hoverAt }) => {
    const [history, prose] = await Promise.all([configs.releases.history(), configs.releases.prose()]);
    const context = { history, prose, health: configs.healthOf(file.config) };
    const found = hoverAt(file, document.offsetAt(position), t, context);
    return found && new vscode.Hover(markdownString(found.markdown), rangeOf(document, found.span));
  });
}

function codeActions(
  configs: Configs,
  document: vscode.TextDocument,
  range: vscode.Range,
  { only, triggerKind }: vscode.CodeActionContext,
) {
  return inFile(configs, document, "quick fixes", async (file, { migrationFixes, quickFixes, touching }) => {
    // A light bulb on every key would tell nothing: what is not wrong is changed only when somebody asks.
    const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke && !only?.contains(quickFix);
    const changes = isAsked ? await refactorings(file, document, document.offsetAt(range.start)) : [];
    if (only && !only.contains(quickFix)) return changes;
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
    const actions = fixes.map((fix, index) => {
      const action = codeAction(fix.title, quickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.set(document.uri, textEditsOf(document, fix.edits));
      action.isPreferred = fix.preferred;
      const diagnostic = diagnostics[index];
      if (diagnostic) action.diagnostics = [diagnostic];
      return action;
    });
    const advice = touching(file, findings, start, end).filter(isAdvice);
    return [...actions, ...(await Promise.all(advice.map((each) => turnOff(document, each)))), ...changes];
  });
}

async function turnOff(document: vscode.TextDocument, finding: Finding): Promise<vscode.CodeAction> {
  const { adviceTexts } = await loadFeatures();
  const title = t(adviceTexts.turnOff, { code: finding.code });
  const action = codeAction(title, quickFix);
  action.command = { title, command: turnOffCommand, arguments: [finding.code] };
  action.diagnostics = await diagnosticsOf(document.uri, document, [finding]);
  return action;
}

async function snippets(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const { codeBlock, readable, snippetsAt } = await loadFeatures();
  return snippetsAt(document.getText(), document.offsetAt(position), t).map((snippet) => {
    const { label, title } = snippet;
    const item = completionItem(label, title, title, vscode.CompletionItemKind.Snippet);
    item.insertText = new vscode.SnippetString(snippet.body);
    item.range = rangeOf(document, snippet.replace);
    item.documentation = markdownString(codeBlock(readable(snippet.body), "json5"));
    item.additionalTextEdits = textEditsOf(document, snippet.edits);
    item.sortText = `~${snippet.label}`;
    return item;
  });
}
