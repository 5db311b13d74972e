// Which failures of features have been told of.

/** So many different ones are enough to go by. */
export const maxFailures = 200;

export class Failures {
  readonly #told = new Set<string>();

  /** Whether a failure of a feature is one that was not told of yet: of another kind, or from another place of our code. */
  isNew(feature: string, error: unknown): boolean {
    // The first line of a stack quotes what may be different each time.
    const place = error instanceof Error ? (/^\s+at .*$/m.exec(error.stack ?? "")?.[0] ?? "") : typeof error;
    const key = `${feature} ${error instanceof Error ? error.name : ""} ${place}`;
    if (this.#told.has(key) || this.#told.size >= maxFailures) return false;
    this.#told.add(key);
    return true;
  }
}

/** What may be told of an error: its kind, its code if that is a word, and the places in our code; nothing that it quotes. */
export function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" && /^[A-Z_]{1,40}$/.test(error.code) ? error.code : "";
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [[error.name, code].filter((word) => word !== "").join(" "), ...places.slice(0, 20)].join("\n");
}
