// Which names are offered for a misspelt one.
import assert from "node:assert/strict";
import { it } from "node:test";
import { nearest } from "../../../src/config/names";

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
