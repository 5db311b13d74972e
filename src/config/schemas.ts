// The config schemas that come with the extension: all releases in one compressed file, read when the first is needed.
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { SchemaRoot } from "../schema/compile";
import type { SchemaObject } from "../schema/types";

const decompress = promisify(brotliDecompress);

/** Each release's schema, parsed when it is asked for; parts of it are compiled only when they are. */
export class SchemaArchive {
  readonly #file: string;
  readonly #roots = new Map<string, Promise<SchemaRoot>>();
  #texts: Promise<ReadonlyMap<string, string>> | undefined;

  /** @param file `schemas.br`: after decompression, lines of a version, a tab and its schema */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * The schema of a bundled release.
   *
   * @throws when the file is missing or damaged, or holds no such release: the installation is broken; the next call tries again
   */
  async load(version: string): Promise<SchemaRoot> {
    let root = this.#roots.get(version);
    if (!root) {
      root = this.#read(version);
      this.#roots.set(version, root);
      root.catch(() => this.#roots.delete(version));
    }
    return root;
  }

  async #read(version: string): Promise<SchemaRoot> {
    this.#texts ??= this.#open();
    const text = (await this.#texts).get(version);
    if (text === undefined) throw new Error(`no schema of OpenClaw ${version} in ${this.#file}`);
    return new SchemaRoot(JSON.parse(text) as SchemaObject);
  }

  async #open(): Promise<ReadonlyMap<string, string>> {
    try {
      const text = (await decompress(await readFile(this.#file))).toString("utf8");
      const lines = text.split("\n").filter((line) => line !== "");
      return new Map(lines.map((line) => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)]));
    } catch (error) {
      this.#texts = undefined;
      throw error;
    }
  }
}
