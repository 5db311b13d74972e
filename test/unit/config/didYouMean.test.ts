// Which names are offered for a misspelt one.
import assert from "node:assert/strict";
import { it } from "node:test";
import { nearest, withoutEnd, withoutEnds } from "../../../src/config/didYouMean";

it("offers what may have been meant, nearest first, and nothing far-fetched", () => {
  const names = ["baseUrl", "apiKey", "api", "models", "timeoutSeconds", "headers"];
  assert.deepEqual(nearest("baseURL", names), ["baseUrl"]);
  assert.deepEqual(nearest("base_url", names), ["baseUrl"]);
  assert.deepEqual(nearest("api-key", names), ["apiKey"]);
  assert.deepEqual(nearest("model", names), ["models"]);
  assert.deepEqual(nearest("timeout", names), ["timeoutSeconds"]);
  assert.deepEqual(nearest("xyzzy", names), []);
  assert.deepEqual(nearest("", names), []);
});

it("takes two letters that changed places for one slip, and another short word for none", () => {
  assert.deepEqual(nearest("modle", ["mode", "model"]), ["model"]);
  assert.deepEqual(nearest("prot", ["host", "port"]), ["port"]);
  assert.deepEqual(nearest("hots", ["port", "host"]), ["host"]);
  assert.deepEqual(nearest("host", ["port", "mode", "bind", "auth"]), []);
  assert.deepEqual(nearest("url", ["uri"]), ["uri"]);
  assert.deepEqual(nearest("reasonning", ["reasoning", "id"]), ["reasoning"]);
});

it("looks at no more names than somebody could have meant, and at none that is very long", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `name-${index}`);
  assert.deepEqual(nearest("name-5x", many).slice(0, 1), ["name-5"]);
  assert.deepEqual(nearest("other-99999x", [...many, "other-99999"]), []);
  const long = "a".repeat(100_000);
  assert.deepEqual(nearest(`${long}b`, [long, "b"]), []);
  assert.deepEqual(nearest("ab", [long, "abc"]), ["abc"]);
});

it("takes a character off the ends of a text, and nowhere else", () => {
  assert.equal(withoutEnds("--a--b---", "-"), "a--b");
  assert.equal(withoutEnds("----", "-"), "");
  assert.equal(withoutEnds("", "-"), "");
  assert.equal(withoutEnd("/a//", "/"), "/a");
  assert.equal(withoutEnd("a", "/"), "a");
});
