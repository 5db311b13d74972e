// A feature that fails with each keystroke is told of once.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Failures, maxFailures, placesOf } from "../../../src/workspace/failures";

it("a failure is told of once, whatever it quotes", () => {
  const failures = new Failures();
  const fail = (text: string) => new RangeError(text);
  assert.equal(failures.isNew("hovers", fail("a\nb")), true);
  for (let round = 0; round < 100; round++) assert.equal(failures.isNew("hovers", fail(`c${round}`)), false);
  assert.equal(failures.isNew("lenses", fail("a")), true, "of another feature");
  assert.equal(failures.isNew("hovers", new TypeError("a")), true, "of another kind");
  assert.equal(failures.isNew("hovers", "thrown text"), true);
  assert.equal(failures.isNew("hovers", "another"), false);
});

it("many different ones do not fill the log", () => {
  const failures = new Failures();
  const told = Array.from({ length: 1000 }, (_, index) => failures.isNew(`feature ${index}`, new Error("x")));
  assert.equal(told.filter((each) => each).length, maxFailures);
});

it("of a failure its kind and places are told, and nothing that it quotes", () => {
  const quoting = () => {
    try {
      JSON.parse('{"apiKey": sk-secret}');
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const told = placesOf(quoting());
  assert.match(told, /^SyntaxError\n\s+at /);
  assert.doesNotMatch(told, /secret/);
  const coded = Object.assign(new Error("cannot read /home/me/secret"), { code: "EACCES" });
  assert.match(placesOf(coded), /^Error EACCES\n/);
  assert.doesNotMatch(placesOf(coded), /home/);
  assert.equal(placesOf("sk-secret"), "string");
});
