// Asks a server for its list of models, within limits that no server can stretch.
import { Agent, type Dispatcher, errors } from "undici";
import type { Endpoint, EndpointDetail, EndpointState, ProbeResult } from "./types";

/** Times in ms, sizes in bytes. */
export interface ProbeLimits {
  readonly connect: number;
  readonly total: number;
  readonly body: number;
}

export const probeLimits: ProbeLimits = { connect: 2000, total: 5000, body: 1024 * 1024 };

/** A server's list may be longer; no menu or table shows more. */
const maxModels = 1000;
const maxIdLength = 300;

/** Holds the connections of its probes; one a monitor. */
export class Prober {
  readonly #agent: Agent;
  readonly #limits: ProbeLimits;

  constructor(limits: ProbeLimits = probeLimits) {
    this.#limits = limits;
    this.#agent = new Agent({
      connect: { timeout: limits.connect },
      headersTimeout: limits.total,
      bodyTimeout: limits.total,
      // One connection an origin is enough: a probe is one small request.
      connections: 2,
      pipelining: 1,
    });
  }

  /** Ends all connections, those in use too. */
  async dispose(): Promise<void> {
    await this.#agent.destroy();
  }

  /** `GET url`. Redirects are not followed, the answer is not unpacked, the key goes into one header and nowhere else. */
  readonly probe = async (endpoint: Endpoint, signal: AbortSignal): Promise<ProbeResult> => {
    const start = performance.now();
    const total = AbortSignal.timeout(this.#limits.total);
    const finish = (state: EndpointState, detail?: EndpointDetail, models: readonly string[] = []): ProbeResult => ({
      state,
      latency: Math.round(performance.now() - start),
      models,
      ...(detail && { detail }),
    });
    const { apiKey, url } = endpoint;
    // What cannot stand in a header would make the request fail with an error that quotes it.
    if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) return finish("refused-key", { kind: "bad-key" });
    try {
      const { origin, pathname, search } = new URL(url);
      const answer = await this.#agent.request({
        origin,
        path: pathname + search,
        method: "GET",
        headers: {
          accept: "application/json",
          "accept-encoding": "identity",
          ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
        },
        signal: AbortSignal.any([signal, total]),
      });
      const status = answer.statusCode;
      if (status !== 200) {
        answer.body.on("error", () => {}).destroy();
        if (status === 401 || status === 403) return finish("refused-key", { kind: "status", status });
        return finish("not-openai", { kind: status >= 300 && status < 400 ? "redirect" : "status", status });
      }
      const body = await read(answer, this.#limits.body);
      if (body === undefined) return finish("not-openai", { kind: "too-large" });
      const models = modelIds(body);
      return typeof models === "string" ? finish("not-openai", { kind: models }) : finish("up", undefined, models);
    } catch (error) {
      signal.throwIfAborted();
      if (total.aborted) return finish("slow", { kind: "timeout" });
      return finish(...ofError(error));
    }
  };
}

/** The whole body as text, or undefined where it is longer than `limit` bytes; no more than that is kept. */
async function read({ body }: Dispatcher.ResponseData, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Ids of an OpenAI-style list, or why it is none. */
function modelIds(body: string): readonly string[] | "not-json" | "not-a-list" {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return "not-json";
  }
  const data = typeof parsed === "object" && parsed !== null && "data" in parsed ? parsed.data : undefined;
  if (!Array.isArray(data)) return "not-a-list";
  return data
    .slice(0, maxModels)
    .map((model: unknown) => (typeof model === "object" && model !== null && "id" in model ? model.id : undefined))
    .filter((id): id is string => typeof id === "string" && id.length <= maxIdLength);
}

function ofError(error: unknown): [EndpointState, EndpointDetail] {
  const code = codeOf(error);
  switch (code) {
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return ["slow", { kind: "connect-timeout" }];
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
      return ["slow", { kind: "timeout" }];
    case "ECONNREFUSED":
      return ["down", { kind: "refused" }];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return ["down", { kind: "unknown-host" }];
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
      return ["not-openai", { kind: "broken-off" }];
  }
  if (code.startsWith("HPE_") || code.startsWith("UND_ERR_RES") || code === "UND_ERR_INVALID_ARG")
    return ["not-openai", { kind: "broken-off" }];
  if (/TLS|SSL|CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code)) return ["down", { kind: "tls" }];
  return ["down", { kind: "unreachable" }];
}

/** The code of an error or of what caused it; connecting to several addresses fails with one error for all. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  // Not every parser error has a code.
  if (error instanceof errors.HTTPParserError) return "HPE_";
  if ("errors" in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
  return "cause" in error ? codeOf(error.cause) : "";
}
