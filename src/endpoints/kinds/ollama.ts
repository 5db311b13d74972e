// Ollama: what is there, what is loaded, and on request what a model was trained for. Source: its API documentation.
import { type ServedModel, serverRecord } from "./kind";
import { defined, fields, list, text, tokens } from "./read";

/** So many models are asked about one by one. */
const maxShown = 5;

export const ollama = serverRecord({
  id: "ollama",
  label: "Ollama",
  usual: { provider: "ollama", baseUrl: "http://127.0.0.1:11434" },
  owners: ["library"],
  paths: ["/api/version", "/api/tags", "/api/ps", "/api/show"],
  describe: async (ask, _listed, isWanted) => {
    const version = text(fields(await ask("/api/version"))?.version);
    if (version === undefined) return undefined;
    const [tags, running] = await Promise.all([ask("/api/tags"), ask("/api/ps")]);
    const models = list(fields(tags)?.models);
    const loaded = new Map(
      list(fields(running)?.models).map((model) => [text(model.name) ?? text(model.model), model]),
    );
    const asked = models
      .flatMap(({ name }) => text(name) ?? [])
      .filter(isWanted)
      .slice(0, maxShown);
    const shown = new Map(
      await Promise.all(asked.map(async (model) => [model, fields(await ask("/api/show", { model }))] as const)),
    );
    return {
      version,
      canLoad: true,
      models: models.flatMap((model): ServedModel[] => {
        const id = text(model.name);
        if (id === undefined) return [];
        const details = fields(model.details);
        const show = shown.get(id);
        const abilities = Array.isArray(show?.capabilities) ? (show.capabilities as readonly unknown[]) : undefined;
        const info = Object.entries(fields(show?.model_info) ?? {});
        const context = info.find(([key]) => key.endsWith(".context_length"))?.[1];
        return [
          defined<ServedModel>({
            id,
            isEmbedding: abilities ? abilities.includes("embedding") && !abilities.includes("completion") : undefined,
            isLoaded: loaded.has(id),
            loadedContext: tokens(loaded.get(id)?.context_length),
            maxContext: tokens(context),
            quantization: text(details?.quantization_level),
            size: text(details?.parameter_size),
            vision: abilities?.includes("vision"),
            tools: abilities?.includes("tools"),
          }),
        ];
      }),
    };
  },
  native: {
    api: "ollama",
    answer: (model, messages) => ({
      path: "/api/chat",
      post: { model, messages, stream: false, options: { num_predict: 1 } },
    }),
  },
  load: {
    question: (model, context) => ({
      path: "/api/generate",
      post: { model, stream: false, ...(context !== undefined && { options: { num_ctx: context } }) },
    }),
    // Source: what OpenClaw 2026.9.6 sends.
    contextAt: [["params", "num_ctx"], ["contextTokens"]],
  },
  raise: { text: 'Ollama: OLLAMA_CONTEXT_LENGTH={wanted} ollama serve, or api: "ollama" with contextTokens.' },
});
