// All kinds of model servers that can be told apart.
import type { ServerRecord } from "./kind";
import { litellm } from "./litellm";
import { llamacpp } from "./llamacpp";
import { lmstudio } from "./lmstudio";
import { ollama } from "./ollama";
import { openai } from "./openai";
import { sglang } from "./sglang";
import { vllm } from "./vllm";

const listed = [lmstudio, ollama, vllm, llamacpp, sglang, litellm, openai] as const;

/** `openai`: anything that speaks OpenAI's API and says no more of itself. */
export type ServerKind = (typeof listed)[number]["id"];

/** In the order in which servers are asked whether they are one, and in which people are offered them; the last takes all. */
export const serverKinds: readonly ServerRecord<ServerKind>[] = listed;

/** What is left where no other kind fits: a guess, not a fact. */
export const unknownKind = openai;

export function recordOf(kind: ServerKind): ServerRecord<ServerKind> {
  return serverKinds.find(({ id }) => id === kind) ?? unknownKind;
}

/** The API of its own that a value of `api` in a config means; undefined for APIs that many servers speak. */
export function nativeApiOf(api: unknown): ServerRecord["native"] {
  return serverKinds.find(({ native }) => native !== undefined && native.api === api)?.native;
}
