// An address and a key that are closed, also to those who look hard.
import assert from "node:assert/strict";
import { it } from "node:test";
import { inspect } from "node:util";
import { open, Target } from "../../../src/endpoints/target";

const about = { shown: "http://${HOST}/v1", shownList: "http://${HOST}/v1/models", isLoopback: false, isPlain: false };
const target = new Target(new URL("http://secret-host/v1/models"), "sk-secret", about);

it("a target becomes no text but the one for people", () => {
  const texts = [`${target}`, JSON.stringify({ target }), inspect(target, { depth: 9, showHidden: true })];
  for (const text of texts) assert.doesNotMatch(text, /secret/);
  assert.equal(open(target).url.href, "http://secret-host/v1/models");
  assert.equal(open(target).apiKey, "sk-secret");
  assert.equal(open(target.withoutKey()).apiKey, undefined);
  assert.ok(target.hasKey && !target.withoutKey().hasKey);
});

it("targets are the same by address and key", () => {
  assert.ok(target.equals(new Target(new URL("http://secret-host/v1/models"), "sk-secret", about)));
  assert.ok(!target.equals(target.withoutKey()));
  assert.ok(!target.equals(new Target(new URL("http://other/v1/models"), "sk-secret", about)));
});

it("a key is taken out of texts, unless it is a word", () => {
  assert.equal(target.redact("sk-secret and sk-secret"), "••• and •••");
  assert.equal(target.redact("sk-secret", new Set(["sk-secret"])), "sk-secret");
  const short = new Target(new URL("http://h/"), "error", about);
  assert.equal(short.redact("error"), "error");
});
