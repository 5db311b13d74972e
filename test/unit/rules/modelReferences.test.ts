// Model references that lead nowhere: what is found, what is offered, and what is left in peace.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { config, fixesOf, including, summaries, summariesOf } from "../support";

const providers =
  "models: { providers: { lmstudio: { baseUrl: 'http://127.0.0.1:1234/v1', models: [{ id: 'qwen/qwen3-8b', name: 'Q' }] } } }";
const own = (model: string, rest = "") => `{ agents: { defaults: { model: ${model}${rest} } }, ${providers} }`;

describe("a reference that leads nowhere", () => {
  const cases: readonly [text: string, found: readonly string[]][] = [
    [own("'lmstudio/qwen/qwen3-8b'"), []],
    [own("'LMStudio/qwen/qwen3-8b'"), []],
    [own("'qwen/qwen3-8b'"), ["model/unknown-ref at \"'qwen/qwen3-8b'\""]],
    [own("'lmstudio/qwen/qwen3-8'"), ["model/unknown-ref at \"'lmstudio/qwen/qwen3-8'\""]],
    [own("{ primary: 'lmstudo/x' }"), ["model/unknown-ref at \"'lmstudo/x'\""]],
    [own("{ primary: 'openai/whatever-comes', fallbacks: ['anthropic/claude-opus-5'] }"), []],
    [own("'groq/some-model'"), []],
    [own("'Local'", ", models: { 'lmstudio/qwen/qwen3-8b': { alias: 'local' } }"), []],
    [own("'Locl'", ", models: { 'lmstudio/qwen/qwen3-8b': { alias: 'local' } }"), ["model/unknown-ref at \"'Locl'\""]],
    [own("'lmstudio/qwen/qwen3-8b@work'"), []],
    [own("'${SOME}/model'"), []],
    [own("'lmstudio/other'", ", models: { 'lmstudio/*': {} }"), []],
    ["{ agents: { defaults: { decisionModel: 'anything/x' } } }", []],
    [
      "{ agents: { defaults: { model: 'mine/x' } }, plugins: { entries: { mine: {} } } }",
      ['host/plugin-missing at "mine"'],
    ],
  ];
  for (const [text, found] of cases)
    it(text, () => {
      const all = summaries(text).filter((each) => !each.startsWith("host/"));
      assert.deepEqual(
        all,
        found.filter((each) => !each.startsWith("host/")),
      );
    });

  it("is a warning, and offers what is near", () => {
    const [finding] = diagnose(config(own("'lmstudio/qwen/qwen3-8'")));
    assert.equal(finding?.severity, "warning");
    const [fix] = fixesOf(own("'lmstudio/qwen/qwen3-8@me'"));
    assert.equal(fix?.result, own("'lmstudio/qwen/qwen3-8b@me'"));
    assert.ok(fix?.preferred);
    assert.match(fixesOf(own("'lmstudo/qwen/qwen3-8b'"))[0]?.result ?? "", /model: 'lmstudio\/qwen\/qwen3-8b'/);
  });

  it("stands in the included file that it is written in", () => {
    const text = `{ agents: { $include: 'a.json5' }, ${providers} }`;
    assert.deepEqual(summariesOf(including(text, { "a.json5": "{ defaults: { model: 'lmstudio/nope' } }" })), [
      "model/unknown-ref at \"'lmstudio/nope'\" in a.json5",
    ]);
  });
});

describe("other findings", () => {
  it("an id with its provider's name before it", () => {
    const text =
      "{ models: { providers: { mine: { baseUrl: 'http://x', models: [{ id: 'mine/a', name: 'A' }] }, openrouter: { models: [{ id: 'openrouter/auto', name: 'B' }] } } } }";
    assert.deepEqual(summaries(text), ["model/prefixed-id at \"'mine/a'\""]);
    assert.match(fixesOf(text)[0]?.result ?? "", /id: 'a'/);
  });

  it("an agent's own policy holds, among entries and in a list that is read", () => {
    const agent = "modelPolicy: { allow: ['openai/*'] }, subagents: { model: 'openai/gpt-5.5' }";
    const defaults = "defaults: { modelPolicy: { allow: ['anthropic/*'] } }";
    const said = (agents: string) =>
      summaries(`{ agents: { ${defaults}, ${agents} } }`).filter((each) => each.startsWith("model/"));
    assert.deepEqual(said(`entries: { a: { ${agent} } }`), []);
    assert.deepEqual(said(`list: [{ id: 'a', ${agent} }]`), []);
    assert.deepEqual(said("list: [{ id: 'a', subagents: { model: 'openai/gpt-5.5' } }]"), [
      "model/not-allowed at \"'openai/gpt-5.5'\"",
    ]);
  });

  it("models that the policy does not let through, where only it could", () => {
    const policy = (allow: string) =>
      `{ agents: { defaults: { model: 'openai/gpt-5.4', modelPolicy: { allow: ${allow} }, models: { 'openai/gpt-5.5': { alias: 'five' } }, subagents: { model: 'openai/gpt-5.5' } } } }`;
    assert.deepEqual(summaries(policy("['anthropic/*']")), ["model/not-allowed at \"'openai/gpt-5.5'\""]);
    for (const allow of ["[]", "['openai/*']", "['openai/gpt-5*']", "['five']", "['openai/gpt-5.5']"])
      assert.deepEqual(
        summaries(policy(allow)).filter((each) => each.startsWith("model/")),
        [],
        allow,
      );
  });

  it("an alias used twice", () => {
    const text = "{ agents: { defaults: { models: { 'openai/a': { alias: 'X' }, 'openai/b': { alias: 'x' } } } } }";
    assert.deepEqual(summaries(text), ["model/duplicate-alias at \"'x'\""]);
  });

  it("fallbacks that were tried before", () => {
    const text = own("{ primary: 'openai/a', fallbacks: ['openai/b', 'openai/a', 'openai/b'] }");
    assert.deepEqual(summaries(text), [
      "model/repeated-fallback at \"'openai/a'\"",
      "model/repeated-fallback at \"'openai/b'\"",
    ]);
    assert.ok(
      fixesOf(text).some(
        ({ result }) => result === own("{ primary: 'openai/a', fallbacks: ['openai/b', 'openai/b'] }"),
      ),
    );
  });
});
