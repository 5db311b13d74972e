// Notices that the machine's network has changed: a cable, a wireless network, a VPN.
import os from "node:os";
import type { Clock } from "./monitor";

/** Time between two looks at the machine's addresses, in ms: nothing is sent for it. */
export const lookInterval = 5000;

/** The machine's addresses as one text. */
export function ownAddresses(): string {
  return Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => address)
    .sort()
    .join(" ");
}

/** Calls back whenever the addresses are others than before, while it is active; inactive, no timer runs. */
export class NetworkWatch {
  readonly #changed: () => void;
  readonly #clock: Clock;
  readonly #addresses: () => string;
  #timer: unknown;
  #known = "";

  constructor(changed: () => void, clock: Clock, addresses = ownAddresses) {
    this.#changed = changed;
    this.#clock = clock;
    this.#addresses = addresses;
  }

  setActive(active: boolean): void {
    if (active === (this.#timer !== undefined)) return;
    if (active) {
      this.#known = this.#addresses();
      this.#wait();
    } else {
      this.#clock.clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  #wait(): void {
    this.#timer = this.#clock.setTimeout(() => {
      const now = this.#addresses();
      const isNew = now !== this.#known;
      this.#known = now;
      this.#wait();
      if (isNew) this.#changed();
    }, lookInterval);
  }
}
