// Expressions of schemas: on which texts they are tried, and that a quicker one takes the same texts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parse } from "../../../src/json5/parser";
import { SchemaRoot } from "../../../src/schema/compile";
import { maxLengthFor } from "../../../src/schema/patterns";
import { repair } from "../../../src/schema/repair";
import { isValid } from "../../../src/schema/validate";
import { releases } from "../support";

function patternsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  if ("pattern" in value && typeof value.pattern === "string") found.add(value.pattern);
  if ("patternProperties" in value) for (const each of Object.keys(value.patternProperties as object)) found.add(each);
  for (const child of Object.values(value)) patternsIn(child, found);
  return found;
}

const slow = "^\\s*[^a-z0-9]*[a-z0-9]+(?:[^a-z0-9]+[a-z0-9]+)?[^a-z0-9]*\\s*$";

describe("how long a text may be that an expression is tried on", () => {
  it("does not matter for any expression of the bundled releases", () => {
    const all = new Set([...releases.values()].flatMap(({ schema }) => [...patternsIn(schema.source)]));
    assert.ok(all.size > 40);
    assert.deepEqual(
      [...all].filter((pattern) => maxLengthFor(pattern) !== Number.POSITIVE_INFINITY),
      [],
    );
  });

  const infinite = Number.POSITIVE_INFINITY;
  const cases: readonly (readonly [pattern: string, length: number])[] = [
    ["^[a-z]+$", infinite],
    ["^(?:ab)?c*$", infinite],
    ["^a*(?:b|c*)$", 1000],
    ["^(?:a*x|b*y)$", infinite],
    ["^a{1,5000}$", infinite],
    ["^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$", infinite],
    ["[?#]", infinite],
    ["a+$", 1000],
    ["^a*a*$", 1000],
    ["^a*a*a*$", 1000],
    ["^a*b*c*d*$", 150],
    ["^a*b*c*d*e*$", 60],
    ["^a*b*c*d*e*f*$", 20],
    ["^(a+)+$", 20],
    ["^(a|a)*$", 20],
    ["^(a{1,9}){1,9000}$", 20],
    ["^(a)\\1*$", 20],
    ["^(?<=a)b$", 20],
    ["^(?<name>a)$", 20],
    ["^(?=a*$)(?!b*$)c+$", infinite],
    ["^c+(?=a*$)", 1000],
    ["^[a\\]+]*$", infinite],
    ["^\\p{Lu}+$", infinite],
    ["^a)", 20],
  ];
  for (const [pattern, length] of cases) it(pattern, () => assert.equal(maxLengthFor(pattern), length));

  it("what is too long is taken to meet it, as a value and as a key", () => {
    const schema = new SchemaRoot({
      type: "object",
      properties: { text: { type: "string", pattern: "^(a+)+$" } },
      patternProperties: { "^(b+)+$": { type: "string" } },
      additionalProperties: false,
    });
    const valid = (text: string) => {
      const { root } = parse(text);
      return root !== undefined && isValid(root, schema.schema);
    };
    assert.equal(valid(`{ text: "${"a".repeat(10)}c" }`), false);
    assert.equal(valid(`{ text: "${"a".repeat(50_000)}c" }`), true);
    assert.equal(valid('{ bbbc: "x" }'), false);
    assert.equal(valid("{ bbb: 1 }"), false);
    assert.equal(valid(`{ ${"b".repeat(50_000)}c: 1 }`), true);
  });
});

describe("the expression of names to wake by", () => {
  const mended = repair({ properties: { a: { type: "string", pattern: slow } } }) as {
    properties: { a: { pattern: string } };
  };
  const quick = new RegExp(mended.properties.a.pattern, "u");
  const before = new RegExp(slow, "u");

  it("is put in another way", () => assert.notEqual(mended.properties.a.pattern, slow));

  it("takes the same texts", () => {
    const character = fc.constantFrom("a", "0", "z", " ", "\t", "\n", "\u2003", "A", "-", "é", "𝒳", "\ud800");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 24 }), (characters) => {
        const text = characters.join("");
        assert.equal(quick.test(text), before.test(text), JSON.stringify(text));
      }),
      { numRuns: 5000 },
    );
  });
});
