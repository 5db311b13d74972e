// Files on disk, as configs see them.
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import type { Files, ReadFailure } from "./includes";

/** @param textOf what an editor holds of a file, saved or not */
export function diskFiles(textOf: (file: string) => string | undefined = () => undefined): Files {
  return {
    realPath: async (file) => {
      try {
        return await realpath(file);
      } catch (error) {
        // Reading what is there but out of reach says why.
        return isMissing(error) ? undefined : file;
      }
    },
    read: async (file, maxBytes) => {
      const result = await read(file, maxBytes);
      if ("failure" in result) return result;
      return { text: textOf(file) ?? result.text };
    },
  };
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
