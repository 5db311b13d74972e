// Takes members out of a JSON5 text and puts them elsewhere, with the comments that belong to them: each change is a new text.
import { endOfLine, lineIndent } from "./lines";
import { insertMember, type MemberComments, type NewMember, removeMember } from "./members";
import { parse } from "./parser";
import { commentText, regionOf } from "./region";
import type { Comment } from "./scanner";
import { type Json, maxLine, reindent, type TextStyle, textStyleOf, write, writeKey } from "./style";
import { applyEdits, type Edit } from "./textEdits";
import { endOf, find, findProperty, type Json5Document, type Node, type Path, pathOf, valueNode } from "./tree";

export { commentsWithin } from "./region";
export { reindent } from "./style";

/** A value on its way from one place to another: as it was written, without its key, and the comments that go with it. */
export interface Piece extends MemberComments {
  readonly value: string;
  /** What the line of its key was indented by. */
  readonly indent: string;
  /** Comments above it, and those within what was taken out around it. */
  readonly above: readonly string[];
  /** How the text was written that it comes from, where the one that it goes to does not say. */
  readonly style: TextStyle;
}

/** Where in an object; behind a key that is not there: last. */
export type Position = "first" | "last" | { readonly after: string };

export interface Cut {
  readonly text: string;
  readonly piece: Piece;
}

/**
 * A text with a member at another place, with all comments that belong to it.
 *
 * @param target path of keys; objects on the way are made where there are none
 * @param outer the member that goes with it, being left empty; its comments go to the new place as well
 * @returns undefined where something else stands there, or in the way
 */
export function moveMember(
  document: Json5Document,
  member: Node,
  target: Path,
  position: Position = "last",
  outer: Node = emptied(member, target),
): string | undefined {
  const { text, piece } = cut(document, member, outer);
  return paste(text, target, piece, position);
}

/**
 * A member of an object or array, with the comments that belong to it, and the text without it. `outer`: the member that is left empty by
 * it, and goes with it.
 */
export function cut(document: Json5Document, member: Node, outer: Node = member): Cut {
  const value = (member.type === "property" ? valueNode(member) : member) ?? member;
  const region = regionOf(document, outer);
  const text = applyEdits(document.text, removeMember(document, outer, "none"));
  const line = endOfLine(document.text, endOf(value));
  const isInside = ({ offset }: Comment) => offset > value.offset && offset < endOf(value);
  const isBehind = ({ offset }: Comment) => offset >= endOf(value) && offset < line;
  const around = region.within.filter((comment) => !isInside(comment));
  // What leads the outer member on its line does not lead one within it.
  const isWhole = outer === member;
  const textOf = (comment: Comment) => commentText(document, comment);
  const piece = {
    value: document.text.slice(value.offset, endOf(value)),
    indent: lineIndent(document.text, member.offset),
    above: [...region.above, ...(isWhole ? [] : region.before), ...around.filter((each) => !isBehind(each))].map(
      textOf,
    ),
    before: isWhole ? region.before.map(textOf) : [],
    behind: [...around.filter(isBehind), ...region.behind].map(textOf),
    style: textStyleOf(document),
  };
  return { text, piece };
}

/** A text without a member; of its comments, all stay in its place. */
export function drop(document: Json5Document, member: Node): string {
  return applyEdits(document.text, dropped(document, member));
}

/** The edits that take a member out; of its comments, all stay in its place. */
export function dropped(document: Json5Document, member: Node): readonly Edit[] {
  return removeMember(document, member, "all");
}

/**
 * A text with a value at a path of keys; objects on the way are made where there are none.
 *
 * @returns undefined where something else stands there, or in the way
 */
export function paste(text: string, path: Path, piece: Piece, position: Position = "last"): string | undefined {
  const document = parse(text);
  let depth = path.length - 1;
  while (depth > 0 && !find(document.root, path.slice(0, depth))) depth--;
  const object = find(document.root, path.slice(0, depth));
  const keys = path.slice(depth).map(String);
  if (object?.type !== "object" || findProperty(object, keys[0] ?? "")) return undefined;
  const last = object.children?.at(-1);
  const previous =
    position === "first" ? undefined : position === "last" ? last : (findProperty(object, position.after) ?? last);
  return insert(document, object, previous, piece, (style, indent) => nest(keys, piece, style, indent));
}

/** A text with a plain value at a path; undefined as with {@link paste}. */
export function pasteValue(text: string, path: Path, value: Json): string | undefined {
  const document = parse(text);
  const style = textStyleOf(document);
  return paste(text, path, { value: write(value, style, ""), indent: "", above: [], behind: [], style });
}

/** A text with a value at the end of an array; undefined where there is no array. */
export function append(text: string, path: Path, piece: Piece): string | undefined {
  const document = parse(text);
  const array = find(document.root, path);
  if (array?.type !== "array") return undefined;
  const element: NewMember["write"] = (_, indent) => reindent(piece.value, piece.indent, indent);
  return insert(document, array, array.children?.at(-1), piece, element);
}

function insert(
  document: Json5Document,
  container: Node,
  previous: Node | undefined,
  piece: Piece,
  write: NewMember["write"],
): string {
  return applyEdits(document.text, insertMember(document, container, previous, { ...piece, write }));
}

/** A value below keys that do not exist yet: on one line where the file has such lines and it fits. */
function nest(keys: readonly string[], piece: Piece, style: TextStyle, indent: string): string {
  const [key = "", ...others] = keys;
  const name = `${writeKey(key, style)}: `;
  if (others.length === 0) return name + reindent(piece.value, piece.indent, indent);
  if (style.isTight && !/[\r\n]/.test(piece.value)) {
    const line = others.reduceRight((rest, each) => `{ ${writeKey(each, style)}: ${rest} }`, piece.value);
    if (indent.length + name.length + line.length <= maxLine) return name + line;
  }
  const inner = indent + style.indent;
  const comma = style.trailingComma ? "," : "";
  return `${name}{${style.lineBreak}${inner}${nest(others, piece, style, inner)}${comma}${style.lineBreak}${indent}}`;
}

/** The outermost property that holds nothing but this one, unless the target is within it. */
export function emptied(property: Node, target: Path): Node {
  let outer = property;
  for (;;) {
    const object = outer.parent;
    const holder = object?.parent;
    if (object?.children?.length !== 1 || holder?.type !== "property") return outer;
    if (pathOf(holder).every((step, index) => target[index] === step)) return outer;
    outer = holder;
  }
}
