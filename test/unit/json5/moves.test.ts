// Moving members about in a text: the value, its comments and the style of both places.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import json5 from "json5";
import { append, cut, drop, emptied, paste, pasteValue } from "../../../src/json5/moves";
import { parse } from "../../../src/json5/parser";
import { find, type Path } from "../../../src/json5/tree";
import { document as documents } from "./documents";

function property(text: string, path: Path) {
  const document = parse(text);
  const node = find(document.root, path)?.parent;
  assert.ok(node);
  return { document, node };
}

/** The text with a member moved. */
function move(text: string, from: Path, to: Path): string | undefined {
  const { document, node } = property(text, from);
  const taken = cut(document, node, emptied(node, to));
  return paste(taken.text, to, taken.piece);
}

describe("a moved property", () => {
  const cases: readonly [text: string, from: string, to: string, result: string | undefined][] = [
    ["{ a: 1, b: 2 }", "a", "c", "{ b: 2, c: 1 }"],
    ["{ a: 1 }", "a", "b.c", "{ b: { c: 1 } }"],
    ["{ a: { x: 1 }, b: {} }", "a.x", "b.x", "{ b: { x: 1 } }"],
    ["{ a: { x: 1 }, b: { y: 2, } }", "a.x", "b.x", "{ b: { y: 2, x: 1 } }"],
    ["{ a: { x: 1 }, b: 5 }", "a.x", "b.x", undefined],
    ["{ a: 1, b: 2 }", "a", "b", undefined],
    ["{ a: { b: { c: 1 } } }", "a.b.c", "d", "{ d: 1 }"],
    ["{ a: { b: 1, }, c: 2 }", "a.b", "a.x.b", "{ a: { x: { b: 1 } }, c: 2 }"],
    ['{\n\t"a": {\n\t\t"x": {\n\t\t\t"y": 1\n\t\t}\n\t}\n}\n', "a.x", "x", '{\n\t"x": {\n\t\t"y": 1\n\t}\n}\n'],
    [
      '{\n  "a": {\n    "x": 1,\n    "y": 2\n  },\n  "b": {\n    "z": 3\n  }\n}\n',
      "a.y",
      "b.y",
      '{\n  "a": {\n    "x": 1\n  },\n  "b": {\n    "z": 3,\n    "y": 2\n  }\n}\n',
    ],
    [
      "{\n  // of a\n  a: 1, // one\n\n  // of b\n  b: { z: 0 }, // two\n}\n",
      "a",
      "b.a",
      "{\n\n  // of b\n  b: { z: 0,\n    // of a\n    a: 1 // one\n  }, // two\n}\n",
    ],
    [
      "{\n  s: {\n    // inner\n    x: [\n      1, // first\n    ],\n  },\n}\n",
      "s.x",
      "x",
      "{\n  // inner\n  x: [\n    1, // first\n  ],\n}\n",
    ],
    // The second line of a text is no indentation.
    ["{ a: 'one\\\n    two', b: {} }", "a", "b.a", "{ b: {\n  a: 'one\\\n    two'\n} }"],
    [
      "{\r\n  a: 1,\r\n  b: {\r\n    c: 2,\r\n  },\r\n}\r\n",
      "a",
      "b.a",
      "{\r\n  b: {\r\n    c: 2,\r\n    a: 1,\r\n  },\r\n}\r\n",
    ],
  ];
  for (const [text, from, to, result] of cases)
    it(`${JSON.stringify(text)}: ${from} to ${to}`, () =>
      assert.equal(move(text, from.split("."), to.split(".")), result));
});

describe("a dropped member", () => {
  it("leaves its comments", () => {
    const text = "{\n  // of a\n  a: { x: 1 /* deep */ }, // behind\n  b: 2,\n}\n";
    const { document, node } = property(text, ["a"]);
    assert.equal(drop(document, node), "{\n  // of a\n  /* deep */\n  // behind\n  b: 2,\n}\n");
  });

  it("leaves them in a line, too", () => {
    const cases = [
      ["{ a: 1, b: 2 /* of b */ }", "b", "{ a: 1 /* of b */ }"],
      ["{ a: 1 /* of a */, b: 2 }", "a", "{ /* of a */ b: 2 }"],
      ["{a:1/* of a */}", "a", "{ /* of a */ }"],
    ] as const;
    for (const [text, name, result] of cases) {
      const { document, node } = property(text, [name]);
      assert.equal(drop(document, node), result);
    }
  });

  it("goes with its line and its comma", () => {
    const { document, node } = property('{\n  "a": 1,\n  "b": 2\n}', ["b"]);
    assert.equal(drop(document, node), '{\n  "a": 1\n}');
  });
});

it("an element goes to the end of another list", () => {
  const text = "{ a: [{ x: 1 }, { y: 2 }], b: [ 0 ] }";
  const document = parse(text);
  const element = find(document.root, ["a", 0]);
  assert.ok(element);
  const { text: rest, piece } = cut(document, element);
  assert.equal(append(rest, ["b"], piece), "{ a: [{ y: 2 }], b: [ 0, { x: 1 } ] }");
  assert.equal(append(rest, ["a", 0], piece), undefined);
});

it("plain values take the style of their place", () => {
  assert.equal(pasteValue("{ 'a': { 'b': 1 } }", ["a", "c"], "x"), "{ 'a': { 'b': 1, 'c': 'x' } }");
  assert.equal(pasteValue("{}", ["a", "b"], true), "{\n  a: {\n    b: true,\n  },\n}");
});

it("no value is changed and no comment is lost, wherever it goes", () => {
  const commentsOf = (text: string) =>
    parse(text)
      .comments.map(({ offset, length }) =>
        text
          .slice(offset, offset + length)
          .replace(/\s+/g, " ")
          .trim(),
      )
      .sort();
  fc.assert(
    fc.property(documents, (inner) => {
      const text = `{ // head\n  from: { it: ${inner}\n , /* in */ },\n  to: {}, // tail\n}`;
      if (parse(text).problems.length > 0) return;
      const moved = move(text, ["from", "it"], ["to", "here"]);
      assert.ok(moved !== undefined);
      const [before, after] = [json5.parse(text), json5.parse(moved)];
      assert.deepEqual(after.to.here, before.from.it);
      assert.deepEqual(commentsOf(moved), commentsOf(text));
    }),
    { numRuns: 500 },
  );
});

it("nothing but the member goes, wherever its comments stand", () => {
  fc.assert(
    fc.property(documents, (inner) => {
      const text = `{ // head\n  gone: ${inner}\n , /* in */\n  kept: 1, // tail\n}`;
      if (parse(text).problems.length > 0) return;
      const { document, node } = property(text, ["gone"]);
      const rest = drop(document, node);
      assert.deepEqual(json5.parse(rest), { kept: 1 });
      assert.equal(parse(rest).comments.length, document.comments.length);
    }),
    { numRuns: 500 },
  );
});
