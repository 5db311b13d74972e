// Ajv is the referee of the schema engine: same verdict on generated schemas and values, draft-07 and 2020-12.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020";
import fc from "fast-check";
import { parse } from "../../../src/json5/parser";
import { SchemaRoot } from "../../../src/schema/compile";
import type { SchemaSource } from "../../../src/schema/types";
import { isValid, validate } from "../../../src/schema/validate";

/** The same cases each run, since this referee errs now and then; `FUZZ_SEED` goes looking for others. */
const seed = Number(process.env.FUZZ_SEED ?? 20260906);
const key = fc.constantFrom("a", "b", "c", "x1", "isPrototypeOf");
const scalar = fc.oneof(
  fc.constantFrom<unknown>("", "a", "b", "ab", "😀", 0, 1, 2, 3.5, -1, 10, true, false, null),
  fc.integer({ min: -3, max: 12 }),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;

const typeName = fc.constantFrom("string", "number", "integer", "boolean", "object", "array", "null");
const count = fc.integer({ min: 0, max: 3 });

/** Schemas of either draft; `modern` adds the keywords that 2020-12 brought and leaves out those that it dropped. */
function schemas(modern: boolean): fc.Arbitrary<SchemaSource> {
  return fc.letrec<{ schema: SchemaSource }>((tie) => {
    const schema = tie("schema");
    const list = fc.array(schema, { minLength: 1, maxLength: 3 });
    const map = fc.dictionary(key, schema, { maxKeys: 3, noNullPrototype: true });
    const common = {
      type: fc.oneof(typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 3 })),
      enum: fc.uniqueArray(value, {
        minLength: 1,
        maxLength: 3,
        comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
      }),
      const: value,
      multipleOf: fc.constantFrom(1, 2, 0.5),
      maximum: count,
      exclusiveMaximum: count,
      minimum: count,
      exclusiveMinimum: count,
      maxLength: count,
      minLength: count,
      pattern: fc.constantFrom("^a", "b$", "^[a-c]*$"),
      contains: schema,
      maxItems: count,
      minItems: count,
      uniqueItems: fc.boolean(),
      maxProperties: count,
      minProperties: count,
      required: fc.uniqueArray(key, { maxLength: 2 }),
      properties: map,
      patternProperties: fc.dictionary(fc.constantFrom("^a", "[bc]", "x"), schema, {
        maxKeys: 2,
        noNullPrototype: true,
      }),
      additionalProperties: schema,
      propertyNames: schema,
      if: schema,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: schema,
      else: schema,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: schema,
      $ref: fc.constantFrom("#/$defs/first", "#/$defs/second"),
    };
    const rest = modern
      ? {
          items: schema,
          prefixItems: list,
          unevaluatedItems: schema,
          unevaluatedProperties: schema,
          minContains: count,
          maxContains: count,
          dependentRequired: fc.dictionary(key, fc.uniqueArray(key, { maxLength: 2 }), {
            maxKeys: 2,
            noNullPrototype: true,
          }),
          dependentSchemas: map,
        }
      : {
          items: fc.oneof(schema, list),
          additionalItems: schema,
          dependencies: fc.dictionary(key, fc.oneof(schema, fc.uniqueArray(key, { maxLength: 2 })), {
            maxKeys: 2,
            noNullPrototype: true,
          }),
        };
    const all = { ...common, ...rest };
    const some = fc
      .subarray(Object.keys(all) as (keyof typeof all)[], { minLength: 0, maxLength: 3 })
      .chain((keywords) =>
        fc.record(
          Object.fromEntries(keywords.map((name) => [name, all[name]])) as Record<string, fc.Arbitrary<unknown>>,
        ),
      )
      .map((record) => ({ ...record }) as SchemaSource);
    return { schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), some, some, some) };
  }).schema;
}

/**
 * Where Ajv 8 leaves the specification, seen by reducing its counterexamples: `contains` beside a tuple passes, in a loop keeps an earlier turn's result, and evaluates no items; every key counts
 * as evaluated beside `patternProperties`; an unevaluated keyword inside a failed branch still marks items as evaluated.
 */
function strays(source: string): boolean {
  const times = (keyword: string) => source.split(`"${keyword}":`).length - 1;
  const tuple = times("prefixItems") > 0 || source.includes('"items":[');
  return (
    (times("contains") > 0 &&
      (tuple ||
        /"(additionalProperties|patternProperties|unevaluated\w+|items|contains":.*"contains)"/.test(source))) ||
    (times("unevaluatedProperties") > 0 && times("patternProperties") > 0) ||
    times("unevaluatedProperties") > 1 ||
    times("unevaluatedItems") > 1
  );
}

/** Ajv's generated code now and then trips over its own bookkeeping of unevaluated properties; that is no verdict. */
function verdict(ask: () => unknown): boolean | undefined {
  try {
    return ask() === true;
  } catch (error) {
    assert.ok(error instanceof TypeError || error instanceof ReferenceError);
    return undefined;
  }
}

const options = { strict: false, validateFormats: false, logger: false, ownProperties: true } as const;

for (const [name, modern] of [
  ["draft-07", false],
  ["2020-12", true],
] as const) {
  describe(`Ajv's verdict, ${name}`, () => {
    it(`2000 schemas with five values each, seed ${seed}`, () => {
      const leaf = fc.constantFrom<SchemaSource>(
        true,
        { type: "string" },
        { type: "object", properties: { a: {} } },
        { minimum: 1 },
        { items: { type: "number" } },
      );
      let accepted = 0;
      let refused = 0;
      fc.assert(
        fc.property(
          schemas(modern),
          leaf,
          leaf,
          fc.array(value, { minLength: 5, maxLength: 5 }),
          (body, first, second, values) => {
            const source = JSON.parse(JSON.stringify({ allOf: [body], $defs: { first, second } })) as SchemaSource;
            fc.pre(!strays(JSON.stringify(source)));
            const ajv = modern ? new Ajv2020(options) : new Ajv(options);
            const referee = ajv.compile(source as object);
            const root = new SchemaRoot(source);
            for (const each of values) {
              const node = parse(JSON.stringify(each)).root;
              assert.ok(node);
              const expected = verdict(() => referee(JSON.parse(JSON.stringify(each))));
              if (expected === undefined) continue;
              if (expected) accepted++;
              else refused++;
              const detail = `${JSON.stringify(source)} on ${JSON.stringify(each)}`;
              assert.equal(isValid(node, root.schema), expected, detail);
              assert.equal(validate(node, root).length === 0, expected, `findings: ${detail}`);
            }
          },
        ),
        { numRuns: 2000, seed },
      );
      assert.ok(
        accepted > 1000 && refused > 1000,
        `a referee needs cases of both kinds: ${accepted} accepted, ${refused} refused`,
      );
    });
  });
}
