// What a server says against a config: found, mended, and withdrawn when it no longer holds.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProbeResult, ServedModel, ServerKind } from "../../../../src/endpoints/types";
import { liveFindings } from "../../../../src/features/findings/liveFindings";
import { messageOf } from "../../../../src/features/findings/messages";
import { quickFixes } from "../../../../src/features/findings/quickFixes";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { config } from "../../support";

const up = (kind: ServerKind, ...models: ServedModel[]): ProbeResult => ({
  state: "up",
  latency: 5,
  models: models.map(({ id }) => id),
  server: { kind, models },
});
const text = (model: string, more = "") =>
  `{ models: { providers: { lmstudio: { baseUrl: 'http://127.0.0.1:1234/v1', ${more} models: [{ name: 'Q', ${model} }] } } } }`;

function found(source: string, result: ProbeResult): string[] {
  const document = config(source);
  return liveFindings(document, new Map([["lmstudio", result]])).map((finding) => {
    const { span, severity, code } = finding;
    assert.doesNotMatch(messageOf(finding, english), /[{}]|endpoint\//);
    return `${severity} ${code} at ${source.slice(span.offset, span.offset + span.length)}`;
  });
}

function mended(source: string, result: ProbeResult): string {
  const document = config(source);
  const [fix] = quickFixes(
    document,
    liveFindings(document, new Map([["lmstudio", result]])),
    0,
    source.length,
    english,
  );
  assert.ok(fix);
  return applyEdits(source, fix.edits);
}

const loaded: ServedModel = { id: "q", isLoaded: true, loadedContext: 32768, maxContext: 131072, vision: false };

describe("a config and its server", () => {
  it("that fit together need no word", () => {
    assert.deepEqual(
      found(text("id: 'q', contextWindow: 32768, maxTokens: 8192, input: ['text']"), up("lmstudio", loaded)),
      [],
    );
    assert.deepEqual(found(text("id: 'q', contextWindow: 5"), { state: "down", latency: 1, models: [] }), []);
    assert.deepEqual(found(text("id: 'q', contextWindow: 5"), up("openai", { id: "q" })), []);
  });

  it("disagree on the window", () => {
    const large = text("id: 'q', contextWindow: 262144");
    assert.deepEqual(found(large, up("lmstudio", loaded)), ["warning endpoint/context-too-large at 262144"]);
    assert.equal(mended(large, up("lmstudio", loaded)), text("id: 'q', contextWindow: 32768"));
    assert.deepEqual(found(text("id: 'q', contextWindow: 8192"), up("lmstudio", loaded)), [
      "hint endpoint/context-too-small at 8192",
    ]);
    assert.deepEqual(found(text("id: 'q', contextWindow: 32768, maxTokens: 32768"), up("lmstudio", loaded)), [
      "warning endpoint/max-tokens at 32768",
    ]);
  });

  it("disagree on the window, and how the server's is raised depends on the server", () => {
    const says = (kind: ServerKind, model: ServedModel) => {
      const document = config(text("id: 'q', contextWindow: 262144"));
      const [finding] = liveFindings(document, new Map([["lmstudio", up(kind, model)]]));
      assert.ok(finding);
      return messageOf(finding, english);
    };
    assert.match(says("lmstudio", loaded), /lms load --context-length 131072\.$/);
    assert.match(says("llamacpp", loaded), /--ctx-size 131072/);
    assert.match(says("vllm", { ...loaded, maxContext: 32768 }), /at most 32768\)\.$/);
    assert.match(says("openai", { id: "q", loadedContext: 4096 }), /at most 4096\)\.$/);
  });

  it("where the server takes its window from each request, only the model's own limit counts", () => {
    const ollama = up("ollama", { id: "q:latest", isLoaded: true, loadedContext: 4096, maxContext: 40960 });
    const text = (model: string, more: string) =>
      `{ models: { providers: { lmstudio: { baseUrl: 'http://127.0.0.1:11434', ${more} models: [{ name: 'Q', ${model} }] } } } }`;
    assert.deepEqual(found(text("id: 'q', contextWindow: 32768", "api: 'ollama',"), ollama), []);
    assert.deepEqual(found(text("id: 'q', contextWindow: 65536", "api: 'ollama',"), ollama), [
      "warning endpoint/context-above-maximum at 65536",
    ]);
  });

  it("disagree on the model", () => {
    const wrong = text("id: 'Q2'");
    const server = up(
      "lmstudio",
      { ...loaded, id: "q2" },
      { id: "e", isEmbedding: true },
      { id: "n", isLoaded: false },
    );
    assert.deepEqual(found(wrong, server), ["warning endpoint/model-not-served at 'Q2'"]);
    assert.equal(mended(wrong, server), text("id: 'q2'"));
    assert.deepEqual(found(text("id: 'e'"), server), ["warning endpoint/embedding-model at 'e'"]);
    assert.deepEqual(found(text("id: 'n'"), server), ["hint endpoint/not-loaded at 'n'"]);
  });

  it("disagree on the id: the nearest first, then what else could be meant, the loaded ones before the others", () => {
    const titles = (id: string, ...models: ServedModel[]) => {
      const source = text(`id: '${id}'`);
      const document = config(source);
      const findings = liveFindings(document, new Map([["lmstudio", up("lmstudio", ...models)]]));
      return quickFixes(document, findings, 0, source.length, english).map(
        ({ title, preferred }) => `${title} ${preferred}`,
      );
    };
    const models = [
      { id: "alpha" },
      { id: "embed", isEmbedding: true },
      { id: "beta", isLoaded: true },
      { id: "qwen3-8b" },
      ...Array.from({ length: 20 }, (_, index) => ({ id: `model-${index}` })),
    ];
    const near = titles("qwen3-8", ...models);
    assert.equal(near.length, 8);
    assert.deepEqual(near.slice(0, 3), [
      'Change to "qwen3-8b" true',
      'Change to "beta" false',
      'Change to "alpha" false',
    ]);
    assert.deepEqual(titles("zzz", ...models).slice(0, 2), ['Change to "beta" false', 'Change to "alpha" false']);
  });

  it("disagree on images", () => {
    const images = text("id: 'q', input: ['text', 'image']");
    assert.deepEqual(found(images, up("lmstudio", loaded)), ["warning endpoint/no-vision at 'image'"]);
    assert.equal(mended(images, up("lmstudio", loaded)), text("id: 'q', input: ['text']"));
    const sees = up("lmstudio", { ...loaded, vision: true });
    assert.deepEqual(found(text("id: 'q', input: ['text']"), sees), ["hint endpoint/vision at input"]);
    assert.match(mended(text("id: 'q', input: ['text']"), sees), /input: \['text', 'image'\]/);
  });

  it("disagree on the key and on the API", () => {
    const refused: ProbeResult = {
      state: "refused-key",
      latency: 1,
      models: [],
      detail: { kind: "status", status: 401 },
    };
    assert.deepEqual(found(text("id: 'q'", "apiKey: 'k',"), refused), ["warning endpoint/key-refused at 'k'"]);
    assert.deepEqual(found(text("id: 'q'", "api: 'ollama',"), up("vllm", { id: "q" })), [
      "warning endpoint/wrong-api at 'ollama'",
    ]);
  });
});

it("a key that was not sent cannot be refused", () => {
  const refused: ProbeResult = {
    state: "refused-key",
    latency: 1,
    models: [],
    detail: { kind: "status", status: 401 },
  };
  assert.deepEqual(found(text("id: 'q'", "apiKey: 'sk-1',"), refused), ["warning endpoint/key-refused at 'sk-1'"]);
  for (const key of ["'$LM_KEY'", "{ source: 'env', provider: 'a', id: 'X' }"])
    assert.deepEqual(found(text("id: 'q'", `apiKey: ${key},`), refused), [], key);
});

describe("an address", () => {
  const at = (baseUrl: string, more = "") =>
    `{ models: { providers: { lmstudio: { baseUrl: '${baseUrl}', ${more} models: [] } } } }`;
  const elsewhere = (instead: string): ProbeResult => ({
    state: "not-openai",
    latency: 1,
    models: [],
    detail: { kind: "status", status: 404 },
    instead,
  });

  it("lacks /v1, or has it twice, or is a whole route", () => {
    for (const [written, meant, instead] of [
      ["http://127.0.0.1:1234", "http://127.0.0.1:1234/v1", "/v1"],
      ["http://127.0.0.1:1234/", "http://127.0.0.1:1234/v1", "/v1"],
      ["http://LocalHost:1234/v1/v1", "http://LocalHost:1234/v1", "/v1"],
      ["http://127.0.0.1:1234/v1/chat/completions", "http://127.0.0.1:1234/v1", "/v1"],
      ["http://127.0.0.1:1234/v1", "http://127.0.0.1:1234", ""],
    ] as const) {
      assert.deepEqual(found(at(written), elsewhere(instead)), [`warning endpoint/wrong-path at '${written}'`]);
      assert.equal(mended(at(written), elsewhere(instead)), at(meant));
    }
  });

  it("of Ollama wants its own API, without /v1", () => {
    const ollama = up("ollama", { id: "q" });
    const written = at("http://127.0.0.1:11434/v1", "api: 'openai-completions',");
    assert.deepEqual(found(written, ollama), ["information endpoint/ollama-api at 'openai-completions'"]);
    const native = at("http://127.0.0.1:11434/v1", "api: 'ollama',");
    assert.equal(mended(written, ollama), native);
    assert.deepEqual(found(native, ollama), ["hint endpoint/superfluous-v1 at 'http://127.0.0.1:11434/v1'"]);
    assert.equal(mended(native, ollama), at("http://127.0.0.1:11434", "api: 'ollama',"));
    assert.deepEqual(found(at("http://127.0.0.1:11434", "api: 'ollama',"), ollama), []);
  });
});
