// Minimal edits: what they change, and that everything else stays.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  addProperty,
  applyEdits,
  type Edit,
  type Json,
  removeMember,
  renameKey,
  replaceValue,
  styleOf,
} from "../../../src/json5/edits";
import { parse } from "../../../src/json5/parser";
import {
  find,
  findProperty,
  forEachContainer,
  get,
  indexIn,
  keyNode,
  type Node,
  type Path,
  pathOf,
  toValue,
} from "../../../src/json5/tree";
import { example, including } from "../support";
import { document as documents } from "./documents";

function object(text: string, path: Path): Node {
  const node = find(parse(text).root, path);
  assert.ok(node);
  return node;
}

const add = (text: string, path: Path, name: string, value: Json) =>
  applyEdits(text, addProperty(parse(text), object(text, path), name, value));
const remove = (text: string, path: Path, name: string) => {
  const property = findProperty(object(text, path), name);
  assert.ok(property);
  return applyEdits(text, removeMember(parse(text), property));
};

describe("addProperty", () => {
  const cases: readonly [text: string, expected: string][] = [
    ["{}", "{ n: 1 }"],
    ["{ a: 0 }", "{ a: 0, n: 1 }"],
    ["{ a: 0, }", "{ a: 0, n: 1 }"],
    ["{\n  a: 0\n}", "{\n  a: 0,\n  n: 1\n}"],
    ["{\n  a: 0,\n}", "{\n  a: 0,\n  n: 1,\n}"],
    ["{\r\n\t'a': 0\r\n}", "{\r\n\t'a': 0,\r\n\t'n': 1\r\n}"],
    ['{\n    "a": 0 // why\n}', '{\n    "a": 0, // why\n    "n": 1\n}'],
    ["{\n  a: 0, /* x */ // y\n}", "{\n  a: 0, /* x */ // y\n  n: 1,\n}"],
    ["{\n  // nothing yet\n}", "{\n  // nothing yet\n  n: 1,\n}"],
    ["{\n}", "{\n  n: 1,\n}"],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.equal(add(text, [], "n", 1), expected));

  it("writes nested data in the style around it", () => {
    const text = '{\n  "a": {\n    "b": \'x\',\n    "c": \'y\',\n  },\n}';
    assert.equal(
      add(text, ["a"], "it's", { list: ["z"], more: { deep: true } }),
      '{\n  "a": {\n    "b": \'x\',\n    "c": \'y\',\n    "it\'s": {\n      "list": [\'z\'],\n      "more": {\n        "deep": true,\n      },\n    },\n  },\n}',
    );
  });
});

describe("removeMember", () => {
  const cases: readonly [text: string, expected: string][] = [
    ["{ x: 1 }", "{ }"],
    ["{ a: 0, x: 1 }", "{ a: 0 }"],
    ["{ x: 1, b: 2 }", "{ b: 2 }"],
    ["{ a: 0, x: 1, b: 2 }", "{ a: 0, b: 2 }"],
    ["{\n  a: 0,\n  x: 1,\n  b: 2,\n}", "{\n  a: 0,\n  b: 2,\n}"],
    ["{\n  a: 0,\n  x: 1\n}", "{\n  a: 0\n}"],
    ["{\r\n  x: 1,\r\n  b: 2\r\n}", "{\r\n  b: 2\r\n}"],
    ["{\n  a: 0,\n  x: 1, // why\n  b: 2,\n}", "{\n  a: 0,\n  // why\n  b: 2,\n}"],
    ["{\n  a: 0,\n  x: {\n    y: [],\n  },\n}", "{\n  a: 0,\n}"],
    ["{ a: 0, /* before */ x: 1 /* after */, b: 2 }", "{ a: 0, /* before */ /* after */ b: 2 }"],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.equal(remove(text, [], "x"), expected));
});

describe("renameKey and replaceValue", () => {
  it("keep the quotes that were there", () => {
    const text = "{ 'one': \"x\", two: 'y', three: 3 }";
    const document = parse(text);
    const key = (name: string) => keyNode(findProperty(document.root, name) as Node) as Node;
    assert.equal(applyEdits(text, renameKey(document, key("one"), "uno")), "{ 'uno': \"x\", two: 'y', three: 3 }");
    assert.equal(applyEdits(text, renameKey(document, key("two"), "d-o")), "{ 'one': \"x\", \"d-o\": 'y', three: 3 }");
    assert.equal(
      applyEdits(text, replaceValue(document, find(document.root, ["two"]) as Node, 'it"s')),
      "{ 'one': \"x\", two: 'it\"s', three: 3 }",
    );
    assert.equal(
      applyEdits(text, replaceValue(document, find(document.root, ["three"]) as Node, ["a", 1])),
      "{ 'one': \"x\", two: 'y', three: [\"a\", 1] }",
    );
  });
});

describe("any edit of any document", () => {
  const objectsOf = (text: string): Node[] => {
    const objects: Node[] = [];
    forEachContainer(parse(text).root, (node) => {
      if (node.type === "object") objects.push(node);
    });
    return objects;
  };
  const comments = (text: string) =>
    parse(text).comments.map(({ offset, length }) => text.slice(offset, offset + length));

  it("gives a sound document that says the new thing, and keeps all comments outside what it removes", () => {
    const texts = fc.oneof(documents, fc.constantFrom(example("lmstudio"), example("gateway")));
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, which, member) => {
        const objects = objectsOf(text);
        if (objects.length === 0) return;
        const index = which % objects.length;
        const target = objects[index] as Node;
        const added = applyEdits(text, addProperty(parse(text), target, "fresh key", [1]));
        assert.deepEqual(parse(added).problems, [], added);
        assert.deepEqual(toValue(objectsOf(added)[index]), { ...(toValue(target) as object), "fresh key": [1] });
        assert.deepEqual(comments(added), comments(text));
        const property = target.children?.[member % (target.children.length || 1)];
        if (!property) return;
        const removed = applyEdits(text, removeMember(parse(text), property));
        assert.deepEqual(parse(removed).problems, [], removed);
        const outside = parse(text).comments.filter(
          ({ offset }) => offset < property.offset || offset >= property.offset + property.length,
        );
        assert.equal(parse(removed).comments.length, outside.length, removed);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("edits of one change", () => {
  /** One after the other from the end on, each on the text as it is then. */
  const oneByOne = (text: string, edits: readonly Edit[]) =>
    [...edits]
      .sort((a, b) => b.offset - a.offset || b.length - a.length)
      .reduce(
        (result, { offset, length, text: put }) => result.slice(0, offset) + put + result.slice(offset + length),
        text,
      );

  it("come to the same as one after the other", () => {
    const gaps = fc.array(fc.record({ gap: fc.nat(3), length: fc.nat(3), text: fc.constantFrom("", "x", "yz") }));
    fc.assert(
      fc.property(gaps, fc.infiniteStream(fc.nat()), (steps, order) => {
        let at = 0;
        const edits = steps.map(({ gap, length, text }) => {
          const offset = at + gap;
          at = offset + length;
          return { offset, length, text };
        });
        const text = "abcdefghijklmnopqrstuvwxyz".repeat(3).slice(0, at + 2);
        const mixed = edits
          .map((edit) => ({ edit, rank: order.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ edit }) => edit);
        assert.equal(applyEdits(text, mixed), oneByOne(text, mixed));
      }),
    );
  });
});

describe("the index of a node among its siblings", () => {
  it("where they stand in the order of the text", () => {
    const list = find(parse(`[${"1, ".repeat(300)}]`).root, []);
    assert.ok(list?.children);
    for (const [index, child] of list.children.entries()) assert.equal(indexIn(list, child), index);
    assert.equal(indexIn(list, list), -1);
    assert.equal(indexIn(undefined, list), -1);
  });

  it("where they come from several files", () => {
    const text = '{ bindings: { $include: ["./b.json5", "./a.json5", "./b.json5"] } }';
    const files = { "a.json5": "[{ x: 1 }, { x: 2 }]", "b.json5": "\n\n\n[{ x: 3 }, { x: 4 }, { x: 5 }]" };
    const list = find(including(text, files).root, ["bindings"]);
    assert.equal(list?.children?.length, 8);
    for (const [index, child] of (list?.children ?? []).entries()) {
      assert.equal(indexIn(list, child), index);
      assert.deepEqual(pathOf(child), ["bindings", index]);
    }
  });
});

describe("a property of a large object", () => {
  const names = Array.from({ length: 200 }, (_, index) => `key${index}`);
  const large = parse(`{ ${names.map((name) => `${name}: 1`).join(", ")}, key7: 2, "__proto__": 3 }`).root;

  it("is found by its name, of those of one name the last", () => {
    for (let round = 0; round < 3; round++) {
      for (const name of names) assert.equal(get(large, name)?.value, name === "key7" ? 2 : 1);
      assert.equal(get(large, "__proto__")?.value, 3);
      assert.equal(get(large, "constructor"), undefined);
      assert.equal(get(large, "toString"), undefined);
    }
  });

  it("that has grown since is found as well", () => {
    const children = large?.children ?? [];
    const [extra] = parse("{ late: 5 }").root?.children ?? [];
    assert.ok(extra);
    children.push(extra);
    assert.equal(get(large, "late")?.value, 5);
    children.pop();
    assert.equal(get(large, "late"), undefined);
  });
});

it("the unit of indentation is that of members, whatever stands in comments", () => {
  const unit = (text: string) => styleOf(parse(text), undefined).indent;
  assert.equal(unit("/*\n * OpenClaw\n * config\n */\n{\n    a: 1,\n}\n"), "    ");
  assert.equal(unit("// a\n   // b\n{\n\t/*\n\t * c\n\t */\n\ta: 1,\n}\n"), "\t");
  assert.equal(unit("{ a: 1 }"), "  ");
  assert.equal(unit("[\n   1,\n]"), "   ");
});
