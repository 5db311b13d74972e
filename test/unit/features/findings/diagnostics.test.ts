// What is found in sound, mistaken and unusable configs, in which words, and how it is mended.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import { messageOf } from "../../../../src/features/findings/messages";
import { english } from "../../../../src/features/text/translate";
import { config, example, exampleNames, fixesOf, including, summaries } from "../../support";

describe("sound configs have no findings", () => {
  for (const name of [...exampleNames, "gateway"]) it(name, () => assert.deepEqual(summaries(example(name)), []));
});

/** A mistake in an example: what is written wrong, the one finding, and the fix that mends it. */
interface Mistake {
  readonly name: string;
  readonly right: string;
  readonly wrong: string;
  readonly finding: string;
  /** The fix's title; where one is evident, it restores the example to the letter unless `result` says how else. */
  readonly fix: string | undefined;
  readonly result?: string;
}

const mistakes: readonly Mistake[] = [
  {
    name: "a misspelt key",
    right: "contextWindow:",
    wrong: "contextWindw:",
    finding: 'schema/unknown-key at "contextWindw"',
    fix: 'Change to "contextWindow"',
  },
  {
    name: "a key in the wrong case",
    right: "baseUrl:",
    wrong: "baseURL:",
    finding: 'schema/unknown-key at "baseURL"',
    fix: 'Change to "baseUrl"',
  },
  {
    name: "a misspelt enum value",
    right: 'api: "openai-responses"',
    wrong: 'api: "openai-response"',
    finding: 'schema/value at "\\"openai-response\\""',
    fix: 'Change to "openai-responses"',
  },
  {
    name: "a misspelt union value",
    right: 'mode: "merge"',
    wrong: 'mode: "merg"',
    finding: 'schema/value at "\\"merg\\""',
    fix: 'Change to "merge"',
  },
  {
    name: "a number in quotes",
    right: "maxTokens: 8192",
    wrong: 'maxTokens: "8192"',
    finding: 'schema/type at "\\"8192\\""',
    fix: "Change to 8192",
  },
  {
    name: "a boolean in quotes",
    right: "reasoning: false",
    wrong: 'reasoning: "false"',
    finding: 'schema/type at "\\"false\\""',
    fix: "Change to false",
  },
  {
    name: "a lone value where a list is due",
    right: 'input: ["text"]',
    wrong: 'input: "text"',
    finding: 'schema/type at "\\"text\\""',
    fix: 'Change to ["text"]',
  },
  {
    name: "a missing comma",
    right: 'mode: "merge",',
    wrong: 'mode: "merge"',
    finding: 'syntax/expected-comma at "\\""',
    fix: "Insert ,",
  },
  {
    name: "a zero context window",
    right: "contextWindow: 196608",
    wrong: "contextWindow: 0",
    finding: 'schema/exclusive-minimum at "0"',
    fix: undefined,
  },
  {
    name: "a missing required key",
    right: ' name: "MiniMax M2.1 GS32",',
    wrong: "",
    finding: 'schema/missing-key at "{"',
    fix: 'Add the missing key "name"',
    result: 'name: ""',
  },
  {
    name: "an unknown section",
    right: "  agents: {",
    wrong: "  nonsense: 1,\n  agents: {",
    finding: 'schema/unknown-key at "nonsense"',
    fix: 'Remove "nonsense"',
  },
  {
    name: "a key written twice",
    right: 'mode: "merge",',
    wrong: 'mode: "replace", mode: "merge",',
    finding: 'syntax/duplicate-key at "mode"',
    fix: 'Remove "mode"',
  },
];

describe("each of these mistakes is found once, in its place, and mended", () => {
  for (const base of ["lmstudio", "hybrid"]) {
    const right = example(base).replace(/ \/\/ hosted.*/, "");
    for (const mistake of mistakes) {
      it(`${base}: ${mistake.name}`, () => {
        const line = right.split("\n").find((each) => each.includes(mistake.right));
        assert.ok(line, "the example holds what is to be spoilt");
        const wrong = right.replace(mistake.right, mistake.wrong);
        assert.deepEqual(summaries(wrong), [mistake.finding]);
        const fixes = fixesOf(wrong);
        const fix = fixes.find(({ title }) => title === mistake.fix);
        if (mistake.fix === undefined) assert.deepEqual(fixes, []);
        else if (mistake.result === undefined) assert.equal(fix?.result, right);
        else {
          assert.ok(fix?.result.includes(mistake.result));
          assert.deepEqual(
            summaries(fix?.result ?? "").filter((each) => !each.startsWith("schema/min-length")),
            [],
          );
        }
      });
    }
  }
});

describe("bad input", () => {
  it("a binary file has one finding", () => {
    assert.deepEqual(
      diagnose(config("\u0000\u0001PNG\u0000{}[]".repeat(1000))).map(({ code }) => code),
      ["syntax/binary"],
    );
  });

  it("text that is no JSON5 has few findings", () => {
    assert.ok(diagnose(config("# A heading\n\nSome *text*, not a config: it goes on.\n".repeat(500))).length <= 20);
  });

  it("an empty file says what a config is at least", () => {
    const [finding] = diagnose(config(""));
    assert.ok(finding);
    assert.equal(messageOf(finding, english), "The file is empty. An OpenClaw config is at least {}.");
    assert.deepEqual(
      fixesOf("").map(({ result }) => result),
      ["{}"],
    );
  });

  it("a bare word may become what it resembles, or a text", () => {
    assert.deepEqual(
      fixesOf("{ update: { checkOnStart: tru } }").map(({ result }) => result),
      ["{ update: { checkOnStart: true } }", '{ update: { checkOnStart: "tru" } }'],
    );
  });

  it("a file of five megabytes is told to be too long to check, and nothing throws", () => {
    const long = `{ /* ${"x".repeat(5_000_000)} */ nope: 1 }`;
    assert.deepEqual(
      diagnose(config(long)).map(({ code, severity }) => `${severity} ${code}`),
      ["warning syntax/too-long"],
    );
  });
});

describe("what the text alone does not tell raises no finding", () => {
  it("variables and includes", () => {
    assert.deepEqual(
      summaries(
        '{ gateway: { bind: "${BIND}", auth: { $include: "./auth.json5" } }, models: { mode: "$${X}" } }',
      ).filter((each) => !each.includes("$${X}")),
      [],
    );
    assert.deepEqual(
      summaries('{ gateway: { port: "${PORT}" } }'),
      ['schema/type at "\\"${PORT}\\""'],
      "a variable is always a text",
    );
    assert.deepEqual(
      summaries('{ models: { mode: "${lower}" } }'),
      ['schema/value at "\\"${lower}\\""'],
      "not OpenClaw's syntax for variables",
    );
  });
});

describe("sentences", () => {
  it("name what is expected, what is allowed and what may be meant", () => {
    const sentence = (text: string) => diagnose(config(text)).map((finding) => messageOf(finding, english));
    assert.deepEqual(sentence("{ models: { mode: 'merg' } }"), [
      'This value is not allowed. Allowed: "merge", "replace". Did you mean "merge"?',
    ]);
    assert.deepEqual(sentence("{ gateway: { port: 'x' } }"), ["Expected a whole number, but this is text in quotes."]);
    assert.deepEqual(sentence("{ modls: {} }"), [
      'OpenClaw does not know the key "modls" here and refuses to start with it. Did you mean "models"?',
    ]);
    assert.deepEqual(sentence("{ models: { providers: { lmstudio: { models: [{ id: 'x' }] } } } }"), [
      'The key "name" is missing here; OpenClaw requires it.',
    ]);
  });

  it("keep their own words where a variable holds a letter of them", () => {
    const document = including("{ agents: { defaults: { heartbeat: { every: '${EVERY}' } } } }", {}, { EVERY: "s" });
    assert.deepEqual(
      diagnose(document).map((finding) => messageOf(finding, english)),
      ["This is not a duration. Write numbers with a unit: ms, s, m, h, d."],
    );
  });
});

describe("a config with more findings than are shown", () => {
  const keys = (count: number) => Array.from({ length: count }, (_, index) => `unknown${index}: 1`).join(", ");
  const codesOf = (text: string) => diagnose(config(text)).map(({ code }) => code);

  it("shows 999, and says that there are more", () => {
    const findings = diagnose(config(`{ ${keys(1001)} }`));
    assert.equal(findings.length, 1000);
    const last = findings.at(-1);
    assert.equal(last?.code, "config/more-findings");
    assert.equal(last?.severity, "information");
    assert.deepEqual(last?.span, { offset: 0, length: 1 });
    assert.equal(
      last && messageOf(last, english),
      "This config has more findings than can be shown: these are the 999 gravest.",
    );
  });

  it("shows all where there are no more", () => assert.equal(codesOf(`{ ${keys(999)} }`).length, 999));

  it("keeps what makes OpenClaw refuse it, wherever it stands", () => {
    const twice = Array.from({ length: 1200 }, () => "A: 'x'").join(", ");
    const variables = Array.from({ length: 1200 }, (_, index) => `"\${NOT_SET_${index}}"`).join(", ");
    const text = `{ env: { vars: { ${twice} } }, tools: { deny: [${variables}] }, bindings: 1, $schema: 5 }`;
    const codes = diagnose(including(text, {})).map(({ code }) => code);
    assert.equal(codes.length, 1000);
    assert.equal(codes.filter((code) => code === "schema/type").length, 2);
  });

  it("works out no more of any rule", () => {
    const agents = Array.from({ length: 3000 }, (_, index) => `a${index}: { heartbeat: { every: "x" } }`).join(", ");
    const findings = diagnose(config(`{ agents: { ownership: "explicit", entries: { ${agents} } } }`));
    assert.equal(findings.filter(({ code }) => code === "config/duration").length, 999);
  });

  it("of a hundred thousand values each is looked at", () => {
    const text = `{ bindings: [${Array.from({ length: 100_000 }, () => "{}").join(", ")}, 1] }`;
    assert.equal(codesOf(text).length, 1000);
  });

  it("where one list has more items than a call takes arguments", () => {
    const rows = Array.from({ length: 200_000 }, () => "{}").join(",");
    assert.ok(codesOf(`{ models: { providers: { lmstudio: { baseUrl: "x", models: [${rows}] } } } }`).length > 0);
  });
});
