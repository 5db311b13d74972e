// LM Studio: its own API tells what is loaded, and with which context. Source: its developer documentation (REST API v1 and v0).
import { type ServedModel, serverRecord } from "./kind";
import { defined, fields, list, text, tokens } from "./read";

export const lmstudio = serverRecord({
  id: "lmstudio",
  label: "LM Studio",
  usual: { provider: "lmstudio", baseUrl: "http://127.0.0.1:1234/v1" },
  owners: ["organization_owner"],
  paths: ["/api/v1/models", "/api/v0/models"],
  describe: async (ask) => {
    const today = fields(await ask("/api/v1/models"))?.models;
    if (
      Array.isArray(today) &&
      list(today).some(({ key, loaded_instances }) => text(key) && Array.isArray(loaded_instances))
    )
      return { canLoad: true, models: list(today).flatMap(ofV1) };
    const before = fields(await ask("/api/v0/models"))?.data;
    if (Array.isArray(before) && list(before).some(({ state }) => text(state)))
      return { models: list(before).flatMap(ofV0) };
    return undefined;
  },
  load: {
    question: (model, context) => ({
      path: "/api/v1/models/load",
      post: { model, ...(context !== undefined && { context_length: context }) },
    }),
    // Source: what OpenClaw 2026.9.6 sends.
    contextAt: [["contextTokens"], ["contextWindow"]],
  },
  raise: { text: "LM Studio: Context Length in the model's settings, or lms load --context-length {wanted}." },
});

function ofV1(model: Readonly<Record<string, unknown>>): ServedModel[] {
  const id = text(model.key);
  if (id === undefined) return [];
  const instances = list(model.loaded_instances);
  const contexts = instances.flatMap(({ config }) => tokens(fields(config)?.context_length) ?? []);
  const { vision, trained_for_tool_use: tools } = fields(model.capabilities) ?? {};
  return [
    defined<ServedModel>({
      id,
      isEmbedding: model.type === "embedding",
      isLoaded: instances.length > 0,
      loadedContext: contexts.length > 0 ? Math.max(...contexts) : undefined,
      maxContext: tokens(model.max_context_length),
      quantization: text(fields(model.quantization)?.name),
      size: text(model.params_string),
      vision: typeof vision === "boolean" ? vision : undefined,
      tools: typeof tools === "boolean" ? tools : undefined,
    }),
  ];
}

function ofV0(model: Readonly<Record<string, unknown>>): ServedModel[] {
  const id = text(model.id);
  if (id === undefined) return [];
  return [
    defined<ServedModel>({
      id,
      isEmbedding: model.type === "embeddings",
      isLoaded: model.state === "loaded",
      loadedContext: tokens(model.loaded_context_length),
      maxContext: tokens(model.max_context_length),
      quantization: text(model.quantization),
      size: undefined,
      vision: model.type === "vlm" ? true : model.type === "llm" ? false : undefined,
      tools: undefined,
    }),
  ];
}
