// How includes are merged, which are refused, and that every node still knows its file.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { diskFiles } from "../../../src/config/diskFiles";
import { originOf, sourceOf, variablesOf } from "../../../src/config/merged";
import { resolveSteps, variableSpan } from "../../../src/config/resolve";
import { surroundingsOf } from "../../../src/config/surroundings";
import { parse } from "../../../src/json5/parser";
import { find, type Node, pathOf, toValue } from "../../../src/json5/tree";
import { config, configPath, including, summariesOf, surroundings } from "../support";

const merged = (text: string, files: Record<string, string>) => toValue(including(text, files).root);
const failures = (text: string, files: Record<string, string>) =>
  including(text, files)
    .resolved.inclusions.filter(({ failure }) => failure)
    .map(({ failure, node }) => `${failure} at ${String(node.value)}`);

describe("what an include stands for", () => {
  const files = {
    "a.json5": "{ x: 1, list: [1, 2], inner: { a: 1, both: 'a' } }",
    "b.json5": "{ x: 2, list: [3], inner: { b: 2, both: 'b' } }",
    "list.json5": "[1, { $include: './a.json5' }]",
    "number.json5": "42",
    "sub/outer.json5": "{ $include: './inner.json5', own: true }",
    "sub/inner.json5": "{ deep: true }",
  };

  it("one file: its content, whatever it is", () => {
    assert.deepEqual(merged("{ n: { $include: './number.json5' } }", files), { n: 42 });
    assert.deepEqual(merged("{ $include: 'a.json5' }", files), {
      x: 1,
      list: [1, 2],
      inner: { a: 1, both: "a" },
    });
  });

  it("several: merged in their order, lists one behind the other", () => {
    assert.deepEqual(merged("{ $include: ['./a.json5', './b.json5'] }", files), {
      x: 2,
      list: [1, 2, 3],
      inner: { a: 1, both: "b", b: 2 },
    });
    assert.deepEqual(merged("{ k: { $include: [] } }", files), { k: {} });
    assert.deepEqual(merged("{ k: { $include: ['./list.json5', './list.json5'] } }", files), {
      k: [1, merged("{ $include: 'a.json5' }", files), 1, merged("{ $include: 'a.json5' }", files)],
    });
  });

  it("keys beside it win, wherever they stand", () => {
    for (const text of [
      "{ x: 9, $include: './a.json5', inner: { a: 3 } }",
      "{ inner: { a: 3 }, x: 9, $include: './a.json5' }",
    ])
      assert.deepEqual(merged(text, files), { x: 9, list: [1, 2], inner: { a: 3, both: "a" } });
    assert.deepEqual(merged("{ list: [0], $include: './a.json5', inner: null }", files), {
      x: 1,
      list: [1, 2, 0],
      inner: null,
    });
  });

  it("files include files, from where they are", () => {
    assert.deepEqual(merged("{ $include: './sub/outer.json5' }", files), { deep: true, own: true });
  });

  it("of keys written twice the last counts, and the prototype is nobody's", () => {
    assert.deepEqual(
      merged("{ a: { $include: './twice.json5', y: 1 } }", {
        "twice.json5": "{ x: 1, x: 2, constructor: 3, __proto__: 4 }",
      }),
      { a: { x: 2, y: 1 } },
    );
  });
});

describe("what is refused", () => {
  it("each for its reason", () => {
    assert.deepEqual(failures("{ a: { $include: 5 } }", {}), ["bad-value at 5"]);
    assert.deepEqual(failures("{ a: { $include: ['x', 5] } }", { x: "{}" }), ["bad-value at 5"]);
    assert.deepEqual(failures("{ a: { $include: '../x' } }", {}), ["outside at ../x"]);
    assert.deepEqual(failures("{ a: { $include: '/etc/passwd' } }", {}), ["outside at /etc/passwd"]);
    assert.deepEqual(failures("{ a: { $include: 'x\\0' } }", {}), ["bad-path at x\0"]);
    assert.deepEqual(failures(`{ a: { $include: '${"x".repeat(5000)}' } }`, {}).length, 1);
    assert.deepEqual(failures("{ a: { $include: 'x' } }", { x: "missing" }), ["missing at x"]);
    assert.deepEqual(failures("{ a: { $include: 'x' } }", { x: "unsafe" }), ["unsafe at x"]);
    assert.deepEqual(failures("{ a: { $include: 'x' } }", { x: "{ a: " }), ["broken at x"]);
    assert.deepEqual(failures("{ a: { $include: 'x', b: 1 } }", { x: "[1]" }), ["siblings at $include"]);
    assert.deepEqual(failures("{ a: { $include: './openclaw.json' } }", {}), ["circular at ./openclaw.json"]);
    assert.deepEqual(failures("{ $include: 'x' }", { x: "{ $include: 'y' }", y: "{ $include: 'x' }" }), [
      "circular at x",
    ]);
  });

  it("files may nest ten deep", () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, index) => [`${index}`, index + 1 < length ? `{ $include: '${index + 1}' }` : "{}"]),
      );
    assert.deepEqual(failures("{ $include: '0' }", chain(10)), []);
    assert.deepEqual(failures("{ $include: '0' }", chain(11)), ["too-deep at 10"]);
  });

  it("files that multiply end somewhere", () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `${index}`,
        index < 9 ? `{ $include: [${`'${index + 1}',`.repeat(9)}] }` : "{ a: 1 }",
      ]),
    );
    assert.ok(including("{ $include: '0' }", files).resolved.inclusions.length <= 5000);
  });

  it("files that are deep only together are no reason to fall", () => {
    const deep = (inner: string) => `${'{"a":'.repeat(990)}${inner}${"}".repeat(990)}`;
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`${index}`, deep(index < 9 ? `{"$include":"${index + 1}"}` : "1")]),
    );
    const document = including('{ plugins: { $include: "0" } }', files);
    // What is deeper than any text may be is taken in no more.
    let depth = 0;
    for (let node = document.root; node; node = node.children?.at(-1)) depth++;
    assert.ok(depth > 1000 && depth < 5000, String(depth));
    assert.equal(document.resolved.inclusions.length, 2);
    assert.deepEqual(summariesOf(document), ['schema/unknown-key at "\\"a\\"" in 0']);
  });

  it("a file that is included twice is told off once", () => {
    assert.deepEqual(
      summariesOf(
        including("{ gateway: { $include: ['./a', './a'] }, $include: './b' }", { a: "{ x: 1, x: 2 }", b: "{}" }),
      ),
      ['syntax/duplicate-key at "x" in a', 'schema/unknown-key at "x" in a'],
    );
    assert.deepEqual(
      summariesOf(
        including("{ gateway: { $include: './a' }, models: { $include: './a' } }", {
          a: "{ $include: './no' }",
          no: "missing",
        }),
      ),
      ["config/include-missing at \"'./no'\" in a"],
    );
  });

  it("of what a refused include would bring nothing is said, of the rest all", () => {
    assert.deepEqual(
      summariesOf(including("{ gatewy: 1, models: { $include: './none', mod: 1 } }", { none: "missing" })),
      ['schema/unknown-key at "gatewy"', "config/include-missing at \"'./none'\""],
    );
  });
});

describe("where nodes come from", () => {
  const document = including("{ models: { $include: './m.json5', mode: 'merge' }, $include: './g.json5' }", {
    "m.json5": "{ providers: { mine: { models: [] } }, mode: 'replace' }",
    "g.json5": "{ gateway: { mode: 'nope' } }",
  });
  const at = (...steps: string[]): Node => {
    const node = find(document.root, steps);
    assert.ok(node);
    return node;
  };
  const name = (node: Node) => path.basename(sourceOf(node)?.path ?? "");

  it("each knows its file", () => {
    assert.equal(name(at("models", "providers")), "m.json5");
    assert.equal(name(at("models", "mode")), path.basename(configPath));
    assert.equal(name(at("models")), path.basename(configPath));
    assert.equal(name(at("gateway", "mode")), "g.json5");
    assert.deepEqual(pathOf(at("models", "providers", "mine")), ["models", "providers", "mine"]);
  });

  it("and the way back leads to the config", () => {
    const origin = originOf(at("models", "providers", "mine"));
    assert.equal(document.inConfig(origin), at("models", "providers", "mine"));
    const overridden = find(document.file(path.join(path.dirname(configPath), "m.json5"))?.json5.root, ["mode"]);
    assert.ok(overridden);
    assert.equal(document.inConfig(overridden), undefined);
    assert.deepEqual(document.pathInConfig(overridden), ["models", "mode"]);
    assert.equal(document.file("/config/other.json5"), undefined);
  });

  it("findings are shown in their file", () => {
    assert.deepEqual(summariesOf(document).sort(), [
      'config/provider-base-url at "mine" in m.json5',
      "schema/value at \"'nope'\" in g.json5",
    ]);
  });
});

it("a variable is marked where it is written, whatever escapes stand before it", () => {
  const spans = (written: string) => {
    const document = including(`{ ui: { assistant: { name: ${written} } } }`, {}, { X: "x" });
    const node = find(document.root, ["ui", "assistant", "name"]) as Node;
    const start = document.text.indexOf(written);
    return variablesOf(node).map((use) => {
      const { offset, length } = variableSpan(document.source, node, use);
      return [offset - start, written.slice(offset - start, offset - start + length)];
    });
  };
  const x = "${X}";
  assert.deepEqual(spans("'${X}${X}'"), [
    [1, x],
    [5, x],
  ]);
  assert.deepEqual(spans("'\\u0041\\u0041${X} ${X}'"), [
    [13, x],
    [18, x],
  ]);
  assert.deepEqual(spans("'\\x41\\'\\\n${X}\\\r\n${X}\\n${X}'"), [
    [9, x],
    [16, x],
    [22, x],
  ]);
  assert.deepEqual(spans("'$${X}\\u0041${X}'")[1], [12, x]);
  // Where the name itself is escaped, all that stands for it is marked.
  assert.deepEqual(spans("'\\u0024{X}${X}'"), [
    [1, "\\u0024{X}"],
    [10, x],
  ]);
});

describe("a large config", () => {
  const item = (index: number) => `k${index}: { a: '\${A}', b: [1, 2, 3] }`;
  const text = "{ x: { $include: ['./n', './n'] } }";
  const files = { n: `{ ${Array.from({ length: 5000 }, (_, index) => item(index)).join(", ")} }` };

  it("is put together in steps, each of few nodes, and comes to the same", () => {
    const document = including(text, files, { A: "one" });
    const steps = resolveSteps(document.source, document.surroundings);
    let count = 0;
    let next = steps.next();
    for (; !next.done; next = steps.next()) count++;
    // Some 100,000 nodes are copied, 30,000 merged, and 80,000 looked through for 5,000 variables.
    assert.ok(count > 200, `${count} steps`);
    assert.deepEqual(toValue(next.value.root), toValue(document.root));
    const uses = (root: Node | undefined) => variablesOf(find(root, ["x", "k7", "a"]) as Node).map(({ name }) => name);
    assert.deepEqual(uses(next.value.root), ["A"]);
  });

  it("is put together where what stands around it is gathered, not again where the document is made", async () => {
    const source = { path: configPath, json5: parse("{ gateway: { mode: '${MODE}' } }") };
    const host = { environment: { MODE: "local" }, home: "/home/x", files: diskFiles() };
    const around = await surroundingsOf(source, host);
    const document = config(source.json5, { path: configPath, surroundings: around });
    const again = config(source.json5, { path: configPath, surroundings: around });
    assert.equal(document.resolved, again.resolved);
    assert.equal(document.resolved.sources[0], document.source);
    // Of another text nothing was prepared.
    const other = config("{ gateway: { mode: '${MODE}', port: 1 } }", { path: configPath, surroundings: around });
    assert.equal(find(other.root, ["gateway", "port"])?.value, 1);
    assert.equal(other.resolved.sources[0], other.source);
  });
});

it("includes in objects that nest very deep, in one file or along many, come to an end", () => {
  const nested = (levels: number, next: string) =>
    `${`{ $include: "./e.json5", a: `.repeat(levels)}{ ${next} }${"}".repeat(levels)}`;
  const one = config(nested(900, ""), { path: configPath, surroundings: surroundings({ "e.json5": "{}" }) });
  assert.equal(one.root?.type, "object");
  const files = Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`f${i}.json5`, nested(100, i < 9 ? `$include: "./f${i + 1}.json5"` : "")]),
  );
  const many = config(`{ $include: "./f0.json5" }`, {
    path: configPath,
    surroundings: surroundings({ ...files, "e.json5": "{}" }),
  });
  assert.equal(many.root?.type, "object");
});
