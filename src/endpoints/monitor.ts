// Keeps the health of some endpoints up to date while somebody can see it.
import type { Endpoint, Past, Probe, ProbeResult } from "./types";

/** The passing of time; tests bring their own. Times in ms. */
export interface Clock {
  setTimeout(run: () => void, delay: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: Clock = {
  setTimeout: (run, delay) => setTimeout(run, delay),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

export interface Health {
  readonly endpoint: Endpoint;
  /** The last answer; undefined until the first has come. */
  readonly result: ProbeResult | undefined;
  /** Whether it is being asked, or waits for its turn. */
  readonly checking: boolean;
  /** The last answers, the oldest first: at most {@link maxHistory}. */
  readonly history: readonly Past[];
}

interface Watched {
  endpoint: Endpoint;
  result: ProbeResult | undefined;
  running: AbortController | undefined;
  /** Whether it is to be asked as soon as fewer are. */
  isWaiting: boolean;
  history: readonly Past[];
  /** How often in a row nothing was there. */
  failures: number;
  /** Rounds that it is left out of. */
  pause: number;
}

/** Time between two checks, in ms. */
export const checkInterval = 30_000;
/** Rounds between two checks of a server that stays down: 5 min. */
const maxPause = 10;
export const maxHistory = 60;
/** A config with more servers than this is no config for one person: the rest is not asked. */
export const maxEndpoints = 32;
/** So many are asked at a time. */
export const maxRunning = 4;

/**
 * Asks each endpoint when it is set, then every {@link checkInterval} while active, and whenever told to; one request in flight each. One
 * that is down is asked less and less often, every 5 min in the end. Inactive or without endpoints, no timer runs. At most
 * {@link maxRunning} are asked at a time, and at most {@link maxEndpoints} at all.
 */
export class Monitor {
  readonly #probe: Probe;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #watched: Watched[] = [];
  #active = false;
  #timer: unknown;

  /**
   * @param changed called after every change of {@link health}
   * @param failed told of a probe that failed in itself, which none should
   */
  constructor(probe: Probe, changed: () => void, failed: (error: unknown) => void, clock: Clock = systemClock) {
    this.#probe = probe;
    this.#changed = changed;
    this.#failed = failed;
    this.#clock = clock;
  }

  get health(): readonly Health[] {
    return this.#watched.map(({ endpoint, result, running, isWaiting, history }) => ({
      endpoint,
      result,
      checking: running !== undefined || isWaiting,
      history,
    }));
  }

  /** Replaces the endpoints. Those that stay the same keep their results; new ones are asked at once. */
  setEndpoints(all: readonly Endpoint[]): void {
    const endpoints = all.slice(0, maxEndpoints);
    const same = (a: Endpoint, b: Endpoint) => a.id === b.id && a.target.equals(b.target);
    const kept = this.#watched.filter((watched) => endpoints.some((endpoint) => same(endpoint, watched.endpoint)));
    // What is wanted of an endpoint may have changed; that counts from the next time on.
    for (const watched of kept)
      watched.endpoint = endpoints.find((each) => same(each, watched.endpoint)) ?? watched.endpoint;
    const unchanged = kept.length === this.#watched.length && endpoints.length === kept.length;
    for (const watched of this.#watched) if (!kept.includes(watched)) watched.running?.abort();
    this.#watched = endpoints.map(
      (endpoint) => kept.find((watched) => same(endpoint, watched.endpoint)) ?? newWatched(endpoint),
    );
    if (unchanged) return;
    // Who is gone makes room for others.
    this.#next();
    if (this.#active) for (const watched of this.#watched) if (!watched.result) this.#check(watched);
    this.#schedule();
    this.#changed();
  }

  /** Whether anybody can see the health. Becoming active checks at once. */
  setActive(active: boolean): void {
    if (active === this.#active) return;
    this.#active = active;
    if (active) this.checkNow();
    else {
      this.#stop();
      for (const watched of this.#watched) watched.isWaiting = false;
    }
  }

  /** Asks every endpoint that is not being asked already, if active. */
  checkNow(): void {
    if (!this.#active) return;
    for (const watched of this.#watched) this.#check(watched);
    this.#schedule();
    this.#changed();
  }

  /** Ends all requests and timers. */
  dispose(): void {
    this.#active = false;
    this.#stop();
    const watched = this.#watched;
    this.#watched = [];
    for (const { running } of watched) running?.abort();
  }

  #stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#stop();
    if (!this.#active || this.#watched.length === 0) return;
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#round();
    }, checkInterval);
  }

  /** Asks those whose turn it is. */
  #round(): void {
    const due = this.#watched.filter((watched) => watched.pause === 0);
    for (const watched of this.#watched) if (watched.pause > 0) watched.pause--;
    for (const watched of due) this.#check(watched);
    this.#schedule();
    if (due.length > 0) this.#changed();
  }

  #check(watched: Watched): void {
    if (watched.running) return;
    watched.isWaiting = true;
    this.#next();
  }

  /** Asks those whose turn has come, as many as may be asked at a time. */
  #next(): void {
    let free = maxRunning - this.#watched.filter(({ running }) => running).length;
    for (const watched of this.#watched) {
      if (free === 0) return;
      if (!watched.isWaiting) continue;
      free--;
      this.#ask(watched);
    }
  }

  #ask(watched: Watched): void {
    const running = new AbortController();
    watched.running = running;
    watched.isWaiting = false;
    const end = (result: ProbeResult | undefined) => {
      watched.running = undefined;
      if (!running.signal.aborted && result) remember(watched, result);
      this.#next();
      if (!running.signal.aborted) this.#changed();
    };
    this.#probe(watched.endpoint, running.signal).then(end, (error: unknown) => {
      // Nobody waits for one that was called off.
      if (!running.signal.aborted) this.#failed(error);
      end({ state: "not-openai", latency: 0, models: [], detail: { kind: "broken-off" } });
    });
  }
}

function newWatched(endpoint: Endpoint): Watched {
  return { endpoint, result: undefined, running: undefined, isWaiting: false, history: [], failures: 0, pause: 0 };
}

function remember(watched: Watched, result: ProbeResult): void {
  const { state, latency } = result;
  watched.result = result;
  watched.history = [...watched.history, { state, latency }].slice(-maxHistory);
  watched.failures = state === "down" ? watched.failures + 1 : 0;
  watched.pause = watched.failures === 0 ? 0 : Math.min(2 ** watched.failures, maxPause) - 1;
}
