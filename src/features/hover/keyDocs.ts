// What the keys of model blocks mean, in our own words. Facts: running OpenClaw 2026.9.6, and its pages on models and providers.
import { pathPattern } from "../../config/pattern";
import type { Node, Path } from "../../json5/tree";

export interface KeyDoc {
  /** Keys from the root; `*` stands for any key or index. Several paths may share one text. */
  readonly paths: readonly string[];
  /** English paragraphs; keys of the language bundles. Markdown. */
  /** `{addresses}` stands for those of servers, see serverKinds.ts. */
  readonly text: readonly string[];
  /** Page below `https://docs.openclaw.ai/`. */
  readonly page: string;
  /** Texts for single values. */
  readonly values?: ReadonlyMap<string, string>;
}

const provider = "models.providers.*";
const model = `${provider}.models.*`;
const custom = "gateway/config-tools/custom-providers";
const local = "gateway/local-models";
const selection = "gateway/config-agents/models";

const apiValues: KeyDoc["values"] = new Map(
  Object.entries({
    "openai-completions":
      "OpenAI Chat Completions: requests go to `{baseUrl}/chat/completions`. Nearly every local server speaks it; the default of a custom provider with a `baseUrl`.",
    "openai-responses":
      "OpenAI Responses: requests go to `{baseUrl}/responses`. Keeps reasoning apart from the final text. Use it only where the server documents that path; LM Studio does.",
    "openai-chatgpt-responses": "Responses through a ChatGPT sign-in instead of an API key. Not for local servers.",
    "anthropic-messages":
      "Anthropic Messages: requests go to `/v1/messages` below `baseUrl`; a `/v1` at its end is dropped first.",
    "google-generative-ai": "Google Gemini API: `baseUrl` must end in the API version, such as `/v1beta`.",
    "google-vertex": "Gemini through Google Cloud Vertex AI, with Google Cloud credentials.",
    "github-copilot": "Models of a GitHub Copilot subscription, with its sign-in.",
    "bedrock-converse-stream": "Amazon Bedrock Converse, streamed, with AWS credentials.",
    ollama:
      "Ollama's own API: requests go to `/api/chat` below `baseUrl`, which takes no `/v1`. Set it whenever the server is Ollama.",
    "pi-messages": "A message transport that a provider plugin brings along.",
    "azure-openai-responses": "OpenAI Responses on Azure OpenAI.",
  }),
);

/** The one key that may stand anywhere. */
const include = "$include";

export const keyDocs: readonly KeyDoc[] = [
  {
    paths: [include],
    text: [
      "OpenClaw puts the content of this file here. Of several files each is merged into those before it: objects key by key, lists one behind the other, of all else the later wins. Keys beside `$include` win over all of them.",
      "A path starts at the file that it is written in, and stays below the folder of the config or one of `OPENCLAW_INCLUDE_ROOTS`. Variables are not replaced in it.",
    ],
    page: "gateway/configuration",
  },
  {
    paths: [`${model}.contextWindow`],
    text: [
      "The model's **context window**, in tokens: everything the model can see at once, prompt, tools, history and answer together.",
      "OpenClaw plans by it: it fills the window up to the budget, which is the smaller of `contextWindow` and `contextTokens`, and compacts the conversation before the budget is used up.",
      "**Too high**, above what the server has loaded: long conversations end in context errors, or the server cuts them silently. **Too low**: OpenClaw compacts earlier than it must and forgets more. Below 8,000 tokens it warns, below 4,000 it refuses to run the agent.",
      "Set it to what the server has really loaded, not to what the model could do. Not set, OpenClaw assumes 200,000.",
      "For Ollama's own API this value is not sent to the server: `contextTokens` or `params.num_ctx` are.",
    ],
    page: local,
  },
  {
    paths: [`${model}.contextTokens`],
    text: [
      "A cap on the context that OpenClaw really uses, in tokens. `contextWindow` says what the model can take, `contextTokens` what you want to spend; the smaller of the two is the budget.",
      "Use it to save memory or time on a local server without misstating the model. For Ollama's own API it is sent as `num_ctx`.",
    ],
    page: custom,
  },
  {
    paths: [`${model}.maxTokens`],
    text: [
      "The longest **answer**, in tokens, that OpenClaw asks the model for in one turn. It comes out of the context window: what the answer may take, the prompt cannot.",
      "**Too high**: OpenClaw lowers it to `contextWindow`, and servers may refuse a request whose prompt and answer do not fit together. **Too low**: answers and tool calls break off in the middle.",
      "Not set, it is the provider's `maxTokens`, else 8,192, and never more than `contextWindow`.",
    ],
    page: custom,
  },
  {
    paths: [`${provider}.maxTokens`],
    text: ["The longest answer, in tokens, for those models of this provider that have no `maxTokens` of their own."],
    page: custom,
  },
  {
    paths: ["models.mode"],
    text: ["How `models.providers` and OpenClaw's own catalog of models go together. Default: `merge`."],
    page: custom,
    values: new Map(
      Object.entries({
        merge:
          "Your providers are added to the built-in and discovered ones. Hosted models stay available as fallbacks: keep this for local models.",
        replace:
          "Only the models listed under `models.providers` exist. No built-in models, no discovery: a fallback to a hosted model must be listed here, too.",
      }),
    ),
  },
  {
    paths: ["models.providers"],
    text: [
      "Model providers by id. The id is the part before the first slash of a model reference: `lmstudio/my-model` means the model `my-model` of the provider `lmstudio`.",
    ],
    page: custom,
  },
  {
    paths: [provider],
    text: [
      "A model provider. Its key is the id that model references start with.",
      "An id that OpenClaw does not ship, such as `local` or `llama-cpp`, needs `baseUrl` and `models`; a built-in one, such as `lmstudio`, `ollama` or `openai`, may leave them out.",
    ],
    page: custom,
  },
  {
    paths: [`${provider}.baseUrl`, `${model}.baseUrl`],
    text: [
      "Where the server's API begins. OpenClaw appends the path of the call to it as it is, so for OpenAI-style APIs it ends in `/v1`, with LM Studio, vLLM, LiteLLM and llama.cpp too. For Ollama's own API it has no `/v1`.",
      "Usual addresses: {addresses}.",
    ],
    page: custom,
  },
  {
    paths: [`${provider}.apiKey`],
    text: [
      "The key sent to this provider. Better than the key itself: `${NAME}` for a variable of the environment, or a secret reference `{ source, provider, id }`, so that the file can be shared.",
      "A local server without keys takes any text. `custom-local`, `lmstudio-local` and `ollama-local` tell OpenClaw to send none at all; on a provider of your own they work with `openai-completions` and `ollama`, and only for an address on this machine or network.",
    ],
    page: custom,
  },
  {
    paths: [`${provider}.api`, `${model}.api`],
    text: [
      "The protocol that the server speaks. It decides which path is called and how requests and answers are put.",
    ],
    page: custom,
    values: apiValues,
  },
  {
    paths: [`${provider}.timeoutSeconds`],
    text: [
      "How long one request to this provider may take in all, in seconds. Slow local models want 300 or more; the first answer after loading takes longest.",
    ],
    page: local,
  },
  {
    paths: [`${provider}.models`],
    text: [
      'The models of this provider. Each needs `id` and `name`. With `models.mode: "merge"` they are added to what OpenClaw finds by itself.',
    ],
    page: custom,
  },
  {
    paths: [model],
    text: ["One model as this provider serves it. It is referred to as the provider's id, a slash, and `id`."],
    page: custom,
  },
  {
    paths: [`${model}.id`],
    text: [
      "The model's id exactly as the server lists it at `{baseUrl}/models`, upper and lower case included. It is sent to the server as it is, so it does not repeat the provider's id.",
    ],
    page: custom,
  },
  {
    paths: [`${model}.name`],
    text: ["The name that people see. Required; any text will do."],
    page: custom,
  },
  {
    paths: [`${model}.reasoning`],
    text: [
      "Whether the model can think before it answers. With `true`, OpenClaw offers thinking levels and expects reasoning apart from the answer. Default: `false`.",
    ],
    page: custom,
  },
  {
    paths: [`${model}.input`],
    text: [
      'What the model can read: `["text"]`, or `["text", "image"]` for a vision model. Images reach the model only if `"image"` stands here. Default: `["text"]`.',
    ],
    page: custom,
  },
  {
    paths: [`${model}.cost`],
    text: [
      "Prices in US dollars per million tokens, for OpenClaw's cost estimates only. For a local model all of them are 0, which is also the default.",
    ],
    page: custom,
  },
  {
    paths: [`${model}.cost.input`],
    text: ["Price of a million prompt tokens, in US dollars. 0 for a local model."],
    page: custom,
  },
  {
    paths: [`${model}.cost.output`],
    text: ["Price of a million answer tokens, in US dollars. 0 for a local model."],
    page: custom,
  },
  {
    paths: [`${model}.cost.cacheRead`],
    text: [
      "Price of a million prompt tokens that the provider reads from its prompt cache, in US dollars. 0 for a local model.",
    ],
    page: custom,
  },
  {
    paths: [`${model}.cost.cacheWrite`],
    text: [
      "Price of a million prompt tokens that are written to the provider's prompt cache, in US dollars. 0 for a local model.",
    ],
    page: custom,
  },
  {
    paths: ["agents.defaults.model", "agents.entries.*.model"],
    text: [
      "The model that agents use: a reference `provider/model`, an alias, or an object with `primary` and `fallbacks`.",
    ],
    page: selection,
  },
  {
    paths: ["agents.defaults.model.primary", "agents.entries.*.model.primary"],
    text: [
      "The model that is asked first: `provider/model`, split at the first slash, or an alias. A local primary keeps conversations on this machine; with hosted `fallbacks` they leave it when the local server is down.",
    ],
    page: selection,
  },
  {
    paths: ["agents.defaults.model.fallbacks", "agents.entries.*.model.fallbacks"],
    text: [
      'Models to try in this order when the one before fails. References like `primary`. Hosted ones need `models.mode: "merge"`, or to be listed under `models.providers`.',
    ],
    page: selection,
  },
  {
    paths: ["agents.defaults.models", "agents.entries.*.models"],
    text: [
      "Settings for single models, by reference: an `alias` for `/model`, and parameters. It does not define models; that is done under `models.providers`.",
    ],
    page: selection,
  },
  {
    paths: ["agents.defaults.models.*", "agents.entries.*.models.*"],
    text: ["Settings for the model with this reference, `provider/model`."],
    page: selection,
  },
  {
    paths: ["agents.defaults.models.*.alias", "agents.entries.*.models.*.alias"],
    text: [
      "A short name for this model, for `/model` in a chat and wherever a reference stands. Upper and lower case do not matter.",
    ],
    page: selection,
  },
];

const docPatterns = keyDocs.map((doc) => ({ doc, patterns: doc.paths.map(pathPattern) }));

/**
 * The text on the key at a path, or undefined where only the schema knows it.
 *
 * @param root the config as a whole
 */
export function keyDocAt(path: Path, root: Node | undefined): KeyDoc | undefined {
  if (path.includes(include)) return keyDocs.find(({ paths }) => paths.includes(include));
  return docPatterns.find(({ patterns }) => patterns.some((pattern) => pattern.selectsAt(path, root)))?.doc;
}
