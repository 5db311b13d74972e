// Finds the configs that may include a file, in its folder and those above it, and remembers which do not.
import path from "node:path";
import { configNames } from "../config/location";

/** How many folders above a file its config is looked for. */
const maxLevels = 6;
/** Configs, there or not, of which it is remembered that they do not matter. */
const maxRemembered = 300;

/** What is known of a config that is there; absolute paths. */
export interface Neighbour {
  /** The files that it is made of. */
  readonly files: ReadonlySet<string>;
  /** The files that have a say in it. */
  readonly dependencies: ReadonlySet<string>;
}

export interface NeighbourHost {
  /** Whether a config may be looked at for the sake of a file. */
  mayLook(config: string, file: string): boolean;
  /** Whether a config is in play already. */
  isInPlay(config: string): boolean;
  /** Puts a config into play, if it is there. */
  look(config: string): Promise<Neighbour | undefined>;
  /** Takes a config out of play again. */
  drop(config: string): void;
  /** Whether it will be told when something changes in a folder. */
  isWatched(folder: string): boolean;
}

/** Of a config that is not there. */
const nothing: Neighbour = { files: new Set(), dependencies: new Set() };

interface Passed extends Neighbour {
  /** Its folder was watched before it was looked at: no change can have gone by. */
  readonly isSure: boolean;
}

export class Neighbours {
  readonly #host: NeighbourHost;
  /** Those that were looked at and are not in play. */
  readonly #passed = new Map<string, Passed>();
  /** Searches under way, by file. */
  readonly #running = new Map<string, Promise<void>>();
  /** One search at a time: what one puts into play no other takes out. */
  #last: Promise<unknown> = Promise.resolve();
  /** Counts changes: what was seen before one is not remembered after it. */
  #changes = 0;

  constructor(host: NeighbourHost) {
    this.#host = host;
  }

  /** What has to be watched for what is remembered to hold. */
  get watches(): readonly { readonly file: string; readonly dependencies: ReadonlySet<string> }[] {
    return [...this.#passed].map(([file, { dependencies }]) => ({ file, dependencies }));
  }

  /** Puts the configs into play that include a file. */
  find(file: string): Promise<void> {
    const running = this.#running.get(file);
    if (running) return running;
    const search = this.#last.then(() => this.#search(file)).finally(() => this.#running.delete(file));
    this.#running.set(file, search);
    this.#last = search.catch(() => {
      // Told to the one who asked.
    });
    return search;
  }

  /** A file has changed, come or gone. */
  touch(file: string): void {
    this.#changes++;
    for (const [config, { dependencies }] of this.#passed)
      if (config === file || dependencies.has(file)) this.#passed.delete(config);
  }

  /** Nothing that was known is certain any more. */
  clear(): void {
    this.#changes++;
    this.#passed.clear();
  }

  async #search(file: string): Promise<void> {
    let folder = path.dirname(file);
    for (let level = 0; level < maxLevels; level++) {
      for (const name of configNames) {
        const config = path.join(folder, name);
        if (!this.#host.mayLook(config, file)) return;
        await this.#consider(config, file);
      }
      const above = path.dirname(folder);
      if (above === folder) return;
      folder = above;
    }
  }

  async #consider(config: string, file: string): Promise<void> {
    if (this.#host.isInPlay(config)) return;
    const isWatched = this.#host.isWatched(path.dirname(config));
    const passed = this.#passed.get(config);
    if (passed?.isSure && isWatched && !passed.files.has(file)) return;
    const changes = this.#changes;
    const found = await this.#host.look(config);
    if (found?.files.has(file)) return;
    const { files, dependencies } = found ?? nothing;
    if (changes === this.#changes) this.#remember(config, { files, dependencies, isSure: isWatched });
    this.#host.drop(config);
  }

  #remember(config: string, neighbour: Passed): void {
    this.#passed.delete(config);
    this.#passed.set(config, neighbour);
    for (const oldest of this.#passed.keys()) {
      if (this.#passed.size <= maxRemembered) return;
      this.#passed.delete(oldest);
    }
  }
}
