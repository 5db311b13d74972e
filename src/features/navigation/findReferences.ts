// From a name to where it is declared, and to all places that use it, in all files of a config.
import type { ConfigDocument, ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import type { Source } from "../../config/merged";
import type { Occurrence, Occurrences } from "../../config/occurrences";
import type { Inclusion } from "../../config/resolve";

/** A place in one of the files. */
export interface Location {
  /** Absolute path; undefined for a config that is no file. */
  readonly path: string | undefined;
  readonly span: Span;
}

export interface Highlight {
  readonly span: Span;
  /** Whether the name is declared here. */
  readonly isDeclaration: boolean;
}

/** The occurrences of a config by what they name, and those of each file by where they stand. */
interface Index {
  readonly alike: ReadonlyMap<string, readonly Occurrence[]>;
  readonly placed: ReadonlyMap<Source, { readonly sorted: readonly Occurrence[]; readonly longest: number }>;
}

const indexes = new WeakMap<Occurrences, Index>();

const keyOf = ({ kind, name }: Occurrence) => `${kind} ${name}`;

function grouped<Key>(all: readonly Occurrence[], keyed: (occurrence: Occurrence) => Key): Map<Key, Occurrence[]> {
  const groups = new Map<Key, Occurrence[]>();
  for (const each of all) {
    const key = keyed(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

function indexOf(occurrences: Occurrences): Index {
  let index = indexes.get(occurrences);
  if (!index) {
    const placed = [...grouped(occurrences.all, ({ source }) => source)].map(([source, own]) => {
      const sorted = own.sort((a, b) => a.span.offset - b.span.offset);
      const longest = own.reduce((length, { span }) => Math.max(length, span.length), 0);
      return [source, { sorted, longest }] as const;
    });
    index = { alike: grouped(occurrences.all, keyOf), placed: new Map(placed) };
    indexes.set(occurrences, index);
  }
  return index;
}

/** Those of a file that hold an offset, their ends included. */
function occurrencesAt({ config, source }: ConfigFile, offset: number): Occurrence[] {
  const { sorted = [], longest = 0 } = indexOf(config.occurrences).placed.get(source) ?? {};
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Occurrence).span.offset <= offset) low = middle + 1;
    else high = middle;
  }
  const found: Occurrence[] = [];
  for (let at = low - 1; at >= 0; at--) {
    const each = sorted[at] as Occurrence;
    if (each.span.offset + longest < offset) break;
    if (each.span.offset + each.span.length >= offset) found.push(each);
  }
  return found.reverse();
}

/** What is named at a UTF-16 offset of a file; of a model reference, the provider before the slash and the model behind it. */
export function occurrenceAt(file: ConfigFile, offset: number): Occurrence | undefined {
  const here = occurrencesAt(file, offset);
  // At a slash both end and begin: what begins there counts.
  return here.sort((a, b) => b.span.offset - a.span.offset || a.span.length - b.span.length)[0];
}

/** All occurrences of the same thing. */
export function occurrencesLike({ occurrences }: ConfigDocument, occurrence: Occurrence): Occurrence[] {
  const places = new Set<string>();
  const numbers = new Map<Source, number>();
  return (indexOf(occurrences).alike.get(keyOf(occurrence)) ?? []).filter((each) => {
    if (!numbers.has(each.source)) numbers.set(each.source, numbers.size);
    // A file that is included twice has each of its places twice.
    const place = `${numbers.get(each.source)} ${each.span.offset}`;
    return !places.has(place) && places.add(place);
  });
}

/** Where a name is declared: of a hosted model, where the config first says more of it. */
export function declarationsOf(config: ConfigDocument, occurrence: Occurrence): Occurrence[] {
  const all = occurrencesLike(config, occurrence);
  const declared = all.filter(({ isDeclaration }) => isDeclaration);
  if (declared.length > 0) return declared;
  const inTable = all.find(({ node }) => node.parent?.type === "property" && node.parent.children?.[0] === node);
  return inTable ? [inTable] : [];
}

/** The inclusions of one file, where an offset of a file is at one of them. */
export function inclusionsAt(file: ConfigFile, offset: number): Inclusion[] {
  const { inclusions } = file.config.resolved;
  const here = inclusions.find(
    ({ source, node }) => source === file.source && offset >= node.offset && offset <= node.offset + node.length,
  );
  if (here?.target === undefined) return [];
  const seen = new Set<string>();
  return inclusions.filter(({ target, source, node }) => {
    const place = `${source.path} ${node.offset}`;
    return target === here.target && !seen.has(place) && seen.add(place);
  });
}

/** Of the path behind an `$include`, without its quotes. */
export function includeSpan({ node }: Inclusion): Span {
  return { offset: node.offset + 1, length: Math.max(0, node.length - 2) };
}

export function referencesAt(file: ConfigFile, offset: number, withDeclaration: boolean): Location[] {
  const inclusions = inclusionsAt(file, offset);
  if (inclusions.length > 0)
    return inclusions.map((inclusion) => ({ path: inclusion.source.path, span: includeSpan(inclusion) }));
  const occurrence = occurrenceAt(file, offset);
  if (!occurrence) return [];
  return occurrencesLike(file.config, occurrence)
    .filter(({ isDeclaration }) => withDeclaration || !isDeclaration)
    .map(({ source, span }) => ({ path: source.path, span }));
}

export function highlightsAt(file: ConfigFile, offset: number): Highlight[] {
  const occurrence = occurrenceAt(file, offset);
  if (!occurrence) return [];
  return occurrencesLike(file.config, occurrence)
    .filter(({ source }) => source === file.source)
    .map(({ span, isDeclaration }) => ({ span, isDeclaration }));
}
