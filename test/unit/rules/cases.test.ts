// The cases of the rules: in each config exactly what is written below it is found, by code and place. That OpenClaw agrees is held by
// the parity tests.
import assert from "node:assert/strict";
import { it } from "node:test";
import { ConfigDocument } from "../../../src/config/document";
import { bundledVersions } from "../../../src/config/versions";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { isFound, placed, readCases } from "../../parity/cases";
import { readProject, releases } from "../support";

const cases = readCases(readProject("test", "parity", "cases.txt"));
/** What is only found where somebody looked at the host. */
const ofHost = /^(?:host\/command-|env\/)/;

it("each config has what stands below it, and nothing else", () => {
  assert.ok(cases.length > 500, `${cases.length} cases`);
  const newest = bundledVersions.at(-1) ?? "";
  const wrong: string[] = [];
  for (const { text, found, release = newest } of cases) {
    const schema = releases.get(release);
    assert.ok(schema, `no schema of OpenClaw ${release} is bundled`);
    const findings = diagnose(new ConfigDocument(text, schema, { version: release }));
    const expected = found.filter((each) => !ofHost.test(each));
    if (!isFound(expected, findings)) wrong.push(`${release} ${text}\n  ${findings.map(placed).join("\n  ")}`);
  }
  assert.equal(wrong.join("\n"), "", "a rule in src/rules finds something else than test/parity/cases.txt says");
});

it("a finding of another code or place is told from the expected one", () => {
  const schema = releases.get(bundledVersions.at(-1) ?? "");
  assert.ok(schema);
  const findings = diagnose(new ConfigDocument("{ proxy: { proxyUrl: 'ftp://x' } }", schema));
  assert.ok(isFound(["config/http-url at proxy.proxyUrl"], findings));
  for (const other of [[], ["config/origin at proxy.proxyUrl"], ["config/http-url at proxy"]])
    assert.ok(!isFound(other, findings));
});

it("findings stand below a config, and steps of a path that hold blanks in quotes", () => {
  assert.throws(() => readCases("  config/blank"), /no config stands above/);
  const text = "// why\n{ a: 1 }\n\n{ b: 1 }\n  x at b\nOpenClaw 2026.5.28\n{ c: 1 }\n";
  assert.deepEqual(readCases(text), [
    { text: "{ a: 1 }", found: [], release: undefined },
    { text: "{ b: 1 }", found: ["x at b"], release: undefined },
    { text: "{ c: 1 }", found: [], release: "2026.5.28" },
  ]);
  const schema = releases.get(bundledVersions.at(-1) ?? "");
  assert.ok(schema);
  assert.deepEqual(diagnose(new ConfigDocument("{ browser: { profiles: { 'a b': {} } } }", schema)).map(placed), [
    'schema/key-name at browser.profiles."a b"',
  ]);
});
