// Migration in place: a key's change as a quick fix, and a whole file brought to a release, with what has no successor offered for removal.
import { diffLines } from "diff";
import { ConfigDocument, type ConfigFile } from "../../config/document";
import type { Finding } from "../../config/finding";
import { asWritten } from "../../config/known";
import { originOf, sourceOf } from "../../config/merged";
import { finished, type Steps } from "../../config/steps";
import { difference } from "../../json5/difference";
import { applyEdits, type Edit, replaceValue } from "../../json5/edits";
import { commentsWithin, dropped, emptied } from "../../json5/moves";
import { parse } from "../../json5/parser";
import { find, type Json5Document, keyNode, type Node, type Path, pathOf, valueNode } from "../../json5/tree";
import { changeOf, type MigrateOptions, migrateSteps, superseded } from "../../migrate/migrate";
import { isSound, type Step } from "../../migrate/parts";
import { gone } from "../../migrate/table";
import type { SchemaRoot } from "../../schema/compile";
import type { Translate } from "../text/translate";
import { diagnoseSteps } from "./diagnostics";
import { messageOf } from "./messages";
import { maxFixed, type QuickFix, touching } from "./quickFixes";
import type { History } from "./versions";

/** English texts; keys of the language bundles. */
export const migrateTexts = {
  move: "Move to {path}",
  rename: 'Rename to "{name}"',
  rewrite: "Change to what OpenClaw {version} takes",
  title: "To which version?",
  remove: "OpenClaw {version} has nothing in place of these: what shall be removed?",
  gone: "OpenClaw {until} was the last to take it",
  goneHere: "no longer taken",
  doubled: "{path} is set already, and counts",
  label: "Migrate to OpenClaw {version}",
  moved: "{count} keys moved or rewritten",
  removed: "{count} keys removed",
  nothing: "There is nothing to migrate: OpenClaw {version} takes every key of this file, or never knew it.",
  changed: "The file has changed in the meantime: nothing was migrated. Run the command again.",
  broken: "Mend the syntax first: a file that cannot be read cannot be migrated.",
} as const;

/** A release, and its schema. */
export interface Release {
  readonly version: string;
  readonly schema: SchemaRoot;
}

/** A key that the release refuses, and that no other took the place of. */
export interface Leftover {
  /** Path in the file, after all that could be moved has been. */
  readonly path: Path;
  readonly name: string;
  /** What is said of it, in one line. */
  readonly detail: string;
  /** Whether an earlier release took it; else it was never right. */
  readonly wasKnown: boolean;
}

export interface MigrationPlan {
  readonly release: Release;
  readonly steps: readonly Step[];
  /** The file with all steps taken. */
  readonly document: Json5Document;
  readonly leftovers: readonly Leftover[];
}

export interface Migration {
  readonly text: string;
  /** From the text as it is to {@link text}, by lines. */
  readonly edits: readonly Edit[];
}

/** What one quick fix does for each finding whose key has a new place or form. */
export function migrationFixes(
  file: ConfigFile,
  findings: readonly Finding[],
  start: number,
  end: number,
  t: Translate,
): QuickFix[] {
  const { config } = file;
  const options = optionsOf(file, config);
  if (!options || file.json5.problems.length > 0) return [];
  const touched = touching(file, findings, start, end);
  // Each is a change of the text as a whole.
  return touched.slice(0, touched.length > maxFixed ? 0 : maxFixed).flatMap((finding) => {
    const property = propertyOf(finding, file);
    const change = property && changeOf(file.json5, property, options);
    if (!change) return [];
    const edits = lineEdits(file.text, change.text);
    return [{ title: titleOf(change.step, config.version, t), finding, edits, preferred: true }];
  });
}

function titleOf({ from, to }: Step, version: string, t: Translate): string {
  const isSame = (length: number) => from.slice(0, length).every((step, index) => to[index] === step);
  if (from.length === to.length && isSame(from.length)) return t(migrateTexts.rewrite, { version });
  if (from.length === to.length && isSame(from.length - 1))
    return t(migrateTexts.rename, { name: String(to.at(-1) ?? "") });
  return t(migrateTexts.move, { path: to.join(".") });
}

/**
 * How a file of a config is brought to a release.
 *
 * @returns undefined where the text has syntax errors, or where the file has no one place in the config
 */
export function planMigration(
  file: ConfigFile,
  release: Release,
  history: History,
  t: Translate,
): MigrationPlan | undefined {
  return finished(migrationSteps(file, release, history, t));
}

/** The same in steps. */
export function* migrationSteps(
  file: ConfigFile,
  release: Release,
  history: History,
  t: Translate,
): Steps<MigrationPlan | undefined> {
  const options = optionsOf(file, release);
  if (!options || file.json5.problems.length > 0) return undefined;
  const { document, steps } = yield* migrateSteps(file.json5, options);
  const past = { history, steps, arrivals: arrivalsOf(steps) };
  const leftovers: Leftover[] = [];
  let current = document;
  // What was inside of something that went, or hidden behind a key of the same name, shows only then.
  for (let round = 0; round < 8; round++) {
    yield;
    const found = yield* leftoversOf(file, current, release, past, t);
    yield;
    const next = without(current, found);
    if (next === current) break;
    for (const each of found) leftovers.push(each);
    current = next;
  }
  return { release, steps, document, leftovers };
}

/** The file as planned, without the leftovers that are named; `meta.lastTouchedVersion` says what it is for now. */
export function finishMigration(file: ConfigFile, plan: MigrationPlan, removed: readonly Leftover[]): Migration {
  const document = without(plan.document, removed);
  let { text } = document;
  const touched = find(document.root, ["meta", "lastTouchedVersion"]);
  if (file === file.config && text !== file.text && typeof touched?.value === "string")
    text = applyEdits(text, replaceValue(document, touched, plan.release.version));
  return { text, edits: lineEdits(file.text, text) };
}

/** Texts that differ in more lines than these are not compared line by line, which takes time with the square of it. */
const maxChanged = 300;

/** The least edits, by whole lines, that make one text of another; of very different texts, one for all. */
function lineEdits(from: string, to: string): Edit[] {
  if (from === to) return [];
  const changes = diffLines(from, to, { maxEditLength: maxChanged });
  if (!changes) return difference(from, to);
  const edits: Edit[] = [];
  let offset = 0;
  let isOpen = false;
  for (const { added, removed, value } of changes) {
    const last = edits.at(-1);
    if (!added && !removed) {
      offset += value.length;
      isOpen = false;
      continue;
    }
    const change = removed ? { length: value.length, text: "" } : { length: 0, text: value };
    if (isOpen && last)
      edits[edits.length - 1] = { ...last, length: last.length + change.length, text: last.text + change.text };
    else edits.push({ offset, ...change });
    if (removed) offset += value.length;
    isOpen = true;
  }
  return edits;
}

/** A file without the leftovers that are named, as many at once as do not touch each other. */
function without(document: Json5Document, removed: readonly Leftover[]): Json5Document {
  let result = document;
  let rest = removed.map(({ path }) => path);
  while (rest.length > 0) {
    const { edits, taken, later } = removals(result, rest);
    const next = edits.length > 0 ? parse(applyEdits(result.text, edits)) : result;
    // What cannot go without a loss goes one by one, as far as it can.
    result = next === result || isSound(result, next) ? next : withoutEach(result, taken);
    rest = later;
  }
  return result;
}

/** The same, one after the other: the deepest first, as a path is right until something above it goes. */
function withoutEach(document: Json5Document, paths: readonly Path[]): Json5Document {
  let result = document;
  for (const path of [...paths].sort((a, b) => b.length - a.length)) {
    const property = find(result.root, path)?.parent;
    if (property?.type !== "property") continue;
    const rest = parse(applyEdits(result.text, removal(result, property)));
    if (isSound(result, rest)) result = rest;
  }
  return result;
}

interface Removals {
  readonly edits: readonly Edit[];
  readonly taken: readonly Path[];
  /** What touches another, or leaves an object empty, which then goes as well. */
  readonly later: Path[];
}

function removals(document: Json5Document, paths: readonly Path[]): Removals {
  const found = paths.flatMap((path) => {
    const property = find(document.root, path)?.parent;
    return property?.type === "property" ? [{ path, property }] : [];
  });
  const left = new Map<Node | undefined, number>();
  const unique = [...new Map(found.map((each) => [each.property, each])).values()];
  unique.sort((a, b) => a.property.offset - b.property.offset);
  for (const { property } of unique)
    left.set(property.parent, (left.get(property.parent) ?? property.parent?.children?.length ?? 0) - 1);
  const last = new Map(unique.map(({ property }) => [property.parent, property]));
  const [edits, taken, later]: [Edit[], Path[], Path[]] = [[], [], []];
  let end = -1;
  for (const { path, property } of unique) {
    const object = property.parent;
    const empties = left.get(object) === 0 && (object?.children?.length ?? 0) > 1 && last.get(object) === property;
    const own = empties ? [] : removal(document, property);
    const start = own.reduce((least, { offset }) => Math.min(least, offset), Number.POSITIVE_INFINITY);
    if (empties || start < end) {
      later.push(path);
      continue;
    }
    for (const edit of own) {
      edits.push(edit);
      end = Math.max(end, edit.offset + edit.length);
    }
    taken.push(path);
  }
  return { edits, taken, later };
}

/** The edits that take a property out, with the objects that hold nothing but it and no comment. */
function removal(document: Json5Document, property: Node): readonly Edit[] {
  const outer = emptied(property, []);
  const hasComments = commentsWithin(document, outer.offset, outer.offset + outer.length).length > 0;
  return dropped(document, hasComments ? property : outer);
}

interface Past {
  readonly history: History;
  readonly steps: readonly Step[];
  /** By the place where a key went: numbers of the steps that took one there, in their order. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
}

function arrivalsOf(steps: readonly Step[]): ReadonlyMap<string, readonly number[]> {
  const arrivals = new Map<string, number[]>();
  for (const [number, { to }] of steps.entries()) {
    const place = JSON.stringify(to);
    const known = arrivals.get(place);
    if (known) known.push(number);
    else arrivals.set(place, [number]);
  }
  return arrivals;
}

/** The last step before a number that took something to a place, or to one above it. */
function arrivalAt(place: Path, before: number, arrivals: Past["arrivals"]): number {
  let last = -1;
  for (let length = 0; length <= place.length; length++) {
    const numbers = arrivals.get(JSON.stringify(place.slice(0, length)));
    last = Math.max(last, numbers?.findLast((number) => number < before) ?? -1);
  }
  return last;
}

function* leftoversOf(
  file: ConfigFile,
  json5: Json5Document,
  release: Release,
  past: Past,
  t: Translate,
): Steps<Leftover[]> {
  const { config } = file;
  const isConfig = file === config;
  const base = baseOf(file) ?? [];
  // An included file is checked as if it were all there is of its part.
  const options = optionsOf(file, release);
  const taken = options ? superseded(json5, options) : [];
  // Its last line may be a comment.
  const root = isConfig ? json5 : base.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}\n}`, json5.text);
  const document = new ConfigDocument(root, release.schema, {
    path: config.source.path,
    surroundings: isConfig ? config.surroundings : undefined,
    version: release.version,
  });
  const doubled = taken.map(({ path, by }) => ({
    path,
    name: [...base, ...path].join("."),
    detail: t(migrateTexts.doubled, { path: by.join(".") }),
    wasKnown: true,
  }));
  const places = new Set(taken.map(({ path }) => JSON.stringify(path)));
  const isDoubled = (path: Path) => places.has(JSON.stringify(path));
  const seen = new Set<Node>();
  const found = yield* diagnoseSteps(document, { limit: Number.POSITIVE_INFINITY });
  const refused = found.flatMap((finding) => {
    const { severity, source } = finding;
    if (severity !== "error" || source) return [];
    const property = propertyOf(finding, document);
    // Of all that is wrong within one value, the first is told.
    if (!property || seen.has(property)) return [];
    seen.add(property);
    const inConfig = pathOf(property);
    const path = inConfig.slice(base.length);
    const own = find(json5.root, path);
    if (path.length === 0 || !own || isDoubled(path)) return [];
    const isUnknown = finding.code === "schema/unknown-key";
    const last = lastKnowing(inConfig, isUnknown ? undefined : own, release, past);
    if (!isUnknown && last === undefined) return [];
    const detail =
      last === undefined
        ? messageOf(finding, t)
        : last === ""
          ? t(migrateTexts.goneHere)
          : t(migrateTexts.gone, { until: last });
    return [{ path, name: inConfig.join("."), detail, wasKnown: last !== undefined }];
  });
  return [...doubled, ...refused];
}

/** The last release before this one that knows a key where it stands, or where it stood; empty where some did, and none says which. */
function lastKnowing(
  path: Path,
  value: Node | undefined,
  { version }: Release,
  { history, steps, arrivals }: Past,
): string | undefined {
  const places = [path];
  for (let before = steps.length; ; ) {
    const place = places.at(-1) ?? path;
    before = arrivalAt(place, before, arrivals);
    const step = steps[before];
    if (!step) break;
    places.push([...step.from, ...place.slice(step.to.length)]);
  }
  for (const place of places) {
    const until = history.lastKnowing(place, version, value);
    if (until !== undefined) return until;
  }
  const isGone = gone.some((pattern) => pattern.matches(path));
  // A value that no release took where it was is a mistake, wherever it is now.
  return isGone || (places.length > 1 && value === undefined) ? "" : undefined;
}

function propertyOf({ node }: Finding, file: ConfigFile): Node | undefined {
  if (!node || (sourceOf(node) ?? file.config.source) !== file.source) return undefined;
  let origin: Node | undefined = originOf(node);
  while (origin && origin.type !== "property") origin = origin.parent;
  return origin && keyNode(origin) && valueNode(origin) ? origin : undefined;
}

function optionsOf(file: ConfigFile, { version, schema }: Release): MigrateOptions | undefined {
  const base = baseOf(file);
  return base && { version, schema, known: asWritten.known, base };
}

/** Where the root of a file stands in the config; undefined where a list is on the way. */
function baseOf(file: ConfigFile): string[] | undefined {
  if (file === file.config || !file.json5.root) return [];
  const path = file.config.pathInConfig(file.json5.root);
  return path.every((step) => typeof step === "string") ? path.map(String) : undefined;
}
