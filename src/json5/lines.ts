// Converts UTF-16 offsets to lines and characters, by the line breaks that editors know.

export interface LinePosition {
  /** Zero-based. */
  readonly line: number;
  /** UTF-16 code units from the line's start. */
  readonly character: number;
}

/** The lines of one text. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 10 && code !== 13) continue;
      if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
      this.#starts.push(at + 1);
    }
  }

  /** An offset beyond the text counts as its end. */
  positionAt(offset: number): LinePosition {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - (this.#starts[low] ?? 0) };
  }

  /** A line beyond the text counts as its end, as does a character beyond its line's end. */
  offsetAt({ line, character }: LinePosition): number {
    const start = this.#starts[line];
    if (start === undefined) return this.#length;
    return Math.min(start + character, this.#starts[line + 1] ?? this.#length);
  }
}
