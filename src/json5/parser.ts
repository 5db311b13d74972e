// A tolerant recursive-descent parser: any text gives a tree, and what is wrong with it as a short list of problems.
import { Cursor } from "./cursor";
import { Layout } from "./layout";
import { Nesting } from "./nesting";
import { Token } from "./scanner";
import type { Json5Document, Node } from "./tree";
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
  if (!first.nesting.unbalanced) return documentOf(text, root, first.cursor);
  const second = new Parser(text, true);
  const other = second.document();
  const isBetter = second.cursor.problems.length <= first.cursor.problems.length;
  return isBetter ? documentOf(text, other, second.cursor) : documentOf(text, root, first.cursor);
}

function documentOf(text: string, root: Node | undefined, { problems, comments }: Cursor): Json5Document {
  return { text, root, problems: problems.sort((a, b) => a.offset - b.offset), comments };
}

class Parser {
  readonly cursor: Cursor;
  readonly nesting: Nesting;
  readonly #text: string;
  readonly #layout: Layout;

  constructor(text: string, byIndent: boolean) {
    this.#text = text;
    this.#layout = new Layout(text);
    this.cursor = new Cursor(text);
    this.nesting = new Nesting(text, this.cursor, this.#layout, byIndent);
  }

  document(): Node | undefined {
    const { cursor } = this;
    cursor.scan();
    while (cursor.token === Token.unknown) cursor.next();
    if (cursor.is(Token.endOfFile)) {
      if (cursor.problems.length === 0)
        cursor.report("syntax/empty", 0, Math.min(1, this.#text.length), {}, { offset: cursor.end, text: "{}" });
      return undefined;
    }
    const keyAhead = cursor.isWord() && cursor.colonFollows();
    const root = keyAhead ? this.#object(undefined, true) : this.#value(undefined);
    if (root?.children) this.#rest(root);
    else if (cursor.token !== Token.endOfFile) this.#trailing();
    return root;
  }

  /** What stands behind the root's closing bracket: nothing, or members that a stray bracket cut off, or rubbish. */
  #rest(root: TreeNode): void {
    const { cursor } = this;
    while (cursor.token !== Token.endOfFile && root.children) {
      const stray = cursor.token === Token.closeBrace || cursor.token === Token.closeBracket;
      const goesOn =
        cursor.token === Token.comma || (cursor.isWord() && root.type === "object" && cursor.colonFollows());
      if (stray) {
        this.nesting.unbalanced = true;
        cursor.reportUnexpected();
        cursor.next();
      } else if (goesOn) {
        this.nesting.unbalanced = true;
        cursor.report("syntax/unexpected-token", cursor.lastStart, cursor.lastEnd, {
          token: this.#text.slice(cursor.lastStart, cursor.lastEnd),
        });
        if (cursor.token === Token.comma) cursor.next();
        this.#members(root);
      } else {
        this.#trailing();
        return;
      }
    }
  }

  #trailing(): void {
    const { cursor } = this;
    if (cursor.token !== Token.unknown) {
      cursor.report("syntax/trailing-content", cursor.offset, cursor.end, { token: cursor.tokenText() });
    }
    // The comments behind it are still worth having.
    while (cursor.token !== Token.endOfFile) {
      const before = cursor.problems.length;
      cursor.scan();
      cursor.problems.length = before;
    }
  }

  /** @returns undefined where no value stands; nothing is consumed and nothing reported then */
  #value(parent: TreeNode | undefined): TreeNode | undefined {
    const { cursor } = this;
    const { offset, end } = cursor;
    switch (cursor.token) {
      case Token.openBrace:
        return this.#object(parent, false);
      case Token.openBracket:
        return this.#array(parent);
      case Token.string: {
        const node = leaf("string", offset, end, parent, cursor.value);
        cursor.next();
        return node;
      }
      case Token.number: {
        const node = leaf("number", offset, end, parent, cursor.value);
        cursor.next();
        return node;
      }
      case Token.identifier: {
        const node = this.#literal(parent);
        cursor.next();
        return node;
      }
    }
    return undefined;
  }

  #literal(parent: TreeNode | undefined): TreeNode {
    const { offset, end } = this.cursor;
    const word = this.cursor.tokenText();
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
    this.cursor.report("syntax/invalid-value", offset, end, { token: word });
    return leaf("string", offset, end, parent, word);
  }

  #object(parent: TreeNode | undefined, implied: boolean): TreeNode {
    const { cursor } = this;
    const node = new TreeNode("object", cursor.offset, 0, parent);
    node.children = [];
    if (implied) {
      this.nesting.unbalanced = true;
      const at = cursor.offset;
      cursor.report("syntax/expected-open", at, cursor.end, { bracket: "{" }, { offset: at, text: "{ " });
    } else {
      cursor.next();
    }
    this.#members(node);
    return node;
  }

  #array(parent: TreeNode | undefined): TreeNode {
    const node = new TreeNode("array", this.cursor.offset, 0, parent);
    node.children = [];
    this.cursor.next();
    this.#members(node);
    return node;
  }

  /** Reads members up to and with the closing bracket. */
  #members(node: TreeNode): void {
    const isObject = node.type === "object";
    if (this.nesting.open(node)) {
      if (isObject) this.#properties(node);
      else this.#elements(node);
      this.nesting.close();
    }
    node.length = this.cursor.lastEnd - node.offset;
  }

  #properties(node: TreeNode): void {
    const { cursor } = this;
    const children = node.children as Node[];
    for (;;) {
      switch (cursor.token) {
        case Token.closeBrace:
          cursor.next();
          return;
        case Token.endOfFile:
          this.nesting.missingAtEnd();
          return;
        case Token.closeBracket:
          if (this.nesting.endsAtOther("}")) return;
          continue;
        case Token.comma:
          this.#extraComma("syntax/expected-key");
          continue;
        case Token.unknown:
          cursor.next();
          continue;
      }
      if (this.nesting.endsByIndent("}")) return;
      children.push(this.#property(node));
      this.#separator();
    }
  }

  #elements(node: TreeNode): void {
    const { cursor } = this;
    const children = node.children as Node[];
    for (;;) {
      switch (cursor.token) {
        case Token.closeBracket:
          cursor.next();
          return;
        case Token.endOfFile:
          this.nesting.missingAtEnd();
          return;
        case Token.closeBrace:
          if (this.nesting.endsAtOther("]")) return;
          continue;
        case Token.comma:
          this.#extraComma("syntax/expected-value");
          continue;
        case Token.colon:
          cursor.reportUnexpected();
          cursor.next();
          continue;
        case Token.unknown:
          cursor.next();
          continue;
      }
      if (this.nesting.endsByIndent("]")) return;
      const startsKey = cursor.isWord() && cursor.colonFollows();
      if (startsKey && this.#endsBeforeKey(node)) {
        this.nesting.closeMissing("]");
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
    const { offset } = this.cursor;
    return (
      this.#layout.startsLine(offset) &&
      !this.#layout.startsLine(array.offset) &&
      this.#layout.column(offset) === this.#layout.lineIndent(array.offset) &&
      this.#layout.column(offset) > 0
    );
  }

  /** Takes the comma behind a member, or says that it is missing where another member follows. */
  #separator(): void {
    const { cursor } = this;
    if (cursor.token === Token.comma) {
      cursor.next();
    } else if (cursor.token === Token.colon) {
      cursor.reportUnexpected();
      cursor.next();
    } else if (
      !this.nesting.closedEarly &&
      !cursor.endsMember() &&
      cursor.token !== Token.unknown &&
      !cursor.isBehindBrokenString()
    ) {
      const at = cursor.lastEnd;
      cursor.report("syntax/expected-comma", Math.max(at - 1, cursor.lastStart), at, {}, { offset: at, text: "," });
    }
    this.nesting.closedEarly = false;
  }

  #extraComma(code: "syntax/expected-key" | "syntax/expected-value"): void {
    this.cursor.report(code, this.cursor.offset, this.cursor.end, { token: "," });
    this.cursor.next();
  }

  #property(object: TreeNode): TreeNode {
    const { cursor } = this;
    const property = new TreeNode("property", cursor.offset, 0, object);
    property.colonOffset = -1;
    const key = this.#key(property);
    const named = key.length > 0;
    let value: TreeNode | undefined;
    if (cursor.token === Token.colon) {
      property.colonOffset = cursor.offset;
      cursor.next();
      while (cursor.token === Token.colon) {
        cursor.reportUnexpected();
        cursor.next();
      }
      value = this.#propertyValue(property);
    } else {
      value = named ? this.#withoutColon(property) : this.#value(property);
    }
    // One array of the right size: growing an empty one would take several times the memory.
    property.children = value ? [key, value] : [key];
    property.length = cursor.lastEnd - property.offset;
    return property;
  }

  /** Reads a key; where there is none, one without length takes its place and nothing is consumed. */
  #key(property: TreeNode): TreeNode {
    const { cursor } = this;
    const { offset, end, token } = cursor;
    if (token === Token.string || token === Token.identifier) {
      const key = leaf("string", offset, end, property, cursor.value);
      cursor.next();
      return key;
    }
    const text = cursor.tokenText();
    if (token === Token.number && cursor.colonFollows()) {
      if (cursor.problems.at(-1)?.offset !== offset) cursor.report("syntax/expected-key", offset, end, { token: text });
      cursor.next();
      return leaf("string", offset, end, property, text);
    }
    // A value without a key, or a lone colon.
    cursor.report("syntax/expected-key", offset, end, { token: text });
    return leaf("string", offset, offset, property, "");
  }

  #withoutColon(property: TreeNode): TreeNode | undefined {
    const { cursor } = this;
    if (cursor.token === Token.unknown) {
      // Already reported; most likely it stands where the colon should.
      cursor.next();
      if (cursor.is(Token.colon)) cursor.next();
    } else if (!cursor.isBehindBrokenString()) {
      const at = cursor.lastEnd;
      const token = this.#text.slice(property.offset, at);
      cursor.report("syntax/expected-colon", property.offset, at, { token }, { offset: at, text: ":" });
    }
    const nextMember = cursor.isWord() && cursor.colonFollows();
    const value = nextMember ? undefined : this.#value(property);
    if (!value && cursor.token !== Token.comma) this.nesting.closedEarly = true;
    return value;
  }

  #propertyValue(property: TreeNode): TreeNode | undefined {
    const { cursor } = this;
    while (cursor.token === Token.unknown) {
      cursor.next();
      if (!cursor.is(Token.unknown) && cursor.endsMember()) return undefined;
    }
    if (cursor.isWord() && cursor.colonFollows()) {
      // `a: b: 1`: an opening brace is missing, or, where a new line starts at the same depth, the value is.
      if (
        this.#layout.startsLine(cursor.offset) &&
        this.#layout.column(cursor.offset) <= this.#layout.lineIndent(property.offset)
      ) {
        cursor.reportMissingValue();
        this.nesting.closedEarly = true;
        return undefined;
      }
      return this.#object(property, true);
    }
    const value = this.#value(property);
    if (!value) cursor.reportMissingValue();
    return value;
  }
}
