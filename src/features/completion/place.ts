// Where something new can be typed: between the members of an object or array, and what must change for it.
import type { Edit, Style } from "../../json5/edits";
import { Scanner, Token } from "../../json5/scanner";
import { endOf, isInComment, type Json5Document, type Node, nodeAt } from "../../json5/tree";

export interface MemberPlace {
  /** The object or array around it; none in a file without any. */
  readonly container: Node | undefined;
  /** A comma behind the member before, where it is missing. */
  readonly edits: readonly Edit[];
  /** The tokens before and after, comments apart; undefined at the ends of the text. */
  readonly before: Token | undefined;
  readonly after: Token | undefined;
}

/** The place at a UTF-16 offset; undefined within tokens and comments, and where no member can begin. */
export function memberPlaceAt(document: Json5Document, offset: number): MemberPlace | undefined {
  const { text, root } = document;
  if (isInComment(document, offset)) return undefined;
  const { before, beforeEnd, inside, after } = tokensAround(text, offset);
  if (inside) return undefined;
  if (!root) return { container: undefined, edits: [], before, after };
  const container = containerAt(document, offset);
  if (!container || after === Token.colon) return undefined;
  if (before === Token.openBrace || before === Token.openBracket || before === Token.comma)
    return { container, edits: [], before, after };
  // Behind a whole member, apart from it: its comma is still missing.
  if (before === Token.colon || beforeEnd === undefined || beforeEnd === offset) return undefined;
  return { container, edits: [{ offset: beforeEnd, length: 0, text: "," }], before, after };
}

/** The comma that a member needs behind it, by what follows: one between members, and the file's own behind the last on a line of its own. */
export function commaAfter(
  { after }: Pick<MemberPlace, "after">,
  style: Pick<Style, "trailingComma">,
  isSpread: boolean,
): "" | "," {
  if (after === Token.comma) return "";
  if (after === Token.closeBrace || after === Token.closeBracket || after === undefined)
    return style.trailingComma && isSpread ? "," : "";
  return ",";
}

/** The innermost object or array around `offset`; one that is never closed goes on to the end of the text. */
function containerAt({ root, text }: Json5Document, offset: number): Node | undefined {
  if (!root) return undefined;
  // What is never closed ends with its last token; blanks behind it are still within.
  const end = endOf(root);
  const at = offset > end && text.slice(end, offset).trim() === "" ? end : offset;
  let node: Node | undefined = nodeAt(root, at);
  const isAround = (each: Node) => {
    if (each.type !== "object" && each.type !== "array") return false;
    if (at > each.offset && at < endOf(each)) return true;
    return at === endOf(each) && !/[}\]]/.test(text.charAt(at - 1));
  };
  while (node && !isAround(node)) node = node.parent;
  return node;
}

function tokensAround(text: string, offset: number) {
  const scanner = new Scanner(text);
  let before: Token | undefined;
  let beforeEnd: number | undefined;
  for (;;) {
    const token = scanner.scan();
    if (token === Token.endOfFile) return { before, beforeEnd, inside: false, after: undefined };
    if (scanner.offset >= offset) return { before, beforeEnd, inside: false, after: token };
    if (scanner.end > offset) return { before, beforeEnd, inside: true, after: token };
    before = token;
    beforeEnd = scanner.end;
  }
}
