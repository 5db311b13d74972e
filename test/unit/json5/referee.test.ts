// The `json5` package is the referee: same verdict and same value on every text.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import JSON5 from "json5";
import { parse } from "../../../src/json5/parser";
import { toValue } from "../../../src/json5/tree";
import { broken, document, rubble } from "./documents";

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** How many documents in all; 100,000 in a CI run. */
const runs = Number(process.env.FUZZ_RUNS ?? 100_000);

interface Verdict {
  readonly accepted: boolean;
  readonly value?: unknown;
}

function referee(text: string): Verdict {
  const { warn } = console;
  console.warn = () => {};
  try {
    return { accepted: true, value: JSON5.parse(text) as unknown };
  } catch {
    return { accepted: false };
  } finally {
    console.warn = warn;
  }
}

function ours(text: string): Verdict {
  const { root, problems } = parse(text);
  return problems.length > 0 ? { accepted: false } : { accepted: true, value: toValue(root) };
}

function check(text: string): void {
  assert.deepEqual(ours(text), referee(text), JSON.stringify(text));
}

describe("the verdict of the json5 package", () => {
  const shares: readonly [string, fc.Arbitrary<string>, number][] = [
    ["generated", document, 0.35],
    ["mutated", broken, 0.45],
    ["random", rubble, 0.2],
  ];
  for (const [name, texts, share] of shares) {
    const numRuns = Math.ceil(runs * share);
    it(`${numRuns} ${name} texts, seed ${seed}`, () => {
      fc.assert(fc.property(texts, check), { numRuns, seed });
    });
  }

  it("the corners of the grammar", () => {
    for (const text of [
      "",
      " ",
      "\ufeff{}",
      "{}\ufeff",
      "// only a comment",
      "/* open",
      "/",
      "{//}\n}",
      "[,]",
      "{,}",
      "[1,,2]",
      "{a}",
      "{a:}",
      "{:1}",
      "{1:1}",
      "{+Infinity:1}",
      "{-NaN:1}",
      "01",
      "-01",
      "1.2.3",
      "0x",
      "0xg",
      "1e",
      "1e+",
      ".",
      "+",
      "- 1",
      "+.5",
      "5.",
      "1_0",
      "0b1",
      "--1",
      "Infinit",
      "nul",
      "nulll",
      "True",
      "\\u006eull",
      "{\\u0061:1}",
      "{\\u0031:1}",
      "{a\\u0031:1}",
      "{a\\x61:1}",
      "'\\01'",
      "'\\1'",
      "'\\x4'",
      "'\\u12'",
      "'a\nb'",
      "'a\\\r\nb'",
      "'\u2028'",
      "'a",
      "'a\\",
      "{}{}",
      "1 2",
      "{a:1 b:2}",
      "[1 2]",
      "{a:1,a:2}",
      "{__proto__:1}",
      "{'__proto__':{a:1}}",
      "[1]]",
      "{a:1}}",
      "[}",
      "{]",
      "{\ud835\udc9c:1}",
      "{\ud835:1}",
      "'\ud800'",
      "\u200ca",
      "{\u200ca:1}",
      "[\u00a01\u2003]",
      "\u0085",
      "\u180e1",
      "{a:\u20281}",
      "NaN",
      "-NaN",
      "+Infinity",
      "[-0, 0, -0x0]",
      "\u0000",
      "{a\u0000:1}",
      "'\u0000'",
      "`a`",
      "{a=1}",
      "undefined",
    ])
      check(text);
  });
});
