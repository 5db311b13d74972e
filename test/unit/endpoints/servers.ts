// What the tests of endpoints share: servers on loopback, each for as long as it is used.
import http from "node:http";
import type net from "node:net";
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

export function endpoint(port: number, apiKey?: string, path = "/v1/models"): Endpoint {
  return { id: "x", url: `http://127.0.0.1:${port}${path}`, apiKey };
}

export const json = (response: http.ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));

export const verdict = ({ state, detail }: ProbeResult) => [state, detail?.kind];
