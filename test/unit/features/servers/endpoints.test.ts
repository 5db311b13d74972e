// Where the server of a provider is asked: slashes at the end, and what is too long for an address.
import assert from "node:assert/strict";
import { it } from "node:test";
import { providersOf } from "../../../../src/config/providers";
import { open } from "../../../../src/endpoints/target";
import { endpointOf } from "../../../../src/features/servers/endpoints";
import { config } from "../../support";

function urlOf(baseUrl: string): string | undefined {
  const [provider] = providersOf(
    config(`{ models: { providers: { x: { baseUrl: "${baseUrl}", models: [] } } } }`).root,
  );
  assert.ok(provider);
  const endpoint = endpointOf(provider);
  return endpoint && open(endpoint.target).url.href;
}

it("takes slashes off the end of an address, however many there are", () => {
  assert.equal(urlOf("http://127.0.0.1:1234/v1"), "http://127.0.0.1:1234/v1/models");
  assert.equal(urlOf("http://127.0.0.1:1234/v1/"), "http://127.0.0.1:1234/v1/models");
  assert.equal(urlOf(`http://127.0.0.1:1234/v1${"/".repeat(500)}`), "http://127.0.0.1:1234/v1/models");
  assert.equal(urlOf("http://127.0.0.1:1234/a//b"), "http://127.0.0.1:1234/a//b/models");
});

it("asks none at an address that is longer than addresses are", () => {
  const start = "http://127.0.0.1:1234/";
  assert.notEqual(urlOf(start + "a".repeat(2048 - start.length)), undefined);
  assert.equal(urlOf(start + "a".repeat(2049 - start.length)), undefined);
  assert.equal(urlOf(start + "/".repeat(60_000)), undefined);
});

it("A provider of OpenClaw's own without `baseUrl` is asked where OpenClaw looks for it.", () => {
  const urls = (id: string, baseUrl = "") => {
    const document = config(`{ models: { providers: { ${id}: { ${baseUrl} models: [] } } } }`);
    return providersOf(document.root).map((provider) => endpointOf(provider)?.target.shownList);
  };
  assert.deepEqual(urls("ollama"), ["http://127.0.0.1:11434/v1/models"]);
  assert.deepEqual(urls("lmstudio"), ["http://localhost:1234/v1/models"]);
  assert.deepEqual(urls("mine"), [undefined]);
  assert.deepEqual(urls("ollama", 'baseUrl: "http://127.0.0.1:5/v1",'), ["http://127.0.0.1:5/v1/models"]);
});
