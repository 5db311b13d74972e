// What goes wrong in the field beyond a single answer: names that lead nowhere, hosts that swallow packets, bombs, restarts, crowds.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { describe, it } from "node:test";
import zlib from "node:zlib";
import { Monitor } from "../../../src/endpoints/monitor";
import type { Lookup } from "../../../src/endpoints/probe";
import { at, close, endpoint, json, limits, listen, never, pause, probing, serve, verdict } from "./servers";

/** Of this test alone; signed by itself. */
const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgE/7YTX0TJKxfy6U1
etNv7jrq/rT4w321eTv5mnbu81WhRANCAASoxqdFzoylv50Ylov4pp7Q8brsbR+9
/iEC27o4267fPeacVK2peyeDhIIb2O6Mz0AdChEfdTvyfwwwrU5PiO0p
-----END PRIVATE KEY-----
`;
const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUOIXgz4MMpyO4xfH8c/pO66d/Rg4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE1MTU0M1oYDzIxMjYxMDI4
MTUxNTQzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASoxqdFzoylv50Ylov4pp7Q8brsbR+9/iEC27o4267fPeacVK2peyeD
hIIb2O6Mz0AdChEfdTvyfwwwrU5PiO0po1MwUTAdBgNVHQ4EFgQURKPLZjLpptbU
i4iCEwuX3cqR1DowHwYDVR0jBBgwFoAURKPLZjLpptbUi4iCEwuX3cqR1DowDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBn/mzJpUh0lEx7eLoFGOyn
B5TsGFtjmsL7Bpx5D8lbmgIhAPWqQpINqxMWQcgmU4wJDyyDGF+RrBkWkBWAJiZq
R5iX
-----END CERTIFICATE-----
`;
const list = (...ids: readonly string[]) => ({ object: "list", data: ids.map((id) => ({ id })) });

describe("hosts that are not there", () => {
  const failing =
    (code: string): Lookup =>
    (_host, _options, done) =>
      done(Object.assign(new Error(code), { code }), "");
  const named = at("http://models.test/v1/models");

  it("have no name, or no route", async () => {
    const ask = (code: string) => probing((prober) => prober.probe(named, never), failing(code));
    assert.deepEqual(verdict(await ask("ENOTFOUND")), ["down", "unknown-host"]);
    assert.deepEqual(verdict(await ask("EAI_AGAIN")), ["down", "unknown-host"]);
    assert.deepEqual(verdict(await ask("ENETUNREACH")), ["down", "unreachable"]);
    assert.deepEqual(verdict(await ask("EHOSTUNREACH")), ["down", "unreachable"]);
  });

  it("swallow what is sent to them: a listener that stands still, its queue full", async () => {
    const script =
      "require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},function(){console.log(this.address().port)})";
    const child: ChildProcess = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const fillers: net.Socket[] = [];
    try {
      assert.ok(child.stdout);
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      const port = Number(line.toString());
      child.kill("SIGSTOP");
      for (let count = 0; count < 8; count++) fillers.push(net.connect(port, "127.0.0.1").on("error", () => {}));
      await pause(100);
      const patient = { ...limits, total: 10_000 };
      const start = performance.now();
      const result = await probing((prober) => prober.probe(endpoint(port), never), undefined, patient);
      assert.deepEqual(verdict(result), ["slow", "connect-timeout"]);
      assert.ok(performance.now() - start < patient.total / 2);
    } finally {
      for (const socket of fillers) socket.destroy();
      child.kill("SIGKILL");
    }
  });
});

it("a certificate that nobody vouches for is not accepted", async () => {
  const asked: string[] = [];
  const server = https.createServer({ key: testKey, cert: testCertificate }, (request, response) => {
    asked.push(String(request.headers.authorization));
    json(response, list("m"));
  });
  const port = await listen(server);
  const url = `https://127.0.0.1:${port}/v1/models`;
  const result = await probing((prober) => prober.probe(at(url, "sk-secret"), never));
  await close(server);
  assert.deepEqual(verdict(result), ["down", "tls"]);
  // The key was not sent before that was known.
  assert.deepEqual(asked, []);
});

describe("answers that are traps", () => {
  it("a gzip bomb stays packed", async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(100 * 1024 * 1024));
    const server = http.createServer((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    const before = process.memoryUsage().arrayBuffers;
    const result = await serve(server, (port) => probing((prober) => prober.probe(endpoint(port), never)));
    assert.deepEqual(verdict(result), ["not-openai", "too-large"]);
    assert.ok(process.memoryUsage().arrayBuffers - before < 20 * 1024 * 1024);
  });

  it("a redirect leads nobody to another host, nor round in circles", async () => {
    let strayed = 0;
    const other = http.createServer((_, response) => {
      strayed++;
      json(response, list("m"));
    });
    await serve(other, async (port) => {
      for (const location of [`http://127.0.0.1:${port}/v1/models`, "/v1/models", "//127.0.0.1/x", "not a url"]) {
        const server = http.createServer((_, response) => response.writeHead(307, { location }).end());
        const ask = (own: number) => probing((prober) => prober.probe(endpoint(own, "sk-secret"), never));
        assert.deepEqual(verdict(await serve(server, ask)), ["not-openai", "redirect"], location);
      }
    });
    assert.equal(strayed, 0);
  });

  it("too many requests, and errors of the server's own, are asked once", async () => {
    for (const status of [429, 500, 502]) {
      let asked = 0;
      const server = http.createServer((_, response) => {
        asked++;
        json(response, {}, status);
      });
      const ask = (port: number) => probing((prober) => prober.probe(endpoint(port), never));
      assert.deepEqual(verdict(await serve(server, ask)), ["not-openai", "status"]);
      assert.equal(asked, 1);
    }
  });
});

describe("the right server, asked at the wrong path", () => {
  const cases: readonly (readonly [asked: string, found: string])[] = [
    ["/models", "/v1"],
    ["/v1/v1/models", "/v1"],
    ["/v1/chat/completions/models", "/v1"],
    ["/api/v1/models", "/v1"],
    ["/proxy/models", "/proxy/v1"],
  ];
  for (const [asked, found] of cases)
    it(`${asked} should be below ${found}`, async () => {
      const server = http.createServer((request, response) =>
        request.url === `${found}/models` ? json(response, list("m")) : json(response, { models: [] }, 404),
      );
      const ask = (port: number) => probing((prober) => prober.probe(endpoint(port, undefined, asked), never));
      const result = await serve(server, ask);
      assert.deepEqual([result.state, result.instead], ["not-openai", found]);
    });

  it("LM Studio answers 200 to what it does not know", async () => {
    const server = http.createServer((request, response) =>
      json(response, request.url === "/v1/models" ? list("m") : { error: "Unexpected endpoint or method." }),
    );
    const ask = (port: number) => probing((prober) => prober.probe(endpoint(port, undefined, "/models"), never));
    assert.equal((await serve(server, ask)).instead, "/v1");
  });
});

describe("servers that change", () => {
  it("a connection that was kept and is gone is no failure", async () => {
    const body = JSON.stringify(list("m"));
    const answer = `HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    let answered = 0;
    // Answers one request a connection, promises to keep it, and drops it when the next one comes.
    const server = net.createServer((socket) => {
      let used = false;
      socket.on("error", () => {});
      socket.on("data", () => {
        if (used) return socket.destroy();
        used = true;
        answered++;
        return socket.write(answer);
      });
    });
    await serve(server, (port) =>
      probing(async (prober) => {
        for (let round = 0; round < 5; round++) {
          const reply = await prober.send(endpoint(port), { path: "/v1/models" }, never);
          assert.equal(reply.status, 200);
        }
      }),
    );
    assert.equal(answered, 5);
  });

  it("another model each time", async () => {
    let round = 0;
    const server = http.createServer((request, response) =>
      request.url === "/v1/models" ? json(response, list(`m${++round}`)) : json(response, {}, 404),
    );
    await serve(server, (port) =>
      probing(async (prober) => {
        for (const id of ["m1", "m2", "m3"])
          assert.deepEqual(
            (await prober.probe(endpoint(port), never)).server?.models.map((model) => model.id),
            [id],
          );
      }),
    );
  });

  it("one that is restarted as something else is found again", async () => {
    const openai = () =>
      http.createServer((request, response) =>
        request.url === "/v1/models" ? json(response, list("a")) : json(response, {}, 404),
      );
    const ollama = http.createServer((request, response) => {
      if (request.url === "/v1/models") json(response, list("b:latest"));
      else if (request.url === "/api/version") json(response, { version: "0.12.0" });
      else if (request.url === "/api/tags") json(response, { models: [{ name: "b:latest" }] });
      else if (request.url === "/api/ps") json(response, { models: [] });
      else json(response, {}, 404);
    });
    await probing(async (prober) => {
      const first = openai();
      const port = await listen(first);
      assert.equal((await prober.probe(endpoint(port), never)).server?.kind, "openai");
      await close(first);
      assert.deepEqual(verdict(await prober.probe(endpoint(port), never)), ["down", "refused"]);
      await listen(ollama, port);
      const again = await prober.probe(endpoint(port), never);
      assert.deepEqual([again.server?.kind, again.models], ["ollama", ["b:latest"]]);
      await close(ollama);
    });
  });
});

describe("many at once", () => {
  it("a hundred endpoints take the time of one, and leave nothing behind", async () => {
    const silent = (index: number) => index % 10 === 0;
    const servers = Array.from({ length: 100 }, (_, index) =>
      http.createServer((request, response) => {
        if (silent(index)) return;
        // A list after a while, and nothing more.
        if (request.url === "/v1/models") setTimeout(() => json(response, list("m")), 100);
        else json(response, {}, 404);
      }),
    );
    const ports = await Promise.all(servers.map((server) => listen(server)));
    const start = performance.now();
    const patient = { ...limits, connect: 2000, total: 3000 };
    const results = await probing(
      (prober) => Promise.all(ports.map((port) => prober.probe(endpoint(port), never))),
      undefined,
      patient,
    );
    assert.deepEqual(
      results.map(({ state }) => state),
      servers.map((_, index) => (silent(index) ? "slow" : "up")),
    );
    // One after the other, the ten silent ones alone would take ten times the limit.
    assert.ok(performance.now() - start < patient.total * 3);
    await Promise.all(servers.map(close));
  });

  it("a monitor that is taken away ends what is under way", async () => {
    const open = new Set<net.Socket>();
    const server = http
      .createServer(() => {})
      .on("connection", (socket: net.Socket) => {
        open.add(socket);
        socket.on("close", () => open.delete(socket));
      });
    await serve(server, (port) =>
      probing(async (prober) => {
        const monitor = new Monitor(prober.probe, () => {}, assert.ifError);
        monitor.setEndpoints(Array.from({ length: 20 }, (_, index) => ({ ...endpoint(port), id: String(index) })));
        monitor.setActive(true);
        await pause(100);
        assert.ok(open.size > 0);
        monitor.dispose();
        for (let left = 50; left > 0 && open.size > 0; left--) await pause(10);
        assert.equal(open.size, 0);
      }),
    );
  });
});
