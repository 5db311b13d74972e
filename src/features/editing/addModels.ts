// Models that a server offers and the config does not name yet, as entries with all that the server says of them.
import type { ConfigDocument } from "../../config/document";
import { originOf, type Source, sourceOf } from "../../config/merged";
import { type Provider, providersOf } from "../../config/providers";
import { nativeApiOf } from "../../endpoints/kinds";
import type { ProbeResult, ServedModel } from "../../endpoints/types";
import { difference } from "../../json5/difference";
import { type Edit, type Json, styleOf, write } from "../../json5/edits";
import { append, pasteValue } from "../../json5/moves";
import { find, get, pathOf } from "../../json5/tree";
import { openclawTokens } from "../text/tokens";

/** English texts; keys of the language bundles. */
export const addModelTexts = {
  title: "Models of {provider} to add",
  provider: "Provider to add models to",
  nothing: "No server that is up offers a model that is not in the config yet.",
  elsewhere: "The models of {provider} come from somewhere that cannot be changed here.",
  lens: "Add models…",
  check: "Check",
} as const;

export interface Offer {
  readonly provider: Provider;
  /** Not in the config yet, no embedding models; the loaded ones first. */
  readonly models: readonly ServedModel[];
}

/** @param results what each provider answered last, by its id */
export function offeredModels(config: ConfigDocument, results: ReadonlyMap<string, ProbeResult>): Offer[] {
  return providersOf(config.root).flatMap((provider) => {
    const result = results.get(provider.id);
    if (result?.state !== "up") return [];
    const all: readonly ServedModel[] = result.server?.models ?? result.models.map((id) => ({ id }));
    const byName = new Map(all.map((model) => [model.id, model]));
    const named = new Set(provider.models.map(({ among }) => among(byName)));
    const models = all
      .filter((model) => !model.isEmbedding && !named.has(model))
      .sort((a, b) => Number(b.isLoaded === true) - Number(a.isLoaded === true));
    return models.length > 0 ? [{ provider, models }] : [];
  });
}

/** An entry of `models`, filled from what the server says. */
function entryOf({ id, loadedContext, maxContext, vision }: ServedModel, isNative: boolean): Json {
  const contextWindow = (isNative ? maxContext : undefined) ?? loadedContext ?? maxContext;
  // An answer that takes more than a quarter of the window leaves too little to read.
  const maxTokens =
    contextWindow === undefined
      ? undefined
      : Math.max(1, Math.min(openclawTokens.maxTokens, Math.floor(contextWindow / 4)));
  return {
    id,
    name: id,
    reasoning: false,
    input: vision ? ["text", "image"] : ["text"],
    cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    ...(contextWindow !== undefined && { contextWindow }),
    ...(isNative && loadedContext !== undefined && { contextTokens: loadedContext }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
}

export interface AddedModels {
  readonly source: Source;
  readonly edits: readonly Edit[];
}

/** The edits that put models at the end of a provider's list; undefined where the list cannot be changed. */
export function addModels(
  config: ConfigDocument,
  provider: Provider,
  models: readonly ServedModel[],
): AddedModels | undefined {
  const source = sourceOf(provider.property) ?? config.source;
  const path = [...pathOf(originOf(provider.property)), "models"];
  const { text } = source.json5;
  if (source.json5.problems.length > 0) return undefined;
  const list = find(source.json5.root, path);
  const isNative = nativeApiOf(provider.api) !== undefined;
  let result = text;
  if (!list) {
    const pasted = get(find(source.json5.root, path.slice(0, -1)), "$include") ? undefined : pasteValue(text, path, []);
    if (pasted === undefined) return undefined;
    result = pasted;
  } else if (list.type !== "array") return undefined;
  for (const model of models) {
    const style = { ...styleOf(source.json5, find(source.json5.root, path.slice(0, -1))), isTight: false };
    const value = write(entryOf(model, isNative), style, "");
    const next = append(result, path, { value, indent: "", above: [], behind: [], style });
    if (next === undefined) return undefined;
    result = next;
  }
  return { source, edits: difference(text, result) };
}
