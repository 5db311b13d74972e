// The openclaw program: found, asked, and not waited for when it hangs, prints nonsense or fails.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { Values } from "../../../src/config/variables";
import { OpenClaw } from "../../../src/openclaw/cli";
import { findProgram, ProgramError, runProgram } from "../../../src/openclaw/program";
import { config, configPath, including, surroundings } from "../support";

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-program-")));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A program of our own: a script that Node runs. */
function program(name: string, body: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `#!${process.execPath}\n${body}\n`, { mode: 0o755 });
  return file;
}

const run = (file: string, timeout = 20_000, signal?: AbortSignal) =>
  runProgram(file, ["a"], { environment: process.env, folder, timeout, signal });

describe("finding it", () => {
  it("where the setting says, or first in PATH", async () => {
    const file = program("openclaw", "");
    fs.mkdirSync(path.join(folder, "not", "openclaw"), { recursive: true });
    fs.writeFileSync(path.join(folder, "plain"), "");
    const search = ["relative", path.join(folder, "none"), path.join(folder, "not"), folder].join(path.delimiter);
    assert.equal(await findProgram("", { PATH: search }), file);
    assert.equal(await findProgram("", { PATH: path.join(folder, "none") }), undefined);
    assert.equal(await findProgram("", {}), undefined);
    assert.equal(await findProgram(file, {}), file);
    assert.equal(await findProgram(path.join(folder, "plain"), { PATH: search }), undefined);
    assert.equal(await findProgram("openclaw", { PATH: search }), undefined);
  });
});

describe("running it", () => {
  it("gives what it printed, and its exit code", async () => {
    const file = program("prints", "console.log(process.argv[2]); console.error('e'); process.exitCode = 3;");
    assert.deepEqual(await run(file), { code: 3, stdout: "a\n", stderr: "e\n" });
  });

  it("ends it with all that it started when it hangs", async () => {
    const pids = path.join(folder, "pids");
    const file = program(
      "hangs",
      `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e3)"]);
       require("node:fs").writeFileSync(${JSON.stringify(pids)}, String(child.pid));
       setInterval(() => {}, 1e3);`,
    );
    await assert.rejects(
      run(file, 2000),
      (error: Error) => error instanceof ProgramError && /within 2 s/.test(error.message),
    );
    const pid = Number(fs.readFileSync(pids, "utf8"));
    const isGone = () => {
      try {
        process.kill(pid, 0);
        return /^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
      } catch {
        return true;
      }
    };
    for (let tries = 0; tries < 100 && !isGone(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(isGone());
  });

  it("can be cancelled, before and while it runs", async () => {
    const file = program("waits", "setInterval(() => {}, 1e3);");
    const control = new AbortController();
    const running = run(file, 20_000, control.signal);
    setTimeout(() => control.abort(), 50);
    await assert.rejects(running, /cancelled/);
    await assert.rejects(run(file, 20_000, control.signal), /cancelled/);
  });

  it("says when it cannot be started", async () => {
    fs.writeFileSync(path.join(folder, "broken"), "#!/no/such/interpreter\n", { mode: 0o755 });
    await assert.rejects(run(path.join(folder, "broken")), ProgramError);
  });

  it("keeps VS Code's own variables from it", async () => {
    const file = program(
      "env",
      "console.log(Object.keys(process.env).filter((name) => /^(ELECTRON|VSCODE)/i.test(name)).length);",
    );
    const environment = { ...process.env, ELECTRON_RUN_AS_NODE: "1", VSCODE_PID: "2", Vscode_Cwd: "3" };
    assert.equal((await runProgram(file, [], { environment, folder, timeout: 20_000 })).stdout, "0\n");
  });
});

describe("The `openclaw` program runs in trusted workspaces only, with these words: `--version`, `config schema`, `config validate --json`; of `.env` files it is given the variables that the config names, and none that steers a program.", () => {
  const ask = (body: string) => new OpenClaw(program(`asked-${Math.random()}`, body), process.env);
  const json = (value: unknown) => `console.log(${JSON.stringify(JSON.stringify(value))});`;

  it("for its version", async () => {
    assert.equal(await ask("console.log('OpenClaw 2026.9.6 (eb377ac)')").version(), "2026.9.6");
    await assert.rejects(ask("console.log('hello')").version(), /no version/);
  });

  it("for its schema, with an empty config of its own", async () => {
    const schema = { properties: { gateway: { type: "object" }, agents: {} } };
    const checked = `if (require("node:fs").readFileSync(process.env.OPENCLAW_CONFIG_PATH, "utf8") !== "{}\\n") process.exit(1);`;
    assert.deepEqual(await ask(`${checked} ${json(schema)}`).schema(), schema);
    await assert.rejects(ask(json({ properties: {} })).schema(), /no schema/);
    await assert.rejects(ask("console.log('{ broken')").schema(), /no schema/);
  });

  it("for its verdict on a file", async () => {
    const openclaw = ask(
      `console.log(JSON.stringify({ valid: false, issues: [{ path: process.env.OPENCLAW_CONFIG_PATH, message: process.argv.slice(2).join(" ") }] })); process.exitCode = 1;`,
    );
    assert.deepEqual(await openclaw.validateFile("/x/openclaw.json"), {
      valid: false,
      issues: [{ path: "/x/openclaw.json", message: "config validate --json" }],
      warnings: [],
    });
    await assert.rejects(ask("process.exit(3)").validateFile("/x"), /exit code 3/);
    await assert.rejects(ask("console.log('nonsense')").validateFile("/x"), ProgramError);
  });

  it("It gets your config by its path, or for what is not saved yet, copies in a private temporary folder that is removed again.", async () => {
    const document = including(
      "{ gateway: { $include: './sub/g.json5' }, ui: { $include: ['./sub/g.json5', './none'] } } // end",
      { "sub/g.json5": "{ $include: '../m.json5' }", "m.json5": "{ mode: 'local' }", none: "unreadable" },
    );
    const show = `const fs = require("node:fs"); const at = process.env.OPENCLAW_CONFIG_PATH;
      const dir = require("node:path").dirname(at);
      const texts = fs.readdirSync(dir).map((name) => fs.readFileSync(dir + "/" + name, "utf8").replaceAll(dir, "<dir>"));
      console.log(JSON.stringify({ valid: false, issues: [
        { path: dir, message: JSON.stringify(texts) }, { path: String(fs.statSync(dir).mode & 0o077), message: String(fs.statSync(at).mode & 0o077) },
        { path: "roots", message: process.env.OPENCLAW_INCLUDE_ROOTS.replaceAll(dir, "<dir>") }] }));`;
    const { issues } = await ask(show).validateCopy(document);
    assert.deepEqual(JSON.parse(issues[0]?.message ?? ""), [
      `{ gateway: { $include: "<dir>/1.json5" }, ui: { $include: ["<dir>/1.json5", ${JSON.stringify(path.resolve("/config/none"))}] } } // end`,
      '{ $include: "<dir>/2.json5" }',
      "{ mode: 'local' }",
    ]);
    assert.deepEqual(issues[1], { path: "0", message: "0" });
    assert.equal(issues[2]?.message, ["<dir>", path.resolve("/config")].join(path.delimiter));
    assert.ok(!fs.existsSync(issues[0]?.path ?? "/"));
    await assert.rejects(ask("process.exit(3)").validateCopy(config("{}")), /exit code 3/);
  });

  it("with the variables of its .env files that it names, and none that steer a program", async () => {
    const names = ["A_KEY", "B_KEY", "LD_PRELOAD", "NODE_OPTIONS", "HTTPS_PROXY", "OPENCLAW_STATE_DIR", "SHELL"];
    const others = ["UNNAMED", "ld_preload", "Path", "node_options", "PYTHONPATH", "Openclaw_Home", "A_KEY_"];
    const values = new Values([...names, ...others].map((name) => [name, "of the file"]));
    const around = surroundings({ "more.json5": "{ file: '${B_KEY}' }" }, { B_KEY: "" });
    const document = config(
      `{ logging: { $include: './more.json5' }, ui: [${names.map((name) => `'\${${name}}'`).join(", ")}, '$\${UNNAMED}'] }`,
      {
        path: configPath,
        surroundings: {
          ...around,
          variables: [
            ...around.variables,
            { kind: "file", path: "/first/.env", values: new Values([["A_KEY", "of the first"]]) },
            { kind: "file", path: "/config/.env", values },
          ],
        },
      },
    );
    const show = `console.log(JSON.stringify({ valid: false, issues: Object.entries(process.env)
      .filter(([, value]) => value.startsWith("of the ")).map(([path, message]) => ({ path, message })) }));`;
    const environment = { PATH: process.env.PATH, B_KEY: "of the process", a_key: "of the process" };
    const { issues } = await new OpenClaw(program("hands", show), environment).validateCopy(document);
    assert.deepEqual(issues.map(({ path: name, message }) => `${name} ${message}`).sort(), [
      "A_KEY of the first",
      "B_KEY of the process",
      "a_key of the process",
    ]);
  });
});
