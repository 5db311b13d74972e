// What is shipped is named: each dependency with its version in the notices and with its reason in the README.
import assert from "node:assert/strict";
import { it } from "node:test";
import { readProject } from "./support";

it("every dependency is in the notices and in the README", () => {
  const { dependencies } = JSON.parse(readProject("package.json")) as { dependencies: Record<string, string> };
  for (const [name, version] of Object.entries(dependencies)) {
    assert.ok(readProject("THIRD_PARTY_NOTICES.md").includes(`## ${name} ${version}\n`), name);
    assert.match(readProject("README.md"), new RegExp(`\\| \`${name}\` +\\|`), name);
  }
});

it("the OpenClaw whose words are packaged is in the notices", () => {
  const { dependencies } = JSON.parse(readProject("tools", "package.json")) as { dependencies: { openclaw: string } };
  assert.ok(readProject("THIRD_PARTY_NOTICES.md").includes(`## OpenClaw ${dependencies.openclaw}\n`));
});
