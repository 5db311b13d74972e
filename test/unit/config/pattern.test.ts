// Patterns of paths: what they match, what a walk visits, and that all who use them mean the same.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ConfigDocument } from "../../../src/config/document";
import { isKnown } from "../../../src/config/known";
import { PathPatterns, pathPattern, rosterKeyOf } from "../../../src/config/pattern";
import { namesForValue } from "../../../src/features/completion/nameOffers";
import { refactoringsAt } from "../../../src/features/editing/refactorings";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { keyDocAt } from "../../../src/features/hover/keyDocs";
import { english } from "../../../src/features/text/translate";
import { get, type Node, type Path, pathOf, valueNode } from "../../../src/json5/tree";
import { migrate } from "../../../src/migrate/migrate";
import { judge } from "../../../src/rules/legacy";
import { select, selectBelow } from "../../../src/rules/rule";
import { config, including, releases } from "../support";

function rootOf(document: ConfigDocument): Node {
  assert.ok(document.root);
  return document.root;
}

/** A path as a text; the root's is empty. */
const textOf = (path: Path) => path.join(".");

/** What a pattern selects, by `select` and in a walk, which must be the same. */
function selected(pattern: string, document: ConfigDocument): string[] {
  const root = rootOf(document);
  const paths = pathPattern(pattern)
    .select(root)
    .map((node) => textOf(pathOf(node)));
  const [walked = []] = new PathPatterns([[pattern]]).match(root, true);
  assert.deepEqual(
    walked.map((node) => textOf(pathOf(node))),
    paths,
    `the walk and the selection differ on ${pattern}`,
  );
  return paths;
}

/** All values of a tree that are known, with everything above them. */
function* knownBelow(node: Node): Iterable<Node> {
  if (!isKnown(node)) return;
  yield node;
  for (const child of node.children ?? []) {
    const value = child.type === "property" ? valueNode(child) : child;
    if (value) yield* knownBelow(value);
  }
}

describe("a path and a pattern", () => {
  const table: readonly (readonly [pattern: string, path: Path, matches: boolean, leadsThrough: boolean])[] = [
    ["", [], true, true],
    ["", ["agents"], false, false],
    ["gateway", [], false, true],
    ["gateway", ["gateway"], true, true],
    ["gateway", ["gateways"], false, false],
    ["gateway.port", ["gateway"], false, true],
    ["gateway.port", ["gateway", "port"], true, true],
    ["gateway.port", ["gateway", "port", "x"], false, false],
    ["models.providers.*.models.*.id", ["models", "providers", "a.b", "models", 0, "id"], true, true],
    ["models.providers.*.models.*.id", ["models", "providers", "a", "models", 0], false, true],
    ["models.providers.*.models.*.id", ["models", "providers", "a", "models", 0, "name"], false, false],
    ["broadcast.*.*", ["broadcast", "x", 2], true, true],
    ["broadcast.*.*", ["broadcast", "x", "agents", 1], false, false],
    ["*", ["anything"], true, true],
    ["*", ["*"], true, true],
    ["bindings.0", ["bindings", 0], false, false],
    ["bindings.0", ["bindings", "0"], true, true],
    ["agents.list.*.model", ["agents", "list", 0, "model"], true, true],
    ["agents.entries.*.model", ["agents", "list", 0, "model"], false, false],
    ["agents.entries.*.model", ["agents", "list"], false, false],
  ];
  for (const [text, path, matches, leadsThrough] of table) {
    it(`${JSON.stringify(text)} and ${JSON.stringify(path)}`, () => {
      const pattern = pathPattern(text);
      assert.equal(pattern.matches(path), matches);
      assert.equal(pattern.leadsThrough(path), leadsThrough);
    });
  }

  it("a text is parsed once", () => {
    assert.equal(pathPattern("a.*.b"), pathPattern("a.*.b"));
    assert.deepEqual(pathPattern("a.*.b").steps, ["a", "*", "b"]);
    assert.equal(pathPattern("a.*.b").text, "a.*.b");
  });

  it("what the stars stand for goes into the stars of another pattern", () => {
    const captured = pathPattern("channels.*.accounts.*.x").captures(["channels", "a", "accounts", 1, "x"]);
    assert.deepEqual(captured, ["a", 1]);
    assert.deepEqual(pathPattern("y.*.z.*").filledWith(["a", 1]), ["y", "a", "z", 1]);
    assert.deepEqual(pathPattern("y.*.*").filledWith(["a"]), ["y", "a", "*"]);
    assert.equal(pathPattern("channels.*.x").captures(["channels", "a", "y"]), undefined);
  });
});

describe("what a pattern selects", () => {
  const cases: readonly (readonly [pattern: string, text: string, paths: readonly string[]])[] = [
    ["", "{ a: 1 }", [""]],
    ["a", "{ a: 1, b: 2 }", ["a"]],
    ["a.*", "{ a: { x: 1, y: [2] } }", ["a.x", "a.y"]],
    ["a.*.*", "{ a: { x: 1, y: [2, 3] } }", ["a.y.0", "a.y.1"]],
    ["a.*.z", "{ a: [{ z: 1 }, {}, { z: 2 }] }", ["a.0.z", "a.2.z"]],
    ["a.b", "{ a: [1] }", []],
    ["a.b.c", "{ a: 'text' }", []],
    ["a.x", "{ a: { x: '${OPENCLAW_JSON5_UNSET}' } }", []],
    ["a.*", "{ a: { x: '${OPENCLAW_JSON5_UNSET}', y: 'z' } }", ["a.y"]],
    ["a.b", "{ a: { $include: './gone.json5', b: 1 } }", []],
    ["a.b", "{ $include: './gone.json5', a: { b: 1 } }", []],
    ["a.*.b", "{ a: [{ b: 1 }, { $include: './gone.json5', b: 2 }] }", ["a.0.b"]],
  ];
  for (const [pattern, text, paths] of cases) {
    it(`${JSON.stringify(pattern)} of ${text}`, () => assert.deepEqual(selected(pattern, config(text)), paths));
  }

  it("of keys written twice the last counts, among few and among many", () => {
    for (const count of [0, 100]) {
      const others = Array.from({ length: count }, (_, index) => `k${index}: {}, `).join("");
      const root = rootOf(config(`{ a: { x: { y: 1 }, ${others}x: { y: 2 } } }`));
      for (const pattern of ["a.x.y", "a.*.y"]) {
        const nodes = pathPattern(pattern).select(root);
        assert.deepEqual(
          nodes.map(({ value }) => value),
          [2],
        );
        assert.deepEqual(new PathPatterns([[pattern]]).match(root, false), [nodes]);
      }
    }
  });

  it("goes on into what an include brings", () => {
    const document = including("{ a: { $include: './a.json5' } }", { "a.json5": "{ b: { x: 1 }, c: { x: 2 } }" });
    assert.deepEqual(selected("a.*.x", document), ["a.b.x", "a.c.x"]);
  });

  it("each gets its own nodes of one walk, and none where there are none", () => {
    const root = rootOf(config("{ a: { x: 1, y: 2 }, b: 3 }"));
    const found = new PathPatterns([["a.x", "b"], ["c.*"], ["a.*"], []]).match(root, false);
    assert.deepEqual(
      found.map((nodes) => nodes?.map(({ value }) => value)),
      [[1, 3], undefined, [1, 2], undefined],
    );
  });

  it("is the same tree's answer each time, and another tree's another", () => {
    const [one, other] = [rootOf(config("{ a: { x: 1 } }")), rootOf(config("{ a: { x: 2 } }"))];
    const values = [one, other, one].map((root) => pathPattern("a.x").select(root)[0]?.value);
    assert.deepEqual(values, [1, 2, 1]);
  });

  it("below a part, the pattern starts there", () => {
    const agent = get(
      get(rootOf(config("{ agents: { defaults: { models: { m: { alias: 'x' } } } } }")), "agents"),
      "defaults",
    );
    assert.ok(agent);
    assert.deepEqual(
      selectBelow(agent, "models.*.alias").map(({ value }) => value),
      ["x"],
    );
  });
});

const isOneOf = (pattern: string, document: ConfigDocument, path: Path) =>
  pathPattern(pattern).selectsAt(path, document.root);

/** Texts as `agents`, and the key that OpenClaw 2026.8.2 and 2026.9.6 read the agents from. */
const rosters: readonly (readonly [agents: string, key: "entries" | "list" | undefined])[] = [
  ["{}", undefined],
  ["{ entries: { b: { model: 'x/y' } } }", "entries"],
  ["{ list: [{ id: 'a', model: 'x/y' }] }", "list"],
  ["{ list: [] }", "list"],
  ["{ list: { a: { model: 'x/y' } } }", undefined],
  ["{ entries: { b: {} }, list: [{ id: 'a', model: 'x/y' }] }", "entries"],
  ["{ list: [{ id: 'a', model: 'x/y' }], entries: { b: {} } }", "entries"],
  ["{ entries: {}, list: [{ id: 'a', model: 'x/y' }] }", "entries"],
  ["{ entries: null, list: [{ id: 'a', model: 'x/y' }] }", "entries"],
  ["{ entries: 'x', list: [{ id: 'a', model: 'x/y' }] }", "entries"],
  ["{ entries: [{ model: 'x/y' }], list: [{ id: 'a', model: 'x/y' }] }", "entries"],
  ["{ entries: { $include: './gone.json5' }, list: [{ id: 'a', model: 'x/y' }] }", "entries"],
  ["{ entries: '${OPENCLAW_JSON5_UNSET}', list: [{ id: 'a', model: 'x/y' }] }", "entries"],
];

describe("where agents.entries stands beside agents.list", () => {
  const patterns = [
    "agents.entries.*.model",
    "agents.list.*.model",
    "agents.list.*.id",
    "agents.entries",
    "agents.list",
  ];
  for (const [agents, key] of rosters) {
    it(`agents: ${agents}`, () => {
      const document = config(`{ agents: ${agents} }`);
      const root = rootOf(document);
      assert.equal(rosterKeyOf(get(root, "agents")), key);
      const nodes = [...knownBelow(root)].map((node) => textOf(pathOf(node)));
      for (const pattern of [...patterns, "agents.entries.*", "agents.list.*", "agents.*", "agents.*.*", "*.list.*"]) {
        const found = selected(pattern, document);
        // What a path alone tells is what a walk finds: patterns with a star for `list` are about no agents.
        if (!pattern.startsWith("agents.")) continue;
        const told = [...knownBelow(root)].filter((node) => pathPattern(pattern).selectsAt(pathOf(node), root));
        assert.deepEqual(
          found,
          told.map((node) => textOf(pathOf(node))),
          pattern,
        );
      }
      const listed = nodes.filter((path) => /^agents\.list\.\d+\.model$/.test(path));
      assert.deepEqual(selected("agents.list.*.model", document), key === "list" ? listed : []);
    });
  }

  it("a place that is yet to be written is one of the list's only where the list is read", () => {
    const path = ["agents", "list", 7, "model"];
    assert.equal(isOneOf("agents.entries.*.model", config("{ agents: { list: [] } }"), path), true);
    assert.equal(isOneOf("agents.entries.*.model", config("{ agents: { list: [], entries: {} } }"), path), false);
    assert.equal(isOneOf("agents.entries.*.model", config("{}"), ["agents", "entries", "a", "model"]), true);
  });

  /** Who of all that match paths takes the members of `agents.list` for agents. */
  function readersOf(document: ConfigDocument): Record<string, boolean> {
    const root = rootOf(document);
    const isListed = (path: Path | undefined) => path?.[0] === "agents" && path[1] === "list";
    const model = ["agents", "list", 0, "model"];
    const [walked = []] = new PathPatterns([["agents.entries.*.heartbeat"]]).match(root, true);
    const newest = [...releases].at(-1);
    assert.ok(newest);
    const [version, schema] = newest;
    const { text } = document.source.json5;
    const offers = refactoringsAt(document, text.indexOf("ollama/listed"), english);
    return {
      walk: walked.some((node) => isListed(pathOf(node))),
      occurrences: document.occurrences.references.some(({ node }) => isListed(pathOf(node))),
      declared: document.occurrences.all.some(({ name, isDeclaration }) => isDeclaration && name === "listed"),
      select: select(root, "agents.entries.*.heartbeat").some((node) => isListed(pathOf(node))),
      rules: diagnose(document).some(({ code, path }) => code.startsWith("config/") && isListed(path)),
      names: namesForValue(document, model, english).length > 0,
      refactorings: offers.some(({ title }) => title.startsWith("Try ")),
      keyDocs: keyDocAt(model, root) !== undefined,
      legacy: judge(document).legacy.some(({ today }) => today === "agents.entries"),
      migrate: !/\blist:/.test(migrate(text, { version, schema }).document.text),
    };
  }

  const list =
    "list: [{ id: 'listed', model: { primary: 'ollama/listed', fallbacks: ['ollama/next'] }, heartbeat: { every: 'soon' } }]";
  for (const [entries, isRead] of [
    ["", true],
    ["entries: { b: {} }, ", false],
    ["entries: {}, ", false],
    ["entries: null, ", false],
    ["entries: 'x', ", false],
    ["entries: '${OPENCLAW_JSON5_UNSET}', ", false],
    ["entries: { $include: './gone.json5' }, ", false],
  ] as const) {
    it(`all agree on ${entries || "a list alone"}`, () => {
      const readers = readersOf(config(`{ agents: { ${entries}${list} } }`));
      assert.deepEqual(readers, Object.fromEntries(Object.keys(readers).map((name) => [name, isRead])));
    });
  }
});
