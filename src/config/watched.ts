// Which folders are watched for a config: each watch is a resource of the machine, and a stranger's file may name thousands.
import path from "node:path";

/** Folders that are watched in all. */
export const maxWatched = 200;

/** A file that is in play, and what else has a say in it; absolute paths. */
export interface Watch {
  readonly file: string;
  readonly dependencies: Iterable<string>;
}

/** The folders of the files themselves, of earlier ones first, then those of their dependencies, nearest first; at most `limit`. */
export function watchedFolders(watches: readonly Watch[], limit = maxWatched): Set<string> {
  const folders = new Set(watches.map(({ file }) => path.dirname(file)));
  const further = new Map<string, number>();
  for (const { file, dependencies } of watches) {
    const own = path.dirname(file);
    for (const each of dependencies) {
      const folder = path.dirname(each);
      if (!folders.has(folder))
        further.set(folder, Math.min(stepsBetween(own, folder), further.get(folder) ?? Infinity));
    }
  }
  const nearest = [...further].sort((a, b) => a[1] - b[1]).map(([folder]) => folder);
  return new Set([...folders, ...nearest].slice(0, limit));
}

function stepsBetween(from: string, to: string): number {
  return path.relative(from, to).split(path.sep).length;
}
