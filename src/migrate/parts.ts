// Changes a text whose objects have very many members in parts: each part is the text with a few of them, so that each change is small.
import { isDeepStrictEqual } from "node:util";
import { pathPattern, rosterKeyOf } from "../config/pattern";
import type { Steps } from "../config/steps";
import { applyEdits, type Edit, endOfLine, nextComma } from "../json5/edits";
import { parse } from "../json5/parser";
import { isEditorBreak } from "../json5/sound";
import {
  duplicateKeys,
  endOf,
  find,
  forEachContainer,
  get,
  type Json5Document,
  type Node,
  type Path,
  pathOf,
} from "../json5/tree";
import { reshapes } from "./reshapes";
import { rows } from "./table";

export interface Step {
  /** Where it was, in the config as of that step. */
  readonly from: Path;
  /** Where it is now; the same place where its value or form changed. */
  readonly to: Path;
  /** OpenClaw's name for the migration. */
  readonly source: string;
}

/** What came of a text, and how. */
export interface Migrated {
  readonly document: Json5Document;
  readonly steps: readonly Step[];
}

/** Whether a text can be read, and has all comments of the one that it was. */
export function isSound(before: Json5Document, after: Json5Document): boolean {
  const comments = ({ text: own, comments: all }: Json5Document) =>
    all
      .map(({ offset, length }) =>
        own
          .slice(offset, offset + length)
          .replace(/\s+/g, " ")
          .trim(),
      )
      .sort();
  return after.problems.length === 0 && isDeepStrictEqual(comments(after), comments(before));
}

/** Objects with more members are changed in parts. */
const many = 50;
/** So many at once. */
const several = 16;

/**
 * The text with all its parts changed. Only objects whose members have names of the user's own are taken apart: nothing that happens in
 * one member depends on another.
 *
 * @param offsets of the properties that may change, in order: parts without any stay as they are
 * @returns undefined where there is nothing to take apart, or where the parts do not fit together again
 */
export function* inParts(
  before: Json5Document,
  base: readonly string[],
  offsets: readonly number[],
  change: (part: Json5Document) => Steps<Migrated>,
): Steps<Migrated | undefined> {
  const wide = before.problems.length > 0 ? [] : wideObjects(before, offsets);
  if (wide.every(({ isInert }) => isInert)) return undefined;
  const steps: Migrated["steps"][number][] = [];
  let rest = before.text;
  // From the last to the first: the offsets of those before stay.
  for (const { node } of [...wide].reverse()) rest = rest.slice(0, node.offset + 1) + rest.slice(endOf(node) - 1);
  const inners: string[] = [];
  // What stands around the parts changes with the first of them, whether that changes or not.
  let isFirst = true;
  for (const { path, groups, lead, tail, isInert } of wide) {
    if (isInert) {
      inners.push(groups.map(({ text }) => text).join(""));
      continue;
    }
    const inner: string[] = [];
    let count = 0;
    for (const [index, group] of groups.entries()) {
      if (!group.mayChange && !isFirst) {
        inner.push(group.text);
        count += group.members;
        continue;
      }
      isFirst = false;
      const [first, last] = [index === 0, index === groups.length - 1];
      const part = filled(rest, [[path, (first ? "" : lead) + group.text + (last ? "" : tail)]]);
      const changed = part === undefined ? undefined : yield* change(parse(part));
      const object = changed && find(changed.document.root, path);
      if (!changed || !object?.children) return undefined;
      const { text } = changed.document;
      const own = trimmed(insideOf(changed.document, object, !last), first ? "" : lead, last ? "" : tail);
      if (own === undefined) return undefined;
      for (const { from, to, source } of changed.steps)
        steps.push({ from: moved(from, [...base, ...path], count), to: moved(to, [...base, ...path], count), source });
      count += object.children.length;
      inner.push(own);
      rest = text.slice(0, object.offset + 1) + text.slice(endOf(object) - 1);
    }
    inners.push(inner.join(""));
  }
  const whole = filled(
    rest,
    wide.map(({ path }, index) => [path, inners[index] ?? ""]),
  );
  if (whole === undefined) return undefined;
  yield;
  const after = parse(whole);
  yield;
  const isWhole = isSound(before, after) && duplicateKeys(after.root).length <= duplicateKeys(before.root).length;
  return isWhole ? { document: after, steps } : undefined;
}

/** A path that leads through a list of which a part was looked at, by the index in the whole list. */
function moved(path: Path, list: Path, before: number): Path {
  const index = path[list.length];
  return typeof index === "number" && list.every((step, at) => path[at] === step)
    ? [...list, index + before, ...path.slice(list.length + 1)]
    : path;
}

/** Some members of an object or list, side by side. */
interface Group {
  readonly text: string;
  /** How many there are. */
  readonly members: number;
  readonly mayChange: boolean;
}

interface Wide {
  readonly node: Node;
  /** Whether nothing is ever changed at it or below it. */
  readonly isInert: boolean;
  readonly path: Path;
  /** What stands between the brackets, taken apart behind commas. */
  readonly groups: readonly Group[];
  /** What ends the line of the opening bracket, and what the closing one is indented by. */
  readonly lead: string;
  readonly tail: string;
}

function wideObjects(document: Json5Document, offsets: readonly number[]): Wide[] {
  const found: Wide[] = [];
  let end = -1;
  // A list of agents that is not read stays as it is.
  const unread = rosterKeyOf(get(document.root, "agents")) === "entries" ? unreadList : undefined;
  forEachContainer(document.root, (node) => {
    if (node.offset < end || (node.children?.length ?? 0) <= many) return;
    const path = pathOf(node);
    const isInert = unread?.matches(path) === true || !patterns.some((pattern) => pattern.leadsThrough(path));
    if (!path.every((step) => typeof step === "string")) return;
    if (!isInert && (isNamed(path) || isReshaped(path, node.type === "array"))) return;
    end = endOf(node);
    const inner = document.text.slice(node.offset + 1, end - 1);
    found.push({
      node,
      path,
      isInert,
      groups: isInert ? [{ text: inner, members: 0, mayChange: false }] : groupsOf(document, node, offsets),
      lead: /^[ \t]*(?:\r\n|[\r\n])/.exec(inner)?.[0] ?? "",
      tail: inner.slice(inner.trimEnd().length).replace(/^[\s\S]*[\r\n]/, ""),
    });
  });
  return found;
}

const unreadList = pathPattern("agents.list");

/** Patterns that lead below an object by the name of a member. */
const patterns = [
  ...rows.flatMap(({ from, to, adds }) => [from, ...(to ? [to] : []), ...adds.map(([place]) => place)]),
  ...reshapes.flatMap(({ from, to }) => [from, to]),
];

/** Whether any change is about a member of an object by its name. */
function isNamed(path: Path): boolean {
  return patterns.some(
    (pattern) => pattern.steps.length > path.length && pattern.steps[path.length] !== "*" && pattern.leadsThrough(path),
  );
}

/** Whether an object or list is made into another as a whole, or a list gets what another held. */
function isReshaped(path: Path, isList: boolean): boolean {
  return reshapes.some(({ from, to }) => from.matches(path) || (isList && to.matches(path)));
}

function groupsOf(document: Json5Document, container: Node, offsets: readonly number[]): Group[] {
  const { text } = document;
  const groups: Group[] = [];
  let start = container.offset + 1;
  let members = 0;
  let at = 0;
  const close = (stop: number) => {
    while (at < offsets.length && (offsets[at] ?? 0) < start) at++;
    groups.push({
      text: text.slice(start, stop),
      members,
      mayChange: at < offsets.length && (offsets[at] ?? 0) < stop,
    });
    start = stop;
    members = 0;
  };
  for (const [index, member] of (container.children ?? []).entries()) {
    members++;
    if ((index + 1) % several !== 0 || member === container.children?.at(-1)) continue;
    const comma = nextComma(document, endOf(member));
    if (comma < 0) continue;
    // What follows on the line belongs to the member, unless it is the next one.
    const line = endOfLine(text, comma);
    const next = container.children?.[index + 1];
    let stop = next && next.offset > line ? line : comma + 1;
    if (text.startsWith("\r\n", stop)) stop += 2;
    else if (isEditorBreak(text.charCodeAt(stop))) stop++;
    close(stop);
  }
  close(endOf(container) - 1);
  return groups;
}

/** What stands between the brackets of an object; with a comma behind the last member, if others are to follow. */
function insideOf({ text, ...document }: Json5Document, object: Node, isFollowed: boolean): string {
  const [start, stop] = [object.offset + 1, endOf(object) - 1];
  const last = object.children?.at(-1);
  if (!isFollowed || !last || nextComma({ text, ...document }, endOf(last)) >= 0) return text.slice(start, stop);
  return `${text.slice(start, endOf(last))},${text.slice(endOf(last), stop)}`;
}

function trimmed(inner: string, lead: string, tail: string): string | undefined {
  if (!inner.startsWith(lead) || !inner.endsWith(tail) || inner.length < lead.length + tail.length) return undefined;
  return inner.slice(lead.length, inner.length - tail.length);
}

/** The text with something between the brackets of empty objects or lists, by their paths. */
function filled(text: string, inners: readonly (readonly [path: Path, inner: string])[]): string | undefined {
  const { root } = parse(text);
  const edits: Edit[] = [];
  for (const [path, inner] of inners) {
    const object = find(root, path);
    if (object?.children?.length !== 0) return undefined;
    edits.push({ offset: object.offset + 1, length: endOf(object) - object.offset - 2, text: inner });
  }
  return applyEdits(text, edits);
}
