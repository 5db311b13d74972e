// Files on disk, as configs see them.
import { constants } from "node:fs";
import { lstat, open, realpath } from "node:fs/promises";
import type { CommandFault, Files, ReadFailure } from "./includes";

/**
 * @param textOf what an editor holds of a file, saved or not
 * @param mayRead whether a file may be looked at; others are as good as not there
 */
export function diskFiles(
  textOf: (file: string) => string | undefined = () => undefined,
  mayRead: (file: string) => boolean = () => true,
): Files {
  return {
    realPath: async (file) => {
      if (!mayRead(file)) return undefined;
      try {
        return await realpath(file);
      } catch (error) {
        // Reading what is there but out of reach says why.
        return isMissing(error) ? undefined : file;
      }
    },
    read: async (file, maxBytes) => {
      if (!mayRead(file)) return { failure: "missing" };
      const result = await read(file, maxBytes);
      if ("failure" in result) return result;
      return { text: textOf(file) ?? result.text };
    },
    commandFault: async (file) => (mayRead(file) ? commandFault(file) : undefined),
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
    // Out of reach is as good as not there.
    return "missing";
  }
}

async function read(
  file: string,
  maxBytes: number,
): Promise<{ readonly text: string } | { readonly failure: ReadFailure }> {
  try {
    // A pipe is no config, and opening one may not wait for a writer.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await handle.stat();
      if (!stats.isFile() || stats.size > maxBytes || stats.nlink > 1) return { failure: "unsafe" };
      return { text: await handle.readFile("utf8") };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return { failure: "missing" };
    return { failure: (error as NodeJS.ErrnoException).code === "EISDIR" ? "unsafe" : "unreadable" };
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR";
}
