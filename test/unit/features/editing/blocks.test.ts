// Model blocks merged into configs: what is there stays, and OpenClaw's schema is met afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plainBlocks } from "../../../../src/features/completion/snippets";
import { withBlock } from "../../../../src/features/editing/blocks";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { find, get, toValue } from "../../../../src/json5/tree";
import { config, including } from "../../support";

const blocks = plainBlocks(english);

function merged(text: string, label: string, withPrimary = false): string {
  const block = blocks.find((each) => each.label === label);
  assert.ok(block, label);
  const edits = withBlock(config(text), block, withPrimary);
  assert.ok(!("reason" in edits), JSON.stringify(edits));
  return applyEdits(text, edits);
}

function valueAt(text: string, ...path: string[]): unknown {
  return toValue(find(config(text).root, path));
}

const existing = `{
  // mine
  gateway: { mode: "local" }, // keep
  models: {
    providers: {
      // the other one
      other: { baseUrl: "http://x/v1", models: [] },
    },
  },
  agents: {
    defaults: {
      model: { primary: "openai/gpt-5.4", fallbacks: ["anthropic/claude-opus-5"] }, // first
    },
  },
}
`;

describe("a block", () => {
  it("there is one for each kind of server", () => {
    const labels = blocks.map(({ label }) => label);
    for (const label of ["lmstudio", "ollama", "llamacpp", "vllm", "litellm", "openrouter", "hybrid", "local-first"])
      assert.ok(labels.includes(label), label);
  });

  it("is right by the schema wherever it goes, and a second time changes nothing", () => {
    for (const { label } of blocks)
      for (const text of [
        "",
        "{}",
        "{}\n",
        "// only a comment\n{\n}\n",
        existing,
        "{ agents: { defaults: { model: 'openai/x' } } }",
      ]) {
        const result = merged(text, label);
        assert.deepEqual(
          diagnose(config(result)).filter(({ severity }) => severity === "error"),
          [],
          result,
        );
        assert.equal(merged(result, label), result, `${label} again`);
      }
  });

  it("keeps all that is there", () => {
    for (const { label } of blocks) {
      const result = merged(existing, label);
      for (const line of existing.split("\n").filter((each) => each.trim() !== "" && each.trim() !== "},"))
        assert.ok(result.includes(line.trim()), `${label}: ${line}\n${result}`);
      assert.deepEqual(valueAt(result, "agents", "defaults", "model"), {
        primary: "openai/gpt-5.4",
        fallbacks: ["anthropic/claude-opus-5"],
      });
      assert.equal(valueAt(result, "models", "mode"), "merge");
    }
  });

  it("comes first only where that is asked for", () => {
    assert.deepEqual(valueAt(merged(existing, "lmstudio", true), "agents", "defaults", "model"), {
      primary: "lmstudio/my-local-model",
      fallbacks: ["openai/gpt-5.4", "anthropic/claude-opus-5"],
    });
    const text = "{ agents: { defaults: { model: 'openai/x' } } }";
    assert.deepEqual(valueAt(merged(text, "ollama", true), "agents", "defaults", "model"), {
      primary: "ollama/qwen3:32b",
      fallbacks: ["openai/x"],
    });
    assert.equal(valueAt(merged(text, "ollama"), "agents", "defaults", "model"), "openai/x");
  });

  it("adds to a provider that is there what it lacks", () => {
    const text =
      "{ models: { providers: { ollama: { baseUrl: 'http://box:11434', models: [{ id: 'a', name: 'A' }] } } } }";
    const result = merged(text, "ollama");
    const provider = find(config(result).root, ["models", "providers", "ollama"]);
    assert.equal(get(provider, "baseUrl")?.value, "http://box:11434");
    assert.equal(get(provider, "api")?.value, "ollama");
    assert.equal(get(provider, "models")?.children?.length, 2);
  });

  it("takes no alias that is in use", () => {
    const text = "{ agents: { defaults: { models: { 'openai/x': { alias: 'Local' } } } } }";
    assert.deepEqual(valueAt(merged(text, "lmstudio"), "agents", "defaults", "models", "lmstudio/my-local-model"), {});
  });

  it("is refused where it would land in the wrong place", () => {
    const [block] = blocks;
    assert.ok(block);
    assert.deepEqual(withBlock(config("{ models: { providers: { }"), block, false), { reason: "broken", key: "" });
    const text = "{ models: { $include: 'm.json5' } }";
    const refusal = withBlock(including(text, { "m.json5": "{ providers: {} }" }), block, false);
    assert.ok("reason" in refusal && refusal.reason === "elsewhere");
    assert.ok("reason" in withBlock(config("{ models: { providers: 1 } }"), block, false));
  });
});
