// Files that are generated and committed: each is made whole before any is written, so that a release that lacks something leaves no
// half of itself in the tree.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "..", "..");

export interface GeneratedFile {
  /** Path from the root. */
  readonly file: string;
  readonly text: string;
}

/** Data as a file of JSON that the linter finds formatted. Throws for a file that it is told to leave alone. */
export function jsonFile(file: string, data: unknown): GeneratedFile {
  const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const text = execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${file}`], {
    cwd: root,
    input: JSON.stringify(data, null, 2),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  });
  return { file, text };
}

/** The text of a file of the tree; undefined where there is none. */
export function textOf(file: string): string | undefined {
  const target = path.join(root, file);
  return fs.existsSync(target) ? fs.readFileSync(target, "utf8") : undefined;
}

/**
 * Writes the files, and says of each whether it is another than before: when all are written, so that who stops listening stops nothing.
 *
 * @param gone files that are taken away, by path from the root
 */
export function write(files: readonly GeneratedFile[], gone: readonly string[] = []): void {
  const told: string[] = [];
  for (const { file, text } of files) {
    const before = textOf(file);
    if (before !== text) fs.writeFileSync(path.join(root, file), text);
    told.push(`${before === text ? "as it was" : before === undefined ? "new      " : "changed  "}  ${file}`);
  }
  for (const file of gone) {
    fs.rmSync(path.join(root, file));
    told.push(`gone       ${file}`);
  }
  console.log(told.join("\n"));
}
