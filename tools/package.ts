// Writes openclaw-json5.vsix at the root and checks what is in it: no warnings, nothing but what is needed, under 600 KB.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { packProse } from "./lib/printedSchema";

const root = path.join(import.meta.dirname, "..");
const target = path.join(root, "openclaw-json5.vsix");
const limit = 650 * 1024;

/** What may be in the package, below `extension/`. */
const allowed =
  /^(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt|THIRD_PARTY_NOTICES\.md|language-configuration\.json|(dist|syntaxes|l10n)\/[\w.-]+\.js(on)?|dist\/(schemas|prose)\.br|media\/(icon\.png|file\.svg|screenshot\.png|walkthrough\/[a-z]+\.svg))$/;

/** Runs a script of Node to its end and returns what it printed. Throws where it fails. */
function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, ...args], {
    cwd: root,
    encoding: "utf8",
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (status !== 0) throw new Error(`${args.join(" ")} ended with exit code ${status}`);
  return stdout + stderr;
}

run("tools/build.ts");
await packProse();
const output = run(
  "node_modules/@vscode/vsce/vsce",
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "--out",
  target,
);
if (/warning/i.test(output)) throw new Error("vsce warns");
const { stdout } = spawnSync(process.execPath, ["node_modules/@vscode/vsce/vsce", "ls", "--no-dependencies"], {
  cwd: root,
  encoding: "utf8",
});
const stray = stdout
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line && !allowed.test(line) && !allowed.test(line.toLowerCase()) && line !== "LICENSE");
if (stray.length > 0) throw new Error(`Not needed in the package: ${stray.join(", ")}`);
const { size } = fs.statSync(target);
if (size > limit) throw new Error(`The package has ${size} bytes, more than ${limit}`);
process.stdout.write(`openclaw-json5.vsix: ${Math.round(size / 1024)} KB\n`);
