// A VS Code in small, in this process: documents, events, commands, providers, pages and trust, so that the whole extension runs in a unit test.
import fs from "node:fs";
import Module, { createRequire } from "node:module";
import path from "node:path";
import zlib from "node:zlib";
import type * as Extension from "../../../src/extension";
import type * as Adapter from "../../../src/vscode/configs";
import type * as HostFile from "../../../src/vscode/host";
import type * as Workspace from "../../../src/workspace/configs";
import { readProject, releases } from "../support";

const read = fs.readFileSync;

type Listener = (event: unknown) => unknown;
type Run = (...args: unknown[]) => unknown;

class Disposable {
  readonly #end: () => void;
  constructor(end: () => void) {
    this.#end = end;
  }
  static from(...all: Disposable[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }
  dispose(): void {
    this.#end();
  }
}

class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(event?: unknown): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class Uri {
  readonly fsPath: string;
  readonly fragment = "";
  readonly query = "";
  readonly authority = "";
  readonly scheme: string;
  readonly path: string;
  constructor(scheme: string, file: string) {
    this.scheme = scheme;
    this.path = file;
    this.fsPath = file;
  }
  static file(file: string): Uri {
    return new Uri("file", file);
  }
  static parse(text: string): Uri {
    const [, scheme = "", file = ""] = /^([a-z]+):(?:\/\/)?(.*)$/.exec(text) ?? [];
    return new Uri(scheme, file);
  }
  static from({ scheme, path: file }: { readonly scheme: string; readonly path: string }): Uri {
    return new Uri(scheme, file);
  }
  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri(base.scheme, path.join(base.path, ...parts));
  }
  with({ scheme = this.scheme }: { readonly scheme?: string }): Uri {
    return new Uri(scheme, this.path);
  }
  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...ends: [Position, Position] | [number, number, number, number]) {
    const [start, end] = ends.length === 2 ? ends : [new Position(ends[0], ends[1]), new Position(ends[2], ends[3])];
    this.start = start;
    this.end = end;
  }
  get isEmpty(): boolean {
    return this.start.line === this.end.line && this.start.character === this.end.character;
  }
}

/** Whatever else is made with `new`: it keeps what it was given. */
class Thing {
  readonly given: readonly unknown[];
  constructor(...given: unknown[]) {
    this.given = given;
  }
}

class TabInputText {
  readonly uri: Uri;
  constructor(uri: Uri) {
    this.uri = uri;
  }
}

class TextDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly eol = 1;
  readonly isClosed = false;
  isDirty = false;
  version = 1;
  #text: string;
  constructor(uri: Uri, languageId: string, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#text = text;
  }
  get fileName(): string {
    return this.uri.fsPath;
  }
  get lineCount(): number {
    return this.#text.split("\n").length;
  }
  take(text: string): void {
    this.#text = text;
    this.version++;
    this.isDirty = true;
  }
  getText(range?: Range): string {
    return range ? this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.#text;
  }
  offsetAt({ line, character }: Position): number {
    const lines = this.#text.split("\n").slice(0, line);
    return lines.reduce((sum, each) => sum + each.length + 1, 0) + character;
  }
  positionAt(offset: number): Position {
    const lines = this.#text.slice(0, offset).split("\n");
    return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  }
  lineAt(line: number | Position): { readonly text: string; readonly range: Range } {
    const number = typeof line === "number" ? line : line.line;
    const text = this.getText().split("\n")[number] ?? "";
    return { text, range: new Range(number, 0, number, text.length) };
  }
  validateRange(range: Range): Range {
    return range;
  }
}

/** A page with the extension's own content. */
export class Page {
  readonly #closed = new EventEmitter();
  readonly #said = new EventEmitter();
  readonly onDidDispose = this.#closed.event;
  readonly webview = {
    html: "",
    onDidReceiveMessage: this.#said.event,
    postMessage: async (): Promise<boolean> => true,
  };
  reveal(): void {}
  say(message: object): void {
    this.#said.fire(message);
  }
  dispose(): void {
    this.#closed.fire();
  }
}

/** Names whatever is asked for: an enumeration of which no value counts. */
const names = new Proxy({}, { get: (_, name) => String(name) });
const nothing = new Disposable(() => undefined);

const enumerations = [
  ...["CodeActionTriggerKind", "CompletionItemKind", "ConfigurationTarget", "DiagnosticSeverity", "DiagnosticTag"],
  ...["DocumentHighlightKind", "EndOfLine", "FoldingRangeKind", "LanguageStatusSeverity", "ProgressLocation"],
  ...["QuickPickItemKind", "StatusBarAlignment", "SymbolKind", "ViewColumn"],
];
const things = [
  ...["CodeAction", "CodeLens", "CompletionItem", "Diagnostic", "DiagnosticRelatedInformation", "DocumentHighlight"],
  ...["DocumentLink", "DocumentSymbol", "FoldingRange", "Hover", "InlayHint", "Location", "MarkdownString"],
  ...["RelativePattern", "SelectionRange", "SemanticTokensLegend", "SnippetString", "TextEdit", "ThemeColor"],
];

/** What the extension sees as `vscode`, and what a test does with it. */
export class Editor {
  isTrusted = true;
  documents: TextDocument[] = [];
  readonly folders: Uri[] = [];
  readonly settings = new Map<string, unknown>();
  readonly stored = new Map<string, unknown>();
  readonly commands = new Map<string, Run>();
  readonly providers: Readonly<Record<string, Run>>[] = [];
  readonly pages: Page[] = [];
  /** Lines of lists to pick from, of which the first is picked. */
  readonly offered: string[] = [];
  readonly logged: string[] = [];
  readonly diagnostics = new Map<string, readonly unknown[]>();
  readonly status: { text?: string } = {};
  copied = "";
  #active: TextDocument | undefined;
  readonly #events = new Map<string, EventEmitter>();
  readonly module = this.#module();

  #event(name: string): EventEmitter {
    const event = this.#events.get(name) ?? new EventEmitter();
    this.#events.set(name, event);
    return event;
  }

  #eventsOf(target: object): object {
    return new Proxy(target, {
      get: (own, name) =>
        name in own || !String(name).startsWith("onDid") ? Reflect.get(own, name) : this.#event(String(name)).event,
    });
  }

  #editorOf(document: TextDocument) {
    return { document, viewColumn: 1, selection: new Range(0, 0, 0, 0), edit: async () => false };
  }

  #module(): object {
    const editor = this;
    const channel = (line: string) => void this.logged.push(line);
    const first = async (items: readonly { readonly label: string }[], { canPickMany = false } = {}) => {
      this.offered.push(...items.map(({ label }) => label));
      return canPickMany ? items : items[0];
    };
    const workspace = this.#eventsOf({
      get isTrusted() {
        return editor.isTrusted;
      },
      get textDocuments() {
        return editor.documents;
      },
      get workspaceFolders() {
        return editor.folders.map((uri) => ({ uri }));
      },
      getWorkspaceFolder: ({ fsPath }: Uri) =>
        this.folders.find((uri) => !path.relative(uri.fsPath, fsPath).startsWith("..")),
      getConfiguration: () => ({
        get: (name: string) => this.settings.get(name),
        update: async (name: string, value: unknown) => void this.settings.set(name, value),
      }),
      openTextDocument: async (uri: Uri) => this.#document(uri),
      applyEdit: async () => true,
      asRelativePath: ({ fsPath }: Uri) => fsPath,
      findFiles: async () => [],
      createFileSystemWatcher: () => this.#eventsOf({ dispose: () => undefined }),
      fs: {},
    });
    const window = this.#eventsOf({
      get activeTextEditor() {
        return editor.#active && editor.#editorOf(editor.#active);
      },
      get visibleTextEditors() {
        return editor.#active ? [editor.#editorOf(editor.#active)] : [];
      },
      state: { focused: true },
      tabGroups: this.#eventsOf({
        get all() {
          const tab = editor.#active && { input: new TabInputText(editor.#active.uri) };
          return [{ viewColumn: 1, activeTab: tab, tabs: tab ? [tab] : [] }];
        },
      }),
      createStatusBarItem: () =>
        Object.assign(this.status, { show: () => undefined, hide: () => undefined, dispose: () => undefined }),
      createOutputChannel: () => ({ info: channel, warn: channel, error: channel, show: channel, dispose: channel }),
      createWebviewPanel: () => {
        const page = new Page();
        this.pages.push(page);
        return page;
      },
      showTextDocument: async (what: TextDocument | Uri) => {
        this.#active = what instanceof Uri ? this.#document(what) : what;
        return this.#editorOf(this.#active);
      },
      showInformationMessage: async (_: string, ...actions: unknown[]) => actions.at(-1),
      showWarningMessage: async (_: string, ...actions: unknown[]) => actions.at(-1),
      showQuickPick: first,
      showInputBox: async ({ value }: { readonly value: string }) => value,
      setStatusBarMessage: () => nothing,
      withProgress: (_: unknown, run: Run) => run({}, { onCancellationRequested: () => nothing }),
    });
    const languages = new Proxy(
      {
        createDiagnosticCollection: () => ({
          set: (uri: Uri, all: readonly unknown[]) => this.diagnostics.set(uri.toString(), all),
          delete: (uri: Uri) => this.diagnostics.delete(uri.toString()),
          dispose: () => undefined,
        }),
        createLanguageStatusItem: () => ({ dispose: () => undefined }),
      },
      {
        get: (own, name) =>
          Reflect.get(own, name) ??
          ((_: unknown, provider: Readonly<Record<string, Run>>) => {
            this.providers.push(provider);
            return nothing;
          }),
      },
    );
    const commands = {
      registerCommand: (name: string, run: Run) => {
        this.commands.set(name, run);
        return new Disposable(() => this.commands.delete(name));
      },
      executeCommand: async (name: string, ...args: unknown[]) => this.commands.get(name)?.(...args),
    };
    const clipboard = {
      writeText: async (text: string) => {
        this.copied = text;
      },
      readText: async () => this.copied,
    };
    class Kind extends Thing {
      readonly value = String(this.given[0]);
      static readonly Empty = new Kind("");
      static readonly QuickFix = new Kind("quickfix");
      static readonly RefactorExtract = new Kind("refactor.extract");
      static readonly RefactorInline = new Kind("refactor.inline");
      static readonly RefactorRewrite = new Kind("refactor.rewrite");
      append(part: string): Kind {
        return new Kind(`${this.value}.${part}`);
      }
      contains(): boolean {
        return true;
      }
    }
    class WorkspaceEdit extends Thing {
      insert(): void {}
      replace(): void {}
      createFile(): void {}
      set(): void {}
    }
    class SemanticTokensBuilder extends Thing {
      push(): void {}
      build(): object {
        return {};
      }
    }
    const known = {
      ...{ commands, languages, window, workspace, Disposable, EventEmitter, Position, Range, TabInputText, Uri },
      ...{ CodeActionKind: Kind, SemanticTokensBuilder, WorkspaceEdit },
      env: { clipboard, language: "en" },
      l10n: { t: (text: string) => text },
    };
    return {
      ...Object.fromEntries(enumerations.map((name) => [name, names])),
      ...Object.fromEntries(things.map((name) => [name, Thing])),
      ...known,
    };
  }

  #document(uri: Uri): TextDocument {
    const known = this.documents.find((each) => each.uri.toString() === uri.toString());
    if (known) return known;
    const language = path.basename(uri.fsPath) === "openclaw.json" ? "openclaw" : "json5";
    const document = new TextDocument(uri, language, read(uri.fsPath, "utf8"));
    this.documents.push(document);
    this.#event("onDidOpenTextDocument").fire(document);
    return document;
  }

  openFolder(folder: string): void {
    this.folders.push(Uri.file(folder));
  }

  /** Opens a file in the one editor that is in view. */
  open(file: string): TextDocument {
    this.#active = this.#document(Uri.file(file));
    this.#event("onDidChangeActiveTextEditor").fire();
    return this.#active;
  }

  type(document: TextDocument, text: string): void {
    document.take(text);
    this.#event("onDidChangeTextDocument").fire({ document, contentChanges: [{}] });
  }

  save(document: TextDocument): void {
    fs.writeFileSync(document.uri.fsPath, document.getText());
    document.isDirty = false;
    this.#event("onDidSaveTextDocument").fire(document);
  }

  trust(): void {
    this.isTrusted = true;
    this.#event("onDidGrantWorkspaceTrust").fire();
  }

  /** Runs a command; undefined where the extension has none of that name. */
  async run(command: string, ...args: unknown[]): Promise<unknown> {
    return this.commands.get(command)?.(...args);
  }

  /** Asks all providers for what they have on a document: everywhere, or at an offset. */
  async askAll(document: TextDocument, offset: number): Promise<number> {
    const position = document.positionAt(offset);
    const range = new Range(position, position);
    const whole = new Range(new Position(0, 0), document.positionAt(document.getText().length));
    const token = { isCancellationRequested: false };
    const options = { insertSpaces: true, tabSize: 2 };
    const given: Readonly<Record<string, readonly unknown[]>> = {
      provideCodeActions: [range, { diagnostics: [], triggerKind: "Invoke" }, token],
      provideDocumentFormattingEdits: [options],
      provideDocumentRangeFormattingEdits: [whole, options],
      provideOnTypeFormattingEdits: [position, "\n", options],
      provideInlayHints: [whole],
      provideRenameEdits: [position, "another"],
      provideReferences: [position, { includeDeclaration: true }],
      provideSelectionRanges: [[position]],
      provideCompletionItems: [position, token, {}],
    };
    let asked = 0;
    for (const provider of this.providers)
      for (const [name, provide] of Object.entries(provider)) {
        if (!/^(?:provide|prepare)/.test(name) || typeof provide !== "function") continue;
        asked++;
        try {
          await provide.call(provider, document, ...(given[name] ?? [position, token]));
        } catch (error) {
          // A rename is refused where there is nothing to rename.
          if (!/Rename/.test(name)) throw error;
        }
      }
    return asked;
  }
}

export const editor = new Editor();
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = function (this: unknown, request, ...rest) {
  return request === "vscode" ? editor.module : load.call(this, request, ...rest);
};

const own = createRequire(__filename);

function packed(folder: string): string {
  const file = path.join(folder, "dist", "schemas.br");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const lines = [...releases.keys()].map(
    (version) => `${version}\t${JSON.stringify(JSON.parse(readProject("schemas", `openclaw-${version}.json`)))}\n`,
  );
  fs.writeFileSync(
    file,
    zlib.brotliCompressSync(lines.join(""), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
  );
  return file;
}

/**
 * Starts the extension as VS Code does.
 *
 * @param folder for its own files
 * @returns what ends it
 */
export function start(folder: string): () => void {
  packed(folder);
  const { activate } = own("../../../src/extension") as typeof Extension;
  const subscriptions: Disposable[] = [];
  const context = {
    extensionUri: Uri.file(folder),
    globalStorageUri: Uri.file(path.join(folder, "storage")),
    globalState: {
      get: (key: string) => editor.stored.get(key),
      update: async (key: string, value: unknown) => void editor.stored.set(key, structuredClone(value)),
    },
    subscriptions,
  };
  activate(context as unknown as Parameters<typeof activate>[0]);
  return () => {
    for (const each of subscriptions.reverse()) each.dispose();
  };
}

/** The configs in play alone, without the rest of the extension. */
export function configsAlone(folder: string): Adapter.Configs {
  const { Configs } = own("../../../src/workspace/configs") as typeof Workspace;
  const { vscodeHost } = own("../../../src/vscode/host") as typeof HostFile;
  return new Configs(vscodeHost, packed(folder));
}
