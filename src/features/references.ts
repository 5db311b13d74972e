// From a name to where it is declared, and to all places that use it, in all files of a config.
import type { ConfigDocument, ConfigFile } from "../config/document";
import type { Span } from "../config/finding";
import type { Mention } from "../config/mentions";
import type { Source } from "../config/merged";
import type { Inclusion } from "../config/resolve";

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

/** What is named at a UTF-16 offset of a file; of a model reference, the provider before the slash and the model behind it. */
export function mentionAt(file: ConfigFile, offset: number): Mention | undefined {
  const here = file.config.mentions.all.filter(
    ({ source, span }) => source === file.source && offset >= span.offset && offset <= span.offset + span.length,
  );
  // At a slash both end and begin: what begins there counts.
  return here.sort((a, b) => b.span.offset - a.span.offset || a.span.length - b.span.length)[0];
}

/** All mentions of the same thing. */
export function mentionsLike({ mentions }: ConfigDocument, { kind, name }: Mention): Mention[] {
  const places = new Set<string>();
  const numbers = new Map<Source, number>();
  return mentions.all.filter((each) => {
    if (each.kind !== kind || each.name !== name) return false;
    if (!numbers.has(each.source)) numbers.set(each.source, numbers.size);
    // A file that is included twice has each of its places twice.
    const place = `${numbers.get(each.source)} ${each.span.offset}`;
    return !places.has(place) && places.add(place);
  });
}

/** Where a name is declared: of a hosted model, where the config first says more of it. */
export function declarationsOf(config: ConfigDocument, mention: Mention): Mention[] {
  const all = mentionsLike(config, mention);
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
  const mention = mentionAt(file, offset);
  if (!mention) return [];
  return mentionsLike(file.config, mention)
    .filter(({ isDeclaration }) => withDeclaration || !isDeclaration)
    .map(({ source, span }) => ({ path: source.path, span }));
}

export function highlightsAt(file: ConfigFile, offset: number): Highlight[] {
  const mention = mentionAt(file, offset);
  if (!mention) return [];
  return mentionsLike(file.config, mention)
    .filter(({ source }) => source === file.source)
    .map(({ span, isDeclaration }) => ({ span, isDeclaration }));
}
