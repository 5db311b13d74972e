// What a program prints as its schema is data, and changes no object but itself.
import assert from "node:assert/strict";
import { it } from "node:test";
import { SchemaRoot } from "../../../src/schema/compile";
import { repair } from "../../../src/schema/repair";

it("a keyword that would be a prototype is none", () => {
  const printed = JSON.parse(
    '{ "__proto__": { "type": "string" }, "properties": { "__proto__": { "type": "number" }, "a": { "__proto__": {} } } }',
  ) as Record<string, unknown>;
  const mended = repair(printed);
  assert.equal(Object.getPrototypeOf(mended), Object.prototype);
  assert.equal(mended.type, undefined);
  const { schema } = new SchemaRoot(mended);
  assert.equal(schema.property("__proto__")?.source.type, "number");
  assert.equal(schema.property("constructor"), undefined);
  assert.equal(Object.getPrototypeOf(schema.property("a")?.source), Object.prototype);
});
