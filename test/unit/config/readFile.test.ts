// The one door to a stranger's files, on a real disk: pipes, devices, links, sizes that lie, and what is remembered.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { FileMemory, readReal, realPathOf } from "../../../src/config/readFile";

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-read-")));
after(() => fs.rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);
const any = { mayRead: () => true, opened: [] };

async function read(file: string, maxBytes = 100, memory = new FileMemory()) {
  const real = await realPathOf(file, any);
  const found = "path" in real ? await readReal(real.path, { maxBytes }, memory) : real;
  return "failure" in found ? found.failure : found.text;
}

describe("what is read", () => {
  it("is a regular file, itself or behind a link, and nothing else", async () => {
    fs.writeFileSync(at("plain"), "text");
    fs.symlinkSync(at("plain"), at("link"));
    fs.symlinkSync("/dev/zero", at("zero"));
    fs.symlinkSync(at("loop"), at("loop"));
    fs.mkdirSync(at("folder"));
    execFileSync("mkfifo", [at("pipe")]);
    assert.equal(await read(at("plain")), "text");
    assert.equal(await read(at("link")), "text");
    assert.equal(await read("/dev/zero"), "unsafe");
    assert.equal(await read(at("zero")), "unsafe");
    assert.equal(await read(at("pipe")), "unsafe");
    assert.equal(await read(at("folder")), "folder");
    assert.equal(await read(at("loop")), "unreadable");
    assert.equal(await read(at("none")), "missing");
    assert.equal(await read(at("plain/none")), "missing");
  });

  it("has at most so many bytes, whatever its size is said to be", async () => {
    fs.writeFileSync(at("long"), "x".repeat(101));
    assert.equal(await read(at("long")), "too-large");
    assert.equal(await read(at("long"), 101), "x".repeat(101));
    // Files of this kind say that they have no bytes at all.
    assert.equal(fs.statSync("/proc/self/limits").size, 0);
    assert.match(await read("/proc/self/limits", 100_000), /Max open files/);
    assert.equal(await read("/proc/self/limits"), "too-large");
  });

  it("has one name only, where that counts", async () => {
    fs.writeFileSync(at("first"), "");
    fs.linkSync(at("first"), at("second"));
    const limits = { maxBytes: 100, oneName: true };
    assert.deepEqual(await readReal(at("first"), limits, new FileMemory()), { failure: "unsafe" });
    assert.equal(await read(at("first")), "");
  });

  it("is not what a link put there in the meantime leads to", async () => {
    const found = await readReal(at("link"), { maxBytes: 100 }, new FileMemory());
    assert.deepEqual(found, { failure: "unsafe" });
  });
});

it("a link leads nowhere that may not be read", async () => {
  fs.mkdirSync(at("workspace"));
  fs.writeFileSync(at("private.json"), "{}");
  fs.writeFileSync(at("workspace/own.json"), "{}");
  fs.symlinkSync(at("private.json"), at("workspace/openclaw.json"));
  fs.symlinkSync(folder, at("workspace/up"));
  const touched: string[] = [];
  const mayRead = (file: string) => {
    touched.push(file);
    return file.startsWith(at("workspace"));
  };
  const reach = { mayRead, opened: [] };
  assert.deepEqual(await realPathOf(at("workspace/own.json"), reach), { path: at("workspace/own.json") });
  assert.deepEqual(await realPathOf(at("workspace/openclaw.json"), reach), { failure: "withheld" });
  assert.deepEqual(await realPathOf(at("workspace/up/private.json"), reach), { failure: "withheld" });
  assert.deepEqual(await realPathOf(at("none.json"), reach), { failure: "withheld" });
  assert.ok(touched.includes(at("private.json")));
});

describe("what was read", () => {
  const old = new Date(Date.now() - 60_000);
  const text = async (file: string, memory: FileMemory) => {
    const found = await readReal(file, { maxBytes: 1000 }, memory);
    assert.ok("text" in found);
    return found;
  };

  it("stays the same object until the file changes", async () => {
    const memory = new FileMemory();
    fs.writeFileSync(at("kept"), "one");
    const first = await text(at("kept"), memory);
    assert.equal(await text(at("kept"), memory), first);
    fs.writeFileSync(at("kept"), "two");
    fs.utimesSync(at("kept"), old, old);
    const second = await text(at("kept"), memory);
    assert.equal(second.text, "two");
    fs.writeFileSync(at("kept"), "six");
    fs.utimesSync(at("kept"), old, old);
    assert.equal((await text(at("kept"), memory)).text, "six", "same size, same time");
  });

  it("is not read again when it has settled", async () => {
    const memory = new FileMemory();
    // Nobody writes these while tests run.
    const file = fs.realpathSync(path.join(__dirname, "readFile.test.ts"));
    const stats = fs.statSync(file, { bigint: true });
    const { dev, ino, size, mtimeNs, ctimeNs, nlink } = stats;
    const planted = memory.take(file, [dev, ino, size, mtimeNs, ctimeNs, nlink].join(" "), {
      text: "planted",
      bytes: 7,
    });
    assert.equal(await readReal(file, { maxBytes: 1_000_000 }, memory), planted);
    assert.deepEqual(await readReal(file, { maxBytes: 5 }, memory), { failure: "too-large" });
  });

  it("is forgotten when there is too much of it, the oldest first", () => {
    const memory = new FileMemory();
    for (let index = 0; index < 1000; index++) {
      memory.take(`file ${index}`, "s", { text: "", bytes: 0 });
      assert.ok(memory.recall("file 0", "s"), "used all the time");
    }
    assert.equal(memory.recall("file 1", "s"), undefined);
    assert.ok(memory.recall("file 999", "s"));
    const large = { text: "x".repeat(20 * 1024 * 1024), bytes: 1 };
    memory.take("large", "s", large);
    memory.take("larger", "s", { ...large, text: `${large.text}y` });
    assert.equal(memory.recall("large", "s"), undefined);
    assert.ok(memory.recall("larger", "s"));
  });
});
