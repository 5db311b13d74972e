// A config in play: put together once a change, and by the newest run only.
import assert from "node:assert/strict";
import { it } from "node:test";
import { type Around, Entry } from "../../../src/workspace/entry";
import { config } from "../support";

const around = (name: string): Around => ({
  dependencies: new Set([name]),
  version: { version: name, origin: "newest", bundled: name, isNear: false },
});

it("is put together when its text or what stands around it has changed", async () => {
  const entry = new Entry("uri");
  let built = 0;
  let told = 0;
  const refresh = (text: string) =>
    entry.refresh(
      text,
      async (know) => {
        built++;
        know(around(`${built}`));
        return config("{}");
      },
      () => told++,
    );
  refresh("1");
  refresh("1");
  assert.equal(built, 1);
  const first = await entry.config;
  entry.findings = Promise.resolve([]);
  refresh("2");
  assert.equal(entry.findings, undefined);
  entry.outdate();
  refresh("2");
  refresh("2");
  assert.equal(built, 3);
  assert.equal(told, 3);
  assert.notEqual(await entry.config, first);
  assert.deepEqual([...entry.dependencies, entry.version?.version], ["3", "3"]);
});

it("a run that was overtaken says nothing, however late it ends", async () => {
  const entry = new Entry("uri");
  const ends: (() => void)[] = [];
  let told = 0;
  const refresh = (text: string) =>
    entry.refresh(
      text,
      async (know) => {
        await new Promise<void>((resolve) => ends.push(resolve));
        know(around(text));
        return config("{}");
      },
      () => told++,
    );
  refresh("old");
  const old = entry.config;
  refresh("new");
  ends[1]?.();
  await entry.config;
  ends[0]?.();
  await old;
  assert.deepEqual([[...entry.dependencies], entry.version?.version, told], [["new"], "new", 1]);
});
