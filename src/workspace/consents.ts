// Which servers may be asked that are not asked by themselves: what people have allowed, remembered on this machine.
import type { Consent } from "../features/main";

/** Keeps values from one session to the next. */
export interface Storage {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = "allowedServers";

export class Consents {
  readonly #storage: Storage;

  /** @param storage that of the machine, which no settings sync carries elsewhere */
  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get all(): readonly Consent[] {
    const stored = this.#storage.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter(isConsent) : [];
  }

  /** What tells them apart. */
  get digests(): ReadonlySet<string> {
    return new Set(this.all.map(({ digest }) => digest));
  }

  async allow({ shown, variables, digest }: Consent): Promise<void> {
    const others = this.all.filter((each) => each.digest !== digest);
    const sorted = [...others, { shown, variables, digest }].sort((a, b) => (a.shown < b.shown ? -1 : 1));
    await this.#storage.update(key, sorted);
  }

  async revoke({ digest }: Consent): Promise<void> {
    await this.#storage.update(
      key,
      this.all.filter((each) => each.digest !== digest),
    );
  }
}

function isConsent(stored: unknown): stored is Consent {
  const { shown, variables, digest } = (
    typeof stored === "object" && stored !== null ? stored : {}
  ) as Partial<Consent>;
  return (
    typeof shown === "string" &&
    typeof digest === "string" &&
    Array.isArray(variables) &&
    variables.every((name) => typeof name === "string")
  );
}
