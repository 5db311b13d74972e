// The lines of a text, by the line breaks that editors know: positions for offsets, and where the line of an offset begins and ends.
import { Char } from "./characters";

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
      if (!isEditorBreak(code)) continue;
      if (code === Char.carriageReturn && text.charCodeAt(at + 1) === Char.lineFeed) at++;
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

/** Whether a code is a blank that a line may be indented by. */
export function isBlank(code: number): boolean {
  return code === Char.space || code === Char.tab;
}

/** What editors take for the end of a line. */
export function isEditorBreak(code: number): boolean {
  return code === Char.lineFeed || code === Char.carriageReturn;
}

/** Offset of the first character of the line of an offset. */
export function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isEditorBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Offset of the line break that ends the line of an offset, or of the text's end. */
export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isEditorBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Offset behind the line break that stands at the end of a line. */
export function afterBreak(text: string, lineEnd: number): number {
  return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : Math.min(lineEnd + 1, text.length);
}

/** The blanks that the line of an offset begins with, none of them behind the offset. */
export function lineIndent(text: string, offset: number): string {
  const start = startOfLine(text, offset);
  return text.slice(start, Math.min(afterBlanks(text, start), offset));
}

/** Offset of the first character at or behind an offset that is no blank. */
export function afterBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Offset of the first of the blanks that stand directly before an offset. */
export function beforeBlanks(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The line break that a text is written with. */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
