// Texts of files, from editors and from disk; of an untrusted workspace, from inside it only.
import { realpathSync } from "node:fs";
import path from "node:path";
import { isInside } from "../config/paths";
import type { FileMemory } from "../features/main";
import type { DocumentUri, Host, OpenDocument } from "./host";
import { loadFeatures } from "./rooms";

/** @typeParam Uri how the host names documents */
export class Texts<Uri extends DocumentUri> {
  readonly #host: Host<Uri>;
  /** Folders by their path as it is written: where they really are. */
  readonly #realFolders = new Map<string, string>();
  #memory: Promise<FileMemory> | undefined;

  constructor(host: Host<Uri>) {
    this.#host = host;
  }

  /**
   * Whether a file may be read: in an untrusted workspace only what lies in its folders, or beside a config outside of them that is open.
   * Holds for a path as it is written and for one without links, so that no link leads out.
   *
   * @param file absolute path
   */
  mayRead(file: string, config: Uri): boolean {
    if (this.#host.isTrusted) return true;
    const { folders } = this.#host;
    const own = config.scheme === "file" ? path.dirname(config.fsPath) : undefined;
    // Below the root of a disk lies everything.
    const isAdded = own !== undefined && path.dirname(own) !== own && !folders.some((folder) => isInside(folder, own));
    const trusted = isAdded ? [...folders, own] : folders;
    return trusted.some((folder) => isInside(folder, file) || isInside(this.#realFolder(folder), file));
  }

  #realFolder(folder: string): string {
    let real = this.#realFolders.get(folder);
    if (real === undefined) {
      try {
        real = realpathSync(folder);
      } catch {
        // It is not there, or not yet.
        return folder;
      }
      this.#realFolders.set(folder, real);
    }
    return real;
  }

  /** The document as an editor has it open. */
  open(uri: Uri): OpenDocument<Uri> | undefined {
    const key = uri.toString();
    return this.#host.documents.find((document) => document.uri.toString() === key);
  }

  /** What an editor holds of a file, saved or not. */
  inEditor(file: string): string | undefined {
    return this.open(this.#host.fileUri(file))?.getText();
  }

  /** The texts that were read last, for all configs. */
  memory(): Promise<FileMemory> {
    this.#memory ??= loadFeatures().then(({ FileMemory }) => new FileMemory());
    return this.#memory;
  }

  /** The text of a config on disk; undefined where there is none that may be read, or that is one. */
  async onDisk(uri: Uri): Promise<string | undefined> {
    if (uri.scheme !== "file") return undefined;
    const [{ maxConfigBytes, readReal, realPathOf }, memory] = await Promise.all([loadFeatures(), this.memory()]);
    const reach = { mayRead: (file: string) => this.mayRead(file, uri), opened: [uri.fsPath] };
    const real = await realPathOf(uri.fsPath, reach);
    const found = "path" in real ? await readReal(real.path, { maxBytes: maxConfigBytes }, memory) : real;
    return "failure" in found ? undefined : found.text;
  }
}
