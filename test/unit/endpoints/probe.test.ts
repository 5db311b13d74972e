// Each fault is a real server on loopback that misbehaves on a real socket.
import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import { after, describe, it } from "node:test";
import { Prober } from "../../../src/endpoints/probe";
import type { ProbeResult } from "../../../src/endpoints/types";
import { at, close, endpoint, json, limits, listen, never, probing, serve, verdict } from "./servers";

const prober = new Prober(limits);
after(() => prober.dispose());

/** Probes a server that answers with `handler`. */
function ask(handler: http.RequestListener, apiKey?: string): Promise<ProbeResult> {
  return serve(http.createServer(handler), (port) => probing((own) => own.probe(endpoint(port, apiKey), never)));
}

describe("a model server", () => {
  it("is up, with the ids that it lists", async () => {
    const requests: string[] = [];
    const result = await ask((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      assert.equal(request.headers.authorization, undefined);
      if (requests.length > 1) response.writeHead(404).end();
      else json(response, { object: "list", data: [{ id: "a" }, { id: "b/c:1" }, { name: "no id" }, null] });
    });
    assert.equal(requests[0], "GET /v1/models");
    assert.equal(result.state, "up");
    assert.deepEqual(result.models, ["a", "b/c:1"]);
    assert.ok(result.latency >= 0 && result.latency < limits.total);
  });

  it("gets the key as Bearer", async () => {
    const result = await ask(
      (request, response) => json(response, { data: [{ id: String(request.headers.authorization) }] }),
      "sk-1",
    );
    assert.deepEqual(result.models, ["Bearer sk-1"]);
  });

  it("has its key nowhere in what it says, but a key that is a word takes no model its name", async () => {
    const asked = (key: string) =>
      ask((request, response) => {
        const models = [{ key: `lmstudio-community/${key}`, loaded_instances: [], params_string: key }];
        if (request.url === "/v1/models") json(response, { data: [{ id: `lmstudio-community/${key}` }] });
        else if (request.url === "/api/v1/models") json(response, { models });
        else json(response, {}, 404);
      }, key);
    assert.doesNotMatch(JSON.stringify(await asked("Zq9secretZq9secretZq9")), /Zq9secret/);
    assert.deepEqual((await asked("lmstudio")).models, ["lmstudio-community/lmstudio"]);
  });

  it("that refuses the key says so", async () => {
    for (const status of [401, 403])
      assert.deepEqual(verdict(await ask((_, response) => json(response, {}, status))), ["refused-key", "status"]);
  });

  it("is sent no key that cannot stand in a header", async () => {
    const result = await ask(() => assert.fail("nothing is sent"), "sk\r\nx: y");
    assert.deepEqual(verdict(result), ["refused-key", "bad-key"]);
  });
});

describe("something else", () => {
  it("404 and 500", async () => {
    for (const status of [404, 429, 500])
      assert.deepEqual(verdict(await ask((_, response) => json(response, {}, status))), ["not-openai", "status"]);
  });

  it("HTML, broken JSON, JSON that is no list", async () => {
    assert.deepEqual(verdict(await ask((_, response) => response.end("<html>"))), ["not-openai", "not-json"]);
    assert.deepEqual(verdict(await ask((_, response) => response.end('{"data":['))), ["not-openai", "not-json"]);
    for (const value of [{}, [], null, 5, "x", { data: {} }])
      assert.deepEqual(verdict(await ask((_, response) => json(response, value))), ["not-openai", "not-a-list"]);
  });

  it("200 MB are read no further than the limit", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const result = await ask((_, response) => {
      const send = () => {
        while (sent < 200 * 1024 * 1024 && response.write(chunk)) sent += chunk.length;
      };
      response.on("drain", send);
      send();
    });
    assert.deepEqual(verdict(result), ["not-openai", "too-large"]);
    assert.ok(sent < 20 * 1024 * 1024, `${sent} bytes were sent`);
  });

  it("a connection that breaks off, or speaks no HTTP", async () => {
    const broken = await ask((request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("{");
      setTimeout(() => request.socket.destroy(), 20);
    });
    assert.deepEqual(verdict(broken), ["not-openai", "broken-off"]);
    const server = net.createServer((socket) =>
      socket
        .on("error", () => {})
        .resume()
        .end("SSH-2.0-OpenSSH\r\n"),
    );
    const port = await listen(server);
    assert.deepEqual(verdict(await prober.probe(endpoint(port), new AbortController().signal)), [
      "not-openai",
      "broken-off",
    ]);
    await close(server);
  });
});

describe("no answer", () => {
  it("nothing listens", async () => {
    const server = net.createServer();
    const port = await listen(server);
    await close(server);
    assert.deepEqual(verdict(await prober.probe(endpoint(port), new AbortController().signal)), ["down", "refused"]);
  });

  it("accepts and says nothing, or says one byte at a time", async () => {
    assert.deepEqual(verdict(await ask(() => {})), ["slow", "timeout"]);
    const dripping = await ask((_, response) => {
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    });
    assert.deepEqual(verdict(dripping), ["slow", "timeout"]);
    assert.ok(dripping.latency < limits.total * 3);
  });

  it("TLS is spoken to what speaks none", async () => {
    const server = http.createServer((_, response) => json(response, { data: [] }));
    const ask = (port: number) => prober.probe(at(`https://127.0.0.1:${port}/v1/models`), never);
    assert.deepEqual(verdict(await serve(server, ask)), ["down", "tls"]);
  });
});

describe("an error of a server", () => {
  it("nested 500,000 deep is an error like any other", async () => {
    const deep = `{"error":${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)}}`;
    const server = http.createServer((_, response) => response.writeHead(503).end(deep));
    const result = await serve(server, (port) =>
      probing((own) => own.probe(endpoint(port), never), undefined, { ...limits, body: 8 * 1024 * 1024, total: 5000 }),
    );
    assert.deepEqual(verdict(result), ["not-openai", "status"]);
  });
});

describe("afterwards", () => {
  it("a probe that is called off rejects, and that is all", async () => {
    const server = http.createServer(() => {});
    const control = new AbortController();
    setTimeout(() => control.abort(), 30);
    await serve(server, (port) => assert.rejects(prober.probe(endpoint(port), control.signal), { name: "AbortError" }));
  });

  it("no socket stays open once the prober is gone", async () => {
    const sockets = new Set<net.Socket>();
    const server = http.createServer((_, response) => json(response, { data: [] }));
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    const own = new Prober(limits);
    await serve(server, async (port) => {
      await Promise.all(Array.from({ length: 10 }, () => own.probe(endpoint(port), never)));
      assert.ok(sockets.size >= 1 && sockets.size <= 2, `${sockets.size} sockets`);
      const closed = Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve))));
      await own.dispose();
      await closed;
    });
    assert.equal(sockets.size, 0);
  });
});
