// The releases of OpenClaw that are bundled: their schemas, what differs between them, and OpenClaw's own words.
import path from "node:path";
import type { History, Prose, SchemaArchive, SchemaRoot } from "../features/main";
import { loadFeatures } from "./rooms";

/** Each is read on its first use; one that failed is tried again. */
export class Releases {
  readonly #archiveFile: string;
  #archive: SchemaArchive | undefined;
  #history: Promise<History> | undefined;
  #prose: Promise<Prose> | undefined;
  readonly #differences = new Map<string, Promise<number>>();

  /** @param archive absolute path of the packed schemas; OpenClaw's words lie beside it */
  constructor(archive: string) {
    this.#archiveFile = archive;
  }

  /** The schema of a bundled release. */
  async schemaOf(version: string): Promise<SchemaRoot> {
    return (await this.archive()).load(version);
  }

  async archive(): Promise<SchemaArchive> {
    const { SchemaArchive } = await loadFeatures();
    this.#archive ??= new SchemaArchive(this.#archiveFile);
    return this.#archive;
  }

  /** The schemas of all bundled releases. */
  history(): Promise<History> {
    this.#history ??= loadFeatures()
      .then(async ({ bundledVersions, History }) => {
        const archive = await this.archive();
        const load = async (version: string) => [version, await archive.load(version)] as const;
        return new History(await Promise.all(bundledVersions.map(load)));
      })
      .catch((error: unknown) => {
        this.#history = undefined;
        throw error;
      });
    return this.#history;
  }

  /** How many keys a bundled release and the newest do not share. */
  differenceOf(version: string): Promise<number> {
    let difference = this.#differences.get(version);
    if (!difference) {
      difference = this.#compare(version);
      this.#differences.set(version, difference);
      difference.catch(() => this.#differences.delete(version));
    }
    return difference;
  }

  async #compare(version: string): Promise<number> {
    const { bundledVersions, keyDifference } = await loadFeatures();
    const [own, newest] = await Promise.all(
      [version, bundledVersions.at(-1) ?? version].map((each) => this.schemaOf(each)),
    );
    return own && newest ? keyDifference(own, newest) : 0;
  }

  /** OpenClaw's own words on its keys, as far as the package brings them along. */
  prose(): Promise<Prose> {
    this.#prose ??= loadFeatures()
      .then(({ loadProse }) => loadProse(path.join(path.dirname(this.#archiveFile), "prose.br")))
      .catch((error: unknown) => {
        this.#prose = undefined;
        throw error;
      });
    return this.#prose;
  }
}
