// What differs between OpenClaw's versions: since when and until when keys exist, and what would break with another version.
import type { ConfigDocument } from "../../config/document";
import { type Finding, isRefusal } from "../../config/finding";
import { asWritten } from "../../config/known";
import { type ConfigVersion, compareVersions } from "../../config/versions";
import type { Node, Path } from "../../json5/tree";
import type { Schema, SchemaRoot } from "../../schema/compile";
import { schemasAt, schemasBelow } from "../../schema/lookup";
import type { SchemaObject, SchemaSource } from "../../schema/types";
import { isValid } from "../../schema/validate";
import type { Translate } from "../text/translate";

/** English texts; keys of the language bundles. */
export const versionTexts = {
  since: "Since OpenClaw {version}.",
  until: "Until OpenClaw {version}.",
  installed: "the version of the installed program",
  file: "from meta.lastTouchedVersion in this file",
  newest: "the newest known here",
  pinned: "set in {setting}",
  near: "checked as {version}, the nearest known here",
  differ: "{count} keys differ from {newest}",
  nonsense: "{text} is no version of OpenClaw",
  choose: "The OpenClaw version that configs are checked against",
  automatic: "Automatic",
  change: "Change",
  upgrade: "To which version?",
  nothing: "OpenClaw {version} refuses nothing in this config that is accepted now.",
  breaks: "What OpenClaw {version} would refuse",
} as const;

/** The lifetime of a key, in bundled releases; undefined where it is from the first or to the last of them. */
export interface Lifetime {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** The schemas of all bundled releases, oldest first. */
export class History {
  readonly #releases: readonly (readonly [version: string, schema: SchemaRoot])[];
  /** The place that was asked about last, and for each release the schemas there: many keys of one object are asked about in turn. */
  #last: { readonly place: string; readonly schemas: readonly (readonly Schema[])[] } | undefined;

  constructor(releases: readonly (readonly [version: string, schema: SchemaRoot])[]) {
    this.#releases = releases;
  }

  /** The releases that know a key. */
  knowing(path: Path): string[] {
    return this.#releases.filter((_, index) => this.#schemasAt(index, path).length > 0).map(([each]) => each);
  }

  #schemasAt(release: number, path: Path): Schema[] {
    const key = path.at(-1);
    const schema = this.#releases[release]?.[1];
    if (key === undefined) return schema ? schemasAt(schema, undefined, path) : [];
    const parent = path.slice(0, -1);
    const place = JSON.stringify(parent);
    if (this.#last?.place !== place)
      this.#last = { place, schemas: this.#releases.map(([, each]) => schemasAt(each, undefined, parent)) };
    return schemasBelow(this.#last.schemas[release] ?? [], key);
  }

  /** The last release before `version` that knows a key; with a value: that takes it there. */
  lastKnowing(path: Path, version: string, value?: Node): string | undefined {
    return this.#releases.findLast(
      ([each], index) =>
        compareVersions(each, version) < 0 &&
        this.#schemasAt(index, path).some((schema) => !value || isValid(value, schema, asWritten)),
    )?.[0];
  }

  /** Keys that only later releases know at a path, each with the first that does. */
  newer(path: Path, version: string): ReadonlyMap<string, string> {
    const known = new Set<string>();
    const found = new Map<string, string>();
    for (const [each, schema] of this.#releases) {
      const names = schemasAt(schema, undefined, path).flatMap(({ source }) => Object.keys(source.properties ?? {}));
      for (const name of names) {
        if (compareVersions(each, version) <= 0) known.add(name);
        else if (!known.has(name) && !found.has(name)) found.set(name, each);
      }
    }
    return found;
  }

  lifetime(path: Path): Lifetime {
    const knowing = this.knowing(path);
    const [first, last] = [knowing[0], knowing.at(-1)];
    return {
      since: first === this.#releases[0]?.[0] ? undefined : first,
      until: last === this.#releases.at(-1)?.[0] ? undefined : last,
    };
  }
}

/** How many keys two schemas do not share. */
export function keyDifference(one: SchemaRoot, other: SchemaRoot): number {
  if (one === other) return 0;
  const [a, b] = [keysOf(one), keysOf(other)];
  return [...a].filter((key) => !b.has(key)).length + [...b].filter((key) => !a.has(key)).length;
}

/** All key paths that a schema names. */
export function keysOf(root: SchemaRoot): Set<string> {
  const keys = new Set<string>();
  const visit = (source: SchemaSource | undefined, path: string, depth: number): void => {
    if (typeof source !== "object" || depth > 24) return;
    const { properties, additionalProperties, items, anyOf, oneOf, allOf }: SchemaObject = source;
    for (const [name, part] of Object.entries(properties ?? {})) {
      keys.add(`${path}.${name}`);
      visit(part, `${path}.${name}`, depth + 1);
    }
    visit(additionalProperties, `${path}.*`, depth + 1);
    for (const part of Array.isArray(items) ? items : [items]) visit(part as SchemaSource, `${path}[]`, depth + 1);
    for (const part of [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])]) visit(part, path, depth + 1);
  };
  visit(root.schema.source, "", 0);
  return keys;
}

/** Unknown keys that another release knows say so. */
export function withHistory(document: ConfigDocument, findings: readonly Finding[], history: History): Finding[] {
  return findings.map((finding) => {
    if (finding.code !== "schema/unknown-key") return finding;
    const knowing = history.knowing(finding.path);
    // Known to this release as well: it is the place that is wrong, in a form that does not go with its neighbours.
    if (knowing.includes(document.version)) return finding;
    const until = knowing.findLast((version) => compareVersions(version, document.version) < 0);
    const since = knowing.find((version) => compareVersions(version, document.version) > 0);
    const { key = "" } = finding.params;
    if (until !== undefined)
      return { ...finding, code: "version/removed-key", params: { ...finding.params, key, until } };
    if (since === undefined) return finding;
    return {
      ...finding,
      code: "version/new-key",
      params: { ...finding.params, key, since, version: document.version },
    };
  });
}

/** Findings that say another version refuses what this one takes. */
export function breaking(now: readonly Finding[], then: readonly Finding[]): Finding[] {
  const key = ({ span, source }: Finding) => `${span.offset} ${source?.path}`;
  const known = new Set(now.filter(isRefusal).map(key));
  return then.filter(isRefusal).filter((finding) => !known.has(key(finding)));
}

/** What the status item tells of a config's version, in one line. */
export function versionDetail(version: ConfigVersion, difference: number, newest: string, t: Translate): string {
  const { origin, bundled, isNear, nonsense } = version;
  return [
    t(versionTexts[origin], { setting: "openclawJson5.version" }),
    ...(isNear ? [t(versionTexts.near, { version: bundled })] : []),
    ...(nonsense === undefined ? [] : [t(versionTexts.nonsense, { text: JSON.stringify(nonsense) })]),
    ...(difference > 0 ? [t(versionTexts.differ, { count: difference, newest })] : []),
  ].join(" · ");
}
