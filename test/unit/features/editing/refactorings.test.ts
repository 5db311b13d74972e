// Refactorings: what is offered where, what comes of it, and why something is refused.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { extracted, includeTexts } from "../../../../src/features/editing/includeFiles";
import { secretAt } from "../../../../src/features/editing/plainSecrets";
import { type Refactoring, refactoringsAt } from "../../../../src/features/editing/refactorings";
import { toJson, toJson5 } from "../../../../src/features/editing/spelling";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { parse } from "../../../../src/json5/parser";
import { find } from "../../../../src/json5/tree";
import { config, configPath, including, marked } from "../../support";

function at(text: string): { readonly plain: string; readonly all: Refactoring[] } {
  const { text: plain, offset } = marked(text);
  return { plain, all: refactoringsAt(including(plain, {}), offset, english) };
}

function titles(text: string): string[] {
  return at(text).all.map(({ title }) => title);
}

function done(text: string, title: RegExp): string {
  const { plain, all } = at(text);
  const found = all.find((each) => title.test(each.title));
  assert.ok(found, `${title} among ${all.map((each) => each.title).join(" | ")}`);
  assert.equal(found.disabled, undefined);
  return applyEdits(plain, found.edits);
}

describe("secrets", () => {
  const provider = (value: string) => `{ models: { providers: { mine: { apiKey: ${value} } } } }`;

  it("move to a variable, or to a reference", () => {
    assert.equal(done(provider("'sk-|123'"), /variable/), provider("'${MINE_API_KEY}'"));
    assert.match(done(provider("'sk-|123'"), /reference/), /apiKey: \{\s*source: '?env'?/);
    assert.equal(
      done("{ channels: { telegram: { bot|Token: '123:abc' } } }", /variable/),
      "{ channels: { telegram: { botToken: '${TELEGRAM_BOT_TOKEN}' } } }",
    );
    assert.equal(
      done('{ gateway: { auth: { to|ken: "x y" } } }', /variable/),
      '{ gateway: { auth: { token: "${OPENCLAW_GATEWAY_TOKEN}" } } }',
    );
  });

  it("are not told in titles, and get a name that is free", () => {
    const { all } = at(
      "{ env: { vars: { MINE_API_KEY: 'x' } }, models: { providers: { mine: { apiKey: 'sk-|123' } } } }",
    );
    assert.ok(all.every(({ title }) => !title.includes("sk-")));
    assert.ok(all.some(({ title }) => title.includes("${MINE_API_KEY_2}")));
    assert.deepEqual(all[0]?.followUp, { kind: "secret", name: "MINE_API_KEY_2" });
  });

  it("are none where a variable, a marker or a name stands", () => {
    for (const value of ["'${A_|B}'", "'lmstudio|-local'", "'OPENAI_|API_KEY'", "'|'"])
      assert.deepEqual(
        titles(provider(value)).filter((title) => /secret/.test(title)),
        [],
        value,
      );
  });
});

describe("models", () => {
  const model = (value: string) => `{ agents: { defaults: { model: ${value} } } }`;

  it("get fallbacks, and lose an empty list", () => {
    assert.match(done(model("'a/|b'"), /fallbacks/), /model: \{\s*primary: 'a\/b',\s*fallbacks: \[\]/);
    assert.equal(done(model("{ prim|ary: 'a/b', fallbacks: [] }"), /as a text/), model("'a/b'"));
    assert.ok(!titles(model("{ prim|ary: 'a/b', fallbacks: ['c/d'] }")).some((title) => /as a text/.test(title)));
    assert.ok(!titles(model("{ prim|ary: 'a/b' /* why */ }")).some((title) => /as a text/.test(title)));
    assert.deepEqual(titles("{ hooks: { gmail: { model: 'a/|b' } } }"), []);
  });

  it("change places with the first fallback", () => {
    assert.equal(
      done(model("{ primary: 'a/b', fallbacks: [\"c/|d\", 'e/f'] }"), /Try c\/d first/),
      model("{ primary: \"c/d\", fallbacks: ['a/b', 'e/f'] }"),
    );
  });

  it("stay available", () => {
    assert.equal(done("{ mod|els: { providers: {} } }", /merge/), '{ models: { providers: {}, mode: "merge" } }');
    assert.equal(done("{ models: { mo|de: 'replace' } }", /merge/), "{ models: { mode: 'merge' } }");
    assert.deepEqual(
      titles("{ models: { mo|de: 'merge' } }").filter((title) => /merge/.test(title)),
      [],
    );
  });
});

describe("keys", () => {
  it("get and lose quotes", () => {
    assert.equal(done("{ ga|teway: { 'port': 1 } }", /Put all keys/), "{ \"gateway\": { 'port': 1 } }");
    assert.equal(done("{ 'ga|teway': { \"a-b\": 1 } }", /out of quotes/), '{ gateway: { "a-b": 1 } }');
  });

  it("are sorted with their comments", () => {
    const text = "{\n  // about b\n  b|: 1, // one\n  a10: 2,\n  // about a\n  a2: 3,\n}";
    const sorted = "{\n  // about a\n  a2: 3,\n  a10: 2,\n  // about b\n  b: 1, // one\n}";
    assert.equal(done(text, /Sort the keys of the config/), sorted);
    assert.ok(!titles("{ a|: 1, b: 2 }").some((title) => /Sort/.test(title)));
    const twice = at("{ b|: 1, a: 2, b: 3 }").all.find(({ title }) => /Sort/.test(title));
    assert.match(twice?.disabled ?? "", /written twice/);
  });

  it("nothing is offered in a file with syntax errors", () => {
    assert.deepEqual(titles("{ b|: 1, a: 2 c }"), []);
  });
});

describe("included files", () => {
  const file = (name: string) => path.join(path.dirname(configPath), name);

  it("take a section with its comments", () => {
    const text = "{\n  tools: {\n    // why\n    exec: { mode: 'ask' },\n  }, // tools\n}";
    const result = extracted(including(text, {}), text.indexOf("tools"), "./sub/tools.json5");
    assert.ok(typeof result !== "string");
    assert.equal(applyEdits(text, result.edits), "{\n  tools: { $include: './sub/tools.json5' }, // tools\n}");
    assert.deepEqual(result.file, {
      path: file("sub/tools.json5"),
      text: "{\n  // why\n  exec: { mode: 'ask' },\n}\n",
    });
  });

  it("lead to where they led before", () => {
    const text = "{ tools: { exec: { $include: 'e.json5' } } }";
    const result = extracted(including(text, { "e.json5": "{}" }), text.indexOf("tools"), "sub/tools.json5");
    assert.ok(typeof result !== "string");
    assert.match(result.file.text, /'\.\.\/e\.json5'/);
  });

  it("are refused outside, and without an extension", () => {
    const text = "{ tools: { exec: {} } }";
    const refusal = (spec: string) => extracted(including(text, {}), text.indexOf("tools"), spec);
    assert.equal(refusal("../x.json5"), includeTexts.outside);
    assert.equal(refusal("x.txt"), includeTexts.extension);
    assert.equal(extracted(including(text, {}), 0, "x.json5"), includeTexts.gone);
  });

  it("come back, with the comments around them", () => {
    const { text, offset } = marked("{\n  tools: { $include: './t|.json5' }, // tools\n}");
    const document = including(text, { "t.json5": "// about tools\n{\n  exec: { mode: 'ask' }, // ask\n}\n// end\n" });
    const inline = refactoringsAt(document, offset, english).find(({ kind }) => kind === "refactor.inline");
    assert.ok(inline && inline.disabled === undefined);
    const result = applyEdits(text, inline.edits);
    assert.equal(
      result,
      "{\n  tools: {\n    // about tools\n    exec: { mode: 'ask' }, // ask\n    // end\n  }, // tools\n}",
    );
    assert.deepEqual(parse(result).problems, []);
  });

  it("stay where something else would be lost, and it is said why", () => {
    for (const [text, files, reason] of [
      ["{ tools: { $include: './t|.json5', exec: {} } }", { "t.json5": "{}" }, includeTexts.siblings],
      ["{ tools: { $include: ['./t|.json5'] } }", { "t.json5": "{}" }, includeTexts.several],
      ["{ tools: { $include: './t|.json5' } }", { "t.json5": "{ x" }, includeTexts.unread],
    ] as const) {
      const { text: plain, offset } = marked(text);
      const found = refactoringsAt(including(plain, files), offset, english).find(
        ({ kind }) => kind === "refactor.inline",
      );
      assert.equal(found?.disabled, reason);
    }
  });
});

describe("a whole file", () => {
  it("becomes JSON", () => {
    const text = "\ufeff{\n  // c\n  a: 'it\\'s', b: [0x10, .5, +1,], // d\n  'c': 1.50,\n}\n";
    const result = toJson(parse(text), "  ");
    assert.ok("edits" in result);
    assert.equal(result.lostComments, 2);
    const json = applyEdits(text, result.edits);
    assert.equal(json, '{\n  "a": "it\'s",\n  "b": [16, 0.5, 1],\n  "c": 1.50\n}\n');
    assert.deepEqual(JSON.parse(json), { a: "it's", b: [16, 0.5, 1], c: 1.5 });
  });

  it("but not with numbers that JSON lacks, or with syntax errors", () => {
    assert.deepEqual(toJson(parse("{ a: Infinity }"), "  "), { number: "Infinity" });
    assert.deepEqual(toJson(parse("{ a: }"), "  "), { number: undefined });
  });

  it("becomes JSON5", () => {
    const text = '{\n  "a": 1,\n  "b-c": [1, 2]\n}';
    const result = toJson5(parse(text), "  ");
    assert.ok("edits" in result);
    assert.equal(applyEdits(text, result.edits), '{\n  a: 1,\n  "b-c": [1, 2],\n}');
  });
});

it("half-typed files throw nothing", () => {
  const text =
    "{ models: { mode: 'x', providers: { a: { apiKey: 'k', models: [{ id: 1 }] } } }, agents: { $include: 'a' } }";
  let offered = 0;
  for (let end = 0; end <= text.length; end++)
    for (const offset of [0, end >> 1, end])
      for (const { title, edits, disabled } of refactoringsAt(config(text.slice(0, end)), offset, english)) {
        offered++;
        assert.notEqual(title, "");
        assert.ok(edits.length > 0 || disabled !== undefined || title.endsWith("…"), title);
        assert.ok(edits.every((edit) => edit.offset >= 0 && edit.offset + edit.length <= end));
      }
  assert.ok(offered > 4, String(offered));
});

describe("a great many keys", () => {
  const object = (count: number, value: string) =>
    `{ env: { v|ars: { ${Array.from({ length: count }, (_, index) => `K${count - index}: "${value}"`).join(", ")} } } }`;
  const sorting = (text: string) => at(text).all.find(({ title }) => title === "Sort the keys of vars");

  it("are not sorted, which would take time with the square of their number", () => {
    const found = sorting(object(2000, "x"));
    assert.equal(found?.disabled, "These are too many keys to be sorted here.");
    assert.deepEqual(found?.edits, []);
  });

  it("few keys are", () => assert.equal(sorting(object(50, "x"))?.disabled, undefined));
});

it("a variable's name is one that nobody has, found among thousands at once", () => {
  const taken = ["X_API_KEY", ...Array.from({ length: 8000 }, (_, index) => `X_API_KEY_${index + 2}`)];
  const text = `{ ui: [${taken.map((name) => `"\${${name}}"`).join(", ")}], models: { providers: { x: { apiKey: "sk-1" } } } }`;
  const document = config(text);
  const [, value] = find(document.root, ["models", "providers", "x"])?.children?.[0]?.children ?? [];
  assert.equal(value && secretAt(document, value)?.name, "X_API_KEY_8002");
});
