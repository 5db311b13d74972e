// Model references taken apart, and the places of a config that name something.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostedModels, shippedProviders } from "../../../src/config/catalog";
import { parseModelName } from "../../../src/config/modelNames";
import { config } from "../support";

describe("a model reference", () => {
  const cases: readonly [text: string, provider: string | undefined, model: string, profile: string | undefined][] = [
    ["lmstudio/qwen3-8b", "lmstudio", "qwen3-8b", undefined],
    [" OpenRouter/qwen/qwen3:free ", "openrouter", "qwen/qwen3:free", undefined],
    ["openai/gpt-5.4@work", "openai", "gpt-5.4", "work"],
    ["lmstudio/qwen@q4_k_m", "lmstudio", "qwen@q4_k_m", undefined],
    ["mlx/m@4bit", "mlx", "m@4bit", undefined],
    ["anthropic/claude@20250101", "anthropic", "claude@20250101", undefined],
    ["Local", undefined, "Local", undefined],
  ];
  for (const [text, provider, model, profile] of cases)
    it(text, () => {
      const found = parseModelName(text);
      assert.deepEqual([found?.provider, found?.model, found?.profile], [provider, model, profile]);
      const { spans } = found ?? assert.fail();
      const part = ({ offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length);
      assert.equal(part(spans.model), model);
      if (spans.provider) assert.equal(part(spans.provider).toLowerCase(), provider);
    });

  it("is none where nothing is written", () => assert.equal(parseModelName("  "), undefined));
});

it("the catalog knows hosted models and their limits", () => {
  assert.ok(hostedModels.size > 100);
  for (const [name, { contextWindow }] of hostedModels) {
    assert.match(name, /^[\w-]+\/\S+$/);
    assert.ok(contextWindow === undefined || contextWindow > 1000, name);
  }
  for (const id of ["openai", "anthropic", "lmstudio", "elevenlabs", "mistral"])
    assert.ok(shippedProviders.has(id), id);
});

describe("names", () => {
  it("are found wherever they stand", () => {
    const text = `{
      agents: { entries: { Work: { tools: { byProvider: { openai: {} } } } } },
      auth: { profiles: { 'openai:me': { provider: 'openai', mode: 'api_key' } }, order: { openai: ['openai:me'] } },
      secrets: { providers: { vault: {} } },
      gateway: { auth: { token: { source: 'exec', provider: 'vault', id: 'x' } } },
      broadcast: { 'telegram:1': ['work'] },
      channels: { telegram: {}, defaults: {}, modelByChannel: { telegram: { x: 'openai/a@openai:me' } } },
    }`;
    const found = config(text).occurrences.all.map(
      ({ kind, name, isDeclaration }) => `${kind} ${name}${isDeclaration ? "!" : ""}`,
    );
    for (const each of [
      "agent work!",
      "agent work",
      "profile openai:me!",
      "profile openai:me",
      "provider openai",
      "secret vault!",
      "secret vault",
      "channel telegram!",
      "channel telegram",
      "model openai/a",
    ])
      assert.ok(found.includes(each), `${each} among ${found.join(", ")}`);
    assert.ok(!found.includes("channel defaults!"));
  });

  it("are found in texts with escapes, where they themselves are written without any", () => {
    const text =
      "{ agents: { defaults: { model: { primary: 'lm\\x73tudio/qwen', fallbacks: ['lmstudio/qw\\x65n'] } } } }";
    const found = config(text).occurrences.all.map(
      ({ kind, span }) => `${kind} ${text.slice(span.offset, span.offset + span.length)}`,
    );
    assert.ok(found.includes("model qwen"), found.join(", "));
    assert.ok(found.includes("provider lmstudio"), found.join(", "));
    assert.ok(!found.some((each) => each.includes("\\x")), found.join(", "));
  });

  it("of half-typed files throw nothing", () => {
    const text =
      "{ agents: { defaults: { model: { primary: 'a/b', fallbacks: [1, null, 'x'] }, models: { 'a/b': 1 } } }, models: { providers: { a: { models: [{ id: 1 }] } } } }";
    for (let end = 0; end <= text.length; end++) assert.ok(config(text.slice(0, end)).occurrences.all);
  });
});
