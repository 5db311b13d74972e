// How long a text may be that an expression of a schema is tried on: matching by going back may take time without end.

/**
 * Expressions of OpenClaw's own with several loops that never go back far. Measured: a text of 30,000 characters that nearly fits takes
 * as much more time as it is longer.
 */
const measured = new Set([
  "^[^a-z0-9]*[a-z0-9]+(?:[^a-z0-9]+[a-z0-9]+)?[^a-z0-9]*$",
  "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$",
  "^(?:[A-Za-z0-9_'+\\-]+\\.)*[A-Za-z0-9_'+\\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$",
]);

/** Longest text, in UTF-16 code units, by the power of its length that the time may grow with. */
const longest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1000, 1000, 150, 60] as const;
/** The same where the time may double with each character. */
const shortest = 20;
/** Repetitions up to this many in all count as none: they cost the same on any text. */
const fewRepetitions = 1024;

/** UTF-16 code units of the longest text on which an expression is sure to come to an end soon. */
export function maxLengthFor(pattern: string): number {
  if (measured.has(pattern)) return Number.POSITIVE_INFINITY;
  const power = new Reader(pattern).power();
  return longest[power] ?? shortest;
}

/** An expression of a schema, which is not tried on what is too long for it. */
export class Pattern {
  readonly #expression: RegExp;
  readonly #maxLength: number;

  constructor(pattern: string) {
    this.#expression = regExp(pattern);
    this.#maxLength = maxLengthFor(pattern);
  }

  /** Whether a text is too long to be tried: then nothing is known of it. */
  isTooLong(text: string): boolean {
    return text.length > this.#maxLength;
  }

  /** Whether a text meets the expression; what is too long is taken to. */
  test(text: string): boolean {
    return this.isTooLong(text) || this.#expression.test(text);
  }
}

/** ECMAScript expressions with Unicode semantics, as the specification asks; those that need the old ones get them. */
function regExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    try {
      return new RegExp(pattern);
    } catch {
      return /^/;
    }
  }
}

/** What one part of an expression may cost. */
interface Cost {
  /** The power of the text's length that its time grows with. */
  readonly power: number;
  /** How often it may go round in bounded loops. */
  readonly rounds: number;
  readonly isAnchored: boolean;
}

const hopeless = 99;

/** Reads an expression as far as its loops; what it does not understand counts as hopeless. */
class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  power(): number {
    const { power, rounds, isAnchored } = this.#alternatives();
    if (this.#at < this.#pattern.length) return hopeless;
    // Without an anchor it is tried from every character on.
    return power + (isAnchored ? 0 : 1) + Math.floor(Math.log(rounds) / Math.log(fewRepetitions));
  }

  /** Of alternatives each is tried, one after the other. */
  #alternatives(): Cost {
    let cost = this.#sequence();
    while (this.#take("|")) {
      const other = this.#sequence();
      cost = {
        power: Math.max(cost.power, other.power),
        rounds: Math.max(cost.rounds, other.rounds),
        isAnchored: cost.isAnchored && other.isAnchored,
      };
    }
    return cost;
  }

  #sequence(): Cost {
    let [power, rounds] = [0, 1];
    /** Of what is looked at ahead before any loop, each is looked at once. */
    let ahead = 0;
    const isAnchored = this.#pattern.startsWith("^", this.#at);
    for (;;) {
      const next = this.#pattern[this.#at];
      if (next === undefined || next === "|" || next === ")") break;
      const looksAhead = this.#pattern.startsWith("(?=", this.#at) || this.#pattern.startsWith("(?!", this.#at);
      const atom = this.#atom();
      const repeats = this.#repetitions();
      if (looksAhead && power === 0 && repeats === 1) ahead = Math.max(ahead, atom.power);
      else if (repeats === 1) power += atom.power;
      else if (atom.isPlain) power += repeats > fewRepetitions ? 1 : 0;
      else power += atom.power === 0 && repeats <= fewRepetitions ? 0 : hopeless;
      // Each turn of a group may go another way.
      rounds *= atom.isPlain
        ? repeats <= fewRepetitions
          ? repeats
          : 1
        : Math.max(repeats === 1 ? 1 : 2, atom.rounds) ** repeats;
    }
    return { power: Math.max(power, ahead), rounds, isAnchored };
  }

  /** `isPlain`: one character, whichever. */
  #atom(): { readonly power: number; readonly rounds: number; readonly isPlain: boolean } {
    const plain = { power: 0, rounds: 1, isPlain: true };
    if (this.#take("(")) {
      // Groups that look behind or have names are of no schema that is known.
      const isKnown = this.#take("?:") || this.#take("?=") || this.#take("?!") || this.#pattern[this.#at] !== "?";
      const { power, rounds } = this.#alternatives();
      const isClosed = this.#take(")");
      return { power: isKnown && isClosed ? power : hopeless, rounds, isPlain: false };
    }
    if (this.#take("[")) {
      while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== "]")
        this.#at += this.#pattern[this.#at] === "\\" ? 2 : 1;
      this.#at++;
      return plain;
    }
    if (this.#take("\\")) {
      const kind = this.#pattern[this.#at++] ?? "";
      // What an earlier part has matched may be of any length.
      if (/[1-9k]/.test(kind)) return { power: hopeless, rounds: 1, isPlain: false };
      if (/[pPu]/.test(kind) && this.#pattern[this.#at] === "{") {
        const close = this.#pattern.indexOf("}", this.#at);
        this.#at = close < 0 ? this.#pattern.length : close + 1;
      }
      return plain;
    }
    this.#at++;
    return plain;
  }

  /** How often the atom before may stand; of an optional one that is once. */
  #repetitions(): number {
    let times = 1;
    const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(this.#pattern.slice(this.#at, this.#at + 40));
    if (this.#take("*") || this.#take("+")) times = Number.POSITIVE_INFINITY;
    else if (bounds) {
      const [all, least = "0", comma, most] = bounds;
      times = comma === "" ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY;
      this.#at += all.length;
    } else if (!this.#take("?")) return 1;
    this.#take("?");
    return Math.max(1, times);
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}
