// What the model server says now of what a hover is over: itself at `baseUrl`, a model at its id and its limits.
import { type Provider, type ProviderModel, providersOf } from "../../config/providers";
import type { ProbeResult, ServedModel } from "../../endpoints/types";
import type { Node, Path } from "../../json5/tree";
import { code, line, type Markdown, nothing, text, words } from "../text/markdown";
import { grouped, rounded } from "../text/tokens";
import type { Translate } from "../text/translate";
import { healthLine } from "./health";

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

/** In UTF-16 code units: of a model's name, and of its size and kind. */
const maxName = 60;
const maxNature = 40;

const limits = new Set(["contextWindow", "contextTokens", "maxTokens"]);

/**
 * Nothing where the server has nothing to say.
 *
 * @param health what each provider's server said last, by provider
 */
export function serverWords(
  root: Node | undefined,
  path: Path,
  health: ReadonlyMap<string, ProbeResult>,
  t: Translate,
): Markdown {
  const [models, providers, id, key, index, field] = path;
  if (models !== "models" || providers !== "providers" || typeof id !== "string") return nothing;
  const result = health.get(id);
  if (!result) return nothing;
  const provider = providersOf(root).find((each) => each.id === id);
  if (!provider) return nothing;
  const said = (about: Markdown) => words(t, serverTexts.server, { words: about });
  if (path.length === 4 && key === "baseUrl") return said(text(healthLine(provider, result, t)));
  if (key !== "models" || typeof index !== "number" || path.length !== 6 || result.state !== "up") return nothing;
  const isId = field === "id";
  if (!isId && !limits.has(String(field))) return nothing;
  const model = modelAt(provider, index);
  if (!model || model.id === "") return nothing;
  const named = ({ id: served }: { readonly id: string }) => model.isCalled(served);
  const served = result.server?.models.find(named) ?? result.models.map((each) => ({ id: each })).find(named);
  if (!served) return said(words(t, serverTexts.notListed, { model: code(model.id, maxName) }));
  const about = [...contextWords(served, t), ...(isId ? natureWords(served, t) : [])];
  return about.length > 0 ? said(line(about)) : nothing;
}

function modelAt({ models }: Provider, index: number): ProviderModel | undefined {
  const row = ({ idNode }: ProviderModel) => idNode.parent?.parent;
  return models.find((model) => row(model)?.parent?.children?.indexOf(row(model) as Node) === index);
}

function tokens(count: number): Markdown {
  const short = rounded(count);
  return text(short ? `${grouped(count)} (${short})` : grouped(count));
}

function contextWords({ isLoaded, loadedContext, maxContext }: ServedModel, t: Translate): Markdown[] {
  const said: Markdown[] = [];
  const say = (english: string, count?: number) =>
    said.push(words(t, english, count === undefined ? {} : { tokens: tokens(count) }));
  if (isLoaded && loadedContext) say(serverTexts.loadedWith, loadedContext);
  else if (isLoaded === false) say(serverTexts.notLoaded);
  else if (loadedContext) say(serverTexts.serves, loadedContext);
  else if (isLoaded) say(serverTexts.loaded);
  if (maxContext && maxContext !== loadedContext) say(serverTexts.atMost, maxContext);
  return said;
}

function natureWords({ quantization, size, tools, vision }: ServedModel, t: Translate): Markdown[] {
  return [
    ...[size, quantization].flatMap((each) => (each === undefined ? [] : [text(each, maxNature)])),
    ...(vision === undefined ? [] : [words(t, vision ? serverTexts.images : serverTexts.noImages)]),
    ...(tools ? [words(t, serverTexts.tools)] : []),
  ];
}
