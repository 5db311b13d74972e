// Files and folders to type in.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import type { FolderEntry } from "../../../../src/config/readFolder";
import { filesAt } from "../../../../src/features/completion/fileNames";
import { configPath, expanded, including, marked } from "../../support";

const folder = path.dirname(configPath);
const folders: Readonly<Record<string, readonly FolderEntry[]>> = {
  [folder]: [
    { name: "parts", isFolder: true },
    { name: "openclaw.json", isFolder: false },
    { name: "b.json5", isFolder: false },
    { name: "a.json", isFolder: false },
    { name: "notes.txt", isFolder: false },
    { name: ".hidden.json5", isFolder: false },
  ],
  [path.join(folder, "parts")]: [{ name: "it's.json5", isFolder: false }],
  [path.resolve("/home/me")]: [{ name: "work", isFolder: true }],
};
const asked: string[] = [];
const host = {
  home: path.resolve("/home/me"),
  environment: {},
  entriesOf: async (each: string) => {
    asked.push(each);
    return folders[each] ?? [];
  },
};

async function at(text: string) {
  const { text: plain, offset } = marked(text);
  return { plain, files: await filesAt(including(plain, {}), offset, host) };
}

async function names(text: string): Promise<string[]> {
  return (await at(text)).files.map(({ name }) => name);
}

describe("files are offered", () => {
  it("behind $include: JSON5 and folders, but not the config itself", async () => {
    assert.deepEqual(await names("{ agents: { $include: '|' } }"), ["a.json", "b.json5", "parts"]);
    assert.deepEqual(await names("{ agents: { $include: ['./a.json', './|'] } }"), ["a.json", "b.json5", "parts"]);
    assert.deepEqual(await names("{ agents: { $include: './.|' } }"), [".hidden.json5", "a.json", "b.json5", "parts"]);
  });

  it("in the quotes of the file, one step at a time", async () => {
    const { plain, files } = await at("{ agents: { $include: './parts/i|' } }");
    const [file] = files;
    assert.ok(file);
    const { offset, length } = file.replace;
    assert.equal(plain.slice(offset, offset + length), "i");
    assert.equal(expanded(file.body), "it\\'s.json5");
  });

  it("never outside of what OpenClaw may read", async () => {
    asked.length = 0;
    assert.deepEqual(await names("{ agents: { $include: '../|' } }"), []);
    assert.deepEqual(asked, []);
  });

  it("where OpenClaw takes the path of a file", async () => {
    assert.deepEqual(await names("{ agents: { defaults: { workspace: '|' } } }"), ["~/", "/"]);
    assert.deepEqual(await names("{ agents: { defaults: { workspace: '~/|' } } }"), ["work"]);
    assert.deepEqual(await names("{ skills: { load: { extraDirs: ['~/|'] } } }"), ["work"]);
    for (const text of [
      "{ gateway: { mode: '|' } }",
      "{ hooks: { path: '/|' } }",
      "{ channels: { telegram: { webhookPath: '/|' } } }",
    ])
      assert.deepEqual(await names(text), [], text);
  });
});
