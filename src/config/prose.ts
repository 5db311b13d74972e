// What OpenClaw itself says of its keys, where the package brings it along.
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { Path } from "../json5/tree";

/** Title, description and the keys below, `*` for any. */
interface Entry {
  readonly t?: string;
  readonly d?: string;
  readonly k?: Readonly<Record<string, Entry>>;
}

export interface Words {
  readonly title: string | undefined;
  readonly description: string | undefined;
}

export class Prose {
  readonly #root: Entry;

  constructor(root: Entry) {
    this.#root = root;
  }

  /** What is said of a key; undefined where nothing is. */
  at(path: Path): Words | undefined {
    let entry: Entry | undefined = this.#root;
    for (const step of path) {
      const below: Readonly<Record<string, Entry>> = entry?.k ?? {};
      entry = typeof step === "string" && Object.hasOwn(below, step) ? below[step] : below["*"];
    }
    return entry?.t || entry?.d ? { title: entry.t, description: entry.d } : undefined;
  }
}

/** Reads the file that packaging writes. Without it, as in a development build, nothing is said of any key. */
export async function loadProse(file: string): Promise<Prose> {
  try {
    const text = (await promisify(brotliDecompress)(await readFile(file))).toString("utf8");
    return new Prose(JSON.parse(text) as Entry);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Prose({});
    throw error;
  }
}
