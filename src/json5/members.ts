// The one editing engine: puts a member into an object or array, and takes one out, with its comma, its comments and its lines.
import { afterBlanks, beforeBlanks, endOfLine, isEditorBreak, lineBreakOf, lineIndent, startOfLine } from "./lines";
import { afterOpening, commentsOf, commentText, needsComma, outOfComments, type Region, regionOf } from "./region";
import { reindent, type TextStyle, textStyleOf } from "./style";
import { type Edit, joinEdits } from "./textEdits";
import { endOf, indexIn, type Json5Document, type Node } from "./tree";

/** Comments that are put in with a member, as they are written, line comments without their line break. */
export interface MemberComments {
  /** What the lines below their first are indented by. */
  readonly indent: string;
  /** On lines of their own above it. */
  readonly above: readonly string[];
  /** In front of it on its line: block comments only. */
  readonly before?: readonly string[];
  /** Behind it, on its line. */
  readonly behind: readonly string[];
}

/** A member to put in. */
export interface NewMember extends MemberComments {
  /** Its text in a style, the lines below its first with an indentation. */
  readonly write: (style: TextStyle, indent: string) => string;
  /** The style of the text that it comes from, where that which it goes to has nothing to go by. */
  readonly style?: TextStyle;
}

/** A member without comments. */
export function bareMember(write: NewMember["write"]): NewMember {
  return { write, indent: "", above: [], behind: [] };
}

/**
 * The edits that put a member into an object or array. It goes on one line with the others where they are on one line and it fits;
 * comments stay those of the members that they are about.
 *
 * @param previous the member that it comes behind; undefined for the first place
 */
export function insertMember(
  document: Json5Document,
  container: Node,
  previous: Node | undefined,
  member: NewMember,
): Edit[] {
  const place = placeOf(document, container, previous, member);
  if (!place.takesLines) return joinEdits(insertInLine(document, place, member));
  return joinEdits(
    place.after ? insertLinesBehind(document, place, place.after, member) : insertFirstLines(document, place, member),
  );
}

interface Place {
  readonly container: Node;
  readonly style: TextStyle;
  /** The member before, and what belongs to it. */
  readonly after: Region | undefined;
  /** The first member, where the new one comes before it. */
  readonly next: Region | undefined;
  readonly isLast: boolean;
  /** Whether the members are on other lines than the opening bracket. */
  readonly isSpread: boolean;
  /** Whether the new member gets lines of its own. */
  readonly takesLines: boolean;
  /** The indentation of the line that the container begins on, and of members on lines of their own. */
  readonly outer: string;
  readonly indent: string;
  /** Offset of the closing bracket, or where it is missing, of the container's end. */
  readonly close: number;
  readonly isClosed: boolean;
}

function placeOf(document: Json5Document, container: Node, previous: Node | undefined, member: NewMember): Place {
  const { text } = document;
  const style = textStyleOf(document, container.type === "object" ? container : undefined, member.style);
  const siblings = container.children ?? [];
  const sample = previous ?? siblings[0];
  const end = endOf(container);
  const isClosed = text.charAt(end - 1) === (container.type === "object" ? "}" : "]");
  const close = isClosed ? end - 1 : end;
  const inside = sample ? "" : text.slice(container.offset + 1, close);
  const isSpread = sample ? startOfLine(text, sample.offset) > container.offset : /[\r\n]/.test(inside);
  const outer = lineIndent(text, outOfComments(document, container.offset));
  const isBehindComment = sample && outOfComments(document, sample.offset) !== sample.offset;
  const indent = sample && isSpread && !isBehindComment ? lineIndent(text, sample.offset) : outer + style.indent;
  const after = previous && regionOf(document, previous);
  const last = after?.behind.at(-1);
  const comments = [...member.above, ...(member.before ?? []), ...member.behind];
  const needsLines = comments.some((comment) => isLineComment(comment) || hasLines(comment));
  const takesLines =
    isSpread || needsLines || last?.kind === "line" || inside.trim() !== "" || hasLines(member.write(style, indent));
  const next = previous || !sample ? undefined : regionOf(document, sample);
  const isLast = previous === siblings.at(-1);
  return { container, style, after, next, isLast, isSpread, takesLines, outer, indent, close, isClosed };
}

function isLineComment(comment: string): boolean {
  return comment.startsWith("//");
}

function hasLines(text: string): boolean {
  return /[\r\n]/.test(text);
}

function insertInLine({ text }: Json5Document, place: Place, member: NewMember): Edit[] {
  const { container, style, after, next, isLast, outer } = place;
  const { above, before = [], behind } = member;
  const written = [...above, ...before, member.write(style, outer), ...behind].join(" ");
  if (!after) {
    const start = container.offset + 1;
    const blanks = /^\s*/.exec(text.slice(start, next?.start ?? place.close))?.[0].length ?? 0;
    return [{ offset: start, length: blanks, text: ` ${written}${next ? ", " : " "}` }];
  }
  // The comma comes behind the comments of the member before: else they would be the new one's.
  const moved: Edit[] =
    after.comma >= 0 && after.end > after.comma + 1 ? [{ offset: after.comma, length: 1, text: "" }] : [];
  const comma = after.comma < 0 || moved.length > 0 ? "," : "";
  return [...moved, { offset: after.end, length: 0, text: `${comma} ${written}${isLast ? "" : ","}` }];
}

/** The lines of a new member, without the last one's line break. */
function linesOf({ style, indent }: Place, member: NewMember, hasComma: boolean): string {
  const toPlace = (comment: string) => reindent(comment, member.indent, indent);
  // A line has room for one line comment, which ends it.
  const ending = member.behind.filter(isLineComment);
  const behind = [...member.behind.filter((comment) => !isLineComment(comment)), ...ending.splice(-1)].map(
    (comment) => ` ${comment}`,
  );
  const above = [...member.above, ...ending].map((comment) => indent + toPlace(comment) + style.lineBreak);
  const before = (member.before ?? []).map((comment) => `${toPlace(comment)} `);
  const written = member.write(style, indent);
  return `${above.join("")}${indent}${before.join("")}${written}${hasComma ? "," : ""}${behind.join("")}`;
}

function insertFirstLines(document: Json5Document, place: Place, member: NewMember): Edit[] {
  const { text } = document;
  const { container, style, next, outer, indent, close } = place;
  const { lineBreak } = style;
  if (next) {
    const at = afterOpening(document, container);
    if (hasLines(text.slice(at, next.start)))
      return [{ offset: at, length: 0, text: lineBreak + linesOf(place, member, true) }];
    const start = Math.max(at, beforeBlanks(text, next.start));
    const lines = `${lineBreak}${linesOf(place, member, true)}${lineBreak}${indent}`;
    return [{ offset: start, length: next.start - start, text: lines }];
  }
  // Below the comments that stand inside, if there are any.
  const lines = linesOf(place, member, style.trailingComma);
  const line = startOfLine(text, close);
  const isAlone = place.isClosed && line > container.offset && text.slice(line, close).trim() === "";
  if (isAlone) return [{ offset: line, length: 0, text: lines + lineBreak }];
  const start = beforeBlanks(text, close);
  return [{ offset: start, length: close - start, text: `${lineBreak}${lines}${lineBreak}${outer}` }];
}

function insertLinesBehind({ text }: Json5Document, place: Place, after: Region, member: NewMember): Edit[] {
  const { style, isLast, outer, indent } = place;
  const comma: Edit[] = after.comma < 0 ? [{ offset: endOf(after.member), length: 0, text: "," }] : [];
  const lines = style.lineBreak + linesOf(place, member, !isLast || after.comma >= 0);
  const goesOn = text.slice(after.end, endOfLine(text, after.end)).trim() !== "";
  const rest = goesOn ? style.lineBreak + (isLast ? outer : indent) : "";
  const length = goesOn ? afterBlanks(text, after.end) - after.end : 0;
  return [...comma, { offset: after.end, length, text: lines + rest }];
}

/**
 * What becomes of the comments of a member that is taken out. "none": they go with it. "outside": those inside of it go with it, the
 * others stay. "all": all stay, those inside of it in its place.
 */
export type KeptComments = "none" | "outside" | "all";

/**
 * The edits that take a member out: with its comma, with its lines where it has them to itself, and with the comma of the member before
 * where it was the last and had none.
 */
export function removeMember(document: Json5Document, member: Node, kept: KeptComments = "outside"): Edit[] {
  const region = regionOf(document, member);
  const removal = region.lines ? removeLines(document, region, kept) : removeInLine(document, region, kept);
  return joinEdits([removal, ...commaBefore(document, region)]);
}

/** Comments that stay, each on a line of its own. */
function removeLines(document: Json5Document, region: Region, kept: KeptComments): Edit {
  const { text } = document;
  const { above, before, lines = region, member } = region;
  // Those above stay as they are.
  const first = before[0]?.offset ?? member.offset;
  const start = kept === "none" ? lines.start : startOfLine(text, first);
  const indent = lineIndent(text, first);
  const lineBreak = text.slice(endOfLine(text, region.end), lines.end);
  const stay = keptOf(document, region, kept).slice(above.length);
  return {
    offset: start,
    length: lines.end - start,
    text: kept === "none" ? "" : stay.map((comment) => indent + comment + lineBreak).join(""),
  };
}

/** Comments that stay, one behind the other; those before the member as they are. */
function removeInLine(document: Json5Document, region: Region, kept: KeptComments): Edit {
  const { text } = document;
  const { above, before, member } = region;
  let start = kept === "none" ? region.start : member.offset;
  let end = region.end;
  const stay = keptOf(document, region, kept).slice(above.length + before.length);
  if (stay.length > 0) {
    const isLineEnd = isEditorBreak(text.charCodeAt(afterBlanks(text, end)));
    const lineBreak = lineBreakOf(text) + lineIndent(text, outOfComments(document, member.offset));
    const written = stay.map((comment, index) => {
      const isEnd = index === stay.length - 1;
      if (isLineComment(comment) || hasLines(comment)) return isEnd && isLineEnd ? comment : comment + lineBreak;
      return isEnd ? comment : `${comment} `;
    });
    const before = /\s/.test(text.charAt(start - 1)) ? "" : " ";
    const body = written.join("");
    if (body.endsWith(lineBreak)) return { offset: start, length: afterBlanks(text, end) - start, text: before + body };
    const behind = /\s/.test(text.charAt(end)) ? "" : " ";
    return { offset: start, length: end - start, text: before + body + behind };
  }
  // The blanks behind it go with it, or at the end of a line or before a bracket those before it.
  const next = afterBlanks(text, end);
  if (next >= text.length || /[\r\n}\]]/.test(text.charAt(next))) start = beforeBlanks(text, start);
  if (!/[}\]]/.test(text.charAt(next))) end = next;
  return { offset: start, length: end - start, text: "" };
}

/** The texts of the comments that stay; all of them are outside of the member but for "all". */
function keptOf(document: Json5Document, region: Region, kept: KeptComments): string[] {
  if (kept === "none") return [];
  const comments = commentsOf(kept === "all" ? region : { ...region, within: [] });
  return comments.map((comment) => commentText(document, comment));
}

/** The comma before the last member, where that has none itself; unless comments would not be the member's before without it. */
function commaBefore(document: Json5Document, { member, comma }: Region): Edit[] {
  const siblings = member.parent?.children ?? [];
  const index = indexIn(member.parent, member);
  const previous = siblings[index - 1];
  if (comma >= 0 || index < siblings.length - 1 || !previous) return [];
  const region = regionOf(document, previous);
  return region.comma < 0 || needsComma(document, region) ? [] : [{ offset: region.comma, length: 1, text: "" }];
}
