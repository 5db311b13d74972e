// Whether a file is there at all.
import { access } from "node:fs/promises";

/** @param file absolute path; one that cannot be reached counts as not there */
export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
