// Forms that OpenClaw still takes are hints; what it refuses stays an error.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { config, fixesOf } from "../support";

const findings = (text: string) =>
  diagnose(config(text)).map(({ severity, code, path }) => `${severity} ${code} ${path.join(".")}`);

describe("forms of yesterday that OpenClaw still takes are no errors", () => {
  const taken: readonly [text: string, finding: string][] = [
    ["{ agents: { list: [{ id: 'main' }] } }", "hint version/legacy agents.list"],
    ["{ agents: { list: [] } }", "hint version/legacy agents.list"],
    ["{ agents: { defaults: { contextTokens: 5000 } } }", "hint version/ignored agents.defaults.contextTokens"],
    [
      "{ agents: { entries: { main: { contextTokens: 5000 } } } }",
      "hint version/ignored agents.entries.main.contextTokens",
    ],
    [
      "{ models: { providers: { ollama: { contextWindow: 4000 } } } }",
      "hint version/legacy models.providers.ollama.contextWindow",
    ],
    [
      "{ plugins: { entries: { 'github-copilot': { config: { discovery: { enabled: true } } } } } }",
      "hint version/ignored plugins.entries.github-copilot.config.discovery",
    ],
  ];
  it("in a list of agents as in entries", () => {
    assert.deepEqual(findings("{ agents: { list: [{ id: 'main', __proto__: 1 }] } }"), [
      "hint version/legacy agents.list",
    ]);
    assert.deepEqual(findings("{ agents: { list: [{ id: 'main', contextTokens: 5000 }] } }"), [
      "hint version/legacy agents.list",
      "hint version/ignored agents.list.0.contextTokens",
    ]);
    assert.deepEqual(findings("{ agents: { list: [{ id: 'main', contextTokens: 5000, modl: 1 }] } }"), [
      "hint version/legacy agents.list",
      "hint version/ignored agents.list.0.contextTokens",
      "error schema/unknown-key agents.list.0.modl",
    ]);
  });
  for (const [text, finding] of taken) it(text, () => assert.deepEqual(findings(text), [finding]));

  it("capitals in agent ids, and keys that never arrive", () => {
    for (const text of [
      "{ agents: { entries: { Main: {} } } }",
      "{ __proto__: 1 }",
      "{ gateway: { __proto__: { x: 1 } } }",
    ])
      assert.deepEqual(findings(text), []);
  });
});

describe("what OpenClaw refuses stays an error", () => {
  const refused: readonly [text: string, ...findings: string[]][] = [
    ["{ agents: { list: [{ id: 'Main' }] } }", "error schema/unknown-key agents.list"],
    ["{ agents: { list: [{ name: 'a' }] } }", "error schema/unknown-key agents.list"],
    ["{ agents: { list: [{ id: 'a' }], entries: { b: {} } } }", "error schema/unknown-key agents.list"],
    ["{ agents: { list: 5 } }", "error schema/unknown-key agents.list"],
    [
      "{ agents: { list: [{ id: 'a', modl: 1 }] } }",
      "hint version/legacy agents.list",
      "error schema/unknown-key agents.list.0.modl",
    ],
    [
      "{ models: { providers: { ollama: { contextWindow: -1, models: [{ id: 'a', name: 'a' }] } } } }",
      "hint version/legacy models.providers.ollama.contextWindow",
      "error schema/exclusive-minimum models.providers.ollama.models.0.contextWindow",
    ],
    [
      "{ plugins: { entries: { 'github-copilot': { config: { discovery: 5 } } } } }",
      "error schema/unknown-key plugins.entries.github-copilot.config.discovery",
    ],
    ["{ constructor: 1 }", "error schema/unknown-key constructor"],
  ];
  for (const [text, ...expected] of refused) it(text, () => assert.deepEqual(findings(text), expected));
});

it("what is ignored can be removed", () => {
  assert.deepEqual(
    fixesOf("{ agents: { defaults: { contextTokens: 5000 } } }").map(({ result }) => result),
    ["{ agents: { defaults: { } } }"],
  );
});
