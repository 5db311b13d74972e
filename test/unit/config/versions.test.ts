// Versions in order, the nearest schema, and who says which version a config is for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareVersions, isVersion, nearestBundled, versionOf } from "../../../src/config/versions";

const bundled = ["2026.4.29", "2026.6.35", "2026.8.2", "2026.9.6"];

it("versions in their order, pre-releases before, revisions behind", () => {
  const ordered = [
    "nonsense",
    "2026.4.29",
    "2026.9.1-beta.1",
    "2026.9.1-beta.2",
    "2026.9.1",
    "2026.9.1-1",
    "2026.9.10",
    "2026.10.1",
    "2027.1.1",
  ];
  assert.deepEqual([...ordered].reverse().sort(compareVersions), ordered);
  assert.equal(compareVersions("v2026.9.6", " 2026.9.6 "), 0);
  for (const text of ["", "9.6", "2026.9", "2026.9.6.1", "latest", "2026.x.1", "1e9.1.1"])
    assert.ok(!isVersion(text), text);
});

it("the nearest schema", () => {
  const cases: readonly [version: string, nearest: string | undefined][] = [
    ["2026.9.6", "2026.9.6"],
    ["2026.9.9", "2026.9.6"],
    ["2027.1.1", "2026.9.6"],
    ["2026.9.1", "2026.9.6"],
    ["2026.8.3", "2026.8.2"],
    ["2026.7.1", "2026.6.35"],
    ["2026.1.30", "2026.4.29"],
    ["2026.8.2-beta.1", "2026.8.2"],
    ["nonsense", undefined],
  ];
  for (const [version, nearest] of cases) assert.equal(nearestBundled(version, bundled), nearest, version);
});

describe("the version of a config", () => {
  const of = (known: Parameters<typeof versionOf>[0]) => {
    const { version, origin, bundled: used, isNear, nonsense } = versionOf(known, bundled);
    return `${version} ${origin} ${used}${isNear ? " near" : ""}${nonsense === undefined ? "" : ` not ${nonsense}`}`;
  };

  it("is pinned, installed, written in the file, or the newest, in this order", () => {
    assert.equal(of({ pinned: "2026.4.29", installed: "2026.9.6", file: "2026.8.2" }), "2026.4.29 pinned 2026.4.29");
    assert.equal(of({ pinned: "", installed: "2026.8.1", file: "2026.9.6" }), "2026.8.1 installed 2026.8.2 near");
    assert.equal(of({ file: "2026.1.30" }), "2026.1.30 file 2026.4.29 near");
    assert.equal(of({}), "2026.9.6 newest 2026.9.6");
  });

  it("is the next best where one is nonsense, and says so", () => {
    assert.equal(of({ file: "latest" }), "2026.9.6 newest 2026.9.6 not latest");
    assert.equal(of({ pinned: "newest please", file: "2026.8.2" }), "2026.8.2 file 2026.8.2 not newest please");
    assert.equal(of({ file: 5 }), "2026.9.6 newest 2026.9.6");
    assert.equal(of({ file: "v2026.8.2" }), "2026.8.2 file 2026.8.2");
  });
});
