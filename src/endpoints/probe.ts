// Asks a server for its models, and what it says of them, within limits that no server can stretch.
import type net from "node:net";
import { Agent, type Dispatcher, errors } from "undici";
import { Describer } from "./describe";
import { unknownKind } from "./kinds";
import { fields } from "./kinds/read";
import { loopbackConnector } from "./loopback";
import { open, type Target } from "./target";
import type {
  Ask,
  Description,
  Endpoint,
  EndpointDetail,
  EndpointState,
  ListedModel,
  ProbeResult,
  Question,
  Reply,
  Send,
} from "./types";

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

/** Of one origin: one is enough for probes, which are small requests, and one for what takes its time. */
const connections = 2;

/** Turns host names into addresses, as `dns.lookup`. */
export type Lookup = net.LookupFunction;

/** Holds the connections of its probes; one a monitor. */
export class Prober {
  readonly #agent: Agent;
  /** For servers on this machine: it connects to nothing else. */
  readonly #loopback: Agent;
  readonly #limits: ProbeLimits;
  readonly #describer = new Describer();

  /** @param lookup in place of the system's, for hosts beyond this machine; tests bring their own */
  constructor(limits: ProbeLimits = probeLimits, lookup?: Lookup) {
    this.#limits = limits;
    this.#agent = new Agent({
      connect: { timeout: limits.connect, ...(lookup && { lookup }) },
      connections,
      pipelining: 1,
    });
    this.#loopback = new Agent({ connect: loopbackConnector(limits.connect), connections, pipelining: 1 });
  }

  /** Ends all connections, those in use too. */
  async dispose(): Promise<void> {
    await Promise.all([this.#agent.destroy(), this.#loopback.destroy()]);
  }

  /**
   * `GET url`, and where a list of models comes, a few questions more to the same origin, all within the time limit; where none comes, two
   * other places for it. Redirects are not followed, answers are not unpacked, the key goes into one header and nowhere else.
   */
  readonly probe = async (endpoint: Endpoint, signal: AbortSignal): Promise<ProbeResult> => {
    const start = performance.now();
    const { target, isWanted = () => false } = endpoint;
    const { href, pathname, search } = open(target).url;
    const left = () => Math.max(1, this.#limits.total - (performance.now() - start));
    const reply = await this.send(endpoint, { path: pathname + search }, signal);
    const latency = reply.status === undefined ? Math.round(performance.now() - start) : reply.latency;
    const outcome = judge(reply);
    if (outcome.state !== "up") {
      this.#describer.forget(href);
      const instead =
        isElsewhere(outcome) && target.isPlain ? await this.#elsewhere(endpoint, signal, left) : undefined;
      return { ...outcome, latency, models: [], ...(instead !== undefined && { instead }) };
    }
    const { listed } = outcome;
    // A question that goes unanswered leaves something unknown, and no more: the list has come.
    let isUnsure = false;
    const ask: Ask = async (path, post) => {
      const answer = await this.send(endpoint, { path, post }, signal, left());
      isUnsure ||= answer.status === undefined || answer.status === 429 || answer.status >= 500;
      return answer.status === 200 ? parsed(answer.body) : undefined;
    };
    const server = await this.#describer.describe(href, listed, isWanted, ask);
    // Out of time or busy, any server looks like one that says nothing.
    if (left() === 1 || (isUnsure && server?.kind === unknownKind.id)) this.#describer.forget(href);
    const models = listed.map(({ id }) => target.redactToken(id));
    return { state: "up", latency, models, ...(server && { server: withoutKey(server, target) }) };
  };

  readonly send: Send = async (endpoint, question, signal, limit = this.#limits.total) => {
    const { apiKey } = open(endpoint.target);
    // What cannot stand in a header would make the request fail with an error that quotes it.
    if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey))
      return { status: undefined, state: "refused-key", detail: { kind: "bad-key" } };
    const start = performance.now();
    const total = AbortSignal.timeout(Math.ceil(limit));
    const both = AbortSignal.any([signal, total]);
    try {
      const answer = await this.#request(endpoint, question, both, limit);
      const body = await read(answer, this.#limits.body);
      return { status: answer.statusCode, body, latency: Math.round(performance.now() - start) };
    } catch (error) {
      signal.throwIfAborted();
      if (total.aborted) return { status: undefined, state: "slow", detail: { kind: "timeout" } };
      const [state, detail] = ofError(error);
      return { status: undefined, state, detail };
    }
  };

  /** Where else the server lists its models: people leave `/v1` out of `baseUrl`, write it twice, or paste a whole route. */
  async #elsewhere(endpoint: Endpoint, signal: AbortSignal, left: () => number): Promise<string | undefined> {
    for (const base of otherBases(open(endpoint.target).url.pathname)) {
      if (left() === 1) return undefined;
      const reply = await this.send(endpoint, { path: `${base}/models` }, signal, left());
      if (judge(reply).state === "up") return base;
    }
    return undefined;
  }

  /** Connections that were kept may be gone when they are used again: then once more for each, and once with a new one. */
  async #request(
    endpoint: Endpoint,
    question: Question,
    signal: AbortSignal,
    limit: number,
  ): Promise<Dispatcher.ResponseData> {
    for (let left = connections; ; left--) {
      try {
        return await this.#attempt(endpoint, question, signal, limit);
      } catch (error) {
        if (left === 0 || question.post !== undefined || signal.aborted || !isBroken(codeOf(error))) throw error;
      }
    }
  }

  #attempt({ target }: Endpoint, { path, post }: Question, signal: AbortSignal, limit: number) {
    const { url, apiKey } = open(target);
    const agent = target.isLoopback ? this.#loopback : this.#agent;
    return agent.request({
      origin: url.origin,
      path,
      method: post === undefined ? "GET" : "POST",
      headersTimeout: limit,
      bodyTimeout: limit,
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

/** What a server says of itself, without the key that it was sent. */
function withoutKey(server: Description, target: Target): Description {
  const shown = (text: string) => target.redactToken(text);
  const models = server.models.map(({ id, quantization, size, ...model }) => ({
    ...model,
    id: shown(id),
    ...(quantization !== undefined && { quantization: shown(quantization) }),
    ...(size !== undefined && { size: shown(size) }),
  }));
  return { ...server, models, ...(server.version !== undefined && { version: shown(server.version) }) };
}

/** Any state but `up`. */
type Failure = Exclude<EndpointState, "up">;

type Outcome =
  | { readonly state: "up"; readonly listed: readonly ListedModel[] }
  | { readonly state: Failure; readonly detail?: EndpointDetail };

/** The models that an answer lists, or what it says of the server. */
function judge(reply: Reply): Outcome {
  if (reply.status === undefined) return { state: reply.state, detail: reply.detail };
  const { body, status } = reply;
  if (status === 503 && isLoading(body)) return { state: "loading" };
  if (status === 401 || status === 403) return { state: "refused-key", detail: { kind: "status", status } };
  const kind = status >= 300 && status < 400 ? "redirect" : "status";
  if (status !== 200) return { state: "not-openai", detail: { kind, status } };
  if (body === undefined) return { state: "not-openai", detail: { kind: "too-large" } };
  const models = listedModels(body);
  return typeof models === "string"
    ? { state: "not-openai", detail: { kind: models } }
    : { state: "up", listed: models };
}

/** Whether it looks as if a server does not know the path. */
function isElsewhere({ detail }: Exclude<Outcome, { state: "up" }>): boolean {
  if (detail?.kind === "status") return [400, 404, 405, 501].includes(detail.status);
  return detail?.kind === "not-json" || detail?.kind === "not-a-list";
}

/** Paths without `/models` where the list may be, when it is not at `pathname`: two at most. */
function otherBases(pathname: string): string[] {
  const base = pathname.replace(/\/models$/, "");
  const whole = base.replace(/\/(chat\/completions|completions|responses|messages|models)$/, "");
  const guesses = whole === base ? [] : [whole];
  guesses.push(base.endsWith("/v1") ? base.slice(0, -"/v1".length) : `${base}/v1`, "/v1");
  return [...new Set(guesses)].filter((each) => each !== base).slice(0, 2);
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}

/** llama.cpp says so while it loads its model. */
function isLoading(body: string | undefined): boolean {
  const answer = parsed(body);
  const error = fields(answer)?.error;
  const message = fields(error)?.message ?? error;
  return typeof message === "string" && message.toLowerCase().includes("loading");
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
  const answer = parsed(body);
  if (answer === undefined) return "not-json";
  const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : undefined;
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

function isBroken(code: string): boolean {
  return code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET";
}

function ofError(error: unknown): [Failure, EndpointDetail] {
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
  }
  if (isBroken(code)) return ["not-openai", { kind: "broken-off" }];
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
