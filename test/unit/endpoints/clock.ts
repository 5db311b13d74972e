// A clock for tests.
import type { Clock } from "../../../src/endpoints/monitor";

/** A clock that only moves when told to. Times in ms. */
export class ManualClock implements Clock {
  now = 0;
  readonly timers = new Map<object, { readonly at: number; readonly run: () => void }>();

  setTimeout(run: () => void, delay: number): object {
    const timer = {};
    this.timers.set(timer, { at: this.now + delay, run });
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.timers.delete(timer as object);
  }

  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      this.timers.delete(next[0]);
      this.now = next[1].at;
      next[1].run();
    }
    this.now = end;
  }
}
