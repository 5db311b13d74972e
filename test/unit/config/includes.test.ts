// Included files on a real disk: links, folders, pipes, files that are too large, and texts not saved yet.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { diskFiles } from "../../../src/config/diskFiles";
import { includeRoots } from "../../../src/config/includes";
import { dependenciesOf, surroundingsOf } from "../../../src/config/surroundings";
import { environmentOf } from "../../../src/config/variables";
import { parse } from "../../../src/json5/parser";

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-includes-")));
const home = path.join(folder, "home");
const config = path.join(home, ".openclaw", "openclaw.json");
const at = (...parts: string[]) => path.join(path.dirname(config), ...parts);
fs.mkdirSync(at("folder"), { recursive: true });
fs.mkdirSync(path.join(home, ".config", "openclaw"), { recursive: true });
after(() => fs.rmSync(folder, { recursive: true, force: true }));

async function load(spec: string, environment: Record<string, string> = {}, unsaved: Record<string, string> = {}) {
  const source = { path: config, json5: parse(`{ $include: ${JSON.stringify(spec)} }`) };
  const files = diskFiles({ textOf: (file) => unsaved[file] });
  return surroundingsOf(source, { environment, home, files });
}

async function outcome(spec: string, environment: Record<string, string> = {}) {
  const { files } = await load(spec, environment);
  const [found] = files.values();
  return typeof found === "object" ? found.json5.text : found;
}

describe("included files", () => {
  it("are read as they are on disk, through links that stay inside", async () => {
    fs.writeFileSync(at("a.json5"), "{ a: 1 }");
    fs.symlinkSync(at("a.json5"), at("link.json5"));
    assert.equal(await outcome("./a.json5"), "{ a: 1 }");
    assert.equal(await outcome(at("a.json5")), "{ a: 1 }");
    assert.equal(await outcome("link.json5"), "{ a: 1 }");
  });

  it("are refused where OpenClaw refuses them, and nothing waits for a pipe", async () => {
    fs.writeFileSync(path.join(folder, "outside.json5"), "{}");
    fs.symlinkSync(path.join(folder, "outside.json5"), at("out.json5"));
    fs.writeFileSync(at("hard.json5"), "{}");
    fs.linkSync(at("hard.json5"), at("hard2.json5"));
    fs.writeFileSync(at("large.json5"), `{}${" ".repeat(2 * 1024 * 1024)}`);
    execFileSync("mkfifo", [at("pipe.json5")]);
    fs.symlinkSync(at("loop.json5"), at("loop.json5"));
    assert.equal(await outcome("./none.json5"), "missing");
    assert.equal(await outcome("./a.json5/none"), "missing");
    assert.equal(await outcome("./out.json5"), "outside");
    assert.equal(await outcome("./hard.json5"), "unsafe");
    assert.equal(await outcome("./large.json5"), "unsafe");
    assert.equal(await outcome("./folder"), "unsafe");
    assert.equal(await outcome("./pipe.json5"), "unsafe");
    assert.equal(await outcome("./loop.json5"), "unreadable");
    assert.equal((await load("../../outside.json5")).files.size, 0, "what is outside is not even looked at");
  });

  it("may lie in further folders that the host allows", async () => {
    fs.mkdirSync(path.join(home, "more"));
    fs.writeFileSync(path.join(home, "more", "m.json5"), "{ m: 1 }");
    assert.equal(await outcome("../more/m.json5", { OPENCLAW_INCLUDE_ROOTS: `~/more${path.delimiter} ` }), "{ m: 1 }");
    assert.deepEqual(includeRoots(config, { OPENCLAW_INCLUDE_ROOTS: "~/x" }, home), [
      path.dirname(config),
      path.join(home, "x"),
    ]);
  });

  it("are taken from the editor where it holds them", async () => {
    const { files } = await load("./a.json5", {}, { [at("a.json5")]: "{ unsaved: true }" });
    const found = files.get(at("a.json5"));
    assert.equal(typeof found === "object" && found.json5.text, "{ unsaved: true }");
  });

  it("come with those that they include themselves, each read once", async () => {
    fs.writeFileSync(at("x.json5"), "{ $include: ['./y.json5', './y.json5'] }");
    fs.writeFileSync(at("y.json5"), "[{ deep: { $include: './x.json5' } }]");
    const { files } = await load("./x.json5");
    assert.deepEqual([...files.keys()].sort(), [at("x.json5"), at("y.json5")]);
  });
});

it("a .env file beside the config that is a link elsewhere is not the config's own", async () => {
  const elsewhere = path.join(folder, "private.env");
  fs.writeFileSync(elsewhere, "OF_ANOTHER=x\n");
  fs.rmSync(at(".env"), { force: true });
  fs.symlinkSync(elsewhere, at(".env"));
  const { variables } = await load("./a.json5", {});
  fs.rmSync(at(".env"));
  const linked = variables.find(({ values }) => values.has("OF_ANOTHER"));
  assert.equal(linked?.isBeside, false);
});

it("variables come from the process, then from the files beside the config", async () => {
  fs.writeFileSync(at(".env"), "A=beside\nB='quoted # value'\nC=\nexport D=exported\nbad-name=x\nSHADOWED=x\n");
  fs.writeFileSync(path.join(home, ".config", "openclaw", "gateway.env"), "A=gateway\nE=gateway\n");
  const { variables } = await load("./a.json5", { A: "process", SHADOWED: "" });
  assert.deepEqual(
    variables.map((each) => [each.kind, { ...environmentOf([each], each.values.names()) }]),
    [
      ["process", { A: "process" }],
      ["file", { B: "quoted # value", D: "exported" }],
      ["file", { E: "gateway" }],
    ],
  );
  assert.deepEqual(
    variables.map(({ isBeside }) => isBeside),
    [undefined, true, false],
  );
  const elsewhere = await load("./a.json5", { OPENCLAW_STATE_DIR: "~/state" });
  assert.deepEqual(
    elsewhere.variables.map(({ path: file }) => file && path.relative(home, file)),
    [undefined, path.join(".openclaw", ".env")],
  );
});

describe("In a workspace that is not trusted nothing is sent, no program runs, and no file is read but those in its folders, whatever links there are.", () => {
  it("has nothing read outside it: no variables, no includes, no programs", async () => {
    const outside = path.join(folder, "outside");
    fs.mkdirSync(outside, { recursive: true });
    fs.writeFileSync(path.join(outside, "more.json5"), "{ a: 1 }");
    fs.writeFileSync(path.join(home, ".config", "openclaw", "gateway.env"), "OUTSIDE=1\n");
    fs.writeFileSync(at("inside.json5"), "{ b: 1 }");
    fs.writeFileSync(at(".env"), "INSIDE=1\n");
    const touched: string[] = [];
    const inside = (file: string) => {
      const isInside = file.startsWith(`${path.dirname(config)}${path.sep}`) || file === path.dirname(config);
      if (!isInside) touched.push(file);
      return isInside;
    };
    const command = path.join(outside, "program");
    const text = `{ $include: ['./inside.json5', '${path.join(outside, "more.json5")}'], secrets: { providers: { x: { source: 'exec', command: '${command}' } } }, plugins: { load: { paths: ['${outside}'] } } }`;
    const environment = { OPENCLAW_INCLUDE_ROOTS: outside };
    const files = diskFiles({ mayRead: inside });
    const found = await surroundingsOf({ path: config, json5: parse(text) }, { environment, home, files });
    const texts = [...found.files].map(([file, each]) => [
      path.basename(file),
      typeof each === "string" ? each : "read",
    ]);
    assert.deepEqual(texts, [
      ["inside.json5", "read"],
      ["more.json5", "withheld"],
    ]);
    const names = found.variables.filter(({ kind }) => kind === "file").flatMap(({ values }) => [...values.names()]);
    assert.deepEqual(names, ["INSIDE"]);
    assert.equal(found.commands.size, 0);
    assert.ok(touched.length > 3);
    const source = { path: config, json5: parse(text) };
    const watched = dependenciesOf(source, found, { environment, home, files });
    assert.ok(watched.includes(at("inside.json5")));
    assert.ok(!watched.includes(path.join(outside, "more.json5")), "what may not be looked at is not watched either");
  });
});

describe("programs and folders of plugins", () => {
  const around = (text: string, environment: Record<string, string>) =>
    surroundingsOf({ path: config, json5: parse(text) }, { environment, home, files: diskFiles() });

  it("are looked at as OpenClaw reads their paths, and no path is told", async () => {
    const program = path.join(home, "program");
    fs.writeFileSync(program, "", { mode: 0o666 });
    fs.chmodSync(program, 0o666);
    const text = `{ secrets: { providers: {
      byName: { source: 'exec', command: '\${PROGRAM}' }, none: { source: 'exec', command: '\${HOME_OF}/none' },
      plain: { source: 'exec', command: '${home}' }, other: { source: 'env' } } } }`;
    const { commands } = await around(text, { PROGRAM: program, HOME_OF: home });
    assert.deepEqual(Object.fromEntries(commands), { byName: "open", none: "missing", plain: "folder" });
    const plugins = "{ plugins: { load: { paths: ['${PLUGINS}'] } } }";
    assert.equal((await around(plugins, { PLUGINS: home })).pluginsUnseen, false);
    assert.equal((await around(plugins, { PLUGINS: path.join(home, "none") })).pluginsUnseen, true);
  });

  it("on network shares are not looked at", async () => {
    for (const command of ["\\\\host\\share\\program", "\\\\?\\UNC\\host\\share\\program"]) {
      const text = `{ secrets: { providers: { x: { source: 'exec', command: ${JSON.stringify(command)} } } } }`;
      assert.equal((await around(text, {})).commands.size, 0, command);
    }
    const { pluginsUnseen } = await around('{ plugins: { load: { paths: ["//host/share/none"] } } }', {});
    assert.ok(pluginsUnseen);
  });

  it("beyond a hundred are not looked at", async () => {
    const entries = Array.from({ length: 150 }, (_, index) => `p${index}: { source: 'exec', command: '/none/x' }`);
    assert.equal((await around(`{ secrets: { providers: { ${entries.join(", ")} } } }`, {})).commands.size, 100);
    const folders = (count: number) => `{ plugins: { load: { paths: [${`'${home}',`.repeat(count)}] } } }`;
    assert.equal((await around(folders(100), {})).pluginsUnseen, false);
    assert.equal((await around(folders(101), {})).pluginsUnseen, true);
  });
});

it("a home folder of OpenClaw's own may be named with a tilde", async () => {
  fs.mkdirSync(path.join(home, "claw", ".openclaw"), { recursive: true });
  fs.writeFileSync(path.join(home, "claw", ".openclaw", ".env"), "OF_CLAW=1\n");
  const { variables } = await load("./a.json5", { OPENCLAW_HOME: "~/claw" });
  assert.ok(variables.some(({ kind, values }) => kind === "file" && values.has("OF_CLAW")));
  assert.deepEqual(includeRoots(config, { OPENCLAW_HOME: "~/claw", OPENCLAW_INCLUDE_ROOTS: "~/x" }, home), [
    path.dirname(config),
    path.join(home, "claw", "x"),
  ]);
});
