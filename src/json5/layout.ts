// Where things stand on their lines: what indentation tells about a text whose brackets do not balance.
import { afterBlanks, beforeBlanks, isEditorBreak } from "./lines";

/** Columns beyond this one are taken for this one: a file in one line has no indentation to read. */
const maxIndent = 1000;

export class Layout {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether nothing but blanks stands before `offset` on its line. */
  startsLine(offset: number): boolean {
    const at = beforeBlanks(this.#text, offset);
    return at === 0 || isEditorBreak(this.#text.charCodeAt(at - 1));
  }

  /** UTF-16 code units from the line's start. */
  column(offset: number): number {
    return offset - this.#lineStart(offset);
  }

  /** Column of the first character that is no blank on the line of `offset`. */
  lineIndent(offset: number): number {
    const start = this.#lineStart(offset);
    return afterBlanks(this.#text, start) - start;
  }

  #lineStart(offset: number): number {
    const limit = Math.max(0, offset - maxIndent);
    let at = offset;
    while (at > limit && !isEditorBreak(this.#text.charCodeAt(at - 1))) at--;
    return at;
  }
}
