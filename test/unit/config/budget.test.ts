// What a config includes is looked at up to a budget: files that are many, large or multiply end somewhere, and it is said.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { diskFiles } from "../../../src/config/diskFiles";
import type { ConfigDocument } from "../../../src/config/document";
import { budget } from "../../../src/config/includes";
import { FileMemory } from "../../../src/config/readFile";
import { dependenciesOf, surroundingsOf } from "../../../src/config/surroundings";
import { openedValue } from "../../../src/config/verdictReading";
import { watchedFolders } from "../../../src/config/watched";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { messageOf } from "../../../src/features/findings/messages";
import { english } from "../../../src/features/text/translate";
import { parse } from "../../../src/json5/parser";
import type { Node } from "../../../src/json5/tree";
import { config, including, summariesOf } from "../support";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-budget-")));
after(() => fs.rmSync(root, { recursive: true, force: true }));
let folders = 0;

function folder(): string {
  const made = path.join(root, String(++folders));
  fs.mkdirSync(made);
  return made;
}

const home = folder();

async function load(at: string, text: string, memory = new FileMemory()) {
  const source = { path: path.join(at, "openclaw.json"), json5: parse(text) };
  const host = { environment: {}, home, files: diskFiles({ memory }) };
  const surroundings = await surroundingsOf(source, host);
  const dependencies = dependenciesOf(source, surroundings, host);
  return { document: config(text, { path: source.path, surroundings }), dependencies, surroundings };
}

const list = (specs: readonly string[]) => specs.map((spec) => JSON.stringify(spec)).join(", ");
const codes = (document: ConfigDocument) =>
  new Set(diagnose(document).map(({ code, severity }) => `${severity} ${code}`));

const isCut = ({ resolved }: ConfigDocument) => resolved.inclusions.some(({ failure }) => failure === "budget");

function nodesOf(document: ConfigDocument): number {
  let count = 0;
  const visit = (node: Node | undefined): void => {
    if (!node) return;
    count++;
    node.children?.forEach(visit);
  };
  visit(document.root);
  return count;
}

/** One megabyte of numbers. */
const numbers = `[${"1,".repeat(512 * 1024)}]`;
const beyond = "information config/include-budget";

describe("one large file", () => {
  it("included 60 times is copied as long as the budget lasts, and the rest is said not to be checked", async () => {
    const at = folder();
    fs.writeFileSync(path.join(at, "n.json5"), numbers);
    const each = Array.from({ length: 60 }, (_, index) => `k${index}: { $include: './n.json5' }`);
    const { document } = await load(at, `{ agents: { ${each.join(", ")} } }`);
    assert.ok(nodesOf(document) < budget.nodes + 1000);
    assert.equal(document.resolved.inclusions.filter(({ failure }) => failure === "budget").length, 59);
    assert.ok(codes(document).has(beyond));
    const { document: all } = await load(at, `{ agents: { $include: [${list(Array(60).fill("./n.json5"))}] } }`);
    assert.ok(nodesOf(all) < 1000);
    assert.deepEqual([...codes(all)], [beyond]);
  });

  it("behind 100 links is parsed once, and remembered", async () => {
    const at = folder();
    fs.writeFileSync(path.join(at, "n.json5"), `{ a: [${"1,".repeat(1000)}] }`);
    const links = Array.from({ length: 100 }, (_, index) => `l${index}.json5`);
    for (const link of links) fs.symlinkSync("n.json5", path.join(at, link));
    const memory = new FileMemory();
    const parsed = async () => {
      const { surroundings } = await load(at, `{ x: { $include: [${list(links)}] } }`, memory);
      return [...surroundings.files.values()].map((file) => (typeof file === "string" ? file : file.json5));
    };
    const first = await parsed();
    assert.equal(first.length, 100);
    assert.equal(new Set(first).size, 1);
    assert.equal(new Set([...first, ...(await parsed())]).size, 1);
    fs.writeFileSync(path.join(at, "n.json5"), "{ b: 1 }");
    assert.ok(!(await parsed()).some((json5) => first.includes(json5)));
    fs.writeFileSync(path.join(at, "n.json5"), numbers);
    const large = await parsed();
    assert.equal(large.filter((each) => each === "budget").length, 85, "16 MB in all, however they are parsed");
  });
});

describe("Of the files around a config only regular ones are read: at most 100 of them and 16 MB, 64 KB of a `.env` file, and nothing on a network share.", () => {
  it("are read up to a number, in the order in which they are written", async () => {
    const at = folder();
    const files = Array.from({ length: 130 }, (_, index) => `f${index}.json5`);
    for (const file of files) fs.writeFileSync(path.join(at, file), "{}");
    const text = `{ ${files.map((file, index) => `k${index}: { $include: './${file}' }`).join(", ")} }`;
    const { document, dependencies } = await load(at, text);
    const failed = document.resolved.inclusions.filter(({ failure }) => failure);
    assert.deepEqual(
      failed.map(({ node, failure }) => `${failure} ${node.value}`),
      files.slice(100).map((file) => `budget ./${file}`),
    );
    assert.ok(!dependencies.includes(path.join(at, "f100.json5")));
    const [finding] = diagnose(document).filter(({ code }) => code === "config/include-budget");
    assert.ok(finding);
    assert.equal(document.text.slice(finding.span.offset, finding.span.offset + finding.span.length), "'./f100.json5'");
    assert.match(messageOf(finding, english), /^Not checked: .* 100 files, 16 MB and 1000000 values/);
  });

  it("are read up to 16 MB in all, whatever each of them holds", async () => {
    const at = folder();
    const files = Array.from({ length: 12 }, (_, index) => `f${index}.json5`);
    for (const file of files) fs.writeFileSync(path.join(at, file), `"${file}"${" ".repeat(1_900_000)}`);
    const { surroundings } = await load(at, `{ plugins: { $include: [${list(files.map((file) => `./${file}`))}] } }`);
    const texts = [...surroundings.files.values()].flatMap((file) => (typeof file === "string" ? [] : file.json5.text));
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    assert.ok(bytes > 14 * 1024 * 1024 && bytes <= 16 * 1024 * 1024, String(bytes));
    assert.equal(
      [...surroundings.files.values()].filter((file) => file === "budget").length,
      files.length - texts.length,
    );
  });

  it("of a .env file up to 64 KB, and none of one that is longer", async () => {
    const at = folder();
    const named = async (length: number) => {
      fs.writeFileSync(path.join(at, ".env"), `A=1\n#${"x".repeat(length - 5)}`);
      assert.equal(fs.statSync(path.join(at, ".env")).size, length);
      const { surroundings } = await load(at, "{}");
      return surroundings.variables.filter(({ kind }) => kind === "file").flatMap(({ values }) => [...values.names()]);
    };
    assert.deepEqual(await named(64 * 1024), ["A"]);
    assert.deepEqual(await named(64 * 1024 + 1), []);
  });

  it("are regular ones, themselves and behind their links: no device, pipe or folder, and none on a share", async () => {
    const at = folder();
    execFileSync("mkfifo", [path.join(at, "pipe")]);
    fs.mkdirSync(path.join(at, "folder"));
    const links: Record<string, string> = { device: "/dev/zero", piped: "pipe", listed: "folder" };
    for (const [name, target] of Object.entries(links)) fs.symlinkSync(target, path.join(at, name));
    const names = ["pipe", "folder", ...Object.keys(links)];
    const { surroundings } = await load(at, `{ plugins: { $include: [${list(names.map((name) => `./${name}`))}] } }`);
    for (const [file, found] of surroundings.files) assert.equal(typeof found, "string", file);
    assert.equal(surroundings.files.size, names.length);
    for (const share of ["//host/share/a.json5", "\\\\host\\share\\a.json5", "\\\\?\\UNC\\host\\share\\a.json5"]) {
      const files = diskFiles({ opened: [path.join(at, "openclaw.json")] });
      assert.deepEqual(await files.realPath(share), { failure: "withheld" }, share);
      assert.deepEqual(await files.read(share, { maxBytes: 100 }), { failure: "withheld" }, share);
      const around = await load(at, `{ plugins: { $include: ${JSON.stringify(share)} } }`);
      for (const found of around.surroundings.files.values()) assert.equal(typeof found, "string", share);
    }
  });

  it("in 5,000 folders make no 5,000 watches", async () => {
    const at = folder();
    const specs = Array.from({ length: 5000 }, (_, index) => `./d${index}/x.json5`);
    const { document, dependencies } = await load(at, `{ x: { $include: [${list(specs)}] } }`);
    assert.ok(watchedFolders([{ file: path.join(at, "openclaw.json"), dependencies }]).size <= 110);
    assert.equal(document.resolved.inclusions.length, 5000);
  });

  it("that are wrong in every entry are told off so often and no more", () => {
    const document = including(`{ x: { $include: [${"1,".repeat(20_000)}] } }`, {});
    assert.equal(document.resolved.inclusions.length, 5000);
  });

  it("that are merged over and over end somewhere", () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join(", ");
    const files = {
      "large.json5": `{ ${keys} }`,
      "small.json5": "{ a: 1 }",
      "deep.json5": `{ d: { ${keys} } }`,
      "one.json5": "{ d: { a: 1 } }",
    };
    for (const [large, small] of [
      ["large.json5", "small.json5"],
      ["deep.json5", "one.json5"],
    ] as const) {
      const specs = [large, ...Array(4000).fill(small)];
      const document = including(`{ plugins: { $include: [${list(specs)}] } }`, files);
      assert.ok(nodesOf(document) < 10_000);
      assert.ok(isCut(document), large);
    }
    const few = including(
      `{ plugins: { $include: ['large.json5', 'small.json5', 'deep.json5', 'one.json5'] } }`,
      files,
    );
    assert.ok(!isCut(few));
  });
});

it("what is beyond the budget is not known, and nothing else is said of it; what still fits is checked", () => {
  const files = {
    "n.json5": numbers,
    "g.json5": "{ mode: 'nonsense', $include: 'n.json5' }",
    "u.json5": "{ nope: 1 }",
  };
  const document = including(
    "{ x: { $include: 'n.json5' }, gateway: { $include: 'g.json5' }, ui: { $include: 'u.json5' } }",
    files,
  );
  const said = summariesOf(document).filter((each) => !each.includes('"x"'));
  assert.deepEqual(said.sort(), [
    `config/include-budget at "'n.json5'" in g.json5`,
    'schema/unknown-key at "nope" in u.json5',
  ]);
});

it("inclusions without end are told of once", () => {
  const each = Array.from({ length: 6000 }, (_, index) => `k${index}: { $include: './a' }`);
  const document = including(`{ plugins: { entries: { ${each.join(", ")} } } }`, { a: "{}" });
  const { inclusions } = document.resolved;
  assert.deepEqual(
    inclusions.flatMap(({ failure }, index) => (failure ? [`${index} ${failure}`] : [])),
    ["4999 budget"],
  );
});

describe("variables", () => {
  const text = "{ gateway: { mode: '${MODE}', port: 1 }, logging: { file: '${NONE}' } }";

  it("are missed where all .env files were read, and not known where one is too large or may not be", async () => {
    const at = folder();
    const known = (await load(at, text)).document;
    assert.deepEqual([...codes(known)].sort(), ["warning env/missing", "warning host/variable-missing"]);
    fs.writeFileSync(path.join(at, ".env"), `MODE=local\n#${"x".repeat(64 * 1024)}`);
    assert.deepEqual([...codes((await load(at, text)).document)], []);
    fs.writeFileSync(path.join(at, ".env"), "MODE=local\nNONE=/tmp/x");
    assert.deepEqual([...codes((await load(at, text)).document)], []);
    const source = { path: path.join(at, "openclaw.json"), json5: parse(text) };
    const files = diskFiles({ mayRead: (file) => !file.endsWith(".env") });
    const surroundings = await surroundingsOf(source, { environment: {}, home, files });
    assert.deepEqual([...codes(config(text, { path: source.path, surroundings }))], []);
  });

  it("of a folder are none", async () => {
    const at = folder();
    fs.mkdirSync(path.join(at, ".env"));
    assert.ok(codes((await load(at, text)).document).has("warning env/missing"));
  });

  it("of a pipe are not known, and nobody waits for it", async () => {
    const at = folder();
    execFileSync("mkfifo", [path.join(at, ".env")]);
    assert.deepEqual([...codes((await load(at, text)).document)], []);
  });

  it("that are put in over and over end somewhere", () => {
    const value = "x".repeat(60_000);
    const texts = Array.from({ length: 2000 }, () => "'${A}${A}${A}'").join(", ");
    const document = including(`{ x: [${texts}] }`, {}, { A: value });
    let length = 0;
    const visit = (node: Node | undefined): void => {
      const value = node && openedValue(node);
      length += typeof value === "string" ? value.length : 0;
      node?.children?.forEach(visit);
    };
    visit(document.root);
    assert.ok(length > 10_000_000 && length < 17_000_000, String(length));
  });
});
