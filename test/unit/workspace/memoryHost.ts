// A workspace without an editor: texts and events in memory, files in a folder of the test's own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { bundledVersions } from "../../../src/config/versions";
import { systemClock } from "../../../src/endpoints/monitor";
import { Configs, languageId } from "../../../src/workspace/configs";
import { type DocumentUri, Emitter, type FileChange, type Host, type OpenDocument } from "../../../src/workspace/host";
import { type SettingName, type SettingValue, settings } from "../../../src/workspace/settings";
import { readProject } from "../support";

class MemoryUri implements DocumentUri {
  readonly scheme = "file";
  constructor(readonly fsPath: string) {}
  toString(): string {
    return `file://${this.fsPath}`;
  }
}

interface Text extends OpenDocument<MemoryUri> {
  text: string;
  version: number;
  isDirty: boolean;
}

/** Each test's own; to be disposed of. */
export class MemoryHost implements Host<MemoryUri> {
  /** Without links: where the files of the test are. */
  readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-workspace-")));
  readonly clock = systemClock;
  readonly home = path.join(this.folder, "home");
  readonly environment: Record<string, string> = {};
  isTrusted = true;
  folders = [this.folder];
  readonly documents: Text[] = [];
  readonly set = new Map<string, unknown>();
  /** Lines of the log. */
  readonly lines: string[] = [];
  /** What failed inside. */
  readonly failures: unknown[] = [];
  readonly watched = new Map<string, (uri: MemoryUri, change: FileChange) => void>();
  readonly #changed = new Emitter<MemoryUri>(this);
  readonly #closed = new Emitter<MemoryUri>(this);
  readonly #trusted = new Emitter<void>(this);
  readonly #settings = new Emitter<(name: string) => boolean>(this);
  readonly onDidChangeText = this.#changed.event;
  readonly onDidClose = this.#closed.event;
  readonly onDidTrust = this.#trusted.event;
  readonly onDidChangeSettings = this.#settings.event;

  dispose(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  fileUri(file: string): MemoryUri {
    return new MemoryUri(file);
  }

  setting<N extends SettingName>(name: N): SettingValue<N> {
    return (this.set.get(name) ?? settings[name].initial) as SettingValue<N>;
  }

  watch(folder: string, changed: (uri: MemoryUri, change: FileChange) => void) {
    this.watched.set(folder, changed);
    return { dispose: () => this.watched.delete(folder) };
  }

  info(line: string): void {
    this.lines.push(line);
  }

  report(_doing: string, error: unknown): void {
    this.failures.push(error);
  }

  reportOnce(_doing: string, error: unknown): void {
    this.failures.push(error);
  }

  /** Writes a file, and tells whoever watches its folder. @returns its absolute path */
  write(name: string, text: string): string {
    const file = path.join(this.folder, name);
    const change = fs.existsSync(file) ? "changed" : "created";
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    this.watched.get(path.dirname(file))?.(this.fileUri(file), change);
    return file;
  }

  /** Opens a document in an editor, as its file stands on disk. */
  open(name: string, language = languageId): Text {
    const file = path.join(this.folder, name);
    const text: Text = {
      uri: this.fileUri(file),
      languageId: language,
      version: 1,
      isDirty: false,
      text: fs.readFileSync(file, "utf8"),
      getText: () => text.text,
    };
    this.documents.push(text);
    return text;
  }

  /** Types something else into an editor. */
  type(document: Text, text: string): void {
    document.text = text;
    document.version++;
    this.#changed.fire(document.uri);
  }

  close(document: Text): void {
    this.documents.splice(this.documents.indexOf(document), 1);
    this.#closed.fire(document.uri);
  }

  trust(): void {
    this.isTrusted = true;
    this.#trusted.fire();
  }

  change(name: SettingName, value: unknown): void {
    this.set.set(name, value);
    this.#settings.fire((affected) => name === affected || name.startsWith(`${affected}.`));
  }
}

/** All bundled releases, packed once for all tests of a file. */
let packed: Buffer | undefined;

function archiveIn(folder: string): string {
  const textOf = (version: string) => JSON.stringify(JSON.parse(readProject("schemas", `openclaw-${version}.json`)));
  const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } };
  packed ??= zlib.brotliCompressSync(
    Buffer.from(bundledVersions.map((version) => `${version}\t${textOf(version)}\n`).join("")),
    options,
  );
  const file = path.join(folder, "schemas.br");
  fs.writeFileSync(file, packed);
  return file;
}

/** Runs `use` on a workspace of its own, in which nothing may fail inside. */
export async function inWorkspace(
  use: (host: MemoryHost, configs: Configs<MemoryUri>) => Promise<void>,
): Promise<void> {
  const host = new MemoryHost();
  const configs = new Configs(host, archiveIn(host.folder));
  try {
    await use(host, configs);
    if (host.failures.length > 0) throw host.failures[0];
  } finally {
    configs.dispose();
    host.dispose();
  }
}
