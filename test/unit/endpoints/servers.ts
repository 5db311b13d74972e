// What the tests of endpoints share: servers on loopback, each for as long as it is used, and probers that must leave nothing behind.
import assert from "node:assert/strict";
import http from "node:http";
import type net from "node:net";
import { hostKind } from "../../../src/config/providers";
import { type Lookup, type ProbeLimits, Prober } from "../../../src/endpoints/probe";
import { Target } from "../../../src/endpoints/target";
import type { Endpoint, ProbeResult } from "../../../src/endpoints/types";

export const never = new AbortController().signal;

export async function listen(server: net.Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as net.AddressInfo).port;
}

export async function close(server: net.Server): Promise<void> {
  if (server instanceof http.Server) server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Runs `use` while the server listens. */
export async function serve<T>(server: net.Server, use: (port: number) => Promise<T>): Promise<T> {
  const port = await listen(server);
  try {
    return await use(port);
  } finally {
    await close(server);
  }
}

/** A server that hands on each request with its whole body. */
export function reading(
  answer: (request: http.IncomingMessage, body: string, response: http.ServerResponse) => void,
): http.Server {
  return http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => answer(request, body, response));
  });
}

export function endpoint(port: number, apiKey?: string, path = "/v1/models"): Endpoint {
  return at(`http://127.0.0.1:${port}${path}`, apiKey);
}

/** The endpoint of a list of models. */
export function at(url: string, apiKey?: string, id = "x"): Endpoint {
  const isLoopback = hostKind(new URL(url)) === "loopback";
  return { id, target: new Target(new URL(url), apiKey, { shown: url, shownList: url, isLoopback, isPlain: true }) };
}

export const json = (response: http.ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));

export const verdict = ({ state, detail }: ProbeResult) => [state, detail?.kind];

export const limits: ProbeLimits = { connect: 300, total: 600, body: 64 * 1024 };

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sockets and timers that keep the process from ending. */
function resources(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap" || name === "Timeout").length;
}

/** Runs `use` with a prober of its own, and counts what it leaves behind. */
export async function probing<T>(use: (prober: Prober) => Promise<T>, lookup?: Lookup, own = limits): Promise<T> {
  const before = resources();
  const prober = new Prober(own, lookup);
  try {
    return await use(prober);
  } finally {
    await prober.dispose();
    for (let left = 50; left > 0 && resources() > before; left--) await pause(10);
    assert.ok(resources() <= before, `${resources() - before} sockets or timers are left`);
  }
}
