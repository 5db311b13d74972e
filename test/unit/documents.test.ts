// The files that documents, messages of tools and the linter's layers name are there.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { it } from "node:test";
import { projectRoot, readProject } from "./support";

const folders = ["src", "test", "tools", "bench", "l10n", "schemas", ".vscode"];
const files = folders
  .flatMap((folder) =>
    fs
      .readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .map((file) => path.join(folder, file)),
  )
  .concat(fs.readdirSync(projectRoot))
  .map((file) => file.split(path.sep).join("/"));

/** Whether a name means a file: the end of a path, with `*` for any part of a name, capitals for what a reader puts in. */
function isThere(name: string): boolean {
  const steps = name
    .replace(/\b[A-Z]{2,}\b(?=\.ts|\.test|\.json|\/)/g, "*")
    .replace(/[.+^$()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^/]*");
  const pattern = new RegExp(`(?:^|/)${steps}$`);
  return files.some((file) => pattern.test(file));
}

/** Names of files in a text, such as `src/a/b.ts` and `b.ts`. */
function namedIn(text: string): string[] {
  const named = text.match(/(?<![\w./-])(?:[\w.*-]+\/)*[\w*-]+(?:\.test)?\.(?:tsx?|mjs|mts|txt)\b/g) ?? [];
  return [...new Set(named)].filter((name) => name !== "package.json");
}

it("each is where it is said to be", () => {
  const told = ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "README.md", "biome.json", "tools/release.ts"];
  let count = 0;
  for (const document of told) {
    const names = namedIn(readProject(document));
    count += names.length;
    assert.deepEqual(
      names.filter((name) => !isThere(name)),
      [],
      `${document} names files that are not there`,
    );
  }
  assert.ok(count > 80, `${count} names were looked for`);
});

it("one that is not there would be told", () => {
  assert.deepEqual(namedIn("see `src/rules/since.ts`, and verdict.ts."), ["src/rules/since.ts", "verdict.ts"]);
  assert.equal(isThere("src/rules/since.ts"), false);
  assert.equal(isThere("rules/FAMILY.ts"), true);
  assert.equal(isThere("nowhere/FAMILY.ts"), false);
  assert.equal(isThere("verdict.ts"), true);
});

it("each file begins with a line that says what it is for", () => {
  const silent = files.filter(
    (file) =>
      /^(?:src|test|tools|bench)\/.*\.(?:ts|mts|mjs)$/.test(file) &&
      !/^(?:#!.*\n)?\/\/ \S/.test(readProject(...file.split("/"))),
  );
  assert.deepEqual(silent, []);
});
