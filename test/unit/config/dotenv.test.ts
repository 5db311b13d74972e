// `.env` files: the same values as the package that OpenClaw reads them with, in a time that does not run away.
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

describe("texts that are made to take long", () => {
  const shapes: Readonly<Record<string, (size: number) => string>> = {
    "line breaks": (size) => "\n".repeat(size),
    "line breaks and a name": (size) => `${"\n".repeat(size)}A`,
    "names without values": (size) => "A\n".repeat(size / 2),
    "a name and blanks": (size) => `A${" ".repeat(size)}x`,
    "a value and blanks": (size) => `A=${" ".repeat(size)}x${" ".repeat(size)}`,
    "export and line breaks": (size) => `export${"\n".repeat(size)}-`,
    "open quotes": (size) => "A='\nB=\"\nC=`\n".repeat(size / 12),
    "escaped quotes": (size) => `A='${"\\'".repeat(size / 2)}x`,
    "escaped quotes and blanks": (size) => `A='${"\\' x".repeat(size / 4)}'y`,
    "quotes that open lines": (size) => `A=x${"\u2028'a".repeat(size / 3)}`,
    "one long value": (size) => `A='${"x".repeat(size)}`,
    colons: (size) => "A:\n".repeat(size / 3),
  };
  const took = (text: string) => {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      parseDotenv(text);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  for (const [name, shape] of Object.entries(shapes)) {
    it(`${name}: four times the text takes no ten times as long`, () => {
      const seen: string[] = [];
      // A time that grows with its square would be sixteen times as long, whatever else the machine does meanwhile.
      for (let tries = 0; tries < 5; tries++) {
        const [first = 0, last = 0] = [100_000, 400_000].map((size) => took(shape(size)));
        if (last < 10 * Math.max(first, 2)) return;
        seen.push(`${first} ms, then ${last} ms`);
      }
      assert.fail(seen.join("; "));
    });
  }
});
