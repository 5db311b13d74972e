// What the schema engine reports, and where; repair and lookup of schemas.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "../../../src/json5/parser";
import { pathOf } from "../../../src/json5/tree";
import { SchemaRoot } from "../../../src/schema/compile";
import { schemasAt } from "../../../src/schema/lookup";
import { repair } from "../../../src/schema/repair";
import type { SchemaObject, SchemaSource } from "../../../src/schema/types";
import { Known, type ValidateOptions, validate } from "../../../src/schema/validate";
import { bundledSchema } from "../support";

function findings(schema: SchemaSource, text: string, options?: ValidateOptions): string[] {
  const { root } = parse(text);
  assert.ok(root);
  return validate(root, new SchemaRoot(schema), options).map(({ code, node, params }) => {
    const detail = params.key ?? params.allowed?.join("|") ?? params.expected?.join("|") ?? params.limit ?? "";
    return `${code.slice("schema/".length)} ${pathOf(node).join(".")} ${detail}`.trimEnd();
  });
}

const closed = (properties: Record<string, SchemaSource>, required: string[] = []): SchemaObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

describe("unions are reported in the branch that the value means", () => {
  const secret: SchemaSource = {
    anyOf: [
      { type: "string" },
      {
        oneOf: [
          closed({ source: { const: "env" }, id: { type: "string", pattern: "^[A-Z]+$" } }, ["source", "id"]),
          closed({ source: { const: "file" }, path: { type: "string" } }, ["source", "path"]),
        ],
      },
    ],
  };

  it("by discriminator", () => {
    assert.deepEqual(findings(secret, "{ source: 'env', id: 'lower' }"), ["pattern id"]);
    assert.deepEqual(findings(secret, "{ source: 'file' }"), ["missing-key  path"]);
    assert.deepEqual(findings(secret, "{ source: 'evn', id: 'X' }"), ["value source env|file"]);
  });

  it("by shape where the discriminator is missing", () => {
    assert.deepEqual(findings(secret, "{ path: 'x' }"), ["missing-key  source"]);
  });

  it("by type", () => {
    assert.deepEqual(findings(secret, "5"), ["type  string|object"]);
  });

  it("a list of literals is one list, however it is spelt", () => {
    const literals: SchemaSource = { anyOf: [{ type: "string", const: "a" }, { enum: ["b", "c"] }, { const: false }] };
    assert.deepEqual(findings(literals, "'x'"), ["value  a|b|c|false"]);
    assert.deepEqual(findings(literals, "'b'"), []);
    assert.deepEqual(findings(literals, "{}"), ["value  a|b|c|false"]);
  });

  it("never silently: a union that nothing meets has a finding", () => {
    assert.deepEqual(findings({ oneOf: [{ maxProperties: 0, anyOf: [true] }, false] }, "{ a: 1 }"), [
      "max-properties  0",
    ]);
  });
});

describe("what does not count", () => {
  it("properties that a later one of the same name overrides", () => {
    const schema = closed({ a: { type: "number" } });
    assert.deepEqual(findings(schema, "{ a: 'x', a: 1 }"), []);
    assert.deepEqual(findings(schema, "{ a: 1, a: 'x' }"), ["type a number"]);
    const many = Array.from({ length: 20 }, (_, index) => `k${index}: 0`).join(",");
    assert.deepEqual(findings({ properties: { k3: { type: "number" } } }, `{ k3: 'x', ${many} }`), []);
  });

  it("values that are not known", () => {
    const schema = closed({ a: { enum: ["x"] }, b: closed({}, ["c"]), d: { type: "number" } });
    const known = (node: { readonly value?: unknown; readonly type: string }) =>
      node.type === "string" ? Known.string : node.type === "object" ? Known.value : Known.value;
    assert.deepEqual(findings(schema, "{ a: 'anything', d: 'text' }", { known }), ["type d number"]);
    assert.deepEqual(findings(schema, "{ b: {} }", { known: () => Known.nothing }), []);
  });

  it("Infinity and NaN are numbers only where nothing is asked", () => {
    assert.deepEqual(findings({ type: "number" }, "Infinity"), ["type  number"]);
    assert.deepEqual(findings({ minimum: 1 }, "NaN"), []);
  });
});

describe("contains", () => {
  it("counts the elements that match, wherever it stands", () => {
    const some: SchemaSource = { contains: { type: "number" }, minContains: 2, maxContains: 3 };
    const within: SchemaSource = { additionalProperties: some };
    assert.deepEqual(findings(some, "[1, 'a', 2]"), []);
    assert.deepEqual(findings(within, "{ a: [1, 2], b: [1], c: [], d: [1, 2, 3, 4] }"), [
      "contains b 2",
      "contains c 2",
      "contains d 2",
    ]);
    assert.deepEqual(findings({ contains: true, minContains: 0 }, "[]"), []);
    assert.deepEqual(findings({ contains: false }, "[]"), ["contains  1"]);
  });
});

describe("references", () => {
  it("recursive schemas, anchors, ids and loops", () => {
    const tree: SchemaSource = {
      $id: "https://x.test/tree",
      type: "object",
      properties: { child: { $ref: "#" }, leaf: { $ref: "#leaf" } },
      $defs: { leaf: { $anchor: "leaf", type: "number" } },
    };
    assert.deepEqual(findings(tree, "{ child: { child: { leaf: 'x' } } }"), ["type child.child.leaf number"]);
    const outer: SchemaSource = {
      $defs: { inner: { $id: "https://x.test/inner", $defs: { n: { type: "null" } }, $ref: "#/$defs/n" } },
      $ref: "https://x.test/inner",
    };
    assert.deepEqual(findings(outer, "1"), ["type  null"]);
    assert.deepEqual(findings({ $ref: "#" }, "1"), []);
  });
});

describe("laziness", () => {
  it("the first check of a small file leaves the rest of the schema alone", () => {
    let touched = 0;
    const watch = <T extends object>(value: T): T =>
      new Proxy(value, {
        get: (target, key, receiver) => {
          if (key === "type" || key === "$ref") touched++;
          const inner = Reflect.get(target, key, receiver) as unknown;
          return typeof inner === "object" && inner !== null ? watch(inner) : inner;
        },
      });
    const { root } = parse("{ gateway: { port: 1 } }");
    assert.ok(root);
    validate(root, new SchemaRoot(watch(bundledSchema)));
    assert.ok(touched > 0 && touched < 60, `${touched} of some 11,000 subschemas were looked at`);
  });
});

describe("repair", () => {
  it("starts references at the embedded root, and frees properties with a default", () => {
    const printed = {
      properties: {
        plugin: {
          $schema: "http://json-schema.org/draft-07/schema#",
          $defs: { "a/b": { type: "number" } },
          properties: { n: { $ref: "#/$defs/a~1b" }, m: { default: 1 }, $ref: { type: "string" } },
          required: ["n", "m"],
        },
        other: { required: ["x"], properties: { x: { default: 0 } }, default: { $ref: "#/$defs/data" } },
      },
    };
    const mended = repair(printed) as SchemaObject;
    assert.deepEqual(findings(mended, "{ plugin: { n: 'x' }, other: {} }"), ["type plugin.n number"]);
    assert.deepEqual(findings(mended, "{ plugin: {} }"), ["missing-key plugin n"]);
    assert.deepEqual((mended.properties as Record<string, SchemaObject>).other?.default, { $ref: "#/$defs/data" });
    assert.deepEqual(printed.properties.plugin.required, ["n", "m"], "the original stays as it was");
  });

  it("says that channels are an object", () => {
    const mended = repair({ properties: { channels: { properties: {} } } }) as SchemaObject;
    assert.deepEqual(findings(mended, "{ channels: [] }"), ["type channels object"]);
  });

  it("is done already in the bundled schema, which holds structure only", () => {
    const text = JSON.stringify(bundledSchema);
    assert.equal(JSON.stringify(repair(bundledSchema as unknown as Record<string, unknown>)), text);
    const proseFree = (value: unknown, isMap = false): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [keyword, part] of Object.entries(value)) {
        assert.ok(
          isMap || Array.isArray(value) || !["title", "description", "$comment", "examples"].includes(keyword),
          keyword,
        );
        proseFree(
          part,
          !isMap &&
            (keyword === "properties" ||
              keyword === "patternProperties" ||
              keyword === "$defs" ||
              keyword === "default"),
        );
      }
    };
    proseFree(bundledSchema);
  });
});

describe("schemasAt", () => {
  it("unfolds references and unions towards what the document holds", () => {
    const schema = new SchemaRoot({
      properties: {
        a: {
          anyOf: [
            { type: "string" },
            closed({ kind: { const: "x" }, v: { minimum: 1 } }),
            closed({ kind: { const: "y" }, v: { minimum: 2 } }),
          ],
        },
      },
    });
    const { root } = parse("{ a: { kind: 'y', v: 5 } }");
    const found = schemasAt(schema, root, ["a", "v"]);
    assert.deepEqual(
      found.map(({ source }) => source.minimum),
      [2],
    );
    assert.deepEqual(schemasAt(schema, root, ["a", "nope"]), []);
  });
});
