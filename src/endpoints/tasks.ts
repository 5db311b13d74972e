// What a model server does when somebody asks for it: load a model, answer with one token, say whether it knows the Responses API.
// Sources: OpenAI's API reference; OpenClaw 2026.9.6 for the paths.
import { nativeApiOf, recordOf } from "./kinds";
import { fields } from "./kinds/read";
import { open } from "./target";
import type { Description, Endpoint, Reply, Send, TaskResult } from "./types";

/** How long each may take, in ms: a cold load of a large model takes minutes. */
export const taskLimits = { load: 600_000, answer: 120_000 } as const;

/**
 * Loads a model, with a context of so many tokens if that is given.
 *
 * @throws where servers of this kind cannot be told to: their descriptions say that they can
 */
export async function loadModel(
  send: Send,
  endpoint: Endpoint,
  kind: Description["kind"],
  model: string,
  context: number | undefined,
  signal: AbortSignal,
): Promise<TaskResult> {
  const { load } = recordOf(kind);
  if (!load) throw new Error(`${kind} cannot be told to load a model: its file in src/endpoints/kinds has no "load"`);
  return resultOf(endpoint, await send(endpoint, load.question(model, context), signal, taskLimits.load));
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
  const questions: ReadonlyMap<string, { readonly path: string; readonly post: unknown }> = new Map(
    Object.entries({
      "anthropic-messages": { path: `${root}/v1/messages`, post: { model, messages, max_tokens: 1 } },
      // Fewer than 16 are refused by servers that follow OpenAI to the letter.
      "openai-responses": { path: `${base}/responses`, post: { model, input: "Hi", max_output_tokens: 16 } },
    }),
  );
  const native = nativeApiOf(api)?.answer(model, messages);
  const question = native ? { ...native, path: `${root}${native.path}` } : (questions.get(api ?? "") ?? chat);
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

/** Whether the server lists its models to anybody, without a key. */
export async function listsOpenly(send: Send, endpoint: Endpoint, signal: AbortSignal): Promise<boolean> {
  const { pathname, search } = open(endpoint.target).url;
  const reply = await send({ ...endpoint, target: endpoint.target.withoutKey() }, { path: pathname + search }, signal);
  return reply.status === 200;
}

/** The path of `baseUrl`. */
function basePath({ target }: Endpoint): string {
  return open(target).url.pathname.replace(/\/models$/, "");
}

function resultOf({ target }: Endpoint, reply: Reply): TaskResult {
  if (reply.status === undefined) return { isDone: false, detail: reply.detail };
  const { body, latency, status } = reply;
  const answer = objectOf(body);
  const message = messageOf(answer, target);
  // An error may come with 200, and so may a web page.
  if (status !== 200 || message !== undefined)
    return { isDone: false, status, ...(message !== undefined && { message }) };
  if (answer) return { isDone: true, latency };
  return { isDone: false, detail: { kind: body === undefined ? "too-large" : "not-json" } };
}

function objectOf(body: string | undefined): ReturnType<typeof fields> {
  try {
    return fields(JSON.parse(body ?? ""));
  } catch {
    // Anything may answer; what it says then is not an answer.
    return undefined;
  }
}

/** In place of what is no text. */
const unclear = "error";
/** More of it than this is no message. */
const maxMessage = 300;

/** What an error says of itself, without the key. */
function messageOf(answer: ReturnType<typeof fields>, target: Endpoint["target"]): string | undefined {
  const error = answer?.error;
  if (error === undefined || error === null) return undefined;
  const said = fields(error)?.message ?? error;
  // A message is a text; whatever else a server sends has no place in a sentence.
  return target.redact(typeof said === "string" ? said : unclear).slice(0, maxMessage);
}
