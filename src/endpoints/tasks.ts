// What a model server does when somebody asks for it: load a model, answer with one token, say whether it knows the Responses API.
// Sources: the HTTP API documentation of LM Studio and Ollama; OpenAI's API reference; OpenClaw 2026.9.6 for the paths.
import { fields } from "./kinds/read";
import type { Description, Endpoint, Reply, Send, TaskResult } from "./types";

/** How long each may take, in ms: a cold load of a large model takes minutes. */
export const taskLimits = { load: 600_000, answer: 120_000 } as const;

/** Loads a model, with a context of so many tokens if that is given. Only servers that can, do. */
export async function loadModel(
  send: Send,
  endpoint: Endpoint,
  kind: Description["kind"],
  model: string,
  context: number | undefined,
  signal: AbortSignal,
): Promise<TaskResult> {
  const question =
    kind === "ollama"
      ? {
          path: "/api/generate",
          post: { model, stream: false, ...(context !== undefined && { options: { num_ctx: context } }) },
        }
      : { path: "/api/v1/models/load", post: { model, ...(context !== undefined && { context_length: context }) } };
  return resultOf(endpoint, await send(endpoint, question, signal, taskLimits.load));
}

/** Has a model answer with one token, in the API that OpenClaw would use. */
export async function answerOnce(
  send: Send,
  endpoint: Endpoint,
  api: string | undefined,
  model: string,
  signal: AbortSignal,
): Promise<TaskResult> {
  const messages = [{ role: "user", content: "Hi" }];
  const base = basePath(endpoint);
  const root = base.replace(/\/v1$/, "");
  const chat = { path: `${base}/chat/completions`, post: { model, messages, max_tokens: 1, stream: false } };
  const questions: Readonly<Record<string, { readonly path: string; readonly post: unknown }>> = {
    ollama: { path: `${root}/api/chat`, post: { model, messages, stream: false, options: { num_predict: 1 } } },
    "anthropic-messages": { path: `${root}/v1/messages`, post: { model, messages, max_tokens: 1 } },
    // Fewer than 16 are refused by servers that follow OpenAI to the letter.
    "openai-responses": { path: `${base}/responses`, post: { model, input: "Hi", max_output_tokens: 16 } },
  };
  const question = questions[api ?? ""] ?? chat;
  return resultOf(endpoint, await send(endpoint, question, signal, taskLimits.answer));
}

/**
 * Whether the server knows the Responses API: it is sent an empty request, which no model has to answer. Undefined where its answer does
 * not tell. LM Studio answers what it does not know with 200 and an error.
 */
export async function hasResponses(send: Send, endpoint: Endpoint, signal: AbortSignal): Promise<boolean | undefined> {
  const reply = await send(endpoint, { path: `${basePath(endpoint)}/responses`, post: {} }, signal);
  if (reply.status === undefined) return undefined;
  if (/unexpected endpoint/i.test(reply.body ?? "")) return false;
  if (reply.status === 404 || reply.status === 405 || reply.status === 501) return false;
  return reply.status === 200 || reply.status === 400 || reply.status === 422 ? true : undefined;
}

/** The path of `baseUrl`. */
function basePath({ url }: Endpoint): string {
  return new URL(url).pathname.replace(/\/models$/, "");
}

function resultOf({ apiKey }: Endpoint, reply: Reply): TaskResult {
  if (reply.status === undefined) return { isDone: false, detail: reply.detail };
  const body = apiKey === undefined ? reply.body : reply.body?.replaceAll(apiKey, "•••");
  const message = messageOf(body);
  // An error may come with 200.
  if (reply.status === 200 && message === undefined) return { isDone: true, latency: reply.latency };
  return { isDone: false, status: reply.status, ...(message !== undefined && { message }) };
}

/** More of it than this is no message. */
const maxMessage = 300;

/** What an error says of itself. */
function messageOf(body: string | undefined): string | undefined {
  let answer: ReturnType<typeof fields>;
  try {
    answer = fields(JSON.parse(body ?? ""));
  } catch {
    return undefined;
  }
  const error = answer?.error;
  if (error === undefined || error === null) return undefined;
  const message = fields(error)?.message ?? error;
  return (typeof message === "string" ? message : JSON.stringify(message)).slice(0, maxMessage);
}
