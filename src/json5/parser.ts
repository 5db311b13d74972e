// A tolerant recursive-descent parser: any text gives a tree, and what is wrong with it as a short list of problems.
import { type Closer, imbalance } from "./balance";
import { Char } from "./characters";
import { Layout } from "./layout";
import type { Problem } from "./problem";
import { Scanner, Token } from "./scanner";
import { type Json5Document, maxDepth, type Node } from "./tree";
import { leaf, TreeNode } from "./treeNode";

/**
 * Parses a text as JSON5. Never throws and takes time linear in the text's length.
 *
 * The tree of a broken text keeps all that can be told of it: a missing comma, colon or bracket costs one problem and no
 * nodes. Where brackets do not balance, a second reading lets the indentation say where one is missing.
 */
export function parse(text: string): Json5Document {
  const first = new Parser(text, false);
  const root = first.document();
  if (!first.unbalanced) return { text, root, problems: sorted(first.problems), comments: first.comments };
  const second = new Parser(text, true);
  const other = second.document();
  const better = second.problems.length <= first.problems.length;
  const chosen = better ? second : first;
  return { text, root: better ? other : root, problems: sorted(chosen.problems), comments: chosen.comments };
}

function sorted(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => a.offset - b.offset);
}

interface Container {
  readonly node: TreeNode;
  readonly close: Closer;
  /** Column of the first character of the line on which it opens, or -1 where nothing can be told. */
  readonly indent: number;
  /** Whether its first member showed that members stand deeper than the line that opened it. */
  indented: boolean;
  empty: boolean;
}

/** How often a stray closing bracket may be weighed by looking at the rest of the text. */
const maxLookAheads = 8;

class Parser {
  /** Whether brackets were missing or left over. */
  unbalanced = false;
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #layout: Layout;
  readonly #stack: Container[] = [];
  readonly #byIndent: boolean;
  /** How many of the containers on the stack are objects. */
  #braces = 0;
  /** End of the last token consumed. */
  #lastEnd = 0;
  /** Start of the last token consumed. */
  #lastStart = 0;
  /** The last container ended without a closing bracket, so no comma is due. */
  #closedEarly = false;
  #lookAheads = 0;
  #endReported = false;

  constructor(text: string, byIndent: boolean) {
    this.#text = text;
    this.#byIndent = byIndent;
    this.#scanner = new Scanner(text, this.problems);
    this.#layout = new Layout(text);
  }

  get comments() {
    return this.#scanner.comments;
  }

  document(): Node | undefined {
    const scanner = this.#scanner;
    scanner.scan();
    while (scanner.token === Token.unknown) this.#next();
    if (this.#is(Token.endOfFile)) {
      if (this.problems.length === 0)
        scanner.report("syntax/empty", 0, Math.min(1, this.#text.length), {}, { offset: scanner.end, text: "{}" });
      return undefined;
    }
    const keyAhead =
      scanner.token === Token.identifier || scanner.token === Token.string ? this.#colonFollows() : false;
    const root = keyAhead ? this.#object(undefined, true) : this.#value(undefined);
    if (root?.children) this.#rest(root);
    else if (scanner.token !== Token.endOfFile) this.#trailing();
    return root;
  }

  /** What stands behind the root's closing bracket: nothing, or members that a stray bracket cut off, or rubbish. */
  #rest(root: TreeNode): void {
    const scanner = this.#scanner;
    while (scanner.token !== Token.endOfFile && root.children) {
      const stray = scanner.token === Token.closeBrace || scanner.token === Token.closeBracket;
      const goesOn =
        scanner.token === Token.comma ||
        ((scanner.token === Token.string || scanner.token === Token.identifier) &&
          root.type === "object" &&
          this.#colonFollows());
      if (stray) {
        this.unbalanced = true;
        this.#unexpected();
        this.#next();
      } else if (goesOn) {
        this.unbalanced = true;
        scanner.report("syntax/unexpected-token", this.#lastStart, this.#lastEnd, {
          token: this.#text.slice(this.#lastStart, this.#lastEnd),
        });
        if (scanner.token === Token.comma) this.#next();
        this.#members(root);
      } else {
        this.#trailing();
        return;
      }
    }
  }

  #trailing(): void {
    const scanner = this.#scanner;
    if (scanner.token !== Token.unknown) {
      scanner.report("syntax/trailing-content", scanner.offset, scanner.end, { token: this.#tokenText() });
    }
    // The comments behind it are still worth having.
    while (scanner.token !== Token.endOfFile) {
      const before = this.problems.length;
      scanner.scan();
      this.problems.length = before;
    }
  }

  /** Asked through a method because the compiler believes that a token once seen stays. */
  #is(token: Token): boolean {
    return this.#scanner.token === token;
  }

  #next(): void {
    this.#lastStart = this.#scanner.offset;
    this.#lastEnd = this.#scanner.end;
    this.#scanner.scan();
  }

  /** @returns undefined where no value stands; nothing is consumed and nothing reported then */
  #value(parent: TreeNode | undefined): TreeNode | undefined {
    const scanner = this.#scanner;
    const { offset, end } = scanner;
    switch (scanner.token) {
      case Token.openBrace:
        return this.#object(parent, false);
      case Token.openBracket:
        return this.#array(parent);
      case Token.string: {
        const node = leaf("string", offset, end, parent, scanner.value);
        this.#next();
        return node;
      }
      case Token.number: {
        const node = leaf("number", offset, end, parent, scanner.value);
        this.#next();
        return node;
      }
      case Token.identifier: {
        const node = this.#literal(parent);
        this.#next();
        return node;
      }
    }
    return undefined;
  }

  #literal(parent: TreeNode | undefined): TreeNode {
    const { offset, end } = this.#scanner;
    const word = this.#tokenText();
    switch (word) {
      case "true":
        return leaf("boolean", offset, end, parent, true);
      case "false":
        return leaf("boolean", offset, end, parent, false);
      case "null":
        return leaf("null", offset, end, parent, null);
      case "Infinity":
        return leaf("number", offset, end, parent, Number.POSITIVE_INFINITY);
      case "NaN":
        return leaf("number", offset, end, parent, Number.NaN);
    }
    this.#scanner.report("syntax/invalid-value", offset, end, { token: word });
    return leaf("string", offset, end, parent, word);
  }

  #object(parent: TreeNode | undefined, implied: boolean): TreeNode {
    const scanner = this.#scanner;
    const node = new TreeNode("object", scanner.offset, 0, parent);
    node.children = [];
    if (implied) {
      this.unbalanced = true;
      const at = scanner.offset;
      scanner.report("syntax/expected-open", at, scanner.end, { bracket: "{" }, { offset: at, text: "{ " });
    } else {
      this.#next();
    }
    this.#members(node);
    return node;
  }

  #array(parent: TreeNode | undefined): TreeNode {
    const node = new TreeNode("array", this.#scanner.offset, 0, parent);
    node.children = [];
    this.#next();
    this.#members(node);
    return node;
  }

  /** Reads members up to and with the closing bracket. */
  #members(node: TreeNode): void {
    const isObject = node.type === "object";
    if (this.#stack.length >= maxDepth) {
      this.#giveUp();
    } else {
      this.#stack.push({
        node,
        close: isObject ? Token.closeBrace : Token.closeBracket,
        indent: this.#byIndent ? this.#layout.lineIndent(node.offset) : -1,
        indented: false,
        empty: true,
      });
      if (isObject) this.#braces++;
      if (isObject) this.#properties(node);
      else this.#elements(node);
      if (isObject) this.#braces--;
      this.#stack.pop();
    }
    node.length = this.#lastEnd - node.offset;
  }

  /** Ends the parse: one problem, no more tokens. */
  #giveUp(): void {
    const scanner = this.#scanner;
    scanner.report("syntax/too-deep", this.#lastStart, this.#lastEnd, { limit: maxDepth });
    this.#endReported = true;
    scanner.seek(this.#text.length);
    scanner.scan();
  }

  #properties(node: TreeNode): void {
    const scanner = this.#scanner;
    const children = node.children as Node[];
    for (;;) {
      switch (scanner.token) {
        case Token.closeBrace:
          this.#next();
          return;
        case Token.endOfFile:
          this.#missingClose("}");
          return;
        case Token.closeBracket:
          if (this.#popsAt("}")) return;
          continue;
        case Token.comma:
          this.#extraComma("syntax/expected-key");
          continue;
        case Token.unknown:
          this.#next();
          continue;
      }
      if (this.#outdented("}")) return;
      children.push(this.#property(node));
      this.#separator();
    }
  }

  #elements(node: TreeNode): void {
    const scanner = this.#scanner;
    const children = node.children as Node[];
    for (;;) {
      switch (scanner.token) {
        case Token.closeBracket:
          this.#next();
          return;
        case Token.endOfFile:
          this.#missingClose("]");
          return;
        case Token.closeBrace:
          if (this.#popsAt("]")) return;
          continue;
        case Token.comma:
          this.#extraComma("syntax/expected-value");
          continue;
        case Token.colon:
          this.#unexpected();
          this.#next();
          continue;
        case Token.unknown:
          this.#next();
          continue;
      }
      if (this.#outdented("]")) return;
      const startsKey = (scanner.token === Token.string || scanner.token === Token.identifier) && this.#colonFollows();
      if (startsKey && this.#endsBeforeKey(node)) {
        this.#closeMissing("]");
        return;
      }
      const element = startsKey ? this.#object(node, true) : this.#value(node);
      if (element) children.push(element);
      this.#separator();
    }
  }

  /** Whether `key:` inside an array tells that the array's closing bracket is missing, rather than an opening brace. */
  #endsBeforeKey(array: TreeNode): boolean {
    if (array.parent?.type !== "property") return false;
    const last = array.children?.at(-1);
    if (last && last.type !== "object") return true;
    const { offset } = this.#scanner;
    return (
      this.#layout.startsLine(offset) &&
      !this.#layout.startsLine(array.offset) &&
      this.#layout.column(offset) === this.#layout.lineIndent(array.offset) &&
      this.#layout.column(offset) > 0
    );
  }

  /** Takes the comma behind a member, or says that it is missing where another member follows. */
  #separator(): void {
    const scanner = this.#scanner;
    if (scanner.token === Token.comma) {
      this.#next();
    } else if (scanner.token === Token.colon) {
      this.#unexpected();
      this.#next();
    } else if (
      !this.#closedEarly &&
      !this.#endsMember() &&
      scanner.token !== Token.unknown &&
      !this.#afterBrokenString()
    ) {
      const at = this.#lastEnd;
      scanner.report("syntax/expected-comma", Math.max(at - 1, this.#lastStart), at, {}, { offset: at, text: "," });
    }
    this.#closedEarly = false;
  }

  #afterBrokenString(): boolean {
    const last = this.problems.at(-1);
    return last?.code === "syntax/unterminated-string" && last.offset + last.length === this.#lastEnd;
  }

  #extraComma(code: "syntax/expected-key" | "syntax/expected-value"): void {
    this.#scanner.report(code, this.#scanner.offset, this.#scanner.end, { token: "," });
    this.#next();
  }

  #property(object: TreeNode): TreeNode {
    const scanner = this.#scanner;
    const property = new TreeNode("property", scanner.offset, 0, object);
    property.colonOffset = -1;
    const key = this.#key(property);
    const named = key.length > 0;
    let value: TreeNode | undefined;
    if (scanner.token === Token.colon) {
      property.colonOffset = scanner.offset;
      this.#next();
      while (scanner.token === Token.colon) {
        this.#unexpected();
        this.#next();
      }
      value = this.#propertyValue(property);
    } else {
      value = named ? this.#withoutColon(property) : this.#value(property);
    }
    // One array of the right size: growing an empty one would take several times the memory.
    property.children = value ? [key, value] : [key];
    property.length = this.#lastEnd - property.offset;
    return property;
  }

  /** Reads a key; where there is none, one without length takes its place and nothing is consumed. */
  #key(property: TreeNode): TreeNode {
    const scanner = this.#scanner;
    const { offset, end, token } = scanner;
    if (token === Token.string || token === Token.identifier) {
      const key = leaf("string", offset, end, property, scanner.value);
      this.#next();
      return key;
    }
    const text = this.#tokenText();
    if (token === Token.number && this.#colonFollows()) {
      if (this.problems.at(-1)?.offset !== offset) scanner.report("syntax/expected-key", offset, end, { token: text });
      this.#next();
      return leaf("string", offset, end, property, text);
    }
    // A value without a key, or a lone colon.
    scanner.report("syntax/expected-key", offset, end, { token: text });
    return leaf("string", offset, offset, property, "");
  }

  #withoutColon(property: TreeNode): TreeNode | undefined {
    const scanner = this.#scanner;
    if (scanner.token === Token.unknown) {
      // Already reported; most likely it stands where the colon should.
      this.#next();
      if (this.#is(Token.colon)) this.#next();
    } else if (!this.#afterBrokenString()) {
      const at = this.#lastEnd;
      const token = this.#text.slice(property.offset, at);
      scanner.report("syntax/expected-colon", property.offset, at, { token }, { offset: at, text: ":" });
    }
    const nextMember = (scanner.token === Token.string || scanner.token === Token.identifier) && this.#colonFollows();
    const value = nextMember ? undefined : this.#value(property);
    if (!value && scanner.token !== Token.comma) this.#closedEarly = true;
    return value;
  }

  #propertyValue(property: TreeNode): TreeNode | undefined {
    const scanner = this.#scanner;
    while (scanner.token === Token.unknown) {
      this.#next();
      if (!this.#is(Token.unknown) && this.#endsMember()) return undefined;
    }
    const isWord = scanner.token === Token.string || scanner.token === Token.identifier;
    if (isWord && this.#colonFollows()) {
      // `a: b: 1`: an opening brace is missing, or, where a new line starts at the same depth, the value is.
      if (
        this.#layout.startsLine(scanner.offset) &&
        this.#layout.column(scanner.offset) <= this.#layout.lineIndent(property.offset)
      ) {
        this.#valueMissing();
        this.#closedEarly = true;
        return undefined;
      }
      return this.#object(property, true);
    }
    const value = this.#value(property);
    if (!value) this.#valueMissing();
    return value;
  }

  #endsMember(): boolean {
    const { token } = this.#scanner;
    return (
      token === Token.comma || token === Token.closeBrace || token === Token.closeBracket || token === Token.endOfFile
    );
  }

  #valueMissing(): void {
    this.#scanner.report("syntax/expected-value", this.#lastStart, this.#lastEnd, { token: this.#tokenText() });
  }

  #unexpected(): void {
    const { offset, end } = this.#scanner;
    this.#scanner.report("syntax/unexpected-token", offset, end, { token: this.#tokenText() });
  }

  #tokenText(): string {
    return this.#text.slice(this.#scanner.offset, Math.min(this.#scanner.end, this.#scanner.offset + 60));
  }

  #missingClose(bracket: "}" | "]"): void {
    this.unbalanced = true;
    this.#closedEarly = true;
    if (this.#endReported) return;
    this.#endReported = true;
    const open = this.#stack.at(-1)?.node.offset ?? 0;
    const brackets = this.#stack
      .map((container) => (container.close === Token.closeBrace ? "}" : "]"))
      .reverse()
      .join("");
    this.#scanner.report(
      "syntax/expected-close",
      open,
      open + 1,
      { bracket },
      { offset: this.#lastEnd, text: `\n${brackets}` },
    );
  }

  /**
   * Meets a closing bracket of the other kind: either the current container's own is missing, or this one is left over.
   * @returns whether the current container ends here; otherwise the bracket has been skipped
   */
  #popsAt(bracket: "}" | "]"): boolean {
    this.unbalanced = true;
    const scanner = this.#scanner;
    // What is not open need not be looked for.
    const open = scanner.token === Token.closeBrace ? this.#braces : this.#stack.length - this.#braces;
    const depth = open === 0 ? -1 : this.#stack.findLastIndex((container) => container.close === scanner.token);
    if (depth >= 0 && this.#popIsBetter(depth)) {
      this.#closeMissing(bracket);
      return true;
    }
    this.#unexpected();
    this.#next();
    // The comma behind it parts the members around it.
    if (this.#is(Token.comma)) this.#next();
    return false;
  }

  /** Compares, by counting the brackets of the rest of the text, ending containers down to `depth` with skipping the bracket. */
  #popIsBetter(depth: number): boolean {
    if (++this.#lookAheads > maxLookAheads) return true;
    const kinds = this.#stack.map((container) => container.close);
    const popped = kinds.length - 1 - depth + imbalance(this.#text, this.#scanner.end, kinds.slice(0, depth));
    const skipped = 1 + imbalance(this.#text, this.#scanner.end, kinds);
    return popped <= skipped;
  }

  /** Ends the current container behind its last member, its closing bracket being missing. */
  #closeMissing(bracket: "}" | "]"): void {
    const end = this.#text.charCodeAt(this.#lastEnd - 1) === Char.comma ? this.#lastEnd - 1 : this.#lastEnd;
    const open = this.#stack.at(-1)?.node.offset ?? 0;
    this.#scanner.report("syntax/expected-close", open, open + 1, { bracket }, { offset: end, text: bracket });
    this.#closedEarly = true;
  }

  /** In the reading by indentation: whether the member ahead stands too far left to belong to the current container. */
  #outdented(bracket: "}" | "]"): boolean {
    const container = this.#stack.at(-1);
    if (!this.#byIndent || !container || this.#stack.length < 2) {
      return false;
    }
    const { offset } = this.#scanner;
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
    this.#closeMissing(bracket);
    return true;
  }

  /** Whether a colon is the next thing behind the current token, but for blanks. */
  #colonFollows(): boolean {
    let at = this.#scanner.end;
    let code = this.#text.charCodeAt(at);
    while (code === Char.space || code === Char.tab) code = this.#text.charCodeAt(++at);
    return code === Char.colon;
  }
}
