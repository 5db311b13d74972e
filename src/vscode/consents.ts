// Which servers beyond this machine may be asked: what people have allowed, remembered on this machine.
import type { Memento } from "vscode";

const key = "allowedOrigins";

export class Consents {
  readonly #memento: Memento;

  /** @param memento that of the machine, which no settings sync carries elsewhere */
  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Origins: scheme, host and port. */
  get origins(): ReadonlySet<string> {
    const stored = this.#memento.get<unknown>(key);
    return new Set(Array.isArray(stored) ? stored.filter((each): each is string => typeof each === "string") : []);
  }

  async allow(origin: string): Promise<void> {
    await this.#memento.update(key, [...new Set([...this.origins, origin])].sort());
  }

  async revoke(origin: string): Promise<void> {
    await this.#memento.update(
      key,
      [...this.origins].filter((each) => each !== origin),
    );
  }
}
