// Items that are the same as one before them, held against comparing each with each.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { parse } from "../../../src/json5/parser";
import { toValue } from "../../../src/json5/tree";
import { repeated } from "../../../src/schema/equality";

function indexesOf(text: string): number[] {
  const items = parse(text).root?.children ?? [];
  return repeated(items).map((item) => items.indexOf(item));
}

describe("items that stand twice", () => {
  it("whatever they are, and however they are written", () => {
    assert.deepEqual(indexesOf("[1, '1', 1.0, true, 'true', null, 'null', 0, -0]"), [2, 8]);
    assert.deepEqual(
      indexesOf("[{ a: 1, b: [2] }, { 'b': [2], a: 1 }, { a: 1, b: ['2'] }, { a: 0, a: 1, b: [2] }]"),
      [1, 3],
    );
    assert.deepEqual(indexesOf("[NaN, NaN, Infinity, -Infinity, Infinity, 'Infinity']"), [4]);
    assert.deepEqual(indexesOf('["a,b", ["a", "b"], ["a,b"], "[1]", [1]]'), []);
  });

  it("as each compared with each", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2, noUnicodeString: true }), { maxLength: 8 }), (values) => {
        const items = parse(JSON.stringify(values)).root?.children ?? [];
        const plain = items.map((item) => toValue(item));
        const same = (a: unknown, b: unknown) => isDeepStrictEqual(a, b) || (a === 0 && b === 0);
        const naive = items.filter((_, index) => plain.slice(0, index).some((each) => same(each, plain[index])));
        assert.deepEqual(repeated(items), naive);
      }),
      { numRuns: 500 },
    );
  });
});
