// Servers of one's own as OpenClaw knows them.
import assert from "node:assert/strict";
import { it } from "node:test";
import { keyMarkers, ownServer, ownServers } from "../../../src/config/servers";

it("are known by the id of their provider", () => {
  assert.equal(ownServer("lmstudio")?.usualUrl, "http://localhost:1234/v1");
  assert.equal(ownServer("llama-cpp")?.usualUrl, undefined);
  for (const id of ["openai", "constructor", "__proto__", ""]) assert.equal(ownServer(id), undefined);
  assert.ok(ownServers.has("mlx") && !ownServers.has("openai"));
});

it("and markers of providers that are no servers stand for no key", () => {
  assert.deepEqual([...keyMarkers].sort(), ["apple-fm-local", "custom-local", "lmstudio-local", "ollama-local"]);
});
