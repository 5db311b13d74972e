// Brings a config to a release's keys, one change of its text after the other: comments, order and style stay.
import { finished, type Steps } from "../config/steps";
import { compareVersions } from "../config/versions";
import { applyEdits, type Json, renameKey, replaceValue } from "../json5/edits";
import { drop, emptied, moveMember, type Position, pasteValue } from "../json5/moves";
import { parse } from "../json5/parser";
import {
  find,
  findProperty,
  indexIn,
  type Json5Document,
  keyNode,
  type Node,
  type Path,
  pathOf,
  toValue,
  valueNode,
} from "../json5/tree";
import { anything, never, type Schema, type SchemaRoot } from "../schema/compile";
import { schemasAt } from "../schema/lookup";
import { isValid, type ValidateOptions } from "../schema/validate";
import { inParts, isSound, type Migrated, type Step } from "./parts";
import { reshapes, rosterSource } from "./reshapes";
import { type Row, rows } from "./table";

export interface Change {
  readonly text: string;
  readonly step: Step;
}

export interface MigrateOptions {
  /** The release that the config is brought to, and its schema. */
  readonly version: string;
  readonly schema: SchemaRoot;
  /** Values that the text does not tell. */
  readonly known?: ValidateOptions["known"];
  /** Where the text's root stands in the config: that of an included file. */
  readonly base?: readonly string[];
}

/** A config has fewer keys to move than this; more steps would be going in circles. */
const maxSteps = 5000;

/** All changes that the table knows, in turn, and what came of them. */
export function migrate(text: string, options: MigrateOptions): Migrated {
  return finished(migrateSteps(parse(text), options));
}

/** The same in steps. */
export function* migrateSteps(document: Json5Document, options: MigrateOptions): Steps<Migrated> {
  return (yield* partByPart(document, options)) ?? (yield* inTurn(document, options));
}

/** Most of a long text never changes: where that is seen at once, nothing is taken apart for it. */
function* partByPart(document: Json5Document, options: MigrateOptions): Steps<Migrated | undefined> {
  const offsets = document.problems.length > 0 ? [] : changeable(document, options);
  if (offsets.length === 0) return { document, steps: [] };
  yield;
  return yield* inParts(document, options.base ?? [], offsets, (part) => inTurn(part, options));
}

function* inTurn(document: Json5Document, options: MigrateOptions): Steps<Migrated> {
  const steps: Step[] = [];
  const accepted = new Set<string>();
  let current = document;
  while (steps.length < maxSteps) {
    yield;
    const found = nextChange(current, options, accepted);
    if (!found || found.document.text === current.text) break;
    steps.push(found.step);
    current = found.document;
    // What was a list may be a wide object now.
    const rest = found.step.source === rosterSource ? yield* partByPart(current, options) : undefined;
    if (rest) return { document: rest.document, steps: [...steps, ...rest.steps] };
  }
  return { document: current, steps };
}

/** The change of one key; undefined where the table has none for it, or it cannot be made in this file. */
export function changeOf(document: Json5Document, property: Node, options: MigrateOptions): Change | undefined {
  const found = soundChange(document, property, options, new Set());
  return found && { text: found.document.text, step: found.step };
}

interface ParsedChange {
  readonly document: Json5Document;
  readonly step: Step;
}

/** @param accepted places with their values that the release is known to take */
function soundChange(
  document: Json5Document,
  property: Node,
  options: MigrateOptions,
  accepted: Set<string>,
): ParsedChange | undefined {
  const change = findChange(document, property, options, accepted);
  const after = change && parse(change.text);
  return after && isSound(document, after) ? { document: after, step: change.step } : undefined;
}

/** Rows by their last key: of all keys of a file, few have any. */
const rowsByKey = new Map<string, Row[]>();
for (const row of rows) {
  const key = row.from.steps.at(-1) ?? "";
  rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), row]);
}

/** Last keys that a reshape is about. */
const reshapedKeys = new Set(reshapes.map(({ from }) => from.steps.at(-1)));
/** Rows that are about any key of an object. */
const openRows = rowsByKey.get("*") ?? [];

/** Whether there may be a row or reshape for a key, told without working out where it stands. */
function isListed(name: unknown, depth: number): boolean {
  if (reshapedKeys.has(name as string) || rowsByKey.has(name as string)) return true;
  return openRows.some(({ from }) => from.steps.length === depth);
}

/**
 * UTF-16 offsets of the properties that a row or reshape is about and that the release refuses, or OpenClaw changes all the same, in
 * order: no other property is ever changed.
 */
function changeable({ root }: Json5Document, options: MigrateOptions): number[] {
  const offsets: number[] = [];
  const visit = (node: Node | undefined, depth: number): void => {
    for (const child of node?.children ?? []) {
      const name = child.type === "property" ? keyNode(child)?.value : undefined;
      if (name !== undefined && isListed(name, depth) && mayChange(child, options)) offsets.push(child.offset);
      visit(child.type === "property" ? valueNode(child) : child, depth + 1);
    }
  };
  visit(root, (options.base ?? []).length + 1);
  return offsets;
}

function mayChange(property: Node, options: MigrateOptions): boolean {
  const path = [...(options.base ?? []), ...pathOf(property)];
  const candidates = rowsFor(path);
  if (candidates.some((row) => isForced(row, options))) return true;
  if (candidates.length === 0 && !reshapes.some(({ from }) => from.matches(path))) return false;
  return isRefused(property, path, options);
}

function rowsFor(path: Path): Row[] {
  const found = [...(rowsByKey.get(String(path.at(-1))) ?? []), ...(rowsByKey.get("*") ?? [])];
  return found.filter(({ from }) => from.matches(path));
}

function findChange(
  document: Json5Document,
  property: Node,
  options: MigrateOptions,
  accepted: Set<string>,
): Change | undefined {
  const path = [...(options.base ?? []), ...pathOf(property)];
  const reshape = reshapes.find(({ from }) => from.matches(path));
  const candidates = rowsFor(path);
  if (!reshape && candidates.length === 0) return undefined;
  const { offset, length } = property;
  const place = [...path, document.text.slice(offset, offset + length)].join("\u0000");
  const refused = !accepted.has(place) && isRefused(property, path, options);
  if (!refused) accepted.add(place);
  const target = reshape?.to.steps;
  if (reshape && target && refused && isKnownAt(target, options)) {
    const local = inFile(target, options);
    const result = local && reshape.apply(document, property, local);
    if (result !== undefined) return { text: result, step: { from: path, to: target, source: reshape.source } };
  }
  for (const row of candidates) {
    if (!refused && !isForced(row, options)) continue;
    const change = apply(document, property, row, path, options);
    if (change) return change;
  }
  return undefined;
}

/** Keys that would move to a place that is taken, with that place: what stands there counts. */
export function superseded(
  document: Json5Document,
  options: MigrateOptions,
): { readonly path: Path; readonly by: Path }[] {
  const found: { path: Path; by: Path }[] = [];
  const visit = (node: Node | undefined, depth: number): void => {
    for (const child of node?.children ?? []) {
      visit(child.type === "property" ? valueNode(child) : child, depth + 1);
      const value = valueNode(child);
      if (child.type !== "property" || !value || !isListed(keyNode(child)?.value, depth)) continue;
      const path = [...(options.base ?? []), ...pathOf(child)];
      for (const row of rowsFor(path)) {
        if (!row.to || !isOf(value, row.kind)) continue;
        if (!isForced(row, options) && !isRefused(child, path, options)) continue;
        const by = row.to.filledWith(row.from.captures(path) ?? []);
        const place = inFile(by, options);
        const isWithin = path.every((step, index) => by[index] === step);
        if (isWithin || !place || !find(document.root, place)) continue;
        found.push({ path: pathOf(child), by });
        break;
      }
    }
  };
  visit(document.root, (options.base ?? []).length + 1);
  return found;
}

/** Whether OpenClaw changes it although its schema takes it. */
function isForced({ since }: Row, { version }: MigrateOptions): boolean {
  return since !== undefined && compareVersions(version, since) >= 0;
}

function nextChange(document: Json5Document, options: MigrateOptions, accepted: Set<string>): ParsedChange | undefined {
  const visit = (node: Node | undefined): ParsedChange | undefined => {
    // What stands below first: some of it has a row of its own.
    for (const child of node?.children ?? []) {
      const change = visit(child.type === "property" ? valueNode(child) : child);
      if (change) return change;
      const own = child.type === "property" ? soundChange(document, child, options, accepted) : undefined;
      if (own) return own;
    }
    return undefined;
  };
  return document.problems.length > 0 ? undefined : visit(document.root);
}

function apply(
  document: Json5Document,
  property: Node,
  row: Row,
  path: Path,
  options: MigrateOptions,
): Change | undefined {
  const value = valueNode(property);
  if (!value || !isOf(value, row.kind)) return undefined;
  const written = JSON.stringify(toValue(value));
  if (row.only && !row.only.includes(written)) return undefined;
  const mapped = row.values && Object.hasOwn(row.values, written) ? row.values[written] : undefined;
  const step = (to: Path) => ({ from: path, to, source: row.source });
  if (!row.to) {
    if (mapped === undefined) return undefined;
    return { text: applyEdits(document.text, replaceValue(document, value, mapped)), step: step(path) };
  }
  const captured = row.from.captures(path) ?? [];
  const target = row.to.filledWith(captured);
  if (!isKnownAt(target, options)) return undefined;
  let text = moveTo(document, property, inFile(target, options), mapped);
  if (text === undefined) return undefined;
  for (const [pattern, added] of row.adds) {
    const place = inFile(pattern.filledWith(captured), options);
    if (place && !find(parse(text).root, place)) text = pasteValue(text, place, added) ?? text;
  }
  return { text, step: step(target) };
}

/** The text with a property elsewhere, or with another name; undefined where that place is taken or out of reach. */
function moveTo(
  document: Json5Document,
  property: Node,
  target: Path | undefined,
  mapped: Json | undefined,
): string | undefined {
  const value = valueNode(property);
  const key = keyNode(property);
  if (!value || !key) return undefined;
  const own = pathOf(property);
  const name = target?.at(-1);
  const isSibling = target?.length === own.length && target.slice(0, -1).every((each, index) => each === own[index]);
  if (isSibling && typeof name === "string") {
    if (findProperty(property.parent, name)) return mergeInto(document, property, target);
    const renamed = renameKey(document, key, name);
    return applyEdits(document.text, [
      ...renamed,
      ...(mapped === undefined ? [] : replaceValue(document, value, mapped)),
    ]);
  }
  if (!target) return undefined;
  const source =
    mapped === undefined ? document : parse(applyEdits(document.text, replaceValue(document, value, mapped)));
  const moved = find(source.root, own)?.parent;
  if (!moved) return undefined;
  // A value that goes below its own key, as a mode of it: its place in the file stays.
  const isWithin = own.every((each, index) => target[index] === each);
  if (find(source.root, target)) return isWithin ? undefined : mergeInto(source, moved, target);
  const outer = emptied(moved, target);
  return moveMember(source, moved, target, positionOf(moved, outer, target), outer);
}

/** Where a new part of an object stands: in the place of the one that went, else behind the one that it came out of. */
function positionOf(moved: Node, outer: Node, target: Path): Position {
  const names = pathOf(moved);
  const apart = names.findIndex((name, index) => target[index] !== name);
  const shared = apart < 0 ? names.length - 1 : apart;
  if (pathOf(outer).length !== shared + 1) return { after: String(names[shared]) };
  const siblings = outer.parent?.children ?? [];
  const previous = siblings[indexIn(outer.parent, outer) - 1];
  return previous ? { after: String(keyNode(previous)?.value ?? "") } : "first";
}

/** Of two objects, the second takes what it lacks; undefined where there is nothing to take. */
function mergeInto(document: Json5Document, property: Node, target: Path): string | undefined {
  const object = valueNode(property);
  const other = find(document.root, target);
  if (object?.type !== "object" || other?.type !== "object") return undefined;
  const children = object.children ?? [];
  if (children.length === 0) return drop(document, property);
  const free = children.find((child) => !findProperty(other, String(keyNode(child)?.value)));
  if (free) {
    const outer = emptied(free, target);
    return moveMember(document, free, [...target, String(keyNode(free)?.value)], "last", outer);
  }
  for (const child of children) {
    const merged = mergeInto(document, child, [...target, String(keyNode(child)?.value)]);
    if (merged !== undefined) return merged;
  }
  return undefined;
}

function isOf(value: Node, kind: Row["kind"]): boolean {
  if (kind === undefined) return true;
  return kind === "object" ? value.type === "object" : value.type !== "object" && value.type !== "array";
}

/** Whether the release does not take the value at its place. */
function isRefused(property: Node, path: Path, { schema, known }: MigrateOptions): boolean {
  const value = valueNode(property);
  const found = schemasAt(schema, undefined, path);
  return value !== undefined && !found.some((each) => isValid(value, each, known ? { known } : {}));
}

function isKnownAt(path: Path, { schema }: MigrateOptions): boolean {
  for (let length = path.length; length >= 0; length--) {
    const found = schemasAt(schema, undefined, path.slice(0, length));
    if (found.length > 0) return length === path.length || found.some(isOpen);
  }
  return false;
}

/** The part of a config's path that is within the file; undefined where it is in another. */
function inFile(path: Path, { base = [] }: MigrateOptions): Path | undefined {
  return path.length > base.length && base.every((key, index) => path[index] === key)
    ? path.slice(base.length)
    : undefined;
}

/** Whether a schema takes keys that it does not name. */
function isOpen(schema: Schema): boolean {
  if (schema === anything) return true;
  if (schema === never || schema.target || schema.literals || schema.unions.length > 0) return false;
  const { type } = schema.source;
  return (type === undefined || type === "object") && schema.part("additionalProperties") !== never;
}
