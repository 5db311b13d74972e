// Shows the findings of configs in the editor and the problems view, as one types, each in its file.
import * as vscode from "vscode";
import type { Finding, Severity } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { type Configs, languageId } from "./configs";
import { type Positions, rangeOf } from "./convert";
import { t } from "./l10n";
import { report } from "./log";
import { affects, setting } from "./settings";
import { diagnostic, relatedInformation } from "./show";

/** Pause in typing after which the text is checked, in ms. */
const delay = 120;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

interface Shown {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

export class Diagnostics implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #collection = vscode.languages.createDiagnosticCollection("openclaw");
  /** Checks to come, by config. */
  readonly #pending = new Map<string, NodeJS.Timeout>();
  /** What each config says of its files. */
  readonly #shown = new Map<string, readonly Shown[]>();
  /** Counts checks of a config: one that was overtaken ends without effect. */
  readonly #turns = new Map<string, number>();
  readonly #disposables: vscode.Disposable[];

  constructor(configs: Configs) {
    this.#configs = configs;
    this.#disposables = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === languageId) this.#schedule(document.uri, delay);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      configs.onDidChange((uri) => this.#schedule(uri, delay)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (affects(change, "validate")) this.#all();
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
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  #open(document: vscode.TextDocument): void {
    // A document that is no config any more keeps nothing of what was said of it as one.
    if (document.languageId !== languageId) this.#show(document.uri.toString(), []);
    const run = async () => {
      for (const uri of await this.#configs.ownersOf(document)) this.#schedule(uri, 0);
    };
    run().catch((error: unknown) => report("looking for the config of a file", error));
  }

  #close(document: vscode.TextDocument): void {
    const run = async () => {
      const owners = document.languageId === languageId ? [document.uri] : await this.#configs.ownersOf(document);
      for (const uri of owners) this.#schedule(uri, 0);
    };
    if (document.languageId === languageId) this.#show(document.uri.toString(), []);
    run().catch((error: unknown) => report("looking for the config of a file", error));
  }

  #schedule(uri: vscode.Uri, wait: number): void {
    const key = uri.toString();
    this.#turns.set(key, (this.#turns.get(key) ?? 0) + 1);
    clearTimeout(this.#pending.get(key));
    const run = () => {
      this.#pending.delete(key);
      this.#refresh(uri).catch((error: unknown) => report("checking a config", error));
    };
    this.#pending.set(key, setTimeout(run, wait));
  }

  async #refresh(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const turn = this.#turns.get(key);
    const config = await this.#configs.config(uri);
    const open = (each: vscode.Uri) =>
      vscode.workspace.textDocuments.some((document) => document.uri.toString() === each.toString());
    const isOpen = open(uri) && vscode.workspace.textDocuments.some(isConfig(uri));
    const files = (config?.resolved.sources ?? []).flatMap(({ path }) => (path === undefined ? [] : [path]));
    if (!config || (!isOpen && !files.some((file) => open(vscode.Uri.file(file))))) {
      this.#show(key, []);
      this.#configs.forget(uri);
      return;
    }
    const enabled = setting("validate.enabled", uri);
    const findings = enabled ? await this.#configs.findings(uri) : [];
    const byFile = new Map<string, Finding[]>();
    for (const finding of findings) {
      const target = finding.source?.path === undefined ? uri : vscode.Uri.file(finding.source.path);
      // Of a config that nobody looks at, only what is open counts.
      if (!isOpen && !open(target)) continue;
      const list = byFile.get(target.toString()) ?? [];
      list.push(finding);
      byFile.set(target.toString(), list);
    }
    const shown: Shown[] = [];
    for (const [target, list] of byFile) {
      const file = vscode.Uri.parse(target);
      const path = list[0]?.source?.path;
      const { lines } = (path === undefined ? undefined : config.file(path)) ?? config;
      shown.push({ uri: file, diagnostics: await diagnosticsOf(file, lines, list) });
    }
    if (turn === this.#turns.get(key)) this.#show(key, shown);
  }

  /** Sets what a config says; a file that several configs include shows what all say. */
  #show(key: string, shown: readonly Shown[]): void {
    const touched = new Map([...(this.#shown.get(key) ?? []), ...shown].map(({ uri }) => [uri.toString(), uri]));
    if (shown.length > 0) this.#shown.set(key, shown);
    else this.#shown.delete(key);
    for (const [target, uri] of touched) {
      const all = [...this.#shown.values()].flat().filter((each) => each.uri.toString() === target);
      const unique = new Map(all.flatMap(({ diagnostics }) => diagnostics.map((each) => [identity(each), each])));
      if (unique.size > 0) this.#collection.set(uri, [...unique.values()]);
      else this.#collection.delete(uri);
    }
  }
}

function isConfig(uri: vscode.Uri) {
  return (document: vscode.TextDocument) =>
    document.languageId === languageId && document.uri.toString() === uri.toString();
}

function identity({ range, code, message }: vscode.Diagnostic): string {
  return `${range.start.line}:${range.start.character} ${String(code)} ${message}`;
}

export async function diagnosticsOf(
  uri: vscode.Uri,
  positions: Positions,
  findings: readonly Finding[],
): Promise<vscode.Diagnostic[]> {
  const { messageOf, messageTexts } = await loadFeatures();
  return findings.map((finding) => {
    const range = rangeOf(positions, finding.span);
    const shown = diagnostic(range, messageOf(finding, t), severities[finding.severity]);
    shown.source = "openclaw";
    shown.code = finding.code;
    if (finding.unnecessary) shown.tags = [vscode.DiagnosticTag.Unnecessary];
    if (finding.related) {
      const place = new vscode.Location(uri, rangeOf(positions, finding.related));
      shown.relatedInformation = [relatedInformation(place, t(messageTexts.duplicate))];
    }
    return shown;
  });
}
