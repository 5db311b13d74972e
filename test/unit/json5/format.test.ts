// The formatter: how texts are laid out, what stays as it is, and that nothing is lost.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { applyEdits } from "../../../src/json5/edits";
import { type FormatOptions, format } from "../../../src/json5/format";
import { parse } from "../../../src/json5/parser";
import { toValue } from "../../../src/json5/tree";
import { example, exampleNames } from "../support";
import { broken, document, rubble } from "./documents";

const options: FormatOptions = { indent: "  ", tabSize: 2, lineBreak: "\n" };

function formatted(text: string, more: Partial<FormatOptions> = {}): string {
  return applyEdits(text, format(parse(text), { ...options, ...more }));
}

/** Same value, same comments, and done the second time. */
function check(text: string, more: Partial<FormatOptions> = {}): void {
  const result = formatted(text, more);
  const [before, after] = [parse(text), parse(result)];
  const comments = (parsed: typeof before) =>
    parsed.comments.map(({ offset, length }) => parsed.text.slice(offset, offset + length));
  assert.deepEqual(toValue(after.root), toValue(before.root), text);
  assert.deepEqual(comments(after), comments(before), text);
  assert.deepEqual(
    after.problems.map(({ code }) => code),
    before.problems.map(({ code }) => code),
    text,
  );
  assert.equal(formatted(result, more), result, `a second time: ${JSON.stringify(text)}`);
}

describe("a text is laid out", () => {
  const cases: readonly [what: string, text: string, result: string][] = [
    ["members each on a line", "{\na:1,b:2}", "{\n  a: 1,\n  b: 2\n}"],
    ["on one line if it was and fits", "{a:{b:[1,2,{c:3}]}}", "{ a: { b: [1, 2, { c: 3 }] } }"],
    ["over lines if it does not fit", `{a:'${"x".repeat(120)}'}`, `{\n  a: '${"x".repeat(120)}'\n}`],
    ["nothing in it", "{ }", "{}"],
    ["nothing in it but lines", "[\n\n]", "[]"],
    ["at most one empty line", "{\na:1,\n\n\n\nb:2,\n\n}", "{\n  a: 1,\n\n  b: 2,\n}"],
    ["colons", "{\na   :   1,\nb\n:\n2,\n}", "{\n  a: 1,\n  b: 2,\n}"],
    ["commas", "{\na: 1 ,\nb: 2\n,}", "{\n  a: 1,\n  b: 2,\n}"],
    ["blanks at the ends", "\n\n  {a:1}  \n\n", "{ a: 1 }\n"],
    ["no line break at the end", "{a:1}", "{ a: 1 }"],
    ["a byte order mark", "\ufeff {a:1}", "\ufeff{ a: 1 }"],
    ["strings of several lines", "{\na: 'x\\\ny'}", "{\n  a: 'x\\\ny'\n}"],
    ["spellings", "{a:0x1F,'b':+.5,\"c\":1.,}", "{ a: 0x1F, 'b': +.5, \"c\": 1., }"],
  ];
  for (const [what, text, result] of cases) it(what, () => assert.equal(formatted(text), result));

  it("with tabs and other line breaks", () => {
    assert.equal(formatted("{\r\na:1}", { indent: "\t", tabSize: 4, lineBreak: "\r\n" }), "{\r\n\ta: 1\r\n}");
  });
});

describe("comments stay", () => {
  const cases: readonly [what: string, text: string, result: string][] = [
    ["behind their member", "{\na: 1,   // one\nb: 2 // two\n}", "{\n  a: 1, // one\n  b: 2 // two\n}"],
    [
      "above it",
      "{\n// about a\na: 1,\n    // about b\n\n b: 2}",
      "{\n  // about a\n  a: 1,\n  // about b\n\n  b: 2\n}",
    ],
    ["before it on its line", "{\na: 1, /* b */ b: 2}", "{\n  a: 1,\n  /* b */ b: 2\n}"],
    ["behind a bracket", "{ // all\na: 1}", "{ // all\n  a: 1\n}"],
    ["before a comma", "{\na: 1 /* x */ , b: 2}", "{\n  a: 1 /* x */,\n  b: 2\n}"],
    ["before a comma, to the end of the line", "{\na: 1 // x\n, b: 2}", "{\n  a: 1 // x\n  ,\n  b: 2\n}"],
    ["between a key and its value", "{\na: /* x */ 1,\nb: // y\n2}", "{\n  a: /* x */ 1,\n  b: // y\n    2\n}"],
    ["in what is empty", "{\n// none\n}", "{\n  // none\n}"],
    ["in a line", "[1,/* two */2 ,3/* three */]", "[1, /* two */ 2, 3 /* three */]"],
    ["around all", "// a\n\n\n/* b */\n{a:1} // c\n// d", "// a\n\n/* b */\n{ a: 1 } // c\n// d"],
    ["of several lines as they are", "{\n/* a\n   b */\nc:1}", "{\n  /* a\n   b */\n  c: 1\n}"],
  ];
  for (const [what, text, result] of cases) it(what, () => assert.equal(formatted(text), result));
});

describe("what is to be left alone", () => {
  const cases: readonly [what: string, text: string, result: string][] = [
    [
      "a member below the mark",
      "{\na:  1,\n// openclaw-format-ignore\n b :  [1,\n2],\nc:  3}",
      "{\n  a: 1,\n  // openclaw-format-ignore\n b :  [1,\n2],\n  c: 3\n}",
    ],
    ["all below the mark at the top", "// openclaw-format-ignore\n{a :1}", "// openclaw-format-ignore\n{a :1}"],
    [
      "an object with a problem, but what is sound in it",
      "{\n  a   1,\n  b: {c:1,\nd:2}}",
      "{\n  a   1,\n  b: {\n    c: 1,\n    d: 2\n  }}",
    ],
    [
      "around an object with a problem",
      "{\na:   1,\n  b: { x y },\nc:  [1,\n2]}",
      "{\n  a: 1,\n  b: { x y },\n  c: [\n    1,\n    2\n  ]\n}",
    ],
    ["what is never closed", "{\na:   1,\n  b: [1,\n2]", "{\na:   1,\n  b: [\n    1,\n    2\n  ]"],
    ["what is no value", "", ""],
  ];
  for (const [what, text, result] of cases) it(what, () => assert.equal(formatted(text), result));
});

describe("options change", () => {
  it("quotes, but not of texts with escapes or with the other quote", () => {
    const text = `{ a: 'x', "b": "y", c: 'it\\'s', d: "it's" }`;
    assert.equal(formatted(text, { quotes: "double" }), `{ a: "x", "b": "y", c: 'it\\'s', d: "it's" }`);
    assert.equal(formatted(text, { quotes: "single" }), `{ a: 'x', 'b': 'y', c: 'it\\'s', d: "it's" }`);
  });

  it("quotes of keys", () => {
    assert.equal(formatted("{ a: 1, 'b-c': 2, \"d\": 3 }", { keys: "unquoted" }), "{ a: 1, 'b-c': 2, d: 3 }");
    assert.equal(formatted("{ a: 1, 'b': 2 }", { keys: "quoted" }), "{ \"a\": 1, 'b': 2 }");
  });

  it("trailing commas", () => {
    assert.equal(
      formatted("{\na: 1, // x\nb: [1] // y\n}", { trailingCommas: "add" }),
      "{\n  a: 1, // x\n  b: [1], // y\n}",
    );
    assert.equal(formatted("{\na: [1,],\n}", { trailingCommas: "remove" }), "{\n  a: [1]\n}");
  });
});

const styles: readonly Partial<FormatOptions>[] = [
  {},
  { quotes: "double", keys: "quoted", trailingCommas: "remove" },
  { quotes: "single", keys: "unquoted", trailingCommas: "add" },
];

describe("nothing is lost", () => {
  it("of the examples", () => {
    for (const name of exampleNames) {
      for (const style of styles) check(example(name), style);
    }
  });

  it("of 10,000 generated texts, sound ones and others", () => {
    for (const [texts, numRuns] of [
      [document, 6000],
      [broken, 3000],
      [rubble, 1000],
    ] as const)
      fc.assert(
        fc.property(texts, fc.constantFrom(...styles), (text, style) => check(text, style)),
        { numRuns },
      );
  });
});
