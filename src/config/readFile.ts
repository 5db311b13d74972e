// The one door to files that a stranger may have written: regular files only, up to a size, never waited for, and none that may not be read.
import { type BigIntStats, constants } from "node:fs";
import { lstat, open, readlink, realpath } from "node:fs/promises";
import { isForeignShare, leadsToShare } from "./shares";

/** Bytes of a config that is found beside another file. */
export const maxConfigBytes = 4 * 1024 * 1024;

/**
 * Why there is no text. `unsafe`: no regular file, or a hard link where that counts; `withheld`: it may not be looked at, so that
 * nothing is known of it.
 */
export type Refusal = "missing" | "unreadable" | "folder" | "unsafe" | "too-large" | "withheld";

/** A file's text; the same object as long as it is the same text. */
export interface FileText {
  readonly text: string;
  readonly bytes: number;
}

export interface ReadLimits {
  readonly maxBytes: number;
  /** Whether a file of more than one name is `unsafe`. */
  readonly oneName?: boolean;
}

/** What may be looked at. */
export interface Reach {
  /** Asked for a path as it is written, and again for what is behind its links. */
  readonly mayRead: (file: string) => boolean;
  /** Absolute paths of files that the user has opened: network shares are left alone but for theirs. */
  readonly opened: readonly string[];
}

/** A file is read again when it was written this short a time before, in ms: clocks of file systems tick up to every 2 s. */
const settleTime = 3000;
/** What is remembered: files, and UTF-16 code units in all. */
const maxRemembered = 400;
const maxRememberedLength = 8 * 1024 * 1024;

/** Texts as they were read last, each until its file changes; those used longest ago go first. */
export class FileMemory {
  readonly #files = new Map<string, { readonly stamp: string; readonly file: FileText }>();
  #length = 0;

  /** The text that was read when the file had this stamp. */
  recall(file: string, stamp: string): FileText | undefined {
    const found = this.#files.get(file);
    return found?.stamp === stamp ? this.#keep(file, stamp, found.file) : undefined;
  }

  /** @param stamp empty where it does not tell one text from the next */
  take(file: string, stamp: string, { text, bytes }: FileText): FileText {
    const known = this.#files.get(file)?.file;
    return this.#keep(file, stamp, known?.text === text ? known : { text, bytes });
  }

  #keep(key: string, stamp: string, file: FileText): FileText {
    this.#drop(key);
    this.#files.set(key, { stamp, file });
    this.#length += file.text.length;
    for (const each of this.#files.keys()) {
      if (each === key || (this.#files.size <= maxRemembered && this.#length <= maxRememberedLength)) break;
      this.#drop(each);
    }
    return file;
  }

  #drop(key: string): void {
    this.#length -= this.#files.get(key)?.file.text.length ?? 0;
    this.#files.delete(key);
  }
}

/** The path without links. Never rejects, and does not touch what may not be looked at as it is written. */
export async function realPathOf(
  file: string,
  { mayRead, opened }: Reach,
): Promise<{ readonly path: string } | { readonly failure: Refusal }> {
  const isOpen = (each: string) => !isForeignShare(each, opened) && mayRead(each);
  if (!isOpen(file)) return { failure: "withheld" };
  // Only Windows has paths that lead to another machine by themselves.
  if (process.platform === "win32" && (await leadsToShare(file, opened, linkAt))) return { failure: "withheld" };
  try {
    const real = await realpath(file);
    return isOpen(real) ? { path: real } : { failure: "withheld" };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

async function linkAt(file: string): Promise<string | undefined> {
  return readlink(file).catch(() => undefined);
}

/**
 * The text of a file.
 *
 * @param real without links; one that has become a link by now is not followed
 */
export async function readReal(
  real: string,
  { maxBytes, oneName = false }: ReadLimits,
  memory: FileMemory,
): Promise<FileText | { readonly failure: Refusal }> {
  const refusalOf = (stats: BigIntStats): Refusal | undefined => {
    if (stats.isDirectory()) return "folder";
    if (!stats.isFile() || (oneName && stats.nlink > 1n)) return "unsafe";
    return stats.size > maxBytes ? "too-large" : undefined;
  };
  try {
    // A device may act on being opened.
    const first = await lstat(real, { bigint: true });
    const refusal = refusalOf(first);
    if (refusal) return { failure: refusal };
    const known = memory.recall(real, stampOf(first));
    if (known) return known.bytes > maxBytes ? { failure: "too-large" } : known;
    // It may have become a pipe by now, and opening one may not wait for a writer.
    const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const before = Date.now();
      const stats = await handle.stat({ bigint: true });
      const late = refusalOf(stats);
      if (late) return { failure: late };
      const bytes = await firstBytes(handle, Number(stats.size), maxBytes + 1);
      if (bytes.length > maxBytes) return { failure: "too-large" };
      const written = Number(stats.mtimeMs > stats.ctimeMs ? stats.mtimeMs : stats.ctimeMs);
      const stamp = before - written > settleTime ? stampOf(stats) : "";
      return memory.take(real, stamp, { text: bytes.toString("utf8"), bytes: bytes.length });
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** A size is a promise that nobody keeps: files of `/proc` have none, and others grow while they are read. */
async function firstBytes(
  handle: { read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }> },
  size: number,
  most: number,
): Promise<Buffer> {
  let buffer = Buffer.allocUnsafe(Math.min(size + 1, most));
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length === most) return buffer.subarray(0, length);
    if (length < buffer.length) continue;
    const larger = Buffer.allocUnsafe(Math.min(Math.max(2 * length, 4096), most));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  }
}

function stampOf({ dev, ino, size, mtimeNs, ctimeNs, nlink }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs, nlink].join(" ");
}

function failureOf(error: unknown): Refusal {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable";
}
