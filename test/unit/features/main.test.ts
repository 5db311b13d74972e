// What a feature needs besides its own file, each named here where it is missing: a user, a unit test, and growing inputs.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { it } from "node:test";
import { projectRoot, readProject } from "../support";

/** All that is exported by the door, each with its file below src/. */
const exported = [
  ...readProject("src", "features", "main.ts").matchAll(/^export (?:type )?\{([^}]*)\} from "([^"]+)"/gm),
].flatMap(([, names = "", from = ""]) =>
  names.split(",").flatMap((each) => {
    const name = each.trim().replace(/^type /, "");
    return name === "" ? [] : [{ name, file: `${path.posix.join("features", from)}.ts` }];
  }),
);

function sourcesIn(...folder: readonly string[]): string {
  const files = fs.readdirSync(path.join(projectRoot, ...folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readProject(...folder, file))
    .join("\n");
}

it("what the door of the features holds is used above it", () => {
  assert.ok(exported.length > 100, String(exported.length));
  const words = new Set(`${sourcesIn("src", "vscode")}${sourcesIn("src", "workspace")}`.match(/\w+/g));
  const unused = exported.filter(({ name }) => !words.has(name)).map(({ name }) => name);
  assert.deepEqual(unused, [], `src/vscode and src/workspace do not use what src/features/main.ts exports: ${unused}`);
});

it("every feature has a unit test", () => {
  const tests = sourcesIn("test", "unit");
  const isText = /^features\/(?:text\/commandTexts|findings\/sentences)\.ts$/;
  for (const { file } of exported)
    if (file.startsWith("features/") && !isText.test(file))
      assert.ok(
        tests.includes(`/src/${file.slice(0, -".ts".length)}"`),
        `src/${file} is imported by no test: write test/unit/${file.replace(".ts", ".test.ts")}`,
      );
});

it("what is asked for at a place or of a config is tried on growing inputs", () => {
  const timed = new Set(readProject("test", "growth", "features.ts").match(/\w+/g));
  const isTimed = ({ name, file }: (typeof exported)[number]) =>
    /^features\/(?:completion|editing|findings|hover|navigation)\//.test(file) && /(?:At|Of)$/.test(name);
  // Files of a folder are no matter of the text; the facts of OpenClaw are a table.
  const others = new Set(["filesAt", "factsOf"]);
  const asked = exported.filter(isTimed).filter(({ name }) => !others.has(name));
  assert.ok(asked.length > 15, String(asked.length));
  for (const { name, file } of asked)
    assert.ok(timed.has(name), `"features" of test/growth/features.ts lacks ${name} of src/${file}`);
});
