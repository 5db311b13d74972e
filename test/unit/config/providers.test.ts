// Which providers a config declares, what their variables stand for, and which run on this machine.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostKind, providersOf, serverUrl } from "../../../src/config/providers";
import { reveal } from "../../../src/config/resolvedText";
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
      {
        ...found,
        property: undefined,
        baseUrlNode: undefined,
        baseUrl: found?.baseUrl && reveal(found.baseUrl),
        apiKey: found?.apiKey && reveal(found.apiKey),
        models: found?.models.map(({ id }) => id),
      },
      {
        id: "local",
        property: undefined,
        baseUrl: "http://127.0.0.1:8000/v1",
        baseUrlNode: undefined,
        host: "loopback",
        api: "x",
        apiKey: "from environment",
        isKeyHidden: false,
        isOnDemand: false,
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
      "'$SOME_NAME'",
      "'OPENAI_API_KEY'",
      "5",
    ]) {
      assert.equal(providers(`{ models: { providers: { x: { apiKey: ${key} } } } }`)[0]?.apiKey, undefined, key);
    }
  });

  it("knows where there is a key that it does not know", () => {
    const hidden = (key: string) => providers(`{ models: { providers: { x: { apiKey: ${key} } } } }`)[0]?.isKeyHidden;
    for (const key of ["{ source: 'env', provider: 'a', id: 'X' }", "'${NOT_SET}'", "'$NAME'", "'LM_API_TOKEN'"])
      assert.equal(hidden(key), true, key);
    for (const key of ["'sk-1'", "'EMPTY'", "'custom-local'", "''", "5"]) assert.equal(hidden(key), false, key);
    assert.equal(providers("{ models: { providers: { x: {} } } }")[0]?.isKeyHidden, false);
  });

  it("leaves out models that another server has", () => {
    const [found] = providers(
      "{ models: { providers: { x: { models: [{ id: 'a' }, { id: 'b', baseUrl: 'http://other/v1' }] } } } }",
    );
    assert.deepEqual(
      found?.models.map(({ id }) => id),
      ["a"],
    );
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
      const ids = text.includes("a: 1") ? ["b"] : [];
      assert.deepEqual(
        providers(text).map(({ id, baseUrl, models }) => [id, baseUrl, models.length]),
        ids.map((id) => [id, undefined, 0]),
        text,
      );
    }
  });
});

describe("where a server is", () => {
  const kind = (text: string) => {
    const url = serverUrl(text);
    return url && hostKind(url);
  };

  it("on this machine, on a network of one's own, or anywhere", () => {
    const hosts: Readonly<Record<string, readonly string[]>> = {
      loopback: [
        "http://127.0.0.1:1234/v1",
        "http://localhost:8080",
        "https://LOCALHOST./v1",
        "http://[::1]:1/",
        "http://127.9.9.9",
        "http://a.localhost/v1",
        "http://0x7f.1/",
      ],
      private: [
        "http://192.168.0.2/v1",
        "http://10.0.0.1",
        "http://172.16.0.1",
        "http://172.31.255.1",
        "http://169.254.1.1",
        "http://100.64.0.1",
        "http://0.0.0.0:1234",
        "http://[::]:1",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://nas:1234/v1",
        "http://studio.local:1234",
        "http://host.docker.internal:11434",
        "http://box.home.arpa",
      ],
      public: [
        "https://api.openai.com/v1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://172.32.0.1",
        "http://192.169.0.1",
        "http://100.128.0.1",
        "http://8.8.8.8",
        "http://[2001:db8::1]/",
        "http://local.example",
      ],
    };
    for (const [expected, urls] of Object.entries(hosts))
      for (const url of urls) assert.equal(kind(url), expected, url);
  });

  it("is nowhere without an http(s) URL", () => {
    for (const url of [
      "ftp://127.0.0.1",
      "file:///v1",
      "127.0.0.1:1234",
      "http://",
      "",
      `http://127.0.0.1/${"/".repeat(2048)}`,
    ])
      assert.equal(serverUrl(url), undefined, url);
  });
});
