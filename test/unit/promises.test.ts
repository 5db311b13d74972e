// README says what leaves the machine; each of its sentences has a test of that name.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { describe, it } from "node:test";
import { loadModel } from "../../src/endpoints/tasks";
import { at, json, never, probing, reading, serve } from "./endpoints/servers";
import { projectRoot, readProject } from "./support";

function filesIn(folder: string): string[] {
  const all = fs.readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  return all.map((file) => path.join(folder, file)).filter((file) => /\.(?:ts|mjs)$/.test(file));
}

it("each sentence on what leaves the machine is the name of a test", () => {
  const section = /## What leaves your machine\n(.*?)\n## /s.exec(readProject("README.md"))?.[1] ?? "";
  const sentences = section.split("\n").flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []);
  assert.ok(sentences.length >= 16, String(sentences.length));
  const tests = filesIn("test").map((file) => readProject(file));
  const named = (sentence: string) =>
    ["it", "describe"].some((word) =>
      tests.some(
        (text) =>
          text.includes(`${word}(${JSON.stringify(sentence)}`) ||
          text.includes(`${word}(\n    ${JSON.stringify(sentence)}`) ||
          text.includes(`${word}(\n  ${JSON.stringify(sentence)}`),
      ),
    );
  assert.deepEqual(
    sentences.filter((sentence) => !named(sentence)),
    [],
  );
});

describe("`apiKey` goes to its own server as a Bearer header and nowhere else; secret references are not resolved, and redirects are not followed.", () => {
  it("in one header of its requests, of which none follows a redirect", async () => {
    const seen: string[] = [];
    const elsewhere = http.createServer((request, response) => {
      seen.push(`elsewhere ${request.headers.authorization}`);
      json(response, { data: [] });
    });
    await serve(elsewhere, (other) => {
      const server = reading((request, body, response) => {
        seen.push(`own ${request.headers.authorization} ${JSON.stringify([request.url, body]).includes("sk-secret")}`);
        response.writeHead(307, { location: `http://127.0.0.1:${other}/v1/models` }).end();
      });
      return serve(server, (port) =>
        probing((prober) => prober.probe(at(`http://127.0.0.1:${port}/v1/models`, "sk-secret"), never)),
      );
    });
    assert.ok(seen.length > 0);
    for (const each of seen) assert.equal(each, "own Bearer sk-secret false");
  });
});

it("A server loads a model, or answers with a token, only when you say so.", async () => {
  const posts: string[] = [];
  const server = reading((request, body, response) => {
    if (request.method !== "GET") posts.push(`${request.url} ${body}`);
    const model = { key: "m", loaded_instances: [], max_context_length: 4096 };
    if (request.url === "/v1/models") json(response, { data: [{ id: "m" }] });
    else if (request.url === "/api/v1/models") json(response, { models: [model] });
    else json(response, {}, request.method === "GET" ? 404 : 200);
  });
  await serve(server, (port) =>
    probing(async (prober) => {
      const endpoint = { ...at(`http://127.0.0.1:${port}/v1/models`), isWanted: () => true };
      for (let round = 0; round < 3; round++) assert.equal((await prober.probe(endpoint, never)).state, "up");
      assert.deepEqual(posts, []);
      // Said so, it is asked once.
      await loadModel(prober.send, endpoint, "lmstudio", "m", undefined, never);
      assert.deepEqual(posts, ['/api/v1/models/load {"model":"m"}']);
    }),
  );
});

it("There is no telemetry.", () => {
  const sources = filesIn("src").map((file) => [file, readProject(file)] as const);
  // One room sends requests, and one file starts programs.
  const senders = sources.filter(([, text]) =>
    /from "undici"|from "node:(?:https?|http2|tls|dgram)"|\bfetch\(/.test(text),
  );
  assert.deepEqual(
    senders.map(([file]) => path.dirname(file)).filter((folder) => folder !== path.join("src", "endpoints")),
    [],
  );
  const starters = sources.filter(([, text]) => text.includes("node:child_process"));
  assert.deepEqual(
    starters.map(([file]) => file),
    [path.join("src", "openclaw", "program.ts")],
  );
  assert.ok(!sources.some(([, text]) => /TelemetryLogger|sendTelemetry/.test(text)));
});
