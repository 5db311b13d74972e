// What is in a folder, for people to choose from: by the same door as the texts of files.
import { opendir } from "node:fs/promises";
import { isInside } from "./paths";
import { type Reach, realPathOf } from "./readFile";

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** So many names of a folder are read: nobody chooses from more. */
const maxEntries = 2000;

/**
 * The names in a folder; none where it may not be looked at or cannot be read. Never rejects.
 *
 * @param folder absolute path; links on its way are followed as far as may be looked
 * @param roots folders that it must really lie in; undefined: anywhere
 */
export async function entriesOf(folder: string, reach: Reach, roots?: readonly string[]): Promise<FolderEntry[]> {
  const real = await realPathOf(folder, reach);
  if ("failure" in real) return [];
  const reals = await Promise.all((roots ?? []).map((root) => realPathOf(root, reach)));
  if (roots && !reals.some((root) => "path" in root && isInside(root.path, real.path))) return [];
  const entries: FolderEntry[] = [];
  try {
    for await (const entry of await opendir(real.path)) {
      entries.push({ name: entry.name, isFolder: entry.isDirectory() });
      if (entries.length >= maxEntries) break;
    }
  } catch {
    // What cannot be read holds nothing to offer: the path may yet be made.
  }
  return entries;
}
