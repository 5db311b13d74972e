// Splits a text into JSON5 tokens; comments are collected on the way, problems are recorded and never thrown.
import {
  asciiClass,
  Char,
  CharClass,
  isDigit,
  isIdentifierPart,
  isIdentifierStart,
  isLineTerminator,
  isSpace,
} from "./characters";
import { readEscape, readHexEscape } from "./escapes";
import { numberValue, numeralEnd, wordEnd } from "./numerals";
import type { Problem, ProblemCode } from "./problem";

export enum Token {
  endOfFile,
  openBrace,
  closeBrace,
  openBracket,
  closeBracket,
  comma,
  colon,
  string,
  number,
  /** A name: an unquoted key, or one of the literals. */
  identifier,
  /** Characters that belong to no token; already reported. */
  unknown,
}

export interface Comment {
  readonly kind: "line" | "block";
  /** UTF-16 offset of the first slash. */
  readonly offset: number;
  /** UTF-16 code units, without the line break that ends a line comment. */
  readonly length: number;
}

/** Problems beyond this many are not recorded: such a text is not JSON5 at all. */
const maxProblems = 100;

/**
 * A cursor over `text`. After {@link scan}, `token`, `offset` and `end` describe the current token, and
 * `value` holds the meaning of a string, number or identifier.
 */
export class Scanner {
  token = Token.endOfFile;
  /** UTF-16 offset of the current token. */
  offset = 0;
  /** UTF-16 offset just behind the current token. */
  end = 0;
  value: string | number = "";
  /** Whether the current token is an unclosed string: the parser then expects little of what follows it. */
  unterminated = false;
  readonly comments: Comment[] = [];
  readonly problems: Problem[];
  readonly #text: string;
  readonly #length: number;

  /** @param problems where problems go; the parser shares its own list */
  constructor(text: string, problems: Problem[] = []) {
    this.#text = text;
    this.#length = text.length;
    this.problems = problems;
  }

  /** Goes on from another place. Comments behind it are forgotten, they will be met again. */
  seek(offset: number): void {
    this.end = offset;
    while ((this.comments.at(-1)?.offset ?? -1) >= offset) this.comments.pop();
  }

  /** Moves to the next token and returns its kind. */
  scan(): Token {
    const text = this.#text;
    let at = this.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === Char.space || code === Char.lineFeed || code === Char.carriageReturn || code === Char.tab) {
        at++;
      } else if (code === Char.slash) {
        const end = this.#comment(at);
        if (end < 0) break;
        at = end;
      } else if (code < 128 ? asciiClass[code] === CharClass.space : isSpace(code) || isLineTerminator(code)) {
        at++;
      } else {
        break;
      }
    }
    this.offset = at;
    this.token = this.#token(at);
    return this.token;
  }

  /** Records a problem over the given range. */
  report(
    code: ProblemCode,
    offset: number,
    end: number,
    params: Problem["params"] = {},
    insert?: Problem["insert"],
  ): void {
    if (this.problems.length >= maxProblems) return;
    this.problems.push({ code, offset, length: end - offset, params, ...(insert && { insert }) });
  }

  #token(at: number): Token {
    const code = this.#text.charCodeAt(at);
    switch (code) {
      case Char.openBrace:
        this.end = at + 1;
        return Token.openBrace;
      case Char.closeBrace:
        this.end = at + 1;
        return Token.closeBrace;
      case Char.openBracket:
        this.end = at + 1;
        return Token.openBracket;
      case Char.closeBracket:
        this.end = at + 1;
        return Token.closeBracket;
      case Char.comma:
        this.end = at + 1;
        return Token.comma;
      case Char.colon:
        this.end = at + 1;
        return Token.colon;
      case Char.doubleQuote:
      case Char.singleQuote:
        return this.#string(at, code);
    }
    if (at >= this.#length) {
      this.end = at;
      return Token.endOfFile;
    }
    if (isDigit(code) || code === Char.minus || code === Char.plus || code === Char.dot) return this.#number(at);
    if (code === Char.backslash || isIdentifierStart(this.#text.codePointAt(at) ?? 0)) return this.#identifier(at);
    return this.#unknown(at);
  }

  /** @returns the end of the comment that starts at `at`, or -1 where there is none */
  #comment(at: number): number {
    const text = this.#text;
    const kind = text.charCodeAt(at + 1);
    if (kind === Char.slash) {
      let end = at + 2;
      while (end < this.#length && !isLineTerminator(text.charCodeAt(end))) end++;
      this.comments.push({ kind: "line", offset: at, length: end - at });
      return end;
    }
    if (kind !== Char.asterisk) return -1;
    const close = text.indexOf("*/", at + 2);
    const end = close < 0 ? this.#length : close + 2;
    if (close < 0) {
      this.report("syntax/unterminated-comment", at, at + 2, {}, { offset: end, text: " */" });
    }
    this.comments.push({ kind: "block", offset: at, length: end - at });
    return end;
  }

  #string(start: number, quote: number): Token {
    const text = this.#text;
    this.unterminated = false;
    for (let at = start + 1; ; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.value = text.slice(start + 1, at);
        this.end = at + 1;
        return Token.string;
      }
      if (code === Char.backslash) return this.#escapedString(start, at, quote);
      if (code === Char.lineFeed || code === Char.carriageReturn || at >= this.#length) {
        return this.#unterminated(start, at, quote, text.slice(start + 1, at));
      }
    }
  }

  /** A string with escapes, the first of which stands at `first`. */
  #escapedString(start: number, first: number, quote: number): Token {
    const text = this.#text;
    let value = "";
    let from = start + 1;
    let at = first;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.value = value + text.slice(from, at);
        this.end = at + 1;
        return Token.string;
      }
      if (code === Char.backslash) {
        value += text.slice(from, at);
        if (at + 1 >= this.#length) return this.#unterminated(start, this.#length, quote, value);
        value += readEscape(this, text, at);
        from = this.end;
        at = this.end;
      } else if (code === Char.lineFeed || code === Char.carriageReturn || at >= this.#length) {
        return this.#unterminated(start, at, quote, value + text.slice(from, at));
      } else {
        at++;
      }
    }
  }

  #unterminated(start: number, lineEnd: number, quote: number, value: string): Token {
    // What closes the line belongs, by all likelihood, to the document and not to the string.
    let end = lineEnd;
    while (end > start + 1 && " \t,]}".includes(this.#text.charAt(end - 1))) end--;
    this.value = value.slice(0, value.length - (lineEnd - end));
    this.unterminated = true;
    this.end = end;
    this.report("syntax/unterminated-string", start, end, {}, { offset: end, text: String.fromCharCode(quote) });
    return Token.string;
  }

  #number(start: number): Token {
    const text = this.#text;
    const numeral = numeralEnd(text, start);
    const isSound = numeral >= 0;
    const at = isSound ? numeral : ~numeral;
    // A name or another number glued to it makes the whole a misspelt number.
    const end = wordEnd(text, at);
    this.end = end;
    if (!isSound || end > at) {
      this.report("syntax/invalid-number", start, end, { token: text.slice(start, end) });
      this.value = Number.NaN;
    } else {
      this.value = numberValue(text, start, at);
    }
    return Token.number;
  }

  #identifier(start: number): Token {
    const text = this.#text;
    let at = start;
    let value = "";
    let from = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        if (((asciiClass[code] ?? 0) & CharClass.identifierPart) !== 0) {
          at++;
          continue;
        }
        if (code !== Char.backslash) break;
        value += text.slice(from, at);
        value += this.#identifierEscape(at, at === start);
        at = this.end;
        from = at;
        continue;
      }
      const point = text.codePointAt(at);
      if (point === undefined || !isIdentifierPart(point)) break;
      at += point > 0xffff ? 2 : 1;
    }
    this.end = at;
    this.value = from === start ? text.slice(start, at) : value + text.slice(from, at);
    return Token.identifier;
  }

  #identifierEscape(at: number, first: boolean): string {
    const text = this.#text;
    if (text.charCodeAt(at + 1) !== Char.u) {
      this.end = at + 1;
      this.report("syntax/invalid-escape", at, at + 1, { token: "\\" });
      return "";
    }
    const problems = this.problems.length;
    const character = readHexEscape(this, text, at, 4);
    if (this.problems.length > problems || character.length !== 1) return character;
    const code = character.charCodeAt(0);
    if (first ? !isIdentifierStart(code) : !isIdentifierPart(code)) {
      this.report("syntax/invalid-escape", at, this.end, { token: text.slice(at, this.end) });
    }
    return character;
  }

  #unknown(start: number): Token {
    const text = this.#text;
    let at = start;
    do {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    } while (at < this.#length && !this.#startsToken(at));
    this.end = at;
    this.report("syntax/invalid-character", start, at, { token: text.slice(start, Math.min(at, start + 20)) });
    return Token.unknown;
  }

  #startsToken(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    if (isSpace(code) || isLineTerminator(code)) return true;
    if (code === Char.slash)
      return this.#text.charCodeAt(at + 1) === code || this.#text.charCodeAt(at + 1) === Char.asterisk;
    if ("{}[],:\"'+-.\\".includes(String.fromCharCode(code))) return true;
    return isDigit(code) || isIdentifierStart(this.#text.codePointAt(at) ?? 0);
  }
}
