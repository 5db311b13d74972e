// Minimal edits: what they change, and that everything else stays.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addProperty, applyEdits, type Json, removeMember, renameKey, replaceValue } from "../../../src/json5/edits";
import { parse } from "../../../src/json5/parser";
import { find, findProperty, forEachContainer, keyNode, type Node, type Path, toValue } from "../../../src/json5/tree";
import { example } from "../support";
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
