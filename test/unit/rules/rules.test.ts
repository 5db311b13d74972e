// What the rules say and how they mend it; that OpenClaw agrees is held by the parity tests.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { messageOf } from "../../../src/features/findings/messages";
import { english } from "../../../src/features/text/translate";
import { ruleFindings } from "../../../src/rules/main";
import { readCases } from "../../parity/cases";
import { config, fixesOf, readProject, summaries } from "../support";

interface RuleCase {
  readonly text: string;
  readonly finding: string;
  /** What the first fix makes of it, if there is one. */
  readonly mended?: string;
}

const cases: readonly RuleCase[] = [
  {
    text: "{ models: { providers: { mine: { models: [] } } } }",
    finding: 'config/provider-base-url at "mine"',
    mended: '{ models: { providers: { mine: { models: [], baseUrl: "http://127.0.0.1:8000/v1" } } } }',
  },
  {
    text: "{ models: { providers: { mine: { baseUrl: 'http://x' } } } }",
    finding: 'config/provider-models at "mine"',
    mended: "{ models: { providers: { mine: { baseUrl: 'http://x', models: [] } } } }",
  },
  {
    text: "{ agents: { entries: { a: {}, b: {} } } }",
    finding: 'config/roster-ownership at "agents"',
    mended: '{ agents: { entries: { a: {}, b: {} }, ownership: "explicit" } }',
  },
  {
    text: "{ agents: { entries: { a: {} } }, talk: { agentId: 'b' } }",
    finding: "config/unknown-agent at \"'b'\"",
    mended: "{ agents: { entries: { a: {} } }, talk: { agentId: 'a' } }",
  },
  {
    text: "{ channels: { Telegram: {} } }",
    finding: 'config/unknown-channel at "Telegram"',
    mended: "{ channels: { telegram: {} } }",
  },
  { text: "{ channels: { yuanbao: {} } }", finding: 'host/plugin-missing at "yuanbao"' },
  { text: "{ tools: { allow: ['a'], alsoAllow: ['b'] } }", finding: 'config/allow-also-allow at "alsoAllow"' },
  {
    text: "{ tools: { exec: { mode: 'ask', ask: 'off' } } }",
    finding: 'config/exec-mode at "mode"',
    mended: "{ tools: { exec: { ask: 'off' } } }",
  },
  {
    text: "{ gateway: { bind: 'lan', tailscale: { mode: 'serve' } } }",
    finding: "config/tailscale-bind at \"'lan'\"",
    mended: "{ gateway: { bind: 'loopback', tailscale: { mode: 'serve' } } }",
  },
  { text: "{ agents: { defaults: { heartbeat: { every: 'soon' } } } }", finding: "config/duration at \"'soon'\"" },
  {
    text: "{ agents: { defaults: { model: 'google/gemini-1.5-flash' } } }",
    finding: "config/suppressed-model at \"'google/gemini-1.5-flash'\"",
  },
];

describe("each rule", () => {
  for (const { text, finding, mended } of cases) {
    it(finding, () => {
      assert.deepEqual(summaries(text), [finding]);
      if (mended === undefined) return;
      assert.equal(fixesOf(text)[0]?.result, mended);
      assert.deepEqual(summaries(mended), []);
    });
  }
});

it("what the text does not tell raises no finding", () => {
  for (const text of [
    "{ $include: './all.json5' }",
    "{ models: { $include: './models.json5' } }",
    "{ models: { providers: { mine: { $include: './mine.json5' } } } }",
    "{ agents: { $include: './agents.json5' }, talk: { agentId: 'b' } }",
    "{ agents: { entries: { $include: './agents.json5' } }, bindings: [{ agentId: 'b', match: { channel: 'telegram' } }] }",
    "{ channels: { $include: './channels.json5', other: {} } }",
    '{ agents: { defaults: { heartbeat: { every: "${EVERY}", target: "${TARGET}" } } } }',
    '{ talk: { agentId: "${AGENT}" } }',
  ]) {
    assert.deepEqual(ruleFindings(config(text)), [], text);
  }
});

it("a misspelt name offers the nearest ones", () => {
  const cases: readonly [text: string, title: string, result: string][] = [
    ["{ channels: { telegramm: {} } }", 'Change to "telegram"', "{ channels: { telegram: {} } }"],
    [
      "{ agents: { defaults: { heartbeat: { target: 'discrod' } } } }",
      'Change to "discord"',
      "{ agents: { defaults: { heartbeat: { target: 'discord' } } } }",
    ],
    [
      "{ tools: { web: { search: { provider: 'barve' } } } }",
      'Change to "brave"',
      "{ tools: { web: { search: { provider: 'brave' } } } }",
    ],
    [
      "{ agents: { ownership: 'explicit', entries: { work: {}, home: {} } }, talk: { agentId: 'wrok' } }",
      'Change to "work"',
      "{ agents: { ownership: 'explicit', entries: { work: {}, home: {} } }, talk: { agentId: 'work' } }",
    ],
  ];
  for (const [text, title, result] of cases) {
    const [first] = fixesOf(text);
    assert.deepEqual(first, { title, result, preferred: true });
  }
});

it("what only some hosts refuse is a warning, all else an error", () => {
  for (const { text } of cases) {
    const [finding] = diagnose(config(text));
    assert.equal(finding?.severity, finding?.code.startsWith("host/") ? "warning" : "error");
  }
});

it("every finding of the cases has a sentence of its own", () => {
  const codes = new Set<string>();
  for (const { text } of readCases(readProject("test", "parity", "cases.txt"))) {
    for (const finding of ruleFindings(config(text))) {
      codes.add(finding.code);
      assert.doesNotMatch(messageOf(finding, english), /\{\w+\}/, finding.code);
    }
  }
  assert.ok(codes.size >= 30, `${codes.size} kinds`);
});

it("broken and half-typed configs pass through every rule", () => {
  const whole =
    "{ agents: { entries: { a: { default: true } }, list: [1] }, channels: { x: }, talk: { providers: [] }, models: { providers: 5 }, gateway: { roles: {}, tailscale: { mode: 'serve' } }, hooks: { mappings: {} } }";
  const codes = new Set<string>();
  for (let end = 0; end <= whole.length; end++)
    for (const { code, span } of ruleFindings(config(whole.slice(0, end)))) {
      codes.add(code);
      assert.ok(span.offset >= 0 && span.offset + span.length <= end, `${code} at ${span.offset} of ${end}`);
    }
  assert.deepEqual([...codes], ["config/unknown-channel"]);
});
