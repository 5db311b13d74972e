// What servers are asked to do on demand, and that their words come back short and without the key.
import assert from "node:assert/strict";
import type http from "node:http";
import { after, describe, it } from "node:test";
import { Prober } from "../../../src/endpoints/probe";
import { answerOnce, hasResponses, loadModel } from "../../../src/endpoints/tasks";
import type { TaskResult } from "../../../src/endpoints/types";
import { endpoint, json, never, reading, serve } from "./servers";

const prober = new Prober({ connect: 300, total: 600, body: 64 * 1024 });
after(() => prober.dispose());

interface Seen {
  readonly line: string;
  readonly body: unknown;
}

/** Runs `use` with a server that keeps what it is asked and answers as told. */
async function seeing<T>(
  answer: (response: http.ServerResponse) => void,
  use: (port: number) => Promise<T>,
): Promise<{ readonly result: T; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = reading((request, body, response) => {
    seen.push({ line: `${request.method} ${request.url}`, body: JSON.parse(body || "null") });
    answer(response);
  });
  return { result: await serve(server, use), seen };
}

const fine = (response: http.ServerResponse) => json(response, { choices: [] });

describe("loading a model", () => {
  it("is asked of LM Studio and Ollama in their own words", async () => {
    const load = (kind: "lmstudio" | "ollama", context?: number) =>
      seeing(fine, (port) => loadModel(prober.send, endpoint(port), kind, "m", context, never));
    const studio = await load("lmstudio", 8192);
    assert.equal(studio.result.isDone, true);
    assert.deepEqual(studio.seen, [{ line: "POST /api/v1/models/load", body: { model: "m", context_length: 8192 } }]);
    assert.deepEqual((await load("ollama")).seen, [
      { line: "POST /api/generate", body: { model: "m", stream: false } },
    ]);
    assert.deepEqual((await load("ollama", 4096)).seen[0]?.body, {
      model: "m",
      stream: false,
      options: { num_ctx: 4096 },
    });
  });

  it("is asked of no server that cannot", async () => {
    const { seen } = await seeing(fine, (port) =>
      assert.rejects(
        loadModel(prober.send, endpoint(port), "vllm", "m", undefined, never),
        /its file in src\/endpoints\/kinds has no "load"/,
      ),
    );
    assert.deepEqual(seen, []);
  });

  it("that fails comes back with the server's word", async () => {
    const { result } = await seeing(
      (response) => json(response, { error: { message: "not enough memory" } }, 500),
      (port) => loadModel(prober.send, endpoint(port), "lmstudio", "m", undefined, never),
    );
    assert.deepEqual(result, { isDone: false, status: 500, message: "not enough memory" });
  });
});

describe("one token", () => {
  const ask = (api: string | undefined, path?: string) =>
    seeing(fine, (port) => answerOnce(prober.send, endpoint(port, undefined, path), api, "m", never));

  it("is asked for where OpenClaw would ask", async () => {
    const lines = async (api: string | undefined, path?: string) => (await ask(api, path)).seen.map(({ line }) => line);
    assert.deepEqual(await lines(undefined), ["POST /v1/chat/completions"]);
    assert.deepEqual(await lines("openai-completions", "/models"), ["POST /chat/completions"]);
    assert.deepEqual(await lines("openai-responses"), ["POST /v1/responses"]);
    assert.deepEqual(await lines("ollama"), ["POST /api/chat"]);
    assert.deepEqual(await lines("anthropic-messages"), ["POST /v1/messages"]);
    // Names that every object knows are protocols of nobody.
    for (const api of ["constructor", "__proto__", "toString"])
      assert.deepEqual(await lines(api), ["POST /v1/chat/completions"], api);
    assert.deepEqual((await ask(undefined)).seen[0]?.body, {
      model: "m",
      messages: [{ role: "user", content: "Hi" }],
      max_tokens: 1,
      stream: false,
    });
  });

  it("that does not come tells why", async () => {
    const fail = async (answer: (response: http.ServerResponse) => void, key?: string): Promise<TaskResult> =>
      (await seeing(answer, (port) => answerOnce(prober.send, endpoint(port, key), undefined, "m", never))).result;
    assert.deepEqual(await fail((response) => json(response, { error: "no model" })), {
      isDone: false,
      status: 200,
      message: "no model",
    });
    assert.deepEqual(await fail((response) => response.writeHead(500).end("<html>")), { isDone: false, status: 500 });
    assert.deepEqual(await fail((response) => response.destroy()), { isDone: false, detail: { kind: "broken-off" } });
    // A login page is no answer, though it comes with 200.
    for (const body of ["<html>", "", "[]", "5"])
      assert.deepEqual(
        await fail((response) => response.end(body)),
        { isDone: false, detail: { kind: "not-json" } },
        body,
      );
    const huge = await fail((response) => response.end("x".repeat(100_000)));
    assert.deepEqual(huge, { isDone: false, detail: { kind: "too-large" } });
    // A key that is also a word of the answer must not change how the answer is read.
    const word = await fail((response) => json(response, { error: "no model" }), "error");
    assert.deepEqual(word, { isDone: false, status: 200, message: "no model" });
    const long = await fail((response) => json(response, { error: { message: "x".repeat(5000) } }, 400));
    assert.ok(!long.isDone && long.message?.length === 300);
    const leak = await fail((response) => json(response, { error: "wrong key: sk-secret" }, 401), "sk-secret");
    assert.deepEqual(leak, { isDone: false, status: 401, message: "wrong key: •••" });
  });
});

describe("the Responses API", () => {
  const known = async (answer: (response: http.ServerResponse) => void) =>
    (await seeing(answer, (port) => hasResponses(prober.send, endpoint(port), never))).result;

  it("is there where an empty request is refused for what it lacks", async () => {
    assert.equal(await known((response) => json(response, { error: "input is required" }, 400)), true);
    assert.equal(await known((response) => json(response, {}, 404)), false);
    assert.equal(await known((response) => json(response, { error: "Unexpected endpoint or method." })), false);
    assert.equal(await known((response) => json(response, {}, 500)), undefined);
    assert.equal(await known((response) => response.destroy()), undefined);
  });
});
