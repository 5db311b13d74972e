// Where a config and what its model servers say of themselves do not fit together.
import type { EndpointCode } from "../../config/codes";
import { nearest, withoutEnd } from "../../config/didYouMean";
import type { ConfigDocument } from "../../config/document";
import type { Finding, FindingParams, Fix, Severity } from "../../config/finding";
import { isWritten } from "../../config/known";
import { markOf, sourceOf } from "../../config/merged";
import { type Provider, providersOf, serverUrl } from "../../config/providers";
import { recordOf, unknownKind } from "../../endpoints/kinds";
import type { Description, ProbeResult, ServedModel, ServerKind } from "../../endpoints/types";
import { get, type Node, pathOf } from "../../json5/tree";
import { isHeavilyQuantized } from "../../rules/advice";
import { isAskedNatively } from "../text/serverKinds";

/** The API whose findings these are; its server is known by it. */
const ollamaApi = "ollama";

/** Enough ids for a menu; completion has all. */
const maxOffered = 8;

/** @param results what each provider answered last, by its id */
export function liveFindings(config: ConfigDocument, results: ReadonlyMap<string, ProbeResult>): Finding[] {
  const findings: Finding[] = [];
  const add: Add = (name, severity, node, params, fixes = []) => {
    const source = sourceOf(node);
    findings.push({
      code: name === "heavy-quantization" ? `advice/${name}` : `endpoint/${name}`,
      severity,
      span: markOf(node),
      node,
      path: pathOf(node),
      params,
      fixes,
      ...(source && source !== config.source && { source }),
    });
  };
  for (const provider of providersOf(config.root)) {
    const result = results.get(provider.id);
    if (!result) continue;
    const value = provider.property.children?.[1];
    // What was not sent cannot be wrong.
    if (result.state === "refused-key" && !provider.isKeyHidden) {
      const key = get(value, "apiKey");
      add("key-refused", "warning", key ?? provider.property, { provider: provider.id });
    }
    const { instead, server } = result;
    if (instead !== undefined && provider.baseUrlNode) wrongPath(provider, provider.baseUrlNode, instead, add);
    if (!server || result.state !== "up") continue;
    const api = get(value, "api");
    const isOllama = recordOf(server.kind).native?.api === ollamaApi;
    if (api?.value === ollamaApi && !isOllama && server.kind !== unknownKind.id)
      add("wrong-api", "warning", api, { provider: provider.id }, [
        { kind: "replace-value", node: api, value: "openai-completions" },
      ]);
    if (api && isOllama) ofOllama(provider, api, add);
    ofModels(provider, result, server, isAskedNatively(server, api?.value), add);
  }
  return findings;
}

/** Models are listed below another path. */
function wrongPath(provider: Provider, node: Node, instead: string, add: Add): void {
  const start = /^\s*[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(provider.baseUrl?.written ?? "")?.[0].trim();
  if (start === undefined) return;
  const fixes: Fix[] = isWritten(node) ? [{ kind: "replace-value", node, value: `${start}${instead}` }] : [];
  add("wrong-path", "warning", node, { path: `${instead}/models`, provider: provider.id }, fixes);
}

/** Ollama's own API knows tools better than its imitation of OpenAI's, and has no `/v1`. Source: OpenClaw's providers/ollama.md. */
function ofOllama({ id, baseUrl, baseUrlNode }: Provider, api: Node, add: Add): void {
  if (api.value !== ollamaApi && String(api.value).startsWith("openai-"))
    add("ollama-api", "information", api, { provider: id }, [{ kind: "replace-value", node: api, value: ollamaApi }]);
  const url = baseUrl && serverUrl(baseUrl.written);
  if (api.value !== ollamaApi || !baseUrlNode || !url || !isWritten(baseUrlNode)) return;
  const written = withoutEnd(baseUrl.written.trim(), "/");
  if (!withoutEnd(url.pathname, "/").endsWith("/v1") || !written.endsWith("/v1")) return;
  const value = written.slice(0, -"/v1".length);
  add("superfluous-v1", "hint", baseUrlNode, { provider: id }, [{ kind: "replace-value", node: baseUrlNode, value }]);
}

/** What may be found, without its family. */
type Name = (EndpointCode extends `endpoint/${infer Each}` ? Each : never) | "heavy-quantization";
type Add = (name: Name, severity: Severity, node: Node, params: FindingParams, fixes?: readonly Fix[]) => void;

/** @param isNative whether the server takes its context from each request */
function ofModels(
  provider: Provider,
  result: ProbeResult,
  { kind, models }: Description,
  isNative: boolean,
  add: Add,
): void {
  // What is listed by OpenAI's API and not by the server's own can be asked for all the same.
  const served = new Map(models.map((model) => [model.id, model]));
  const listed = new Map([...models.map(({ id }) => id), ...result.models].map((id) => [id, id]));
  const ids = [...listed.keys()];
  let choices: readonly string[] | undefined;
  for (const { id, idNode, among } of provider.models) {
    const row = idNode.parent?.parent;
    const model = among(served);
    if (id === "" || !row) continue;
    if (!model && among(listed) === undefined) {
      const near = nearest(id, ids);
      choices ??= choicesOf(provider, listed, served).slice(0, 2 * maxOffered);
      const offered = [...new Set([...near, ...choices])].slice(0, maxOffered);
      add(
        "model-not-served",
        "warning",
        idNode,
        { key: id, provider: provider.id, ...(near.length > 0 && { nearest: near }) },
        offered.map((each) => ({ kind: "replace-value", node: idNode, value: each })),
      );
      continue;
    }
    if (!model) continue;
    if (model.isEmbedding) add("embedding-model", "warning", idNode, { key: id });
    else if (model.isLoaded === false) add("not-loaded", "hint", idNode, { key: id, provider: provider.id });
    contexts(row, model, kind, isNative, add);
    vision(row, id, model, add);
    quantization(idNode, id, model, add);
  }
}

/** Ids that could be meant: none that is in the config already, none that cannot chat, the loaded ones first. */
function choicesOf(
  { models }: Provider,
  listed: ReadonlyMap<string, string>,
  served: ReadonlyMap<string, ServedModel>,
): readonly string[] {
  const taken = new Set(models.map(({ among }) => among(listed)));
  const isLoaded = (id: string) => Number(served.get(id)?.isLoaded === true);
  return [...listed.keys()]
    .filter((id) => !taken.has(id) && !served.get(id)?.isEmbedding)
    .sort((a, b) => isLoaded(b) - isLoaded(a));
}

function contexts(row: Node, model: ServedModel, kind: ServerKind, isNative: boolean, add: Add): void {
  const node = get(row, "contextWindow");
  const written = node?.value;
  const longest = get(row, "maxTokens");
  if (longest && typeof longest.value === "number" && typeof written === "number" && longest.value >= written)
    add("max-tokens", "warning", longest, { limit: longest.value, written });
  if (!node || typeof written !== "number") return;
  const limit = isNative ? model.maxContext : model.loadedContext;
  if (limit === undefined || limit === written) return;
  const fixes: readonly Fix[] = [{ kind: "replace-value", node, value: limit }];
  const maximum = model.maxContext ?? limit;
  if (written > limit)
    if (isNative) add("context-above-maximum", "warning", node, { written, limit, maximum }, fixes);
    else {
      // How the server's limit is raised; of no use where the model takes no more.
      const raise = maximum > limit || model.maxContext === undefined ? { raise: kind } : {};
      const wanted = model.maxContext === undefined ? written : Math.min(written, maximum);
      add("context-too-large", "warning", node, { written, limit, maximum, wanted, ...raise }, fixes);
    }
  else if (!isNative) add("context-too-small", "hint", node, { written, limit }, fixes);
}

/** What the id does not tell: `advice/heavy-quantization` says it of those that do. */
function quantization(node: Node, id: string, { quantization = "" }: ServedModel, add: Add): void {
  if (isHeavilyQuantized(quantization) && !isHeavilyQuantized(id)) add("heavy-quantization", "hint", node, { key: id });
}

function vision(row: Node, id: string, model: ServedModel, add: Add): void {
  const input = get(row, "input");
  const image = input?.children?.find(({ value }) => value === "image");
  if (image && model.vision === false)
    add("no-vision", "warning", image, { key: id }, [{ kind: "remove-member", member: image }]);
  else if (input?.type === "array" && !image && model.vision === true) {
    const kinds = (input.children ?? []).map(({ value }) => String(value));
    add("vision", "hint", input, { key: id }, [{ kind: "replace-value", node: input, value: [...kinds, "image"] }]);
  }
}
