// Keys to type in: which are offered where, and what comes of taking one.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConfigDocument } from "../../../../src/config/document";
import { Prose } from "../../../../src/config/prose";
import { keysAt } from "../../../../src/features/completion/keys";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import { History } from "../../../../src/features/findings/versions";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { parse } from "../../../../src/json5/parser";
import { config, configPath, expanded, including, marked, releases, wordsOf } from "../../support";

const history = new History([...releases]);

function names(text: string): string[] {
  const { text: plain, offset } = marked(text);
  return keysAt(config(plain), offset, english).map(({ name }) => name);
}

/** The text with one of the keys taken; tab stops hold their first choice. */
function taken(text: string, name: string): string {
  const { text: plain, offset } = marked(text);
  const key = keysAt(config(plain), offset, english).find((each) => each.name === name);
  assert.ok(key, `${name} is offered`);
  const body = expanded(key.body);
  return applyEdits(plain, [...key.edits, { ...key.replace, text: body }]);
}

describe("keys are offered", () => {
  it("that are missing, those that are required first", () => {
    const offered = names("{ models: { providers: { mine: { models: [{ id: 'x', | }] } } } }");
    assert.ok(offered.includes("contextWindow") && !offered.includes("id"));
    const { text, offset } = marked("{ models: { providers: { mine: { models: [{ | }] } } } }");
    const required = keysAt(config(text), offset, english).filter(({ rank }) => rank === 0);
    assert.deepEqual(
      required.map(({ name, remark }) => `${name} ${remark}`),
      ["id required", "name required"],
    );
  });

  it("within words and quotes that are being typed", () => {
    assert.ok(names("{ gate| }").includes("gateway"));
    assert.ok(names('{ "gate|" }').includes("gateway"));
    assert.ok(names('{ "|').includes("gateway"));
    assert.ok(names("{ gateway: { mo|: 'local' } }").includes("mode"));
  });

  it("in an included file, by its place", () => {
    const inside = including("{ channels: { telegram: { $include: 't.json5' } } }", { "t.json5": "{ bot }" });
    const file = inside.file(configPath.replace("openclaw.json", "t.json5"));
    assert.ok(file);
    assert.ok(keysAt(file, 5, english).some(({ name }) => name === "botToken"));
  });

  it("but not in values, comments, lists, numbers and between a key and its value", () => {
    for (const text of [
      "{ gateway: | }",
      "{ gateway: { mode: 'l|' } }",
      "{ // |\n}",
      "{ /* | */ }",
      "{ bindings: [|] }",
      "{ gateway: { port: 12| } }",
      "{ gateway |: {} }",
      "|",
      "{} |",
      "|{}",
      "{ gateway: {}| }",
    ])
      assert.deepEqual(names(text), [], text);
  });
});

describe("a key that is taken", () => {
  const cases: readonly [text: string, name: string, result: string][] = [
    ["{ | }", "gateway", "{ gateway: {  } }"],
    ["{ gateway: { | } }", "mode", '{ gateway: { mode: "local" } }'],
    ["{\n  'gateway': {\n    |\n  },\n}", "mode", "{\n  'gateway': {\n    'mode': 'local',\n  },\n}"],
    ['{\n  "gateway": {\n    "mo|"\n  }\n}', "mode", '{\n  "gateway": {\n    "mode": "local"\n  }\n}'],
    ["{\n  gateway: {\n    port: 1\n    |\n  }\n}", "mode", '{\n  gateway: {\n    port: 1,\n    mode: "local"\n  }\n}'],
    ["{ gateway: { port: 1 | } }", "mode", '{ gateway: { port: 1, mode: "local" } }'],
    ["{ gateway: { |, port: 1 } }", "mode", '{ gateway: { mode: "local", port: 1 } }'],
    ["{ gateway: { mo| port: 1 } }", "mode", '{ gateway: { mode: "local", port: 1 } }'],
    ["{ gateway: { mo|: 'local' } }", "mode", "{ gateway: { mode: 'local' } }"],
    ["{ gateway: { 'mo|': 'local' } }", "mode", "{ gateway: { 'mode': 'local' } }"],
    ["{ tools: { elevated: { | } } }", "enabled", "{ tools: { elevated: { enabled: true } } }"],
  ];
  for (const [text, name, result] of cases) it(text, () => assert.equal(taken(text, name), result));

  it("gives a text that can be read, wherever it is taken", () => {
    for (const text of ["{ | }", "{\n  |\n}", "{ gateway: {\n    |\n  },\n}", "{ agents: { defaults: { | } } }"]) {
      const { text: plain, offset } = marked(text);
      for (const { name } of keysAt(config(plain), offset, english)) {
        const result = taken(text, name);
        const problems = parse(result).problems.filter(({ code }) => code !== "syntax/expected-value");
        assert.deepEqual(problems, [], result);
        assert.ok(
          diagnose(config(result)).every(({ code }) => code !== "schema/unknown-key"),
          result,
        );
      }
    }
  });

  it("half-typed files throw nothing", () => {
    const text = "{ models: { providers: { 'x': { baseUrl: \"http://x\", models: [ { id: 1, // c\n } ] } } } }";
    let offered = 0;
    for (let end = 0; end <= text.length; end++)
      for (const offset of [0, end >> 1, end])
        for (const { name, body, replace } of keysAt(config(text.slice(0, end)), offset, english)) {
          offered++;
          assert.ok(name !== "" && body !== "");
          assert.ok(replace.offset <= offset && offset <= replace.offset + replace.length, `${name} at ${offset}`);
          assert.ok(replace.offset >= 0 && replace.offset + replace.length <= end, name);
        }
    assert.ok(offered > 20, String(offered));
  });
});

describe("what is said of a key", () => {
  it("is OpenClaw's own words, and since when it is there", () => {
    const prose = new Prose({ k: { agents: { k: { entries: { t: "Agents", d: "All *of* them." } } } } });
    const key = keysAt(config("{ agents: {  } }"), 12, english, { history, prose }).find(
      ({ name }) => name === "entries",
    );
    assert.match(
      wordsOf(key?.markdown),
      /> OpenClaw: \*\*Agents\*\* · All \*of\* them\.\n\nSince OpenClaw 2026\.8\.2\./,
    );
    assert.equal(key?.detail, "an object {…}");
  });

  it("is that it is yet to come, where a later release has it", () => {
    const schema = releases.get("2026.7.35");
    assert.ok(schema);
    const document = new ConfigDocument("{ agents: {  } }", schema, { version: "2026.7.35" });
    const offered = keysAt(document, 12, english, { history });
    assert.equal(offered.find(({ name }) => name === "entries")?.remark, "new in OpenClaw 2026.8.2");
    assert.equal(offered.find(({ name }) => name === "entries")?.rank, 2);
    assert.equal(offered.find(({ name }) => name === "list")?.remark, undefined);
  });
});
