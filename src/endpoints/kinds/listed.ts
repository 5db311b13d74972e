// What an OpenAI-style list itself says of a model; servers differ in the name of the field.
import type { ListedModel, ServedModel } from "./kind";
import { defined, tokens } from "./read";

/** Of a server that may list models that are not loaded. */
export function servedAsListed(model: ListedModel): ServedModel {
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

/** Of a server that lists only what it has loaded. */
export function servedAndLoaded(model: ListedModel): ServedModel {
  const found = servedAsListed(model);
  return { ...found, isLoaded: true, ...(found.loadedContext && { maxContext: found.loadedContext }) };
}
