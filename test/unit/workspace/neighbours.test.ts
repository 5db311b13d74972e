// Configs that may include a file: looked at once, and again when something has changed.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Neighbour, Neighbours } from "../../../src/workspace/neighbours";

/** Configs by path, each with the files that it includes; notes which are looked at. */
function lab(
  configs: Record<string, readonly string[]>,
  {
    mayLook = () => true,
    isWatched = () => true,
  }: { readonly mayLook?: (config: string) => boolean; readonly isWatched?: (folder: string) => boolean } = {},
) {
  const looked: string[] = [];
  const inPlay = new Set<string>();
  const neighbours = new Neighbours({
    mayLook: (config) => mayLook(config),
    isInPlay: (config) => inPlay.has(config),
    look: async (config): Promise<Neighbour | undefined> => {
      looked.push(config);
      await new Promise((resolve) => setImmediate(resolve));
      const files = configs[config];
      if (!files) return undefined;
      inPlay.add(config);
      return { files: new Set([config, ...files]), dependencies: new Set([...files, "/home/.env"]) };
    },
    drop: (config) => inPlay.delete(config),
    isWatched,
  });
  const look = async (file: string) => {
    looked.length = 0;
    await neighbours.find(file);
    return [...looked];
  };
  return { configs, inPlay, look, neighbours };
}

describe("the configs around a file", () => {
  it("are looked for in its folder and those above, once", async () => {
    const { look } = lab({});
    assert.deepEqual((await look("/a/b/package.json")).length, 9);
    assert.deepEqual(await look("/a/b/package.json"), []);
    assert.deepEqual(await look("/a/b/other.json"), []);
    assert.deepEqual((await look("/a/c/other.json")).length, 3);
    assert.equal((await look("/1/2/3/4/5/6/7/8.json")).length, 18);
  });

  it("stay in play where they include it, and are remembered where they do not", async () => {
    const { look, inPlay } = lab({ "/a/openclaw.json": ["/a/b/x.json5"], "/a/b/openclaw.json": [] });
    await look("/a/b/x.json5");
    assert.deepEqual([...inPlay], ["/a/openclaw.json"]);
    assert.deepEqual(await look("/a/b/x.json5"), []);
    inPlay.clear();
    assert.deepEqual(await look("/a/b/x.json5"), ["/a/openclaw.json"]);
    inPlay.clear();
    await look("/a/package.json");
    assert.deepEqual([...inPlay], []);
    assert.deepEqual(await look("/a/package.json"), []);
    assert.deepEqual(await look("/a/b/x.json5"), ["/a/openclaw.json"], "what is remembered tells what it includes");
    assert.deepEqual([...inPlay], ["/a/openclaw.json"]);
  });

  it("are looked at again when they come, go or change, or a file of theirs does", async () => {
    const { configs, look, neighbours, inPlay } = lab({ "/a/openclaw.json": ["/a/m.json5"] });
    await look("/a/x.json5");
    neighbours.touch("/a/package.json");
    assert.deepEqual(await look("/a/x.json5"), []);
    configs["/a/openclaw.json5"] = ["/a/x.json5"];
    neighbours.touch("/a/openclaw.json5");
    assert.deepEqual(await look("/a/x.json5"), ["/a/openclaw.json5"]);
    assert.ok(inPlay.has("/a/openclaw.json5"));
    neighbours.touch("/a/m.json5");
    assert.deepEqual(await look("/a/x.json5"), ["/a/openclaw.json"]);
    neighbours.touch("/home/.env");
    assert.deepEqual(await look("/a/x.json5"), ["/a/openclaw.json"]);
    neighbours.clear();
    assert.equal((await look("/a/x.json5")).length, 5);
  });

  it("are not remembered as they were before a change that came meanwhile", async () => {
    const { look, neighbours } = lab({});
    const search = look("/x.json5");
    await new Promise((resolve) => setImmediate(resolve));
    neighbours.touch("/openclaw.json");
    await search;
    assert.ok((await look("/x.json5")).includes("/openclaw.json"));
  });

  it("are looked at once for all who ask at the same time, and nobody takes out what another put in", async () => {
    const { look, inPlay, neighbours } = lab({ "/openclaw.json": ["/x.json5"] });
    await Promise.all([look("/x.json5"), neighbours.find("/x.json5"), neighbours.find("/y.json5"), look("/z.json5")]);
    assert.deepEqual([...inPlay], ["/openclaw.json"]);
  });

  it("are not looked at beyond where one may look", async () => {
    const { look } = lab({}, { mayLook: (config) => config.startsWith("/a/b/") });
    assert.equal((await look("/a/b/c/x.json5")).length, 6);
  });

  it("are remembered only where changes are told of, from before the look on", async () => {
    const watched = new Set(["/a/b"]);
    const { look } = lab({}, { isWatched: (folder) => watched.has(folder) });
    assert.equal((await look("/a/b/x.json")).length, 9);
    watched.add("/a");
    assert.equal((await look("/a/b/x.json")).length, 6, "what came before the watch may have been missed");
    assert.equal((await look("/a/b/x.json")).length, 3);
    watched.delete("/a/b");
    assert.equal((await look("/a/b/x.json")).length, 6);
  });

  it("are not remembered without end, and what is remembered is watched", async () => {
    const { look, neighbours } = lab({ "/f1/openclaw.json": ["/else/x.json5"] });
    for (let index = 0; index < 500; index++) await look(`/f${index}/x.json`);
    assert.equal(neighbours.watches.length, 300);
    await look("/f1/x.json");
    const watch = neighbours.watches.find(({ file }) => file === "/f1/openclaw.json");
    assert.deepEqual([...(watch?.dependencies ?? [])], ["/else/x.json5", "/home/.env"]);
  });

  it("whose look fails are told to the one who asks, and hold up nobody", async () => {
    let fails = true;
    const neighbours = new Neighbours({
      mayLook: () => true,
      isInPlay: () => false,
      look: async () => {
        if (fails) throw new Error("broken");
        return undefined;
      },
      drop: () => undefined,
      isWatched: () => true,
    });
    await assert.rejects(neighbours.find("/x.json"), /broken/);
    fails = false;
    await neighbours.find("/x.json");
  });
});
