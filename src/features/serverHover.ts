// What the model server says now of what a hover is over: itself at `baseUrl`, a model at its id and its limits.
import { type Provider, type ProviderModel, providersOf } from "../config/providers";
import type { ProbeResult, ServedModel } from "../endpoints/types";
import type { Node, Path } from "../json5/tree";
import { healthLine } from "./health";
import { code, escapeMarkdown, shorten } from "./markdown";
import { grouped, rounded } from "./tokens";
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
export const serverTexts = {
  server: "**The server now:** {words}",
  notListed: "it does not list {model}",
  loadedWith: "loaded with {tokens} tokens",
  serves: "takes {tokens} tokens",
  loaded: "loaded",
  notLoaded: "not loaded",
  atMost: "{tokens} at most",
  images: "images",
  noImages: "no images",
  tools: "tools",
} as const;

const limits = new Set(["contextWindow", "contextTokens", "maxTokens"]);

/**
 * Markdown, or undefined where the server has nothing to say.
 *
 * @param health what each provider's server said last, by provider
 */
export function serverWords(
  root: Node | undefined,
  path: Path,
  health: ReadonlyMap<string, ProbeResult>,
  t: Translate,
): string | undefined {
  const [models, providers, id, key, index, field] = path;
  if (models !== "models" || providers !== "providers" || typeof id !== "string") return undefined;
  const result = health.get(id);
  if (!result) return undefined;
  const provider = providersOf(root).find((each) => each.id === id);
  if (!provider) return undefined;
  const said = (words: string) => t(serverTexts.server, { words });
  if (path.length === 4 && key === "baseUrl") return said(escapeMarkdown(healthLine(provider, result, t)));
  if (key !== "models" || typeof index !== "number" || path.length !== 6 || result.state !== "up") return undefined;
  const isId = field === "id";
  if (!isId && !limits.has(String(field))) return undefined;
  const model = modelAt(provider, index);
  if (!model || model.id === "") return undefined;
  const named = ({ id: served }: { readonly id: string }) => model.isCalled(served);
  const served = result.server?.models.find(named) ?? result.models.map((each) => ({ id: each })).find(named);
  if (!served) return said(t(serverTexts.notListed, { model: code(shorten(model.id, 60)) }));
  const words = [...contextWords(served, t), ...(isId ? natureWords(served, t) : [])];
  return words.length > 0 ? said(words.join(" · ")) : undefined;
}

function modelAt({ models }: Provider, index: number): ProviderModel | undefined {
  const row = ({ idNode }: ProviderModel) => idNode.parent?.parent;
  return models.find((model) => row(model)?.parent?.children?.indexOf(row(model) as Node) === index);
}

function tokens(count: number): string {
  const short = rounded(count);
  return short ? `${grouped(count)} (${short})` : grouped(count);
}

function contextWords({ isLoaded, loadedContext, maxContext }: ServedModel, t: Translate): string[] {
  const words: string[] = [];
  if (isLoaded && loadedContext) words.push(t(serverTexts.loadedWith, { tokens: tokens(loadedContext) }));
  else if (isLoaded === false) words.push(t(serverTexts.notLoaded));
  else if (loadedContext) words.push(t(serverTexts.serves, { tokens: tokens(loadedContext) }));
  else if (isLoaded) words.push(t(serverTexts.loaded));
  if (maxContext && maxContext !== loadedContext) words.push(t(serverTexts.atMost, { tokens: tokens(maxContext) }));
  return words;
}

function natureWords({ quantization, size, tools, vision }: ServedModel, t: Translate): string[] {
  return [
    ...[size, quantization].flatMap((each) => (each === undefined ? [] : [escapeMarkdown(shorten(each, 40))])),
    ...(vision === undefined ? [] : [t(vision ? serverTexts.images : serverTexts.noImages)]),
    ...(tools ? [t(serverTexts.tools)] : []),
  ];
}
