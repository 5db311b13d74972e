// A small model server on loopback that answers like an OpenAI-compatible one, or like LM Studio; for trying the extension, and for its tests.
import http, { type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A model as LM Studio lists it, sizes in tokens. Without `context` it is not loaded. */
export interface StudioModel {
  readonly key: string;
  readonly context?: number;
  readonly max?: number;
}

export interface ModelServerOptions {
  /** Ids that it lists. */
  readonly models?: readonly string[];
  /** To answer like LM Studio. */
  readonly studio?: readonly StudioModel[];
  /** 0 for a free one. */
  readonly port?: number;
  /** Where it listens; any address but a loopback one would be seen by others. */
  readonly host?: string;
  /** Requests without this key are refused. */
  readonly key?: string;
  /** Before each answer, in ms. */
  readonly delay?: number;
}

/** A request that it got. */
export interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  /** JSON where it is some, else the text; undefined until it is read, and where there is none. */
  body?: unknown;
}

export interface ModelServer {
  readonly port: number;
  readonly requests: readonly Asked[];
  /** May be called again. */
  readonly stop: () => Promise<void>;
}

/** Starts it. Rejects where it cannot listen. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { models = [], port = 0, host = "127.0.0.1", key, delay = 0 } = options;
  const studio = options.studio?.map((model) => ({ ...model }));
  const requests: Asked[] = [];
  const server = http.createServer(async (request, response) => {
    const asked: Asked = { method: request.method, url: request.url, authorization: request.headers.authorization };
    requests.push(asked);
    asked.body = await bodyOf(request);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const isRefused = key !== undefined && request.headers.authorization !== `Bearer ${key}`;
    const answer = isRefused ? undefined : answerTo(asked, models, studio);
    response.writeHead(isRefused ? 401 : (answer?.status ?? 404), { "content-type": "application/json" });
    response.end(JSON.stringify(answer?.value ?? { error: {} }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, requests, stop };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
}

interface LoadedModel extends StudioModel {
  context?: number;
}

/** `undefined`: what it does not know. */
function answerTo(
  { method, url, body }: Asked,
  models: readonly string[],
  studio: readonly LoadedModel[] | undefined,
): Answer | undefined {
  const found = (value: unknown, status = 200): Answer => ({ status, value });
  const ids = studio ? studio.map(({ key }) => key) : models;
  if (url === "/v1/models") return found({ object: "list", data: ids.map((id) => ({ id, object: "model" })) });
  if (method === "POST" && url === "/v1/chat/completions")
    return found({ choices: [{ index: 0, message: { role: "assistant", content: "!" }, finish_reason: "length" }] });
  if (!studio) return undefined;
  const { input, model, context_length } = (body ?? {}) as { input?: unknown; model?: string; context_length?: number };
  if (method === "POST" && url === "/v1/responses")
    return input ? found({ output: [] }) : found({ error: { message: "'input' is required" } }, 400);
  if (method === "POST" && url === "/api/v1/models/load") {
    const wanted = studio.find(({ key }) => key === model);
    if (!wanted) return found({ error: { message: "no such model" } }, 404);
    wanted.context = context_length ?? 4096;
    return found({ type: "llm", instance_id: wanted.key, status: "loaded" });
  }
  if (url !== "/api/v1/models") return undefined;
  return found({
    models: studio.map(({ key, context, max = 131_072 }) => ({
      type: "llm",
      key,
      quantization: { name: "Q4_K_M", bits_per_weight: 4 },
      max_context_length: max,
      loaded_instances: context === undefined ? [] : [{ id: key, config: { context_length: context } }],
      capabilities: { vision: false, trained_for_tool_use: true },
    })),
  });
}
