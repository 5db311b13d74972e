// Probes real programs, as users run them: llama.cpp's server with a model of its own, and OpenClaw's gateway.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { Prober } from "../../src/endpoints/probe";
import { Target } from "../../src/endpoints/target";
import { answerOnce, hasResponses } from "../../src/endpoints/tasks";
import type { Endpoint, ProbeResult } from "../../src/endpoints/types";
import { liveFindings } from "../../src/features/findings/liveFindings";
import { node24, openclaw } from "../../tools/lib/cache";
import { llamaServer } from "../../tools/lib/llamaServer";
import { config } from "../unit/support";
import { tinyModel, trainedContext } from "./tinyModel";

const prober = new Prober();
const never = new AbortController().signal;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-servers-"));
const key = "sk-only-for-this-test";
/** How long a program may take to start, in ms. */
const patience = 90_000;

let passed = 0;
let failed = 0;

async function test(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    passed++;
    console.log(`  ✔ ${name}`);
  } catch (error) {
    failed++;
    console.log(`  ✖ ${name}\n${error instanceof Error ? error.stack : String(error)}`);
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until `check` holds. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `use` while a program runs, once something answers at its port. */
async function running(program: Program, port: number, use: () => Promise<void>): Promise<void> {
  const { command, args, cwd = folder, env = {} } = program;
  const child: ChildProcess = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  try {
    const end = Date.now() + patience;
    while (!(await answers(port))) {
      if (!isRunning || Date.now() > end) throw new Error(`${command} did not start:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await use();
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

async function answers(port: number): Promise<boolean> {
  const reply = await prober.send(at(port, undefined), { path: "/v1/models" }, never);
  return reply.status === 200 || reply.status === 401;
}

function at(port: number, apiKey: string | undefined, path = "/v1/models"): Endpoint {
  const url = `http://127.0.0.1:${port}${path}`;
  const about = { shown: url, shownList: url, isLoopback: true, isPlain: true };
  return { id: "mine", target: new Target(new URL(url), apiKey, about) };
}

/** Codes of what a server says against a config. */
function codes(port: number, model: string, result: ProbeResult): string[] {
  const text = `{ models: { providers: { mine: { baseUrl: 'http://127.0.0.1:${port}/v1', models: [{ name: 'M', ${model} }] } } } }`;
  return liveFindings(config(text), new Map([["mine", result]])).map(({ code }) => code);
}

async function llamaCpp(): Promise<void> {
  const { command, args, cwd } = await llamaServer();
  const model = path.join(folder, "tiny.gguf");
  fs.writeFileSync(model, tinyModel());
  const port = await freePort();
  const own = [
    "--model",
    model,
    "--alias",
    "tiny",
    "--ctx-size",
    "2048",
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
  ];
  console.log("llama.cpp");
  await running({ command, args: [...args, ...own, "--api-key", key], cwd }, port, async () => {
    let result: ProbeResult = await prober.probe(at(port, key), never);
    await test("is known, with its version, its model and what that takes", async () => {
      // It may still be loading.
      for (let left = 50; left > 0 && result.state === "loading"; left--) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        result = await prober.probe(at(port, key), never);
      }
      assert.equal(result.state, "up");
      assert.deepEqual(result.models, ["tiny"]);
      assert.equal(result.server?.kind, "llamacpp");
      assert.ok(result.server.version);
      assert.deepEqual(result.server.models, [
        { id: "tiny", isLoaded: true, loadedContext: 2048, maxContext: trainedContext, vision: false },
      ]);
    });
    await test("says what of a config does not fit, and nothing of one that fits", async () => {
      assert.deepEqual(codes(port, "id: 'tiny', contextWindow: 2048, maxTokens: 512", result), []);
      assert.deepEqual(codes(port, "id: 'tiny', contextWindow: 32768", result), ["endpoint/context-too-large"]);
      assert.deepEqual(codes(port, "id: 'Tiny', contextWindow: 2048", result), ["endpoint/model-not-served"]);
    });
    await test("is found although /v1 stands twice, or a whole route", async () => {
      for (const wrong of ["/v1/v1/models", "/v1/chat/completions/models"]) {
        const elsewhere = await prober.probe(at(port, key, wrong), never);
        assert.deepEqual([elsewhere.state, elsewhere.instead], ["not-openai", "/v1"]);
      }
    });
    await test("refuses another key", async () => {
      for (const wrong of ["sk-another", undefined])
        assert.equal((await prober.probe(at(port, wrong), never)).state, "refused-key");
      const answer = await answerOnce(prober.send, at(port, "sk-another"), "openai-completions", "tiny", never);
      assert.equal(!answer.isDone && answer.status, 401);
      assert.ok(!JSON.stringify(answer).includes("sk-another"));
    });
    for (const api of [undefined, "openai-completions", "openai-responses", "anthropic-messages"])
      await test(`answers with a token: ${api ?? "no api"}`, async () => {
        const answer = await answerOnce(prober.send, at(port, key), api, "tiny", never);
        assert.deepEqual([answer.isDone, answer], [true, answer]);
      });
    await test("has the Responses API, and says so without a model's work", async () => {
      assert.equal(await hasResponses(prober.send, at(port, key), never), true);
    });
  });
  await test("is down once it is gone", async () => {
    assert.equal((await prober.probe(at(port, key), never)).state, "down");
  });
}

async function gateway(): Promise<void> {
  const [program, node] = [await openclaw(), await node24()];
  const port = await freePort();
  const file = path.join(folder, "openclaw.json");
  // Nothing of it may leave this machine: no updates, no catalogs, no announcements.
  const settings = {
    gateway: {
      mode: "local",
      port,
      bind: "loopback",
      auth: { mode: "token", token: key },
      http: { endpoints: { chatCompletions: { enabled: true } } },
    },
    update: { checkOnStart: false, auto: { enabled: false } },
    models: { catalogRefresh: { enabled: false } },
    discovery: { mdns: { mode: "off" } },
    plugins: { enabled: false },
    logging: { file: path.join(folder, "gateway.log") },
  };
  fs.writeFileSync(file, JSON.stringify(settings));
  const env = { HOME: folder, OPENCLAW_CONFIG_PATH: file, OPENCLAW_STATE_DIR: path.join(folder, "state") };
  console.log("OpenClaw's gateway");
  await running(
    { command: node, args: [path.join(program, "openclaw.mjs"), "gateway", "run"], env },
    port,
    async () => {
      await test("is up, an OpenAI-compatible server that lists its agents", async () => {
        const result = await prober.probe(at(port, key), never);
        assert.equal(result.state, "up");
        assert.equal(result.server?.kind, "openai");
        assert.ok(result.models.includes("openclaw/default"), result.models.join());
        assert.deepEqual(codes(port, "id: 'openclaw/default', contextWindow: 200000", result), []);
      });
      await test("refuses a wrong key, and no key", async () => {
        for (const wrong of ["sk-another", undefined])
          assert.equal((await prober.probe(at(port, wrong), never)).state, "refused-key");
      });
      await test("shows a web page without /v1, which is not a list of models", async () => {
        // It serves pages later than lists.
        await eventually(async () => {
          const result = await prober.probe(at(port, key, "/models"), never);
          return result.state === "not-openai" && result.instead === "/v1";
        });
      });
      await test("has no Responses API unless it is turned on", async () => {
        // Until its plugins run it does not say.
        await eventually(async () => (await hasResponses(prober.send, at(port, key), never)) === false);
      });
    },
  );
}

async function main(): Promise<void> {
  try {
    await llamaCpp();
    await gateway();
  } finally {
    await prober.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(`servers: ${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
