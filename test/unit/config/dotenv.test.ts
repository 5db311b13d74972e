// `.env` files: the same values as the package that OpenClaw reads them with. That their time grows no faster than they do is held by test/growth.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "dotenv";
import { parseDotenv } from "../../../src/config/dotenv";

const ours = (text: string) => Object.fromEntries(parseDotenv(text));

/** The same numbers each time. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("the same values as dotenv's", () => {
  it("of what people write", () => {
    for (const text of [
      "A=1\nB = two words # comment\nexport C='q # q'\nD=\"l1\\nl2\"\n",
      "A='multi\nline'\nB=`x`#c\r\nC=\rD: yaml\nE:x\n# F=1\n  G=  \n",
      "A='it\\'s' # x\nB='a' b\nC=\"open\nD='x' 'y'\n",
      "\uFEFFA=1\nexport = 2\nexport\n\nB=3\n.dots-and=ok\nA=4",
      "A=x\u2028'b'\nB=\n'c'\n__proto__=1\nconstructor=2",
      "",
    ])
      assert.deepEqual(ours(text), { ...parse(text) }, JSON.stringify(text));
  });

  it("of 200,000 texts made at random", () => {
    const parts =
      "A|B|a.b|-|export|export |=|=|=|:|: |'|'|\"|\"|`|\\|\\'|\\\"|\\n|#| |  |\t|\n|\n|\r|\r\n|\u2028|x|y z|$|\uFEFF|__proto__".split(
        "|",
      );
    const next = random(20_260_906);
    for (let run = 0; run < 200_000; run++) {
      const text = Array.from({ length: 1 + next(14) }, () => parts[next(parts.length)]).join("");
      const expected = parse(text);
      const found = ours(text);
      if (JSON.stringify(found) !== JSON.stringify(expected))
        assert.deepEqual(found, { ...expected }, JSON.stringify(text));
    }
  });
});
