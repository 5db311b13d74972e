// Where a server is, and the key to send there: closed to all but what sends requests.

interface Opened {
  readonly url: URL;
  readonly apiKey: string | undefined;
}

/** In characters; a shorter key stands for "no key" and is found in other words, too. */
const shortestKey = 6;

/** In characters; words that stand for "no key", such as a provider's name, are shorter and part of models' names. */
const shortestToken = 16;

/** Stands where a key was. */
const mask = "•••";

/** Rooms are bundled apart, each with this class of its own: by a key that all share, one opens what another has made. */
const opener: unique symbol = Symbol.for("openclaw-json5.target");

/** An address and a key. It turns into no text but the one for people; only {@link open} tells the rest, and only this room may import that. */
export class Target {
  declare readonly [opener]: () => Opened;
  /** The address as people may see it. */
  readonly shown: string;
  /** The same of the list of models. */
  readonly shownList: string;
  /** Whether it is on this machine, so that no connection may lead anywhere else. */
  readonly isLoopback: boolean;
  /** Whether no variable holds a part of it. */
  readonly isPlain: boolean;

  /**
   * @param url the list of models: an http(s) URL
   * @param apiKey sent as Bearer to the origin of `url`, and nowhere else
   */
  constructor(
    url: URL,
    apiKey: string | undefined,
    about: Pick<Target, "shown" | "shownList" | "isLoopback" | "isPlain">,
  ) {
    Object.defineProperty(this, opener, { value: () => ({ url, apiKey }), enumerable: false });
    this.shown = about.shown;
    this.shownList = about.shownList;
    this.isLoopback = about.isLoopback;
    this.isPlain = about.isPlain;
  }

  get hasKey(): boolean {
    return open(this).apiKey !== undefined;
  }

  /** Whether the same is asked with the same key. */
  equals(other: Target): boolean {
    const [a, b] = [open(this), open(other)];
    return a.url.href === b.url.href && a.apiKey === b.apiKey;
  }

  /** The same server, asked without a key. */
  withoutKey(): Target {
    return new Target(open(this).url, undefined, this);
  }

  /**
   * A text without the key, should somebody have put it there.
   *
   * @param words that are no secret, though they may serve as keys: names of providers
   */
  redact(text: string, words: ReadonlySet<string> = new Set()): string {
    const key = open(this).apiKey;
    return key === undefined || key.length < shortestKey || words.has(key) ? text : text.replaceAll(key, mask);
  }

  /** The same for names of a server's: only a key that no model is called by is taken out of them. */
  redactToken(text: string): string {
    const key = open(this).apiKey;
    return key === undefined || key.length < shortestToken ? text : text.replaceAll(key, mask);
  }

  toString(): string {
    return this.shown;
  }

  toJSON(): string {
    return this.shown;
  }
}

/** What requests are made of. */
export function open(target: Target): Opened {
  return target[opener]();
}
