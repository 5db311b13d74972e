// Which servers may be asked that are not asked by themselves: what people have allowed, remembered on this machine.
import type { Memento } from "vscode";
import type { Consent } from "../features/main";

const key = "allowedServers";

export class Consents {
  readonly #memento: Memento;

  /** @param memento that of the machine, which no settings sync carries elsewhere */
  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get all(): readonly Consent[] {
    const stored = this.#memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter(isConsent) : [];
  }

  /** What tells them apart. */
  get digests(): ReadonlySet<string> {
    return new Set(this.all.map(({ digest }) => digest));
  }

  async allow({ shown, variables, digest }: Consent): Promise<void> {
    const others = this.all.filter((each) => each.digest !== digest);
    const sorted = [...others, { shown, variables, digest }].sort((a, b) => (a.shown < b.shown ? -1 : 1));
    await this.#memento.update(key, sorted);
  }

  async revoke({ digest }: Consent): Promise<void> {
    await this.#memento.update(
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
