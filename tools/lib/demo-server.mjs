// A small model server on loopback that answers like an OpenAI-compatible one, or like LM Studio; for trying the extension, and for its tests.
import http from "node:http";

/**
 * Starts it.
 *
 * @param models ids that it lists
 * @param studio to answer like LM Studio: models as `{ key, context, max }`, sizes in tokens; without `context` one is not loaded
 * @param port 0 for a free one
 * @param host where it listens; any address but a loopback one would be seen by others
 * @returns its port, the requests it got, and how to stop it
 */
export async function startModelServer({ models = [], studio, port = 0, host = "127.0.0.1", key, delay = 0 } = {}) {
  const requests = [];
  const server = http.createServer(async (request, response) => {
    const asked = { method: request.method, url: request.url, authorization: request.headers.authorization };
    requests.push(asked);
    asked.body = await bodyOf(request);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const isRefused = key !== undefined && request.headers.authorization !== `Bearer ${key}`;
    const answer = isRefused ? undefined : answerOf(asked, models, studio);
    response.writeHead(isRefused ? 401 : (answer?.status ?? 404), { "content-type": "application/json" });
    response.end(JSON.stringify(answer?.value ?? { error: {} }));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: server.address().port, requests, stop };
}

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** `undefined`: what it does not know. */
function answerOf({ method, url, body }, models, studio) {
  const found = (value, status = 200) => ({ status, value });
  const ids = studio ? studio.map(({ key }) => key) : models;
  if (url === "/v1/models") return found({ object: "list", data: ids.map((id) => ({ id, object: "model" })) });
  if (method === "POST" && url === "/v1/chat/completions")
    return found({ choices: [{ index: 0, message: { role: "assistant", content: "!" }, finish_reason: "length" }] });
  if (!studio) return undefined;
  if (method === "POST" && url === "/v1/responses")
    return body?.input ? found({ output: [] }) : found({ error: { message: "'input' is required" } }, 400);
  if (method === "POST" && url === "/api/v1/models/load") {
    const model = studio.find((each) => each.key === body?.model);
    if (!model) return found({ error: { message: "no such model" } }, 404);
    model.context = body.context_length ?? 4096;
    return found({ type: "llm", instance_id: model.key, status: "loaded" });
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
