// Shows the findings of open configs in the editor and the problems view, as one types.
import * as vscode from "vscode";
import type { Finding, Severity } from "../features/main";
import { type Configs, languageId } from "./configs";
import { rangeOf } from "./convert";
import { t } from "./l10n";
import { report } from "./log";
import { loadFeatures } from "./rooms";

/** Pause in typing after which the text is checked, in ms. */
const delay = 120;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export class Diagnostics implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #collection = vscode.languages.createDiagnosticCollection("openclaw");
  readonly #pending = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #disposables: vscode.Disposable[];

  constructor(configs: Configs) {
    this.#configs = configs;
    this.#disposables = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, delay)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("openclawJson5.validate")) this.#all();
      }),
    ];
    this.#all();
  }

  dispose(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, wait: number): void {
    if (document.languageId !== languageId) {
      this.#collection.delete(document.uri);
      return;
    }
    clearTimeout(this.#pending.get(document));
    const run = () => {
      this.#pending.delete(document);
      this.#refresh(document).catch((error: unknown) => report("checking a config", error));
    };
    this.#pending.set(document, setTimeout(run, wait));
  }

  async #refresh(document: vscode.TextDocument): Promise<void> {
    if (!vscode.workspace.getConfiguration("openclawJson5", document).get<boolean>("validate.enabled", true)) {
      this.#collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const findings = await this.#configs.findings(document);
    if (document.isClosed || document.version !== version) return;
    this.#collection.set(document.uri, await diagnosticsOf(document, findings));
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#pending.get(document));
    this.#pending.delete(document);
    this.#collection.delete(document.uri);
  }
}

export async function diagnosticsOf(
  document: vscode.TextDocument,
  findings: readonly Finding[],
): Promise<vscode.Diagnostic[]> {
  const { messageOf, messages } = await loadFeatures();
  return findings.map((finding) => {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(document, finding.span),
      messageOf(finding, t),
      severities[finding.severity],
    );
    diagnostic.source = "openclaw";
    diagnostic.code = finding.code;
    if (finding.unnecessary) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    if (finding.related) {
      const place = new vscode.Location(document.uri, rangeOf(document, finding.related));
      diagnostic.relatedInformation = [
        new vscode.DiagnosticRelatedInformation(place, t(messages["related.duplicate"] ?? "")),
      ];
    }
    return diagnostic;
  });
}
