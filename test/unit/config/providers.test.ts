// Which providers a config declares, what their variables stand for, and which run on this machine.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loopbackUrl, providersOf } from "../../../src/config/providers";
import { config, surroundings } from "../support";

const providers = (text: string, environment = {}) =>
  providersOf(config(text, { surroundings: surroundings({}, environment) }).root);

describe("providersOf", () => {
  it("reads address, key, protocol and models, with variables put in", () => {
    const [found] = providers(
      "{ env: { vars: { PORT: '8000', KEY: 'from file' } }, models: { providers: { local: { baseUrl: 'http://127.0.0.1:${PORT}/v1', apiKey: '${KEY}', api: 'x', models: [{ id: 'a' }, {}, { id: 3 }, 'b'] } } } }",
      { KEY: "from environment" },
    );
    assert.deepEqual(
      { ...found, property: undefined, baseUrlNode: undefined, models: found?.models.map(({ id }) => id) },
      {
        id: "local",
        property: undefined,
        baseUrl: "http://127.0.0.1:8000/v1",
        baseUrlNode: undefined,
        api: "x",
        apiKey: "from environment",
        models: ["a"],
      },
    );
  });

  it("sends no key that is a marker, a secret reference, blank, or a variable that is not set", () => {
    for (const key of [
      "'custom-local'",
      "'ollama-local'",
      "{ source: 'env', provider: 'default', id: 'X' }",
      "' '",
      "'${NOT_SET}'",
      "5",
    ]) {
      assert.equal(providers(`{ models: { providers: { x: { apiKey: ${key} } } } }`)[0]?.apiKey, undefined, key);
    }
  });

  it("takes odd shapes as they come", () => {
    for (const text of [
      "",
      "[]",
      "{ models: 5 }",
      "{ models: { providers: [] } }",
      "{ models: { providers: { a: 1, b: { baseUrl: {}, models: {} } } } }",
      "{ models: { providers: { ",
    ]) {
      assert.ok(Array.isArray(providers(text)), text);
    }
  });
});

describe("loopbackUrl", () => {
  it("is of this machine only", () => {
    for (const url of [
      "http://127.0.0.1:1234/v1",
      "http://localhost:8080",
      "https://LOCALHOST./v1",
      "http://[::1]:1/",
      "http://127.9.9.9",
      "http://a.localhost/v1",
      "http://0x7f.1/",
    ]) {
      assert.ok(loopbackUrl(url), url);
    }
    for (const url of [
      "http://192.168.0.2/v1",
      "https://api.openai.com/v1",
      "http://127.0.0.1.example.com",
      "http://localhost.example.com",
      "ftp://127.0.0.1",
      "file:///v1",
      "127.0.0.1:1234",
      "http://",
      "",
      undefined,
      "http://user@10.0.0.1",
    ]) {
      assert.equal(loopbackUrl(url), undefined, url);
    }
  });
});
