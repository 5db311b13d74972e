// A rule that fails loses what it would have found, and nothing of what others find.
import assert from "node:assert/strict";
import { it } from "node:test";
import type { Finding } from "../../../src/config/finding";
import { finished } from "../../../src/config/steps";
import { advise, diagnose } from "../../../src/features/findings/diagnostics";
import { collect } from "../../../src/rules/rule";
import { config } from "../support";

const text = `{ agents: { entries: { a: { model: "Fast" }, "B c": {} } }, gateway: { tailscale: { mode: "serve" }, bind: "lan" },
  models: { providers: { x: {}, local: { baseUrl: "http://0.0.0.0:1/v1", models: [{ id: "q-4b", name: "q" }] } } }, channels: { nobody: {} } }`;

/** A config whose names cannot be read: rules on references need them, others do not. */
function broken() {
  const document = config(text);
  Object.defineProperty(document, "occurrences", {
    get: () => {
      throw new TypeError("names cannot be read");
    },
  });
  return document;
}

it("what other rules find stands, and each failure is told", () => {
  const whole = diagnose(config(text)).map(({ code }) => code);
  const failures: unknown[] = [];
  const rest = diagnose(broken(), { onFailure: (error) => failures.push(error) }).map(({ code }) => code);
  assert.ok(failures.length > 0 && failures.every((error) => error instanceof TypeError));
  assert.deepEqual(
    rest,
    whole.filter((code) => !code.startsWith("model/")),
  );
  assert.ok(rest.length >= 4, rest.join());
  const others: unknown[] = [];
  const advice = advise(broken(), (error) => others.push(error)).map(({ code }) => code);
  assert.deepEqual(advice, ["advice/wildcard-address", "advice/small-model"]);
  assert.equal(others.length, 1);
});

it("where nobody is told, the failure is not hidden", () => {
  assert.throws(() => diagnose(broken()), TypeError);
  assert.throws(() => advise(broken()), TypeError);
});

it("what a rule found before it failed is not half of an answer", () => {
  const [first] = diagnose(config("{ gatewy: 1 }"));
  assert.ok(first);
  const into: Finding[] = [first];
  const failing = function* () {
    yield first;
    throw new RangeError();
  };
  finished(collect(failing, into, { onFailure: () => undefined }));
  assert.deepEqual(into, [first]);
});
