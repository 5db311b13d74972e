// Asks a server for its models, and what it says of them, within limits that no server can stretch.
import { Agent, type Dispatcher, errors } from "undici";
import { Describer } from "./describe";
import type { Ask, Description, Endpoint, EndpointDetail, EndpointState, ListedModel, ProbeResult } from "./types";

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
  readonly #describer = new Describer();

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

  /**
   * `GET url`, and where a list of models comes, a few questions more to the same origin, all within the time limit. Redirects are not
   * followed, answers are not unpacked, the key goes into one header and nowhere else.
   */
  readonly probe = async (endpoint: Endpoint, signal: AbortSignal): Promise<ProbeResult> => {
    const start = performance.now();
    const total = AbortSignal.timeout(this.#limits.total);
    let latency: number | undefined;
    const finish = (
      state: EndpointState,
      detail?: EndpointDetail,
      models: readonly ListedModel[] = [],
    ): ProbeResult => ({
      state,
      latency: latency ?? Math.round(performance.now() - start),
      models: models.map(({ id }) => id),
      ...(detail && { detail }),
    });
    const { apiKey, url, wanted = [] } = endpoint;
    // What cannot stand in a header would make the request fail with an error that quotes it.
    if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) return finish("refused-key", { kind: "bad-key" });
    const both = AbortSignal.any([signal, total]);
    try {
      const { pathname, search } = new URL(url);
      const answer = await this.#request(endpoint, pathname + search, both);
      const status = answer.statusCode;
      if (status === 503) {
        const body = await read(answer, this.#limits.body);
        return isLoading(body) ? finish("loading") : finish("not-openai", { kind: "status", status });
      }
      if (status !== 200) {
        answer.body.on("error", () => {}).destroy();
        if (status === 401 || status === 403) return finish("refused-key", { kind: "status", status });
        return finish("not-openai", { kind: status >= 300 && status < 400 ? "redirect" : "status", status });
      }
      const body = await read(answer, this.#limits.body);
      if (body === undefined) return finish("not-openai", { kind: "too-large" });
      const models = listedModels(body);
      latency = Math.round(performance.now() - start);
      if (typeof models === "string") return finish("not-openai", { kind: models });
      const result = finish("up", undefined, models);
      const server = await this.#describe(endpoint, models, wanted, both);
      signal.throwIfAborted();
      return server ? { ...result, server } : result;
    } catch (error) {
      signal.throwIfAborted();
      if (total.aborted) return finish("slow", { kind: "timeout" });
      return finish(...ofError(error));
    } finally {
      if (latency === undefined) this.#describer.forget(url);
    }
  };

  async #describe(
    endpoint: Endpoint,
    listed: readonly ListedModel[],
    wanted: readonly string[],
    signal: AbortSignal,
  ): Promise<Description | undefined> {
    // A question that goes unanswered leaves something unknown, and no more: the list has come.
    const ask: Ask = async (path, post) => {
      if (signal.aborted) return undefined;
      try {
        const answer = await this.#request(endpoint, path, signal, post);
        if (answer.statusCode !== 200) {
          answer.body.on("error", () => {}).destroy();
          return undefined;
        }
        const body = await read(answer, this.#limits.body);
        return body === undefined ? undefined : (JSON.parse(body) as unknown);
      } catch {
        return undefined;
      }
    };
    const description = await this.#describer.describe(endpoint.url, listed, wanted, ask);
    // Out of time, any server looks like one that says nothing.
    if (signal.aborted) this.#describer.forget(endpoint.url);
    return description;
  }

  #request(
    { url, apiKey }: Endpoint,
    path: string,
    signal: AbortSignal,
    post?: unknown,
  ): Promise<Dispatcher.ResponseData> {
    return this.#agent.request({
      origin: new URL(url).origin,
      path,
      method: post === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
        ...(post !== undefined && { "content-type": "application/json" }),
      },
      ...(post !== undefined && { body: JSON.stringify(post) }),
      signal,
    });
  }
}

/** llama.cpp says so while it loads its model. */
function isLoading(body: string | undefined): boolean {
  try {
    const answer: unknown = JSON.parse(body ?? "");
    const error = typeof answer === "object" && answer !== null && "error" in answer ? answer.error : undefined;
    return JSON.stringify(error ?? "")
      .toLowerCase()
      .includes("loading");
  } catch {
    return false;
  }
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

/** The entries of an OpenAI-style list, or why it is none. */
function listedModels(body: string): readonly ListedModel[] | "not-json" | "not-a-list" {
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
    .filter(
      (model: unknown): model is ListedModel =>
        typeof model === "object" &&
        model !== null &&
        "id" in model &&
        typeof model.id === "string" &&
        model.id.length <= maxIdLength,
    );
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
