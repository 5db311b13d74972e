// Where names are declared and used, and what becomes of them when they get another.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { highlightsAt, referencesAt } from "../../../../src/features/navigation/findReferences";
import { definitionAt } from "../../../../src/features/navigation/links";
import { renameAt, renameableAt } from "../../../../src/features/navigation/rename";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { config, configPath, including, marked } from "../../support";

const text = `{
  agents: {
    defaults: {
      model: { primary: "lmstudio/qwen/qwen3-8b", fallbacks: ["Local", "lmstudio/qwen/qwen3-8b@me"] },
      models: { "lmstudio/qwen/qwen3-8b": { alias: "Local" }, "lmstudio/*": {} },
    },
    entries: { work: { subagents: { allowAgents: ["work"] } } },
  },
  bindings: [{ agentId: "work", match: { channel: "telegram" } }],
  models: { providers: { lmstudio: { baseUrl: "http://127.0.0.1:1234/v1", models: [{ id: "qwen/qwen3-8b", name: "Q" }] } } },
}`;

/** Where a part of the text begins: the `count`th time. */
function offsetOf(part: string, count = 1): number {
  let at = -1;
  for (let times = 0; times < count; times++) at = text.indexOf(part, at + 1);
  assert.ok(at >= 0, part);
  return at;
}

function renamed(offset: number, name: string): string {
  const document = config(text);
  const result = renameAt(document, offset, name, english);
  assert.ok(!("refusal" in result), JSON.stringify(result));
  assert.equal(result.files.length, 1);
  return applyEdits(text, result.files[0]?.edits ?? []);
}

function refused(offset: number, name: string): string {
  const result = renameAt(config(text), offset, name, english);
  assert.ok("refusal" in result);
  return result.refusal;
}

describe("a name is found", () => {
  it("where it is declared", () => {
    const written = (offset: number) => {
      const place = definitionAt(config(text), offset);
      return place?.span && [text.slice(place.span.offset, place.span.offset + place.span.length), place.span.offset];
    };
    assert.deepEqual(written(offsetOf("qwen/qwen3-8b")), ["qwen/qwen3-8b", offsetOf('id: "qwen') + 5]);
    assert.deepEqual(written(offsetOf("lmstudio/qwen")), ["lmstudio", offsetOf("lmstudio: {")]);
    assert.deepEqual(written(offsetOf('"Local"') + 2), ["Local", offsetOf('alias: "Local') + 8]);
    assert.deepEqual(written(offsetOf('agentId: "work') + 11), ["work", offsetOf("work: {")]);
  });

  it("wherever it is used", () => {
    const count = (offset: number) => referencesAt(config(text), offset, true).length;
    assert.equal(count(offsetOf("qwen/qwen3-8b")), 4);
    assert.equal(count(offsetOf("lmstudio: {")), 5);
    assert.equal(count(offsetOf('alias: "Local') + 8), 2);
    assert.equal(count(offsetOf("work: {")), 3);
    assert.equal(referencesAt(config(text), offsetOf("work: {"), false).length, 2);
    assert.deepEqual(
      highlightsAt(config(text), offsetOf("work: {")).map(({ isDeclaration }) => isDeclaration),
      [true, false, false],
    );
  });

  it("in other files of the config", () => {
    const { text: main, offset } = marked(
      "{ agents: { $include: 'a.json5' }, models: { providers: { |mine: { models: [] } } } }",
    );
    const document = including(main, { "a.json5": "{ defaults: { model: 'mine/x' } }" });
    assert.deepEqual(
      referencesAt(document, offset, true).map(({ path: file }) => path.basename(file ?? "")),
      ["openclaw.json", "a.json5"],
    );
  });
});

describe("a rename", () => {
  it("changes every reference and nothing else", () => {
    assert.equal(renamed(offsetOf("qwen/qwen3-8b"), "other@q4"), text.replaceAll("qwen/qwen3-8b", "other@q4"));
    assert.equal(renamed(offsetOf("lmstudio: {"), "studio"), text.replaceAll("lmstudio", "studio"));
    assert.equal(renamed(offsetOf('"Local"') + 2, "Mine"), text.replaceAll("Local", "Mine"));
    assert.equal(renamed(offsetOf("work: {"), "play"), text.replaceAll("work", "play"));
  });

  it("puts a bare key in quotes where its new name needs them", () => {
    const result = renamed(offsetOf("work: {"), "my-work");
    assert.ok(result.includes('entries: { "my-work": {') && result.includes('agentId: "my-work"'));
  });

  it("goes through all files", () => {
    const main =
      "{ agents: { $include: 'a.json5' }, models: { providers: { mine: { baseUrl: 'http://x', models: [{ id: 'x', name: 'X' }] } } } }";
    const document = including(main, { "a.json5": "{ defaults: { model: 'mine/x' } }" });
    const result = renameAt(document, main.indexOf("mine"), "yours", english);
    assert.ok("files" in result);
    assert.deepEqual(
      result.files.map(({ path: file, edits }) => [path.basename(file ?? ""), edits.map((edit) => edit.text)]),
      [
        ["openclaw.json", ["yours"]],
        ["a.json5", ["yours"]],
      ],
    );
  });

  it("of an included file moves it, and leads to it", () => {
    const main = "{ agents: { $include: './a.json5' }, tools: { $include: 'a.json5' } }";
    const document = including(main, { "a.json5": "{ $include: 'b.json5' }", "b.json5": "{}" });
    const result = renameAt(document, main.indexOf("a.json5"), "./sub/c.json5", english);
    assert.ok("files" in result);
    assert.deepEqual(result.move, {
      from: configPath.replace("openclaw.json", "a.json5"),
      to: configPath.replace("openclaw.json", path.join("sub", "c.json5")),
    });
    assert.deepEqual(
      result.files.map(({ edits }) => edits.map((edit) => edit.text)),
      [["./sub/c.json5", "sub/c.json5"], ["../b.json5"]],
    );
  });

  it("is refused where it would do harm, and says why", () => {
    const two = `{ agents: { entries: { a: { default: true }, b: {} } }, models: { providers: { x: { baseUrl: 'u', models: [{ id: 'm', name: 'M' }, { id: 'n', name: 'N' }] } } } }`;
    const reason = (source: string, part: string, name: string) => {
      const result = renameAt(config(source), source.indexOf(part), name, english);
      assert.ok("refusal" in result, `${part} as ${name}`);
      return result.refusal;
    };
    assert.match(reason(two, "a: {", "B"), /cannot be a name here/);
    assert.match(reason(two, "a: {", "b"), /taken/);
    assert.match(reason(two, "m'", "n"), /taken/);
    assert.match(reason(two, "x: {", "x/y"), /cannot be a name/);
    assert.match(reason(two, "x: {", " "), /empty/);
    assert.match(refused(offsetOf("telegram"), "x"), /OpenClaw's own/);
    assert.match(refused(offsetOf("model: {"), "x"), /no name here/);
    assert.match(reason("{ agents: { defaults: { model: 'openai/gpt-5.4' } } }", "gpt", "x"), /not declared/);
    assert.match(
      reason("{ models: { providers: { lmstudio: {} } } }", "lmstudio", "mine"),
      /say something else: .*baseUrl/,
    );
    assert.match(reason("{ agents: { entries: { a: {} }, } x }", "a: {}", "b"), /syntax/);
    const escaped = `{ agents: { entries: { a: {} } }, bindings: [{ agentId: '\\x61', match: { channel: 'telegram' } }] }`;
    assert.match(reason(escaped, "a: {}", "b"), /escapes/);
    const variable =
      "{ env: { vars: { WHO: 'a' } }, agents: { entries: { a: {} } }, bindings: [{ agentId: '${WHO}', match: { channel: 'telegram' } }] }";
    const document = including(variable, {});
    const result = renameAt(document, variable.indexOf("a: {}"), "b", english);
    assert.ok("refusal" in result && /say something else/.test(result.refusal));
  });

  it("begins with the name as it is written", () => {
    const found = renameableAt(config(text), offsetOf("lmstudio/qwen") + 3, english);
    assert.deepEqual(found, { span: { offset: offsetOf("lmstudio/qwen"), length: 8 }, name: "lmstudio" });
  });
});
