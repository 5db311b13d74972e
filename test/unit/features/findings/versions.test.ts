// Since when and until when keys exist, by the bundled schemas; and what another version would refuse.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConfigDocument } from "../../../../src/config/document";
import { bundledVersions, versionOf } from "../../../../src/config/versions";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import {
  breaking,
  History,
  keyDifference,
  versionDetail,
  withHistory,
} from "../../../../src/features/findings/versions";
import { hoverAt } from "../../../../src/features/hover/hover";
import { english } from "../../../../src/features/text/translate";
import { marked, releases, wordsOf } from "../../support";

const history = new History([...releases]);
const newest = bundledVersions.at(-1) ?? "";

function as(version: string, text: string): ConfigDocument {
  const root = releases.get(version);
  assert.ok(root, version);
  return new ConfigDocument(text, root, { version });
}

const codes = (document: ConfigDocument) =>
  withHistory(document, diagnose(document), history).map(({ code, params }) =>
    [code, params.since ?? params.until].filter((each) => each !== undefined).join(" "),
  );

describe("the lifetime of a key", () => {
  it("is that of the releases that know it", () => {
    assert.deepEqual(history.lifetime(["gateway", "mode"]), { since: undefined, until: undefined });
    assert.deepEqual(history.lifetime(["agents", "list"]), { since: undefined, until: "2026.7.35" });
    assert.deepEqual(history.lifetime(["agents", "entries"]), { since: "2026.8.2", until: undefined });
    assert.deepEqual(history.knowing(["nonsense"]), []);
  });

  it("makes for a number of keys that releases do not share", () => {
    const difference = (version: string) => {
      const [one, other] = [releases.get(version), releases.get(newest)];
      assert.ok(one && other);
      return keyDifference(one, other);
    };
    assert.ok(difference("2026.7.35") > difference("2026.8.2"));
    assert.ok(difference("2026.8.2") > 0);
    assert.equal(difference(newest), 0);
  });

  it("shows in the hover", () => {
    const { text, offset } = marked("{ agents: { ent|ries: {} } }");
    assert.match(
      wordsOf(hoverAt(as(newest, text), offset, english, { history })?.markdown),
      /Since OpenClaw 2026\.8\.2\./,
    );
    assert.doesNotMatch(wordsOf(hoverAt(as(newest, text), offset, english)?.markdown), /Since/);
  });
});

describe("an unknown key", () => {
  it("that was removed, or is to come, says so; any other is unknown", () => {
    assert.deepEqual(codes(as(newest, "{ agents: { list: [{ id: 'A' }] } }")), ["version/removed-key 2026.7.35"]);
    assert.deepEqual(codes(as("2026.7.35", "{ agents: { entries: {} } }")), ["version/new-key 2026.8.2"]);
    assert.deepEqual(codes(as(newest, "{ nonsense: 1 }")), ["schema/unknown-key"]);
  });

  it("that this version has too, but not beside these keys, was never removed", () => {
    const document = as(newest, "{ secrets: { providers: { env: { source: 'env', path: '/x' } } } }");
    assert.deepEqual(codes(document), ["schema/unknown-key"]);
  });

  it("keeps its fixes and its severity", () => {
    const document = as(newest, "{ agents: { list: 5 } }");
    const [before] = diagnose(document);
    const [after] = withHistory(document, diagnose(document), history);
    assert.equal(after?.severity, "error");
    assert.deepEqual(after?.fixes, before?.fixes);
  });
});

it("rules hold from their release on", () => {
  const text = "{ agents: { list: [{ id: 'a' }, { id: 'b' }] } }";
  assert.deepEqual(codes(as("2026.7.35", text)), []);
  assert.deepEqual(codes(as("2026.8.2", text)), ["config/roster-ownership", "version/legacy"]);
});

it("what only an early release takes is a hint there", () => {
  const text = "{ channels: { telegram: { streaming: true }, slack: { channels: { C1: { allow: true } } } } }";
  assert.deepEqual(codes(as("2026.4.29", text)), ["version/earlier", "version/earlier"]);
  assert.ok(codes(as(newest, text)).every((code) => !code.startsWith("version/earlier")));
  const installs = "{ plugins: { installs: { a: { source: 'npm' } } } }";
  assert.deepEqual(codes(as("2026.7.35", installs)), ["version/earlier"]);
  assert.deepEqual(codes(as("2026.8.2", installs)), ["schema/unknown-key"]);
  const refused = "{ channels: { telegram: { streaming: 5, groups: { a: { allow: true } } } }, memorySearch: 5 }";
  assert.ok(codes(as("2026.4.29", refused)).every((code) => !code.startsWith("version/earlier")));
});

it("an upgrade breaks what is refused only then", () => {
  const text = "{ agents: { list: [{ id: 'a' }, { id: 'b' }], unknown: 1 } }";
  const [now, then] = [diagnose(as("2026.7.35", text)), diagnose(as(newest, text))];
  assert.deepEqual(
    breaking(now, then).map(({ code }) => code),
    ["config/roster-ownership"],
  );
});

it("the detail of a version is one line", () => {
  const detail = (known: Parameters<typeof versionOf>[0], difference = 0) =>
    versionDetail(versionOf(known), difference, newest, english);
  assert.equal(detail({}), "the newest known here");
  assert.equal(
    detail({ file: "2026.8.1" }, 12),
    `from meta.lastTouchedVersion in this file · checked as 2026.8.2, the nearest known here · 12 keys differ from ${newest}`,
  );
  assert.equal(detail({ pinned: "soon" }), 'the newest known here · "soon" is no version of OpenClaw');
  assert.equal(detail({ pinned: "2026.8.2" }), "set in openclawJson5.version");
});
