// What the workspace needs of whoever stands in front of it: an editor, a language server, a test.
import type { Clock } from "../endpoints/monitor";
import type { SettingName, SettingValue } from "./settings";

/** Names a document. VS Code's `Uri` is one, and so is that of the package `vscode-uri`. */
export interface DocumentUri {
  readonly scheme: string;
  /** Absolute path, of scheme `file` only to be relied upon. */
  readonly fsPath: string;
  /** The same for the same document. */
  toString(): string;
}

/** A document that is open in an editor. */
export interface OpenDocument<Uri extends DocumentUri> {
  readonly uri: Uri;
  readonly languageId: string;
  /** Another one after each change of the text. */
  readonly version: number;
  /** Whether the text is another one than that on disk. */
  readonly isDirty: boolean;
  getText(): string;
}

export interface Disposable {
  dispose(): unknown;
}

/** What happened to a file on disk. */
export type FileChange = "created" | "changed" | "deleted";

/** Calls a listener each time that something happens, until what it returns is disposed of. */
export type Event<T> = (listener: (happened: T) => unknown) => Disposable;

/** Where failures of our own are noted. */
export interface Reporter {
  /** One line, whatever others wrote into it. */
  info(line: string): void;
  /** A failure, by its kind and its places in our code. */
  report(doing: string, error: unknown): void;
  /** The same, the first time that it happens. */
  reportOnce(doing: string, error: unknown): void;
}

/** @typeParam Uri how the host names documents */
export interface Host<Uri extends DocumentUri> extends Reporter {
  /** Variables of the process; as of now, at each reading. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The passing of time. */
  readonly clock: Clock;
  /** The user's home folder. */
  readonly home: string;
  /** Whether the user trusts what lies in the workspace. */
  readonly isTrusted: boolean;
  /** Absolute paths of the folders that are open. */
  readonly folders: readonly string[];
  /** Those open in editors. */
  readonly documents: readonly OpenDocument<Uri>[];
  /** @param file absolute path */
  fileUri(file: string): Uri;
  /** A setting, with its default where it is not set or set to what it cannot be. */
  setting<N extends SettingName>(name: N, uri?: Uri): SettingValue<N>;
  /**
   * Watches the files right in a folder.
   *
   * @param folder absolute path
   */
  watch(folder: string, changed: (uri: Uri, change: FileChange) => void): Disposable;
  /** A text in an editor has changed; saving alone is none. */
  readonly onDidChangeText: Event<Uri>;
  readonly onDidClose: Event<Uri>;
  readonly onDidTrust: Event<void>;
  /** Settings have changed; tells whether one is among them, or any whose name begins with a word. */
  readonly onDidChangeSettings: Event<(name: string) => boolean>;
}

/** Listeners to one kind of event: one that throws keeps it from no other. */
export class Emitter<T> {
  readonly #reporter: Pick<Reporter, "reportOnce">;
  readonly #listeners = new Set<(happened: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    const own = (happened: T) => listener(happened);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  constructor(reporter: Pick<Reporter, "reportOnce">) {
    this.#reporter = reporter;
  }

  fire(happened: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(happened);
      } catch (error) {
        this.#reporter.reportOnce("telling of a change", error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
