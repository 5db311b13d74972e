// OpenClaw's versions: which is newer, and which release line with a bundled schema is nearest to one.
import index from "../../schemas/index.json";

/** Releases whose schemas are bundled, oldest first. */
export const bundledVersions: readonly string[] = index.versions;

/** Year, month and number of a release, and of what follows a hyphen its number; pre-releases come before their release. */
function parts(version: string): readonly number[] | undefined {
  const match = /^\s*v?(\d{4})\.(\d{1,2})\.(\d{1,3})(?:-(?:([a-z]+)\.?)?(\d+)?)?\s*$/i.exec(version);
  if (!match) return undefined;
  const [, year, month, number, word, revision] = match;
  const suffix = word ? -1_000_000 + Number(revision ?? 0) : Number(revision ?? 0);
  return [Number(year), Number(month), Number(number), suffix];
}

/** Whether a text is a version of OpenClaw, such as `2026.9.6` or `2026.9.1-beta.2`. */
export function isVersion(text: string): boolean {
  return parts(text) !== undefined;
}

/** Negative where `a` is older than `b`. What is no version is older than all that are. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [parts(a) ?? [], parts(b) ?? []];
  for (let at = 0; at < 4; at++) {
    const difference = (first[at] ?? -1) - (second[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The bundled release whose schema is nearest to a version's: the last one up to it, else the first of its month, else the oldest.
 *
 * @returns undefined for what is no version
 */
export function nearestBundled(version: string, bundled: readonly string[] = bundledVersions): string | undefined {
  const wanted = parts(version);
  if (!wanted) return undefined;
  const ofItsMonth = bundled.filter((each) => {
    const [year, month] = parts(each) ?? [];
    return year === wanted[0] && month === wanted[1];
  });
  const upTo = (list: readonly string[]) => list.findLast((each) => compareVersions(each, version) <= 0);
  return upTo(ofItsMonth) ?? ofItsMonth[0] ?? upTo(bundled) ?? bundled[0];
}

/** Where the version of a config is known from. */
export type VersionOrigin = "pinned" | "installed" | "file" | "newest";

export interface ConfigVersion {
  /** As it was found. */
  readonly version: string;
  readonly origin: VersionOrigin;
  /** The bundled release that stands for it. */
  readonly bundled: string;
  /** Whether another release had to stand for it. */
  readonly isNear: boolean;
  /** A pinned version or `meta.lastTouchedVersion` that is none; the next source was taken. */
  readonly nonsense?: string;
}

/** Which version a config is for: the pinned one, else that of the installed program, else the one that wrote the file, else the newest. */
export function versionOf(
  known: { readonly pinned?: string | undefined; readonly installed?: string | undefined; readonly file?: unknown },
  bundled: readonly string[] = bundledVersions,
): ConfigVersion {
  const newest = bundled.at(-1) ?? "";
  let nonsense: string | undefined;
  for (const origin of ["pinned", "installed", "file"] as const) {
    const text = known[origin];
    if (typeof text !== "string" || text.trim() === "") continue;
    const version = text.trim().replace(/^v/i, "");
    const near = nearestBundled(version, bundled);
    if (near === undefined) nonsense ??= text;
    else
      return { version, origin, bundled: near, isNear: near !== version, ...(nonsense !== undefined && { nonsense }) };
  }
  return {
    version: newest,
    origin: "newest",
    bundled: newest,
    isNear: false,
    ...(nonsense !== undefined && { nonsense }),
  };
}
