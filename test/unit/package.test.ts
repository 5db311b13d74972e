// What is shipped is named: each dependency with its version in the notices and with its reason in the README.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { it } from "node:test";
import { bundledVersions, compareVersions } from "../../src/config/versions";
import { readProject } from "./support";

it("every dependency is in the notices and in the README", () => {
  const { dependencies } = JSON.parse(readProject("package.json")) as { dependencies: Record<string, string> };
  for (const [name, version] of Object.entries(dependencies)) {
    assert.ok(readProject("THIRD_PARTY_NOTICES.md").includes(`## ${name} ${version}\n`), name);
    assert.match(readProject("README.md"), new RegExp(`\\| \`${name}\` +\\|`), name);
  }
});

const { dependencies: pins } = JSON.parse(readProject("tools", "package.json")) as {
  dependencies: { openclaw: string };
};
const command = `npm run release -- ${pins.openclaw}`;

it("the OpenClaw whose words are packaged is in the notices", () => {
  assert.ok(
    readProject("THIRD_PARTY_NOTICES.md").includes(`## OpenClaw ${pins.openclaw}\n`),
    `THIRD_PARTY_NOTICES.md names another: ${command}`,
  );
});

it("the schemas that are there are those that are listed, one a month, the pinned release's the newest", () => {
  const there = fs.readdirSync(path.join(__dirname, "..", "..", "schemas")).filter((name) => name !== "index.json");
  assert.deepEqual(
    there.sort(),
    bundledVersions.map((version) => `openclaw-${version}.json`).sort(),
    "schemas/index.json lists others: npm run schemas",
  );
  assert.deepEqual([...bundledVersions].sort(compareVersions), bundledVersions, "schemas/index.json");
  const months = bundledVersions.map((version) => version.split(".").slice(0, 2).join("."));
  assert.equal(new Set(months).size, months.length, "two schemas of one month");
  assert.equal(bundledVersions.at(-1), pins.openclaw, `tools/package.json pins another: ${command}`);
});

it("every table is of the pinned release", () => {
  const tables = [
    "src/config/catalog.json",
    "src/config/reservedVariables.json",
    "src/features/completion/usage.json",
    "src/rules/facts.json",
  ];
  for (const table of tables) {
    const { openclaw } = JSON.parse(readProject(...table.split("/"))) as { openclaw: string };
    assert.equal(openclaw, pins.openclaw, `${table} is of another release: ${command}`);
  }
});

it("the README names the first and the last release that are bundled", () => {
  const line = `releases, ${bundledVersions[0]} to ${bundledVersions.at(-1)}`;
  assert.ok(readProject("README.md").includes(line), `README.md does not say "${line}": ${command}`);
});

it("what the linter leaves alone is there: tables that have moved would be formatted, and no release would read as a diff", () => {
  const { files } = JSON.parse(readProject("biome.json")) as { files: { includes: readonly string[] } };
  const built = ["dist", "out"];
  const left = files.includes
    .flatMap((each) => /^!([^*]+)$/.exec(each)?.[1] ?? [])
    .filter((each) => !built.includes(each));
  for (const file of left) assert.ok(fs.existsSync(path.join(__dirname, "..", "..", file)), `biome.json names ${file}`);
});
