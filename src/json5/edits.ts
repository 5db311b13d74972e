// The door to editing: minimal edits of a JSON5 text, each of which keeps every byte outside what it changes and writes in the style around it.
import { lineIndent } from "./lines";
import { bareMember, insertMember } from "./members";
import { type Json, quoted, styleOf, write, writeKey } from "./style";
import type { Edit } from "./textEdits";
import type { Json5Document, Node } from "./tree";

export { afterBreak, endOfLine, lineIndent, startOfLine } from "./lines";
export { removeMember } from "./members";
export { nextComma } from "./region";
export { inQuotes, type Json, type Style, styleOf, write, writeKey } from "./style";
export { applyEdits, type Edit } from "./textEdits";

/** Gives a key another name, quoted as it was unless the new name needs quotes. */
export function renameKey(document: Json5Document, key: Node, name: string): Edit[] {
  const first = document.text.charAt(key.offset);
  const text =
    first === '"' || first === "'"
      ? quoted(name, first)
      : writeKey(name, { ...styleOf(document, key.parent?.parent), keyQuote: undefined });
  return [{ offset: key.offset, length: key.length, text }];
}

/** Puts plain data in a value's place; strings keep the quotes of the string they replace. */
export function replaceValue(document: Json5Document, node: Node, value: Json): Edit[] {
  const first = document.text.charAt(node.offset);
  const style = styleOf(document, enclosingObject(node));
  const quote = first === '"' || first === "'" ? first : style.quote;
  return [
    {
      offset: node.offset,
      length: node.length,
      text: write(value, { ...style, quote }, lineIndent(document.text, node.offset)),
    },
  ];
}

/** Adds a property at the end of an object. */
export function addProperty(document: Json5Document, object: Node, name: string, value: Json): Edit[] {
  const property = bareMember((style, indent) => `${writeKey(name, style)}: ${write(value, style, indent)}`);
  return insertMember(document, object, object.children?.at(-1), property);
}

function enclosingObject(node: Node): Node | undefined {
  let at = node.parent;
  while (at && at.type !== "object") at = at.parent;
  return at;
}
