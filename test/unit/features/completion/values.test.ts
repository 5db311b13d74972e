// Values to type in: which are offered where, and what comes of taking one.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Completion } from "../../../../src/features/completion/keys";
import { valuesAt } from "../../../../src/features/completion/values";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { config, configPath, expanded, including, marked } from "../../support";

function at(text: string): { readonly plain: string; readonly values: Completion[] } {
  const { text: plain, offset } = marked(text);
  return { plain, values: valuesAt(config(plain), offset, english) };
}

function names(text: string): string[] {
  return at(text).values.map(({ name }) => name);
}

/** The text with one of the values taken; tab stops hold their first choice. */
function taken(text: string, name: string): string {
  const { plain, values } = at(text);
  const value = values.find((each) => each.name === name);
  assert.ok(value, `${name} is offered among ${values.map((each) => each.name).join(", ")}`);
  const body = expanded(value.body);
  return applyEdits(plain, [...value.edits, { ...value.replace, text: body }]);
}

describe("values are offered", () => {
  it("that the schema names, those first that the documentation uses most", () => {
    assert.equal(names("{ gateway: { mode: | } }")[0], "local");
    assert.deepEqual(names("{ gateway: { mode: '|' } }").sort(), ["local", "remote"]);
    assert.deepEqual(names("{ browser: { enabled: | } }").sort(), ["false", "true"]);
    assert.ok(names("{ tools: { codeMode: | } }").includes("auto"));
  });

  it("by the kind that other keys tell", () => {
    const kinds = names("{ secrets: { providers: { a: { source: '|' } } } }");
    assert.deepEqual(kinds.sort(), ["env", "exec", "file", "store"]);
    assert.ok(
      names("{ channels: { googlechat: { serviceAccount: { source: |, provider: 'v', id: 'a/b' } } } }").includes(
        "exec",
      ),
    );
  });

  it("but not in comments, keys, between members, and where a value is whole", () => {
    for (const text of [
      "{ gateway: { // mode: |\n} }",
      "{ gate| }",
      "{ gateway: { mode: 'local'| } }",
      "{ | }",
      "|",
      "{ a: [1|] }",
    ])
      assert.deepEqual(names(text), [], text);
  });

  it("and none of those that a list holds already", () => {
    const input = "{ models: { providers: { a: { models: [{ id: 'x', input: ['text', |] }] } } } }";
    assert.ok(!names(input).includes("text") && names(input).includes("image"));
  });

  it("between quotes only texts", () => {
    assert.deepEqual(names("{ models: { providers: { a: { models: [{ contextWindow: '|' }] } } } }"), []);
    assert.deepEqual(names("{ browser: { enabled: '|' } }"), []);
  });

  it("of numbers, in tokens", () => {
    const { values } = at("{ models: { providers: { a: { models: [{ contextWindow: | }] } } } }");
    assert.deepEqual(
      values.slice(0, 2).map(({ name, detail }) => [name, detail]),
      [
        ["32768", "32 Ki"],
        ["65536", "64 Ki"],
      ],
    );
  });

  it("of addresses, the provider's own first", () => {
    const [first] = at("{ models: { providers: { ollama: { baseUrl: '|' } } } }").values;
    assert.equal(first?.name, "http://127.0.0.1:11434");
  });
});

it("of models are offered as the server tells them", () => {
  const models = [
    { id: "q", isLoaded: true, loadedContext: 32768, maxContext: 131072, size: "8B", quantization: "Q4_K_M" },
    { id: "r" },
    { id: "e", isEmbedding: true },
  ];
  const result = { state: "up", latency: 1, models: ["q", "r", "e"], server: { kind: "lmstudio", models } } as const;
  const offered = (text: string) => {
    const { text: plain, offset } = marked(text);
    return valuesAt(config(plain), offset, english, new Map([["mine", result]])).map(({ name, detail }) => [
      name,
      detail,
    ]);
  };
  assert.deepEqual(offered("{ models: { providers: { mine: { models: [{ id: '|' }] } } } }"), [
    ["q", "8B · Q4_K_M · context 32 Ki"],
    ["r", ""],
  ]);
  assert.deepEqual(offered("{ models: { providers: { mine: { models: [{ id: 'q' }, { id: '|' }] } } } }"), [["r", ""]]);
  assert.deepEqual(
    offered("{ models: { providers: { mine: { models: [{ id: 'q', contextWindow: | }] } } } }").slice(0, 2),
    [
      ["32768", "32 Ki"],
      ["131072", "128 Ki"],
    ],
  );
});

const providers =
  "models: { providers: { lmstudio: { models: [{ id: 'qwen/qwen3-8b', contextWindow: 32768, input: ['text', 'image'] }] } } }";
const table = "models: { 'lmstudio/qwen/qwen3-8b': { alias: 'Local' } }";

describe("models are offered", () => {
  it("of this config first, then aliases, then hosted ones, with what they can do", () => {
    const { values } = at(`{ agents: { defaults: { model: { primary: '|' }, ${table} } }, ${providers} }`);
    assert.deepEqual(
      values.slice(0, 2).map(({ name, detail, remark }) => [name, detail, remark]),
      [
        ["lmstudio/qwen/qwen3-8b", "context 32 Ki · takes images", "of this config"],
        ["Local", "alias of lmstudio/qwen/qwen3-8b", undefined],
      ],
    );
    const hosted = values.find(({ remark }) => remark === "hosted");
    assert.match(hosted?.name ?? "", /^[\w-]+\/[\w.-]+/);
    assert.match(hosted?.detail ?? "", /^context /);
  });

  it("wherever OpenClaw takes one", () => {
    const places = [
      "agents: { defaults: { model: '|' } }",
      "agents: { defaults: { model: { fallbacks: ['|'] } } }",
      "agents: { entries: { a: { subagents: { model: '|' } } } }",
      "agents: { defaults: { compaction: { memoryFlush: { model: '|' } } } }",
      "agents: { defaults: { modelPolicy: { allow: ['|'] } } }",
      "hooks: { mappings: [{ model: '|' }] }",
      "channels: { modelByChannel: { discord: { x: '|' } } }",
      "tools: { media: { image: { preferredModel: '|' } } }",
    ];
    for (const place of places)
      assert.ok(names(`{ ${place}, ${providers} }`).includes("lmstudio/qwen/qwen3-8b"), place);
  });

  it("but none twice in a list of fallbacks", () => {
    const text = `{ agents: { defaults: { model: { fallbacks: ['lmstudio/qwen/qwen3-8b', '|'] } } }, ${providers} }`;
    assert.ok(!names(text).includes("lmstudio/qwen/qwen3-8b"));
  });
});

describe("names are offered", () => {
  it("of agents, channels, profiles and secret providers", () => {
    const rest =
      "agents: { entries: { work: {} } }, channels: { telegram: {} }, auth: { profiles: { 'openai:me': {} } }, secrets: { providers: { vault: {} } }";
    assert.equal(names(`{ bindings: [{ agentId: '|' }], ${rest} }`)[0], "work");
    assert.equal(names(`{ bindings: [{ match: { channel: '|' } }], ${rest} }`)[0], "telegram");
    assert.equal(names(`{ mcp: { servers: { a: { oauth: { authProfileId: '|' } } } }, ${rest} }`)[0], "openai:me");
    assert.equal(
      names(`{ gateway: { auth: { token: { source: 'exec', provider: '|', id: 'x' } } }, ${rest} }`)[0],
      "vault",
    );
  });

  it("of another file of the config", () => {
    const inside = including(
      "{ agents: { $include: 'a.json5' }, models: { providers: { my: { models: [{ id: 'm' }] } } } }",
      {
        "a.json5": "{ defaults: { model: '' } }",
      },
    );
    const file = inside.file(configPath.replace("openclaw.json", "a.json5"));
    assert.ok(file);
    assert.equal(valuesAt(file, file.text.indexOf("''") + 1, english)[0]?.name, "my/m");
  });
});

describe("a value that is taken", () => {
  const cases: readonly [text: string, name: string, result: string][] = [
    ["{ gateway: { mode: | } }", "local", '{ gateway: { mode: "local" } }'],
    ["{ gateway: { mode: 're|' } }", "local", "{ gateway: { mode: 'local' } }"],
    ["{ gateway: { mode: re| } }", "local", '{ gateway: { mode: "local" } }'],
    [
      '{\n  "gateway": {\n    "mode": |\n    "port": 1\n  }\n}',
      "local",
      '{\n  "gateway": {\n    "mode": "local",\n    "port": 1\n  }\n}',
    ],
    ["{\n  a: 1,\n  gateway: {\n    mode: |\n  },\n}", "local", '{\n  a: 1,\n  gateway: {\n    mode: "local"\n  },\n}'],
    ['{ gateway: { mode: "lo|\n} }', "local", '{ gateway: { mode: "local\n} }'],
    ["{ tools: { codeMode: | } }", "{…}", "{ tools: { codeMode: {  } } }"],
    ["{ browser: { enabled: tr| } }", "true", "{ browser: { enabled: true } }"],
    ["{ models: { providers: { a: { models: | } } } }", "[…]", "{ models: { providers: { a: { models: [] } } } }"],
  ];
  for (const [text, name, result] of cases) it(JSON.stringify(text), () => assert.equal(taken(text, name), result));

  it("half-typed files throw nothing", () => {
    const text =
      "{ models: { providers: { 'x': { baseUrl: \"http://x\", models: [ { id: 'a', // c\n input: ['text'] } ] } } } }";
    let offered = 0;
    for (let end = 0; end <= text.length; end++)
      for (const offset of [0, end >> 1, end])
        for (const { name, body, replace } of valuesAt(config(text.slice(0, end)), offset, english)) {
          offered++;
          assert.ok(name !== "" && body !== "");
          assert.ok(replace.offset <= offset && offset <= replace.offset + replace.length, `${name} at ${offset}`);
          assert.ok(replace.offset >= 0 && replace.offset + replace.length <= end, name);
        }
    assert.ok(offered > 20, String(offered));
  });
});
