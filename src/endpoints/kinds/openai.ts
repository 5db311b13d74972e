// Servers that speak OpenAI's API and are known by little more: llama.cpp, vLLM, SGLang, LiteLLM, and any other.
// Source: the documentation of each server's HTTP API.
import type { Describe, ListedModel, ServedModel } from "../types";
import { defined, fields, list, text, tokens } from "./read";

/** What the list itself says of a model; servers differ in the name of the field. */
function ofList(model: ListedModel): ServedModel {
  const context = tokens(model.max_model_len) ?? tokens(model.context_length) ?? tokens(model.context_window);
  return defined<ServedModel>({
    id: model.id,
    isEmbedding: undefined,
    isLoaded: undefined,
    loadedContext: context,
    maxContext: undefined,
    quantization: undefined,
    size: undefined,
    vision: undefined,
    tools: undefined,
  });
}

/** What is served is loaded. */
function always(model: ListedModel): ServedModel {
  const found = ofList(model);
  return { ...found, isLoaded: true, ...(found.loadedContext && { maxContext: found.loadedContext }) };
}

export const vllm: Describe = async (ask, listed) => {
  if (!listed.some(({ owned_by }) => owned_by === "vllm")) return undefined;
  const version = text(fields(await ask("/version"))?.version);
  return { kind: "vllm", ...(version && { version }), models: listed.map(always) };
};

export const sglang: Describe = async (ask, listed) => {
  const info = fields(await ask("/get_model_info")) ?? fields(await ask("/model_info"));
  return text(info?.model_path) === undefined ? undefined : { kind: "sglang", models: listed.map(always) };
};

/** `n_ctx` is one slot's share: what a request may use. */
export const llamacpp: Describe = async (ask, listed) => {
  const props = fields(await ask("/props"));
  const settings = fields(props?.default_generation_settings);
  if (!settings) return undefined;
  const context = tokens(settings.n_ctx);
  const vision = fields(props?.modalities)?.vision;
  const version = text(props?.build_info);
  return {
    kind: "llamacpp",
    ...(version && { version }),
    models: listed.map((model) =>
      defined<ServedModel>({
        ...always(model),
        isEmbedding: undefined,
        loadedContext: context ?? tokens(fields(model.meta)?.n_ctx),
        maxContext: tokens(fields(model.meta)?.n_ctx_train),
        quantization: undefined,
        size: undefined,
        vision: typeof vision === "boolean" ? vision : undefined,
        tools: undefined,
      }),
    ),
  };
};

export const litellm: Describe = async (ask, listed) => {
  // It answers with a sentence; many servers answer any path with something else.
  if (text(await ask("/health/liveliness")) === undefined) return undefined;
  const known = new Map(
    list(fields(await ask("/model/info"))?.data).map((model) => [text(model.model_name), fields(model.model_info)]),
  );
  return {
    kind: "litellm",
    models: listed.map((model) => {
      const info = known.get(model.id);
      const context = tokens(info?.max_input_tokens);
      const vision = info?.supports_vision;
      return {
        ...ofList(model),
        ...(context && { loadedContext: context, maxContext: context }),
        ...(typeof vision === "boolean" && { vision }),
      };
    }),
  };
};

export const openai: Describe = async (_ask, listed) => ({ kind: "openai", models: listed.map(ofList) });
