// Outline, folding, selection, and what is shown beside the text.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hintsOf, lensesOf, nameTokensOf } from "../../../../src/features/navigation/annotations";
import { foldsOf, selectionsAt } from "../../../../src/features/navigation/folding";
import { targetLinks } from "../../../../src/features/navigation/links";
import { type OutlineSymbol, outlineOf } from "../../../../src/features/navigation/outline";
import { english } from "../../../../src/features/text/translate";
import { parse } from "../../../../src/json5/parser";
import { config, marked } from "../../support";

const text = `{
  // #region mine
  agents: {
    defaults: { model: "lmstudio/a", models: { "lmstudio/a": { alias: "Local" } } },
    entries: { work: { model: { primary: "Local" } }, play: {}, other: { model: "openai/gpt-5.4" } },
  },
  // #endregion
  bindings: [{ agentId: "work", match: { channel: "telegram" } }],
  channels: { telegram: { botToken: "123:secret", allowFrom: ["1", "2"] } },
  // one
  // two
  models: {
    providers: {
      lmstudio: { baseUrl: "http://127.0.0.1:1234/v1", models: [{ id: "a", name: "A", contextWindow: 196608 }] },
      spare: { baseUrl: "http://x", models: [] },
    },
  },
  mcp: { servers: { s: { command: "x", cwd: "~/s" } } },
  cron: { sessionRetention: "1d" },
}`;

function flat(symbols: readonly OutlineSymbol[], depth = 0): string[] {
  return symbols.flatMap((each) => [
    `${"  ".repeat(depth)}${each.name} ${each.kind}${each.detail === "" ? "" : ` ${each.detail}`}`,
    ...flat(each.children, depth + 1),
  ]);
}

describe("the outline", () => {
  const lines = flat(outlineOf(config(text), english));
  it("tells providers, models, agents and channels", () => {
    for (const line of [
      "    lmstudio provider 1 models".replace("1 models", "1 model"),
      "    spare provider 0 models",
      "    work agent Local",
      "    play agent",
      "        a model 192 Ki",
      "  telegram channel",
    ])
      assert.ok(lines.includes(line), `${line}\n${lines.join("\n")}`);
  });

  it("shows no secret", () => {
    assert.ok(lines.includes("    botToken string •••"));
    assert.ok(!lines.some((line) => line.includes("123:")));
    assert.ok(lines.includes("    allowFrom array 1, 2"));
  });

  it("stands half-typed files", () => {
    for (let end = 0; end <= text.length; end += 3) outlineOf(config(text.slice(0, end)), english);
  });
});

describe("folding", () => {
  const folded = (source: string) =>
    foldsOf(parse(source)).map(({ start, end, kind }) => `${kind} ${JSON.stringify(source.slice(start, end))}`);

  it("takes containers without their last line, comments and regions", () => {
    assert.deepEqual(folded("{\n  a: 1,\n}"), ['code "{\\n  a: 1,"']);
    assert.deepEqual(folded("{\n}"), []);
    assert.deepEqual(folded("/* a\n b */ {}"), ['comment "/* a\\n b */"']);
    assert.deepEqual(folded("{\n  // a\n  // b\n\n  // c\n  x: 1, // d\n}"), [
      'code "{\\n  // a\\n  // b\\n\\n  // c\\n  x: 1, // d"',
      'comment "// a\\n  // b"',
    ]);
    assert.deepEqual(folded("// #region a\n{}\n// #endregion"), ['region "// #region a\\n{}\\n// #endregion"']);
    assert.ok(folded(text).some((each) => each.startsWith("region")));
  });
});

it("the selection grows", () => {
  const { text: plain, offset } = marked("{ a: ['lm|studio/x', 2] }");
  assert.deepEqual(
    selectionsAt(parse(plain), offset).map(({ offset: start, length }) => plain.slice(start, start + length)),
    [
      "lmstudio",
      "lmstudio/x",
      "'lmstudio/x'",
      "'lmstudio/x', 2",
      "['lmstudio/x', 2]",
      "a: ['lmstudio/x', 2]",
      " a: ['lmstudio/x', 2] ",
      plain,
    ],
  );
});

describe("beside the text", () => {
  it("names are told by kind, none over another", () => {
    const tokens = nameTokensOf(config(text)).map(
      ({ span, kind, isDeclaration }) =>
        `${text.slice(span.offset, span.offset + span.length)} ${kind}${isDeclaration ? "!" : ""}`,
    );
    assert.deepEqual(tokens.slice(0, 5), [
      "lmstudio provider",
      "a model",
      "lmstudio provider",
      "a model",
      "Local alias!",
    ]);
    assert.ok(tokens.includes("work agent!") && tokens.includes("Local alias") && tokens.includes("telegram channel"));
  });

  it("sizes are told in words, and models behind aliases", () => {
    const hints = hintsOf(config(text), 0, text.length, english).map(({ offset, text: hint }) => [
      text.slice(0, offset).slice(-7),
      hint,
    ]);
    assert.deepEqual(hints, [
      ['"Local"', "lmstudio/a"],
      [" 196608", "192 Ki"],
    ]);
    const times = "{ models: { providers: { a: { localService: { readyTimeoutMs: 120000, idleStopMs: 45000 } } } } }";
    assert.deepEqual(
      hintsOf(config(times), 0, times.length, english).map((each) => each.text),
      ["2 min", "45 s"],
    );
  });

  it("agents in a list that is read are agents", () => {
    const listed =
      "{ agents: { list: [{ id: 'a', model: 'lmstudio/m' }, { id: 'b', model: 'lmstudio/m' }] }, models: { providers: { lmstudio: { baseUrl: 'http://127.0.0.1:1234/v1', models: [] } } } }";
    const [provider] = lensesOf(config(listed), english).filter((lens) => lens.provider !== undefined);
    assert.equal(provider?.title, "0 models · used by 2 agents");
    const kinds: string[] = [];
    const visit = ({ kind, children }: OutlineSymbol): void => {
      kinds.push(kind);
      children.forEach(visit);
    };
    outlineOf(config(listed), english).forEach(visit);
    assert.equal(kinds.filter((kind) => kind === "agent").length, 2);
  });

  it("providers and agents tell who uses them", () => {
    assert.deepEqual(
      lensesOf(config(text), english).map(({ title }) => title),
      [
        "1 model · used by 2 agents",
        "0 models · not used by any agent",
        "model Local · 1 binding",
        "model lmstudio/a",
        "model openai/gpt-5.4",
      ],
    );
  });

  it("addresses and paths are links", () => {
    assert.deepEqual(
      targetLinks(config(text), "/home/me").map(({ url, file }) => url ?? file),
      ["http://127.0.0.1:1234/v1", "http://x", "/home/me/s"],
    );
    const shares = "{ session: { store: '//host/share/s' }, logging: { file: '\\\\\\\\host\\\\share\\\\log' } }";
    assert.deepEqual(targetLinks(config(shares), "/home/me"), [], "but not to network shares");
  });
});
