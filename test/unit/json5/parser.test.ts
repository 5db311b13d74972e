// The shape of the tree, what is said of broken texts, and how much of them survives.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  findNodeAtLocation,
  findNodeAtOffset,
  getNodePath,
  getNodeValue,
  type Node as JsoncNode,
  parseTree,
} from "jsonc-parser";
import { parse } from "../../../src/json5/parser";
import { type Node, toValue } from "../../../src/json5/tree";
import { example, exampleNames } from "../support";
import { recovery } from "./recovery";

function problems(text: string): string[] {
  return parse(text).problems.map(({ code, offset, length }) => `${code} ${offset}+${length}`);
}

describe("the tree", () => {
  it("has the shape that jsonc-parser's tree has of the same JSON", () => {
    const text = JSON.stringify(
      { a: [1, "two", { three: null }], b: { c: true, "d/e": -1.5e3 }, f: [], g: {} },
      null,
      2,
    );
    const plain = (node: Node | JsoncNode | undefined): unknown =>
      node && {
        type: node.type,
        offset: node.offset,
        length: node.length,
        value: node.value,
        colonOffset: node.colonOffset,
        children: node.children?.map(plain),
      };
    assert.deepEqual(plain(parse(text).root), plain(parseTree(text)));
  });

  it("is understood by jsonc-parser's navigation", () => {
    const text = "// note\n{ agents: { 'list': [{ id: 'main' }, { id: `x` }] }, port: 0x10 }".replaceAll("`", "'");
    const root = parse(text).root as JsoncNode;
    const second = findNodeAtLocation(root, ["agents", "list", 1, "id"]);
    assert.equal(second?.value, "x");
    assert.deepEqual(getNodePath(second as JsoncNode), ["agents", "list", 1, "id"]);
    assert.equal(findNodeAtOffset(root, text.indexOf("main"))?.value, "main");
    assert.deepEqual(structuredClone(getNodeValue(root)), {
      agents: { list: [{ id: "main" }, { id: "x" }] },
      port: 16,
    });
  });

  it("keeps every comment with its place", () => {
    const text = "/* a */ { // b\n x: 1 /* c\n */, // d\n }\n// e";
    const { comments } = parse(text);
    assert.deepEqual(
      comments.map(({ offset, length }) => text.slice(offset, offset + length)),
      ["/* a */", "// b", "/* c\n */", "// d", "// e"],
    );
  });

  it("counts in UTF-16 code units behind a byte-order mark, CRLF, U+2028 and astral characters", () => {
    const text = "\ufeff{\r\n 'a\u2028b': \"😀\",\u2029 n: 1 }";
    const { root, problems: none } = parse(text);
    assert.deepEqual(none, []);
    const value = root?.children?.[1]?.children?.[1];
    assert.equal(text.slice(value?.offset, (value?.offset ?? 0) + (value?.length ?? 0)), "1");
  });
});

describe("problems", () => {
  const cases: readonly [text: string, ...expected: string[]][] = [
    ["", "syntax/empty 0+0"],
    ["  // only this", "syntax/empty 0+1"],
    ["{a:1 b:2}", "syntax/expected-comma 3+1"],
    ["{a 1}", "syntax/expected-colon 1+1"],
    ["{a:, b:1}", "syntax/expected-value 2+1"],
    ["{:1}", "syntax/expected-key 1+1"],
    ["{a:1,,b:2}", "syntax/expected-key 5+1"],
    ["[1,,2]", "syntax/expected-value 3+1"],
    ["{a:[1,2}", "syntax/expected-close 3+1"],
    ["{a:1}}", "syntax/unexpected-token 5+1"],
    ["a:1}", "syntax/expected-open 0+1"],
    ["{a:tru}", "syntax/invalid-value 3+3"],
    ["{a:01}", "syntax/invalid-number 3+2"],
    ["{a:'\\1'}", "syntax/invalid-escape 4+2"],
    ["{a:'x\n}", "syntax/unterminated-string 3+2"],
    ["{a:1 /* }", "syntax/expected-close 0+1", "syntax/unterminated-comment 5+2"],
    ["{} {}", "syntax/trailing-content 3+1"],
    ["{a:#}", "syntax/invalid-character 3+1"],
    ["hello world", "syntax/invalid-value 0+5", "syntax/trailing-content 6+5"],
  ];
  for (const [text, ...expected] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(problems(text), expected));
  }

  it("100,000 brackets end in one clear problem", () => {
    for (const text of ["[".repeat(100_000), "{a:".repeat(100_000), "[".repeat(100_000) + "]".repeat(100_000)]) {
      assert.deepEqual(
        parse(text).problems.map(({ code, params }) => `${code} ${params.limit}`),
        ["syntax/too-deep 1000"],
      );
    }
  });

  it("a half-typed key or value does not swallow what follows", () => {
    const typed = "{\n  agents: {\n    defaults: {},\n    na\n  },\n  gateway:\n  models: { mode: 'merge' },\n}";
    const { root, problems: found } = parse(typed);
    assert.equal(found.length, 2);
    assert.deepEqual(toValue(root), {
      agents: { defaults: {}, na: undefined },
      gateway: undefined,
      models: { mode: "merge" },
    });
  });

  it("a string left open ends with its line, and its closing brackets stay brackets", () => {
    const { root } = parse('{ a: { b: "x }, \n c: 1 }');
    assert.deepEqual(toValue(root), { a: { b: "x" }, c: 1 });
  });

  it("a megabyte of rubbish ends with problems, and ends", () => {
    for (const text of [
      "{[".repeat(300_000),
      "}".repeat(500_000),
      "a:".repeat(300_000),
      '"'.repeat(500_000),
      "\u0000\u0001".repeat(400_000),
      "{a:1,".repeat(900) + "b".repeat(1_000_000),
    ]) {
      assert.ok(parse(text).problems.length > 0);
    }
  });
});

describe("recovery", () => {
  for (const edit of ["delete", "double"] as const) {
    it(`${edit} any one token of the examples: at most two problems, at least 95 % of the tree`, (context) => {
      let cases = 0;
      let survive = 0;
      let samePath = 0;
      for (const name of [...exampleNames, "gateway"]) {
        const result = recovery(example(name), edit);
        assert.deepEqual(result.overTwo, [], `${name}: more than two problems`);
        cases += result.cases;
        survive += result.survive * result.cases;
        samePath += result.samePath * result.cases;
      }
      const share = (sum: number) => `${((100 * sum) / cases).toFixed(2)} %`;
      context.diagnostic(`${cases} texts: ${share(survive)} of the nodes survive, ${share(samePath)} at the same path`);
      assert.ok(survive / cases >= 0.95);
      assert.ok(samePath / cases >= 0.9);
    });
  }
});
