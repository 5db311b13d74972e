// LiteLLM: a proxy, which knows the windows of the models behind it. Source: the documentation of its HTTP API.
import { serverRecord } from "./kind";
import { servedAsListed } from "./listed";
import { fields, list, text, tokens } from "./read";

export const litellm = serverRecord({
  id: "litellm",
  label: "LiteLLM",
  usual: { provider: "litellm", baseUrl: "http://127.0.0.1:4000/v1" },
  owners: [],
  paths: ["/health/liveliness", "/model/info"],
  describe: async (ask, listed) => {
    // It answers with a sentence; many servers answer any path with something else.
    if (text(await ask("/health/liveliness")) === undefined) return undefined;
    const known = new Map(
      list(fields(await ask("/model/info"))?.data).map((model) => [text(model.model_name), fields(model.model_info)]),
    );
    return {
      models: listed.map((model) => {
        const info = known.get(model.id);
        const context = tokens(info?.max_input_tokens);
        const vision = info?.supports_vision;
        return {
          ...servedAsListed(model),
          ...(context && { loadedContext: context, maxContext: context }),
          ...(typeof vision === "boolean" && { vision }),
        };
      }),
    };
  },
});
