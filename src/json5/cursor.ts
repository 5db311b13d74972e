// A scanner that remembers the token before, and says of the one ahead what a parser asks.
import { Char } from "./characters";
import { Scanner, Token } from "./scanner";

export class Cursor extends Scanner {
  /** UTF-16 offset behind the last token consumed. */
  lastEnd = 0;
  /** UTF-16 offset of the last token consumed. */
  lastStart = 0;
  readonly #source: string;

  constructor(text: string) {
    super(text);
    this.#source = text;
  }

  /** Consumes the current token. */
  next(): void {
    this.lastStart = this.offset;
    this.lastEnd = this.end;
    this.scan();
  }

  /** Asked through a method because the compiler believes that a token once seen stays. */
  is(token: Token): boolean {
    return this.token === token;
  }

  isWord(): boolean {
    return this.token === Token.string || this.token === Token.identifier;
  }

  /** Whether a colon is the next thing behind the current token, but for blanks. */
  colonFollows(): boolean {
    let at = this.end;
    let code = this.#source.charCodeAt(at);
    while (code === Char.space || code === Char.tab) code = this.#source.charCodeAt(++at);
    return code === Char.colon;
  }

  /** Whether the current token ends a member. */
  endsMember(): boolean {
    const { token } = this;
    return (
      token === Token.comma || token === Token.closeBrace || token === Token.closeBracket || token === Token.endOfFile
    );
  }

  /** Whether the last token consumed is a string whose closing quote is missing. */
  isBehindBrokenString(): boolean {
    const last = this.problems.at(-1);
    return last?.code === "syntax/unterminated-string" && last.offset + last.length === this.lastEnd;
  }

  /** The beginning of the current token. */
  tokenText(): string {
    return this.#source.slice(this.offset, Math.min(this.end, this.offset + 60));
  }

  /** Says that the current token has no business here. */
  reportUnexpected(): void {
    this.report("syntax/unexpected-token", this.offset, this.end, { token: this.tokenText() });
  }

  /** Says that a value is missing behind the last token consumed. */
  reportMissingValue(): void {
    this.report("syntax/expected-value", this.lastStart, this.lastEnd, { token: this.tokenText() });
  }
}
