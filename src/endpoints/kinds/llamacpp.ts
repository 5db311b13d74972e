// llama.cpp's server: its properties tell what it has loaded. Source: the documentation of its HTTP API.
import { type ServedModel, serverRecord } from "./kind";
import { servedAndLoaded } from "./listed";
import { defined, fields, text, tokens } from "./read";

export const llamacpp = serverRecord({
  id: "llamacpp",
  label: "llama.cpp",
  usual: { provider: "llama-cpp", baseUrl: "http://127.0.0.1:8080/v1" },
  owners: ["llamacpp"],
  paths: ["/props"],
  describe: async (ask, listed) => {
    const props = fields(await ask("/props"));
    const settings = fields(props?.default_generation_settings);
    if (!settings) return undefined;
    // One slot's share: what a request may use.
    const context = tokens(settings.n_ctx);
    const vision = fields(props?.modalities)?.vision;
    const version = text(props?.build_info);
    return {
      ...(version && { version }),
      models: listed.map((model) =>
        defined<ServedModel>({
          ...servedAndLoaded(model),
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
  },
  raise: { text: "llama.cpp: llama-server --ctx-size {wanted}; some versions share it among slots (--parallel)." },
});
