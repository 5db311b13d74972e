// Advice: given where OpenClaw's guidance gives it, silent otherwise, never an error, and mended where it can be.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { adviceNames } from "../../../src/config/codes";
import { advise, diagnose } from "../../../src/features/findings/diagnostics";
import { messageOf } from "../../../src/features/findings/messages";
import { quickFixes } from "../../../src/features/findings/quickFixes";
import { english } from "../../../src/features/text/translate";
import { applyEdits } from "../../../src/json5/edits";
import { isHeavilyQuantized, parametersOf } from "../../../src/rules/advice";
import { config } from "../support";

/** `code at text` of all advice. */
function advice(text: string): string[] {
  return advise(config(text)).map((finding) => {
    assert.match(finding.severity, /^(information|hint)$/);
    assert.doesNotMatch(messageOf(finding, english), /[{}]|advice\//);
    const { offset, length } = finding.span;
    return `${finding.code.slice("advice/".length)} at ${text.slice(offset, offset + length)}`;
  });
}

interface Parts {
  readonly id?: string;
  readonly baseUrl?: string;
  /** Of the provider. */
  readonly provider?: string;
  /** Of the model's row. */
  readonly row?: string;
  /** Of the agents' defaults. */
  readonly agents?: string;
  /** Of the root. */
  readonly root?: string;
  readonly models?: string;
}

const hosted = "anthropic/claude-opus-4-6";

/** A config with one local model that nothing is to be said of, but for the parts that are given. */
function local(parts: Parts = {}): string {
  const {
    id = "big-model",
    baseUrl = "http://127.0.0.1:1234/v1",
    provider = "",
    row = "",
    root = "",
    models = "",
  } = parts;
  const agents = parts.agents ?? `model: { primary: 'lmstudio/${id}', fallbacks: ['${hosted}'] }`;
  return `{ models: { ${models} providers: { lmstudio: { baseUrl: '${baseUrl}', ${provider} models: [{ id: '${id}', name: 'M', ${row} }] } } }, agents: { defaults: { ${agents} } }, ${root} }`;
}

const tight = "tools: { deny: ['group:web', 'browser'] }";

/** What is said, of which parts; and of which like them nothing. */
const cases: readonly (readonly [said: string, parts: Parts, silent: readonly Parts[]])[] = [
  [
    "small-model at 'qwen3-8b'",
    { id: "qwen3-8b", root: tight },
    [{ id: "qwen3-32b", root: tight }, { id: "qwen3-14b", root: tight }, { id: "b8-model" }],
  ],
  [
    "heavy-quantization at 'big-q2_k'",
    { id: "big-q2_k" },
    [{ id: "big-q4_k_m" }, { id: "big-4bit" }, { id: "q3-release" }],
  ],
  [
    "small-context at 8192",
    { row: "contextWindow: 8192" },
    [{ row: "contextWindow: 16384" }, { row: "contextWindow: 16000" }, {}],
  ],
  ["small-context at 4096", { row: "contextWindow: 131072, contextTokens: 4096" }, []],
  [
    "ollama-context at 65536",
    { provider: "api: 'ollama',", row: "contextWindow: 65536" },
    [
      { provider: "api: 'ollama',", row: "contextWindow: 65536, contextTokens: 32768" },
      { provider: "api: 'ollama',", row: "contextWindow: 65536, params: { num_ctx: 32768 }" },
      { provider: "api: 'ollama', params: { num_ctx: 32768 },", row: "contextWindow: 65536" },
      { provider: "api: 'openai-completions',", row: "contextWindow: 65536" },
    ],
  ],
  [
    "broad-tools at 'lmstudio/qwen3-30b'",
    { id: "qwen3-30b" },
    [
      { id: "qwen3-30b", root: tight },
      { id: "qwen3-30b", root: "tools: { profile: 'minimal' }" },
      { id: "qwen3-30b", root: "tools: { allow: ['read'] }" },
      { id: "deepseek-671b" },
      {
        id: "qwen3-30b",
        root: "tools: { deny: ['browser'], web: { search: { enabled: false }, fetch: { enabled: false } } }",
      },
    ],
  ],
  [
    "compaction-off at false",
    { agents: `model: { primary: 'lmstudio/big-model', fallbacks: ['${hosted}'] }, compaction: { enabled: false }` },
    [{ agents: `model: '${hosted}', compaction: { enabled: false }` }],
  ],
  [
    "no-hosted-fallback at 'lmstudio/big-model'",
    { agents: "model: 'lmstudio/big-model'" },
    [
      { agents: `model: { primary: '${hosted}', fallbacks: ['lmstudio/big-model'] }` },
      { agents: `model: 'lmstudio/big-model', models: { '${hosted}': { alias: 'Opus' } }` },
    ],
  ],
  ["replace-mode at 'replace'", { models: "mode: 'replace'," }, [{ models: "mode: 'merge'," }]],
  [
    "whatsapp-responses at 'openai-completions'",
    { provider: "api: 'openai-completions',", root: "channels: { whatsapp: {} }" },
    [
      { provider: "api: 'openai-responses',", root: "channels: { whatsapp: {} }" },
      { provider: "api: 'openai-completions',", root: "channels: { whatsapp: { enabled: false } }" },
      { provider: "api: 'openai-completions',", root: "channels: { whatsapp: {} }", agents: `model: '${hosted}'` },
      { provider: "api: 'openai-completions'," },
    ],
  ],
  [
    "keep-loaded at '1m'",
    { row: "params: { keep_alive: '1m' }" },
    [
      { row: "params: { keep_alive: '15m' }" },
      { row: "params: { keep_alive: -1 }" },
      { row: "params: { keep_alive: '24h' }" },
    ],
  ],
  ["keep-loaded at false", { row: "params: { preload: false }" }, [{ row: "params: { preload: true }" }]],
  [
    "keep-loaded at 60000",
    { provider: "localService: { command: '/bin/x', idleStopMs: 60000 }," },
    [{ provider: "localService: { command: '/bin/x', idleStopMs: 0 }," }],
  ],
  [
    "run-timeout at 900",
    { provider: "timeoutSeconds: 900,", agents: `model: '${hosted}', timeoutSeconds: 600` },
    [{ provider: "timeoutSeconds: 300,", agents: `model: '${hosted}', timeoutSeconds: 600` }],
  ],
  [
    "lean-mode at true",
    {
      agents: `model: { primary: 'lmstudio/big-model', fallbacks: ['${hosted}'] }, experimental: { localModelLean: true }`,
    },
    [],
  ],
  [
    "wildcard-address at 'http://0.0.0.0:1234/v1'",
    { baseUrl: "http://0.0.0.0:1234/v1" },
    [{ baseUrl: "http://localhost:1234/v1" }],
  ],
  [
    "plain-http at 'http://192.168.1.5:1234/v1'",
    { baseUrl: "http://192.168.1.5:1234/v1" },
    [{ baseUrl: "https://nas.local/v1" }, { baseUrl: "http://host.docker.internal:1234/v1" }],
  ],
  [
    "plain-key at 'sk-ant-api03-Zq8Lw2RtY6uPoX4vNbKc'",
    { provider: "apiKey: 'sk-ant-api03-Zq8Lw2RtY6uPoX4vNbKc'," },
    [
      { provider: "apiKey: 'lmstudio'," },
      { provider: "apiKey: 'sk-local'," },
      { provider: "apiKey: '${LM_KEY}'," },
      { provider: "apiKey: 'sk-xxxxxxxxxxxxxxxxxxxxxxxx'," },
      { provider: "apiKey: 'sk-your-own-key-goes-in-here'," },
    ],
  ],
];

describe("advice", () => {
  for (const [said, parts, silent] of cases)
    it(said, () => {
      assert.deepEqual(advice(local(parts)), [said], "src/rules/advice.ts says something else of this config");
      for (const other of silent) assert.deepEqual(advice(local(other)), [], JSON.stringify(other));
    });

  it("is tested for every code", () => {
    const tested = new Set(cases.map(([said]) => said.split(" ")[0]));
    assert.deepEqual(
      [...tested].sort(),
      [...adviceNames].sort(),
      '"cases" of test/unit/rules/advice.test.ts has other names than "adviceNames" of src/config/codes.ts',
    );
  });

  it("says nothing of hosted models, nor of odd shapes", () => {
    for (const text of [
      "{}",
      "[]",
      "{ models: { providers: { openai: { baseUrl: 'https://api.openai.com/v1', models: [{ id: 'gpt-8b', name: 'G', contextWindow: 8192 }] } } } }",
      "{ models: { mode: 'replace', providers: 5 }, agents: { defaults: { model: 5 } } }",
      "{ models: { providers: { lmstudio: { models: [{ id: '' }, 5] } } } }",
    ])
      assert.deepEqual(advice(text), [], text);
  });

  it("is mended by its fix, and what was mended is sound", () => {
    for (const [said, parts] of cases) {
      const text = local(parts);
      const document = config(text);
      const findings = advise(document);
      const [fix] = quickFixes(document, findings, 0, text.length, english);
      if (!fix) continue;
      const after = applyEdits(text, fix.edits);
      assert.deepEqual(
        diagnose(config(after)).filter(({ severity }) => severity === "error"),
        [],
        said,
      );
      assert.equal(advice(after).includes(said), false, said);
    }
  });

  it("is listed in the README and in the settings", () => {
    const root = path.join(__dirname, "..", "..", "..");
    const others = 'other names, or in another order, than "adviceNames" of src/config/codes.ts';
    const readme = fs.readFileSync(path.join(root, "README.md"), "utf8");
    const listed = [...readme.matchAll(/^\| `advice\/([a-z-]+)`/gm)].map(([, name]) => name);
    assert.deepEqual(listed, [...adviceNames], `README.md, "Advice", has ${others}`);
    const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
    const setting = manifest.contributes.configuration.properties["openclawJson5.advice.disabled"];
    assert.deepEqual(setting.items.enum, [...adviceNames], `package.json, "advice.disabled", has ${others}`);
  });
});

describe("names of models", () => {
  it("tell their size as OpenClaw's audit reads it", () => {
    assert.equal(parametersOf("qwen3-8b"), 8);
    assert.equal(parametersOf("Qwen3-30B-A3B-6bit"), 30);
    assert.equal(parametersOf("gemma-4-e4b-it"), 4);
    assert.equal(parametersOf("llama3.1:70b-instruct"), 70);
    assert.equal(parametersOf("phi-1.5b"), 1.5);
    assert.equal(parametersOf("minimax-m2.1"), undefined);
  });

  it("tell three bits a weight or fewer", () => {
    for (const name of ["m-q2_k", "m-Q3_K_S", "m.IQ2_XXS", "IQ1_S", "mlx/m-3bit", "m:2-bit"])
      assert.equal(isHeavilyQuantized(name), true, name);
    for (const name of ["m-q4_k_m", "Q8_0", "F16", "m-4bit", "q3-8b", "iq4_nl", "13bit"])
      assert.equal(isHeavilyQuantized(name), false, name);
  });
});
