// What counts as this machine is reached on this machine, or not at all.
import assert from "node:assert/strict";
import http from "node:http";
import { describe, it } from "node:test";
import { isLoopbackAddress } from "../../../src/endpoints/loopback";
import type { Lookup } from "../../../src/endpoints/probe";
import { Target } from "../../../src/endpoints/target";
import { at, json, never, probing, serve, verdict } from "./servers";

/** A name service that leads everything elsewhere, and remembers what it was asked. */
function leading(asked: string[]): Lookup {
  return (host, _options, done) => {
    asked.push(host);
    done(null, "192.0.2.7", 4);
  };
}

describe("Requests go to this machine only, unless you allow another server: to `127.0.0.0/8`, `[::1]`, `localhost` and names below it, which no name service is asked about.", () => {
  it("localhost and the names below it are never looked up, and reach this machine", async () => {
    const asked: string[] = [];
    const hosts: string[] = [];
    const server = http.createServer((request, response) => {
      hosts.push(String(request.headers.host).replace(/:\d+$/, ""));
      json(response, { data: [{ id: "m" }] });
    });
    await serve(server, (port) =>
      probing(async (prober) => {
        for (const host of ["localhost", "localhost.", "key.localhost", "a.b.localhost", "127.0.0.1"]) {
          const result = await prober.probe(at(`http://${host}:${port}/v1/models`), never);
          assert.equal(result.state, "up", host);
        }
      }, leading(asked)),
    );
    assert.deepEqual(asked, []);
    assert.ok(hosts.includes("key.localhost"));
  });

  it("what counts as this machine is not connected to anything else", async () => {
    const about = { shown: "x", shownList: "x", isLoopback: true, isPlain: true };
    const elsewhere = { id: "x", target: new Target(new URL("http://192.0.2.7:9/v1/models"), "sk-secret", about) };
    const result = await probing((prober) => prober.probe(elsewhere, never));
    assert.deepEqual(verdict(result), ["down", "refused"]);
  });
});

it("addresses of this machine are 127.0.0.0/8 and ::1", () => {
  for (const own of ["127.0.0.1", "127.255.1.9", "::1", "::ffff:127.0.0.1"]) assert.ok(isLoopbackAddress(own), own);
  for (const other of ["128.0.0.1", "10.0.0.1", "::", "::ffff:10.0.0.1", "127.evil", "fe80::1", "0.0.0.0", ""])
    assert.ok(!isLoopbackAddress(other), other);
});
