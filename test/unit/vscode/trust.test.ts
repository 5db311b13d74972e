// What an open file causes before the workspace is trusted, and after: the whole extension, with a real server, a real program and real files.
import assert from "node:assert/strict";
import fs from "node:fs";
import fsPromises from "node:fs/promises";
import type http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { close, json, listen, pause, reading } from "../endpoints/servers";
import { editor, start } from "./editor";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-trust-")));
const [workspace, outside, home, storage] = ["workspace", "outside", "home", "extension"].map((name) =>
  path.join(root, name),
) as [string, string, string, string];
const marks = path.join(outside, "marks");
const requests: string[] = [];
const opened = new Set<string>();
let server: http.Server;
let end = () => {};
const environment = { HOME: process.env.HOME, PATH: process.env.PATH };

/** Notes each file of ours that is opened or listed, by its path without links. */
function watchFiles(): void {
  const note = (file: unknown) => {
    const text = String(file);
    if (!text.startsWith(root)) return;
    try {
      opened.add(real(text));
    } catch {
      opened.add(text);
    }
  };
  const real = fs.realpathSync.native;
  for (const [holder, names] of [
    [fsPromises, ["open", "readFile", "readdir", "opendir"]],
    [fs, ["open", "openSync", "readFile", "readFileSync", "createReadStream", "readdir", "readdirSync"]],
  ] as const)
    for (const name of names) {
      const table = holder as unknown as Record<string, (...args: unknown[]) => unknown>;
      const original = table[name] as (...args: unknown[]) => unknown;
      table[name] = function (this: unknown, ...args) {
        note(args[0]);
        return original.apply(this, args);
      };
    }
}

/** "Open Config" lists the names in the home folder, where profiles have theirs; that reads no file. */
const outsideFiles = () =>
  [...opened].filter((file) => file !== home && [outside, home].some((folder) => file.startsWith(folder)));
const runs = () => (fs.existsSync(marks) ? fs.readFileSync(marks, "utf8").trim().split("\n") : []);

before(async () => {
  for (const folder of [workspace, outside, path.join(home, ".openclaw"), path.join(home, ".config", "openclaw")])
    fs.mkdirSync(folder, { recursive: true });
  server = reading((request, _, response) => {
    requests.push(`${request.method} ${request.url}`);
    json(response, { data: [{ id: "m" }] });
  });
  const port = await listen(server);
  const write = (file: string, text: string) => fs.writeFileSync(file, text, { mode: 0o755 });
  write(path.join(outside, "more.json5"), "{ mode: 'local' }");
  write(path.join(outside, "variables"), "PORT_OF_SERVER=1\n");
  write(path.join(home, ".openclaw", ".env"), "AT_HOME=1\n");
  write(path.join(home, ".config", "openclaw", "gateway.env"), "OF_GATEWAY=1\n");
  write(
    path.join(outside, "openclaw"),
    `#!${process.execPath}\nrequire("node:fs").appendFileSync(${JSON.stringify(marks)}, process.argv.slice(2).join(" ") + "\\n");\nconsole.log("OpenClaw 2026.9.6");\n`,
  );
  fs.symlinkSync(path.join(outside, "more.json5"), path.join(workspace, "linked.json5"));
  fs.symlinkSync(outside, path.join(workspace, "folder"));
  fs.symlinkSync(path.join(outside, "variables"), path.join(workspace, ".env"));
  write(path.join(workspace, "inside.json5"), "{}");
  const provider = `{ baseUrl: "http://127.0.0.1:${port}/v1", apiKey: "k", models: [{ id: "m", name: "m" }] }`;
  write(
    path.join(workspace, "openclaw.json"),
    `{
  models: { providers: { x: ${provider} } },
  gateway: { $include: ["./inside.json5", "./linked.json5", "./folder/more.json5", "${outside}/more.json5"] },
  secrets: { providers: { p: { source: "exec", command: "${outside}/openclaw" } } },
  plugins: { load: { paths: ["${outside}"] } },
  logging: { file: "\${AT_HOME}" },
}
`,
  );
  process.env.HOME = home;
  process.env.PATH = `${outside}${path.delimiter}${environment.PATH}`;
  process.env.OPENCLAW_INCLUDE_ROOTS = outside;
  editor.isTrusted = false;
  editor.openFolder(workspace);
  editor.settings.set("openclawPath", path.join(outside, "openclaw"));
  watchFiles();
  end = start(storage);
});

after(async () => {
  end();
  await close(server);
  Object.assign(process.env, environment);
  delete process.env.OPENCLAW_INCLUDE_ROOTS;
  fs.rmSync(root, { recursive: true, force: true });
});

/** All that somebody can do with a config in view. */
async function doEverything(): Promise<void> {
  const file = path.join(workspace, "openclaw.json");
  const text = fs.readFileSync(file, "utf8");
  const document = editor.open(file);
  for (const word of ["baseUrl", "linked", "command", "AT_HOME", "gateway"])
    assert.ok((await editor.askAll(document, text.indexOf(word) + 1)) > 15);
  editor.type(document, `${text} `);
  editor.save(document);
  for (const name of editor.commands.keys()) {
    editor.open(file);
    await editor.run(name);
    for (const page of editor.pages)
      for (const action of ["again", "go", "ask"]) page.say({ do: action, provider: "x", model: "m" });
  }
  editor.open(file);
  // Longer than any pause after which something would be asked.
  await pause(1500);
}

async function eventually(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !isSo(); tries++) await pause(50);
  assert.ok(isSo(), what);
}

describe("In a workspace that is not trusted nothing is sent, no program runs, and no file is read but those in its folders, whatever links there are.", () => {
  it("whatever is opened, typed, saved, asked for or run", async () => {
    await doEverything();
    assert.deepEqual(requests, []);
    assert.deepEqual(runs(), []);
    assert.deepEqual(outsideFiles(), []);
    assert.ok(opened.has(path.join(workspace, "inside.json5")), "what lies in it is read");
    assert.match(editor.status.text ?? "", /not checked/);
  });
});

describe("The `openclaw` program runs in trusted workspaces only, with these words: `--version`, `config schema`, `config validate --json`; of `.env` files it is given the variables that the config names, and none that steers a program.", () => {
  it("and once it is trusted, all of that happens, with no other words", async () => {
    editor.trust();
    await doEverything();
    await eventually("a server is asked", () => requests.includes("GET /v1/models"));
    await eventually("the program is asked", () => new Set(runs()).size === 3);
    assert.deepEqual([...new Set(runs())].sort(), ["--version", "config schema", "config validate --json"]);
    const read = outsideFiles().map((file) => path.relative(root, file));
    for (const file of [
      "home/.openclaw/.env",
      "home/.config/openclaw/gateway.env",
      "outside/variables",
      "outside/more.json5",
    ])
      assert.ok(read.includes(path.normalize(file)), `${file}: ${read.join(", ")}`);
  });
});
