// Paths of files as OpenClaw reads them.
import path from "node:path";

/** Whether a path lies in a folder, or is it; both absolute. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** A leading `~` stands for the home folder. */
export function expandHome(file: string, home: string): string {
  return file.replace(/^~(?=$|[/\\])/, () => home);
}
