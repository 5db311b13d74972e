// Which folders are watched: a config's own always, the nearest first, and never thousands.
import assert from "node:assert/strict";
import { it } from "node:test";
import { watchedFolders } from "../../../src/config/watched";

it("own folders come first, then the nearest of those that have a say", () => {
  const watches = [
    { file: "/a/b/openclaw.json", dependencies: ["/home/.env", "/a/b/.env", "/a/b/c/x.json5", "/a/b/c/y.json5"] },
    { file: "/z/openclaw.json", dependencies: ["/home/.env", "/z/1/2/3/deep.json5", "/a/b/c/x.json5"] },
  ];
  assert.deepEqual([...watchedFolders(watches)], ["/a/b", "/z", "/a/b/c", "/home", "/z/1/2/3"]);
  assert.deepEqual([...watchedFolders(watches, 3)], ["/a/b", "/z", "/a/b/c"]);
});

it("5,000 folders of includes are not all watched", () => {
  const dependencies = Array.from({ length: 5000 }, (_, index) => `/a/${index}/x.json5`);
  const folders = watchedFolders([{ file: "/a/openclaw.json", dependencies }]);
  assert.equal(folders.size, 200);
  assert.ok(folders.has("/a"));
});
