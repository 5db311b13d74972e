// A config in play: what it was put together from, and what came of it.
import type { ProbeResult } from "../endpoints/main";
import type { ConfigDocument, ConfigVersion, Finding } from "../features/main";

/** What is known of a config before it is put together. */
export interface Around {
  /** Absolute paths of files that have a say in it, there or not. */
  readonly dependencies: ReadonlySet<string>;
  readonly version: ConfigVersion;
}

/** @typeParam Uri how the editor names the config */
export class Entry<Uri> {
  readonly uri: Uri;
  /** Its findings, worked out once; of a check that a newer text has overtaken: undefined. */
  findings: Promise<readonly Finding[] | undefined> | undefined;
  /** What its model servers said last, and a text that tells one answer from another. */
  health: { readonly stamp: string; readonly results: ReadonlyMap<string, ProbeResult> } = {
    stamp: "[]",
    results: new Map(),
  };
  /** Counts changes around the config. */
  #generation = 0;
  /** Which text and which surroundings it was made of. */
  #stamp = "";
  #config: Promise<ConfigDocument | undefined> = Promise.resolve(undefined);
  #around: Around | undefined;

  constructor(uri: Uri) {
    this.uri = uri;
  }

  /** As of the last refresh. */
  get config(): Promise<ConfigDocument | undefined> {
    return this.#config;
  }

  /** Of the last run that was not overtaken. */
  get dependencies(): ReadonlySet<string> {
    return this.#around?.dependencies ?? new Set();
  }

  get version(): ConfigVersion | undefined {
    return this.#around?.version;
  }

  /** Something around it has changed. */
  outdate(): void {
    this.#generation++;
  }

  /**
   * Puts it together if it is not of this text and of what stands around it now. A run that was overtaken leaves no trace, however late
   * it ends.
   *
   * @param text tells one text from another
   * @param build is given a way to tell what it knows as soon as it does
   * @param done called when `dependencies` and `version` are those of this run
   */
  refresh(
    text: string,
    build: (know: (around: Around) => void) => Promise<ConfigDocument | undefined>,
    done: () => void,
  ): void {
    const stamp = `${text} ${this.#generation}`;
    if (this.#stamp === stamp) return;
    this.#stamp = stamp;
    this.findings = undefined;
    this.#config = build((around) => {
      if (this.#stamp !== stamp) return;
      this.#around = around;
      done();
    });
  }
}
