// What belongs to a member of an object or array: its comments, its comma, its lines. All offsets are UTF-16.
import { Char, isLineTerminator, isSpace } from "./characters";
import { afterBreak, isEditorBreak, startOfLine } from "./lines";
import type { Comment } from "./scanner";
import { lineBreaks } from "./sound";
import { endOf, type Json5Document, type Node } from "./tree";

/**
 * A member (a property, or an element of an array) and all that goes where it goes.
 *
 * Whose a comment is: those between a member and its comma are the member's; so are those that follow on the comma's line, unless
 * another member goes on in that line, whose they then are. Comments that stand above a member on lines of their own, with no empty
 * line between, are its own if it shares its lines with no other member. All others belong to no member: behind an opening
 * bracket, before an empty line, above a closing bracket.
 */
export interface Region {
  readonly member: Node;
  /** Comments on the lines above. */
  readonly above: readonly Comment[];
  /** Comments in front of it, on its line. */
  readonly before: readonly Comment[];
  /** Comments inside of it. */
  readonly within: readonly Comment[];
  /** Comments behind it, before its comma and after. */
  readonly behind: readonly Comment[];
  /** Where its comma stands; -1 where it has none. */
  readonly comma: number;
  /** Offset of the first character that is the member's, a comment's or its comma's. */
  readonly start: number;
  /** Offset behind the last of them. */
  readonly end: number;
  /** The whole lines that it takes, with the last one's line break; undefined where it shares a line with anything else. */
  readonly lines: { readonly start: number; readonly end: number } | undefined;
}

/** What belongs to a member. Takes time linear in the comments around it and the lines that it begins and ends on. */
export function regionOf(document: Json5Document, member: Node): Region {
  const { text } = document;
  const stop = endOf(member);
  const comma = nextComma(document, stop);
  const behind = commentsBehind(document, member, comma);
  const leading = commentsBefore(document, member.offset);
  const end = Math.max(stop, comma + 1, behind.length > 0 ? endOf(behind.at(-1) as Comment) : 0);
  const first = leading.before[0]?.offset ?? member.offset;
  const next = afterSpaceInLine(text, end);
  const endsLine = next >= text.length || isEditorBreak(text.charCodeAt(next));
  const hasLine = startsLine(text, first) && (endsLine || isClosing(text, next));
  const above = hasLine ? leading.above : [];
  const start = above[0]?.offset ?? first;
  const isWhole = hasLine && endsLine && startsLine(text, start);
  return {
    member,
    above,
    before: leading.before,
    within: commentsWithin(document, member.offset, stop),
    behind,
    comma,
    start,
    end,
    lines: isWhole ? { start: startOfLine(text, start), end: afterBreak(text, next) } : undefined,
  };
}

/** All comments that go where a member goes, in the order of the text. */
export function commentsOf({ above, before, within, behind }: Region): readonly Comment[] {
  return [...above, ...before, ...within, ...behind];
}

/** Whether a comment goes where the member goes. */
export function hasComment(region: Region, comment: Comment): boolean {
  // Nothing but its own stands between the first and the last.
  return region.start <= comment.offset && comment.offset < region.end;
}

/** A comment as it is written, without blanks at the end of its line. */
export function commentText({ text }: Json5Document, { offset, length }: Comment): string {
  return text.slice(offset, offset + length).trimEnd();
}

/**
 * Whether comments behind a comma or an opening bracket lead the member that comes next, rather than to follow what was before: they are
 * on one line with it.
 *
 * @param from offset behind the comma or bracket, or of a comment
 * @param to offset of the member
 */
export function leadsNext(text: string, from: number, to: number): boolean {
  return lineBreaks(text, from, to) === 0;
}

/** Offset behind the comments that follow an opening bracket on its line and are not of the first member. */
export function afterOpening(document: Json5Document, container: Node): number {
  const { text } = document;
  const start = container.offset + (/[{[]/.test(text.charAt(container.offset)) ? 1 : 0);
  const last = notLeading(text, chainFrom(document, start), start).at(-1);
  return last ? endOf(last) : start;
}

/** The comments that start between two offsets, neither included. */
export function commentsWithin(document: Json5Document, from: number, to: number): readonly Comment[] {
  return document.comments.slice(firstCommentFrom(document, from + 1), firstCommentFrom(document, to));
}

/** Index of the first comment that starts at an offset or behind it. */
export function firstCommentFrom({ comments }: Json5Document, offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Comment).offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Offset of the comma that follows, blanks and comments apart, or -1. */
export function nextComma(document: Json5Document, offset: number): number {
  const { text, comments } = document;
  let at = afterSpace(text, offset);
  for (let index = firstCommentFrom(document, at); comments[index]?.offset === at; index++)
    at = afterSpace(text, endOf(comments[index] as Comment));
  return text.charAt(at) === "," ? at : -1;
}

function commentsBehind(document: Json5Document, member: Node, comma: number): readonly Comment[] {
  const { text } = document;
  const stop = endOf(member);
  const beforeComma = comma < 0 ? [] : commentsWithin(document, stop - 1, comma);
  const from = comma < 0 ? stop : comma + 1;
  return [...beforeComma, ...notLeading(text, chainFrom(document, from), from)];
}

/** Whether comments behind a member would not be its own without its comma: they do not follow it on its line. */
export function needsComma({ text }: Json5Document, { member, behind }: Region): boolean {
  return chainLength(text, endOf(member), behind) < behind.length;
}

/** An offset, or where its line begins within a comment, that of the comment: what its indentation is to be read from. */
export function outOfComments(document: Json5Document, offset: number): number {
  const line = startOfLine(document.text, offset);
  const comment = document.comments[firstCommentFrom(document, line) - 1];
  return comment && endOf(comment) > line ? outOfComments(document, comment.offset) : offset;
}

interface Leading {
  readonly above: readonly Comment[];
  readonly before: readonly Comment[];
}

/** The comments that stand before a member and are about it, if it has its lines to itself. */
function commentsBefore(document: Json5Document, offset: number): Leading {
  const { text, comments } = document;
  const gap: Comment[] = [];
  let from = beforeSpace(text, offset);
  for (let index = firstCommentFrom(document, offset) - 1; index >= 0; index--) {
    const comment = comments[index] as Comment;
    if (endOf(comment) < from) break;
    gap.push(comment);
    from = beforeSpace(text, comment.offset);
  }
  gap.reverse();
  // What follows the bracket or comma on its line is not this member's, unless it is on that line as well.
  const chain = from === 0 ? [] : gap.slice(0, chainLength(text, from, gap));
  const chained = notLeading(text, chain, from).length;
  let split = gap.length;
  let at = offset;
  for (; split > chained && !hasBreak(text, endOf(gap[split - 1] as Comment), at); split--)
    at = (gap[split - 1] as Comment).offset;
  let first = split;
  for (; first > chained && lineBreaks(text, endOf(gap[first - 1] as Comment), at) <= 1; first--)
    at = (gap[first - 1] as Comment).offset;
  return { above: gap.slice(first, split), before: gap.slice(split) };
}

/** The comments that follow from an offset on, one behind the other on a line. */
function chainFrom(document: Json5Document, offset: number): readonly Comment[] {
  const { text, comments } = document;
  const first = firstCommentFrom(document, offset);
  let at = offset;
  let index = first;
  for (; index < comments.length; index++) {
    const comment = comments[index] as Comment;
    if (afterSpace(text, at) !== comment.offset || hasBreak(text, at, comment.offset)) break;
    at = endOf(comment);
  }
  return comments.slice(first, index);
}

/** Of the comments that follow an offset on its line, those that are not on one line with a member that comes next. */
function notLeading(text: string, chain: readonly Comment[], offset: number): readonly Comment[] {
  const last = chain.at(-1);
  let next = afterSpace(text, last ? endOf(last) : offset);
  if (isClosing(text, next)) return chain;
  let count = chain.length;
  for (; count > 0 && leadsNext(text, (chain[count - 1] as Comment).offset, next); count--)
    next = (chain[count - 1] as Comment).offset;
  return chain.slice(0, count);
}

/** How many of the comments between two tokens follow the first of them on its line. */
function chainLength(text: string, offset: number, gap: readonly Comment[]): number {
  let at = offset;
  let length = 0;
  for (const comment of gap) {
    if (hasBreak(text, at, comment.offset)) break;
    at = endOf(comment);
    length++;
  }
  return length;
}

function hasBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isLineTerminator(text.charCodeAt(at))) return true;
  return false;
}

/** Whether only white space stands before an offset on its line, and there is a line before. */
function startsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && isInLine(text, at - 1)) at--;
  return at > 0 && isEditorBreak(text.charCodeAt(at - 1));
}

/** Whether a closing bracket, or nothing any more, stands at an offset. */
function isClosing(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === Char.closeBrace || text.charCodeAt(at) === Char.closeBracket;
}

function afterSpaceInLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isInLine(text, at)) at++;
  return at;
}

function afterSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isWhiteSpace(text, at)) at++;
  return at;
}

function beforeSpace(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isWhiteSpace(text, at - 1)) at--;
  return at;
}

function isWhiteSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isSpace(code) || isLineTerminator(code);
}

/** Whether white space stands at an offset that does not end the line in an editor. */
function isInLine(text: string, at: number): boolean {
  return isWhiteSpace(text, at) && !isEditorBreak(text.charCodeAt(at));
}
