// Files on disk, as configs see them.
import { lstat } from "node:fs/promises";
import path from "node:path";
import type { CommandFault, Files } from "./includes";
import { FileMemory, type Reach, readReal, realPathOf } from "./readFile";
import { isForeignShare } from "./shares";

export interface DiskOptions extends Partial<Reach> {
  /** What an editor holds of a file, saved or not. */
  readonly textOf?: (file: string) => string | undefined;
  /** Where texts are remembered from one time to the next. */
  readonly memory?: FileMemory;
}

export function diskFiles({
  textOf = () => undefined,
  mayRead = () => true,
  opened = [],
  memory = new FileMemory(),
}: DiskOptions = {}): Files {
  const reach = { mayRead, opened };
  return {
    realPath: (file) => realPathOf(file, reach),
    read: async (file, limits) => {
      if (isForeignShare(file, opened) || !mayRead(file)) return { failure: "withheld" };
      const found = await readReal(file, limits, memory);
      const text = "failure" in found ? undefined : textOf(file);
      if ("failure" in found || text === undefined || text === found.text) return found;
      const bytes = Buffer.byteLength(text);
      if (bytes > limits.maxBytes) return { failure: "too-large" };
      return memory.take(`editor ${file}`, "", { text, bytes });
    },
    commandFault: async (file) => {
      const folder = await realPathOf(path.dirname(path.resolve(file)), reach);
      // Out of reach is as good as not there.
      if ("failure" in folder) return folder.failure === "withheld" ? undefined : "missing";
      return commandFault(file);
    },
  };
}

async function commandFault(file: string): Promise<CommandFault | undefined> {
  try {
    const stats = await lstat(file);
    if (stats.isDirectory()) return "folder";
    if (stats.isSymbolicLink()) return "link";
    // Access lists say who may write on Windows; they are not read here.
    if (process.platform === "win32") return undefined;
    if ((stats.mode & 0o022) !== 0) return "open";
    return stats.uid === process.getuid?.() ? undefined : "owner";
  } catch {
    return "missing";
  }
}
