// The objects and arrays that are open, and recovery: which of them a missing or stray bracket ends.
import { type Closer, imbalance } from "./balance";
import { Char } from "./characters";
import type { Cursor } from "./cursor";
import type { Layout } from "./layout";
import { Token } from "./scanner";
import { maxDepth } from "./tree";
import type { TreeNode } from "./treeNode";

interface Container {
  readonly node: TreeNode;
  readonly close: Closer;
  /** Column of the first character of the line on which it opens, or -1 where nothing can be told. */
  readonly indent: number;
  /** Whether its first member showed that members stand deeper than the line that opened it. */
  indented: boolean;
  empty: boolean;
}

type Bracket = "}" | "]";

/** How often a stray closing bracket may be weighed by looking at the rest of the text. */
const maxLookAheads = 8;

export class Nesting {
  /** Whether brackets were missing or left over. */
  unbalanced = false;
  /** The last container ended without a closing bracket, so no comma is due. */
  closedEarly = false;
  readonly #text: string;
  readonly #cursor: Cursor;
  readonly #layout: Layout;
  readonly #byIndent: boolean;
  readonly #stack: Container[] = [];
  /** How many of the containers on the stack are objects. */
  #braces = 0;
  #lookAheads = 0;
  #endReported = false;

  /** @param byIndent whether indentation says where closing brackets are missing */
  constructor(text: string, cursor: Cursor, layout: Layout, byIndent: boolean) {
    this.#text = text;
    this.#cursor = cursor;
    this.#layout = layout;
    this.#byIndent = byIndent;
  }

  /** Opens an object or array; false where no more may be open, and the parse has been ended. */
  open(node: TreeNode): boolean {
    if (this.#stack.length >= maxDepth) {
      this.#giveUp();
      return false;
    }
    const isObject = node.type === "object";
    this.#stack.push({
      node,
      close: isObject ? Token.closeBrace : Token.closeBracket,
      indent: this.#byIndent ? this.#layout.lineIndent(node.offset) : -1,
      indented: false,
      empty: true,
    });
    if (isObject) this.#braces++;
    return true;
  }

  /** Closes the innermost. */
  close(): void {
    if (this.#stack.pop()?.close === Token.closeBrace) this.#braces--;
  }

  /** Ends the parse: one problem, no more tokens. */
  #giveUp(): void {
    const cursor = this.#cursor;
    cursor.report("syntax/too-deep", cursor.lastStart, cursor.lastEnd, { limit: maxDepth });
    this.#endReported = true;
    cursor.seek(this.#text.length);
    cursor.scan();
  }

  /** The text ends before the innermost does. */
  missingAtEnd(): void {
    this.unbalanced = true;
    this.closedEarly = true;
    if (this.#endReported) return;
    this.#endReported = true;
    const open = this.#stack.at(-1)?.node.offset ?? 0;
    const brackets = this.#stack
      .map((container) => (container.close === Token.closeBrace ? "}" : "]"))
      .reverse()
      .join("");
    const insert = { offset: this.#cursor.lastEnd, text: `\n${brackets}` };
    this.#cursor.report("syntax/expected-close", open, open + 1, { bracket: brackets.charAt(0) }, insert);
  }

  /** Ends the innermost behind its last member, its closing bracket being missing. */
  closeMissing(bracket: Bracket): void {
    const { lastEnd } = this.#cursor;
    const end = this.#text.charCodeAt(lastEnd - 1) === Char.comma ? lastEnd - 1 : lastEnd;
    const open = this.#stack.at(-1)?.node.offset ?? 0;
    this.#cursor.report("syntax/expected-close", open, open + 1, { bracket }, { offset: end, text: bracket });
    this.closedEarly = true;
  }

  /**
   * Meets a closing bracket of the other kind: either the innermost's own is missing, or this one is left over.
   *
   * @param bracket the one that is due
   * @returns whether the innermost ends here; otherwise the bracket has been skipped
   */
  endsAtOther(bracket: Bracket): boolean {
    this.unbalanced = true;
    const cursor = this.#cursor;
    // What is not open need not be looked for.
    const open = cursor.token === Token.closeBrace ? this.#braces : this.#stack.length - this.#braces;
    const depth = open === 0 ? -1 : this.#stack.findLastIndex((container) => container.close === cursor.token);
    if (depth >= 0 && this.#endingIsBetter(depth)) {
      this.closeMissing(bracket);
      return true;
    }
    cursor.reportUnexpected();
    cursor.next();
    // The comma behind it parts the members around it.
    if (cursor.is(Token.comma)) cursor.next();
    return false;
  }

  /** Compares, by counting the brackets of the rest of the text, ending containers down to `depth` with skipping the bracket. */
  #endingIsBetter(depth: number): boolean {
    if (++this.#lookAheads > maxLookAheads) return true;
    const kinds = this.#stack.map((container) => container.close);
    const ended = kinds.length - 1 - depth + imbalance(this.#text, this.#cursor.end, kinds.slice(0, depth));
    const skipped = 1 + imbalance(this.#text, this.#cursor.end, kinds);
    return ended <= skipped;
  }

  /** In the reading by indentation: whether the member ahead stands too far left to belong to the innermost, which then ends. */
  endsByIndent(bracket: Bracket): boolean {
    const container = this.#stack.at(-1);
    if (!this.#byIndent || !container || this.#stack.length < 2) return false;
    const { offset } = this.#cursor;
    if (!this.#layout.startsLine(offset)) {
      container.empty = false;
      return false;
    }
    const column = this.#layout.column(offset);
    if (container.empty) {
      container.empty = false;
      container.indented = column > container.indent;
      return false;
    }
    if (!container.indented || column > container.indent) return false;
    this.closeMissing(bracket);
    return true;
  }
}
