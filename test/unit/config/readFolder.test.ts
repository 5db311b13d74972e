// Names in folders come by the door that texts come by: no link leads out of where one may look.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, it } from "node:test";
import { isInside } from "../../../src/config/paths";
import { entriesOf } from "../../../src/config/readFolder";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-folder-")));
after(() => fs.rmSync(root, { recursive: true, force: true }));
const at = (...parts: string[]) => path.join(root, ...parts);
fs.mkdirSync(at("own", "parts"), { recursive: true });
fs.mkdirSync(at("outside"));
fs.writeFileSync(at("own", "parts", "a.json5"), "{}");
fs.writeFileSync(at("outside", "secret.json5"), "{}");
fs.symlinkSync(at("outside"), at("own", "out"));
fs.symlinkSync(at("own", "parts"), at("own", "in"));

const anywhere = { mayRead: () => true, opened: [] };
const names = async (...asked: Parameters<typeof entriesOf>) => (await entriesOf(...asked)).map(({ name }) => name);

it("a link inside of the folders is followed, one that leads out is not", async () => {
  assert.deepEqual(await names(at("own", "in"), anywhere, [at("own")]), ["a.json5"]);
  assert.deepEqual(await names(at("own", "out"), anywhere, [at("own")]), []);
  assert.deepEqual(await names(at("own", "out"), anywhere), ["secret.json5"]);
  // Roots may themselves be links.
  assert.deepEqual(await names(at("own", "out"), anywhere, [at("own", "out")]), ["secret.json5"]);
});

it("what may not be looked at is not, by whatever link", async () => {
  const own = { mayRead: (file: string) => isInside(at("own"), file), opened: [] };
  assert.deepEqual(await names(at("own", "parts"), own), ["a.json5"]);
  assert.deepEqual(await names(at("own", "out"), own), []);
  assert.deepEqual(await names(at("outside"), own), []);
});

it("what is no folder, or is not there, holds nothing", async () => {
  assert.deepEqual(await names(at("own", "parts", "a.json5"), anywhere), []);
  assert.deepEqual(await names(at("own", "none"), anywhere), []);
});
