// What the hovers over keys and values say.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Prose } from "../../../../src/config/prose";
import { hoverAt, pathText } from "../../../../src/features/hover/hover";
import { keyDocs } from "../../../../src/features/hover/keyDocs";
import { budgetOf, grouped, rounded } from "../../../../src/features/text/tokens";
import { english } from "../../../../src/features/text/translate";
import { schemasAt } from "../../../../src/schema/lookup";
import { config, example, marked, wordsOf } from "../../support";

function hover(text: string): string {
  const { text: source, offset } = marked(text);
  return wordsOf(hoverAt(config(source), offset, english)?.markdown);
}

const withModel = (fields: string) =>
  `{ models: { providers: { local: { baseUrl: "http://127.0.0.1:8000/v1", models: [{ id: "m", name: "M", ${fields} }] } } } }`;

describe("contextWindow and maxTokens", () => {
  it("read out the value, and what OpenClaw makes of it", () => {
    const text = hover(example("lmstudio").replace("contextWindow", "context|Window"));
    assert.match(text, /`contextWindow`.*`models\.providers\.lmstudio\.models\[0\]\.contextWindow`/);
    assert.match(text, /\*\*196,608 tokens\*\* · 192 Ki/);
    assert.match(text, /compacts a conversation at about 176,608 of 196,608 tokens/);
    assert.match(text, /context window/);
    assert.match(text, /Bounds: > 0/);
    assert.match(text, /\]\(https:\/\/docs\.openclaw\.ai\/gateway\/local-models\)/);
  });

  it("warn where the budget is too small, counting contextTokens", () => {
    assert.match(
      hover(withModel("contextWindow: 32768, contextTokens: 30|00")),
      /refuses to run the agent: it needs 4,000/,
    );
    assert.match(hover(withModel("contextWindow: 70|00")), /warns: it wants 8,000/);
    assert.match(hover(withModel("contextWindow: 327|68, contextTokens: 16384")), /about 12,288 of 16,384/);
  });

  it("tell that an answer as long as the window leaves no room", () => {
    assert.match(hover(withModel("contextWindow: 8192, max|Tokens: 8192")), /context window of 8,192 tokens/);
    assert.doesNotMatch(hover(withModel("contextWindow: 32768, max|Tokens: 8192")), /nothing would be left/);
    assert.match(hover(withModel("max|Tokens: 300000")), /context window of 200,000 tokens/);
  });

  it("do not stumble over other values", () => {
    for (const value of ["'x'", "NaN", "-1", "[]", "${X}", "1e400"])
      assert.ok(hover(withModel(`contextWindow: ${value}, |maxTokens: ${value}`)).length > 0);
  });
});

describe("values", () => {
  it("each value of api and mode is explained, the one under the cursor first", () => {
    const text = hover('{ models: { mode: "mer|ge", providers: {} } }');
    assert.match(text, /`merge`: Your providers are added/);
    assert.doesNotMatch(text, /`replace`:/);
    assert.match(hover("{ models: { m|ode: 'merge' } }"), /`replace`: Only the models/);
    const api = hover("{ models: { providers: { x: { a|pi: 'ollama' } } } }");
    for (const value of [
      "openai-completions",
      "openai-responses",
      "anthropic-messages",
      "bedrock-converse-stream",
      "**`ollama`**",
    ])
      assert.ok(api.includes(value), value);
  });

  it("every allowed value of api has a text", () => {
    const doc = keyDocs.find(({ paths }) => paths[0] === "models.providers.*.api");
    const document = config("{ models: { providers: { x: { api: 'x' } } } }");
    const [schema] = schemasAt(document.schema, document.json5.root, ["models", "providers", "x", "api"]);
    assert.deepEqual([...(doc?.values?.keys() ?? [])].sort(), [...(schema?.literals ?? [])].map(String).sort());
  });
});

describe("every key", () => {
  it("that a text speaks of exists in the schema", () => {
    const document = config("{}");
    for (const { paths } of keyDocs) {
      // An include may stand anywhere; the schema knows nothing of it.
      for (const pattern of paths.filter((each) => each !== "$include")) {
        const path = pattern
          .split(".")
          .map((step, index, steps) =>
            step === "*" ? (steps[index - 1] === "models" && steps[0] === "models" ? 0 : "x") : step,
          );
        assert.ok(schemasAt(document.schema, document.json5.root, path).length > 0, pattern);
      }
    }
  });

  it("has path, type, allowed values, bounds and default from the schema", () => {
    assert.match(hover("{ gateway: { po|rt: 1 } }"), /`gateway\.port`[\s\S]*Type: a whole number/);
    assert.match(hover('{ agents: { entries: { "a b": { mo|del: "x" } } } }'), /`agents\.entries\["a b"\]\.model`/);
    assert.match(hover("{ gateway: { auth: { mo|de: 'token' } } }"), /Allowed: .*`"token"`/);
  });

  it("that nobody knows, comments and gaps have none", () => {
    for (const text of ["{ no|pe: 1 }", "{ /* con|text */ }", "{| }", "|", "{ gateway: { | } }"])
      assert.equal(hover(text), "", text);
  });
});

describe("numbers of tokens", () => {
  it("are grouped and rounded", () => {
    assert.equal(grouped(1234567), "1,234,567");
    assert.deepEqual([196608, 200000, 1048576, 1000000, 999, 12345].map(rounded), [
      "192 Ki",
      "200 k",
      "1 Mi",
      "1 M",
      undefined,
      "≈ 12.1 Ki",
    ]);
  });

  it("make OpenClaw's budget", () => {
    assert.deepEqual(budgetOf(32768, undefined), { tokens: 32768, compactsAt: 24576, verdict: "fine" });
    assert.deepEqual(budgetOf(200000, 3000), { tokens: 3000, compactsAt: 2250, verdict: "blocked" });
    assert.deepEqual(
      [3999, 4000, 7999, 8000].map((tokens) => budgetOf(tokens, undefined).verdict),
      ["blocked", "warned", "warned", "fine"],
    );
    assert.equal(budgetOf(undefined, undefined).tokens, 200000);
  });
});

it("paths read as people write them", () => {
  assert.equal(
    pathText(["models", "providers", "llama-cpp", "models", 0, "a b"]),
    'models.providers.llama-cpp.models[0]["a b"]',
  );
});

it("OpenClaw's own words are quoted, and no markup of theirs counts", () => {
  const prose = new Prose({
    k: { gateway: { k: { port: { t: "Port_1", d: "Where it <b>listens</b>\n[x](command:y)." } } }, "*": { d: "any" } },
  });
  const { text, offset } = marked("{ gateway: { po|rt: 1 } }");
  const shown = wordsOf(hoverAt(config(text), offset, english, { prose })?.markdown);
  assert.match(shown, /> OpenClaw: \*\*Port_1\*\* · Where it <b>listens/);
  assert.doesNotMatch(shown, /\n\[x\]/);
  assert.deepEqual(prose.at(["other"]), { title: undefined, description: "any" });
  assert.equal(prose.at(["gateway", "none"]), undefined);
});
