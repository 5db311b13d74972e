// What the manifest contributes and what the extension registers are one list, and no file of the sources is left out of both.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { it } from "node:test";
import { projectRoot, readProject } from "../support";
import { editor, start } from "./editor";

it("the commands of the manifest are those that are registered", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-manifest-"));
  const end = start(folder);
  const registered = [...editor.commands.keys()].filter((name) => name.startsWith("openclawJson5."));
  end();
  fs.rmSync(folder, { recursive: true });
  const manifest = JSON.parse(readProject("package.json")) as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  const contributed = manifest.contributes.commands.map(({ command }) => command);
  assert.ok(contributed.length > 10, String(contributed.length));
  for (const name of contributed)
    assert.ok(registered.includes(name), `no file of src/vscode that src/extension.ts starts registers ${name}`);
  for (const name of registered)
    assert.ok(contributed.includes(name), `package.json, "commands", lacks ${name}, which src/vscode registers`);
});

it("every file of the sources is reached from where VS Code starts", () => {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, target = ""] of readProject("src", file).matchAll(/(?:\bfrom|\bimport\(|^import) ?"(\.[^"]+)"/gm)) {
      const base = path.posix.join(path.posix.dirname(file), target);
      const found = [`${base}.ts`, `${base}/index.ts`, `${base}.d.ts`].find((each) =>
        fs.existsSync(path.join(projectRoot, "src", each)),
      );
      if (found) visit(found);
    }
  };
  visit("extension.ts");
  const files = fs.readdirSync(path.join(projectRoot, "src"), { recursive: true, encoding: "utf8" });
  // The list of texts is for tests, which hold the translations to it.
  const apart = new Set(["features/texts.ts"]);
  for (const file of files.map((each) => each.replaceAll(path.sep, "/")))
    if (file.endsWith(".ts") && !file.endsWith(".d.ts") && !apart.has(file))
      assert.ok(reached.has(file), `nothing that src/extension.ts imports leads to src/${file}`);
});
