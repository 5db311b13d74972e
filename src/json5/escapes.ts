// Reads the escapes of strings and names: what each stands for, and what is wrong with it.
import { Char, isDigit, isHexDigit } from "./characters";
import type { ProblemCode } from "./problem";

/** What reads the text that an escape stands in. */
export interface EscapeReader {
  /** UTF-16 offset just behind what has been read. */
  end: number;
  report(code: ProblemCode, offset: number, end: number, params: { readonly token: string }): void;
}

/** Reads the escape whose backslash stands at `at`, leaves the reader's `end` behind it and returns what it stands for. */
export function readEscape(reader: EscapeReader, text: string, at: number): string {
  const code = text.charCodeAt(at + 1);
  reader.end = at + 2;
  switch (code) {
    case Char.b:
      return "\b";
    case Char.f:
      return "\f";
    case Char.n:
      return "\n";
    case Char.r:
      return "\r";
    case Char.t:
      return "\t";
    case Char.v:
      return "\v";
    case Char._0:
      if (!isDigit(text.charCodeAt(at + 2))) return "\0";
      reader.report("syntax/invalid-escape", at, at + 3, { token: text.slice(at, at + 3) });
      return "\0";
    case Char.x:
      return readHexEscape(reader, text, at, 2);
    case Char.u:
      return readHexEscape(reader, text, at, 4);
    case Char.carriageReturn:
      if (text.charCodeAt(at + 2) === Char.lineFeed) reader.end = at + 3;
      return "";
    case Char.lineFeed:
    case Char.lineSeparator:
    case Char.paragraphSeparator:
      return "";
  }
  if (isDigit(code)) reader.report("syntax/invalid-escape", at, at + 2, { token: text.slice(at, at + 2) });
  const character = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  reader.end = at + 1 + character.length;
  return character;
}

/** Reads the `\x` or `\u` at `at` with so many digits; where some are missing, it stands for what is written. */
export function readHexEscape(reader: EscapeReader, text: string, at: number, digits: number): string {
  let end = at + 2;
  while (end < at + 2 + digits && isHexDigit(text.charCodeAt(end))) end++;
  reader.end = end;
  if (end === at + 2 + digits) return String.fromCharCode(Number.parseInt(text.slice(at + 2, end), 16));
  reader.report("syntax/invalid-escape", at, end, { token: text.slice(at, end) });
  return text.slice(at, end);
}
