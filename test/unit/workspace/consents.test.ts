// What is allowed is remembered, and can be taken back.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { providersOf } from "../../../src/config/providers";
import { endpointOf, mayAsk, type ServerEndpoint } from "../../../src/features/servers/endpoints";
import { Consents, type Storage } from "../../../src/workspace/consents";
import { config, configPath, surroundings } from "../support";

function memory(initial: Readonly<Record<string, unknown>> = {}) {
  const values = new Map(Object.entries(initial));
  const memento = {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => {
      values.set(key, structuredClone(value));
    },
  };
  return memento as unknown as Storage;
}

/** What is to be allowed for a provider, as the menu hands it on. */
function endpoint(baseUrl: string, environment: Readonly<Record<string, string>> = {}, apiKey = ""): ServerEndpoint {
  const text = `{ models: { providers: { x: { baseUrl: "${baseUrl}", apiKey: "${apiKey}", models: [] } } } }`;
  const document = config(text, { path: configPath, surroundings: surroundings({}, environment) });
  const [found] = providersOf(document.root).flatMap((provider) => endpointOf(provider) ?? []);
  assert.ok(found);
  return found;
}

const nas = endpoint("http://nas.example:1/v1").consent;
const other = endpoint("http://a.example:2/v1", { KEY: "sk-1" }, "${KEY}").consent;

describe("What you allow is an origin and a path; it is remembered on this machine, and “OpenClaw: Manage Allowed Model Servers…” lists it and takes it back.", () => {
  it("are remembered, each once, until they are taken back", async () => {
    const memento = memory();
    const consents = new Consents(memento);
    assert.deepEqual(consents.all, []);
    await consents.allow(nas);
    await consents.allow(nas);
    await consents.allow(other);
    assert.deepEqual(new Consents(memento).all, [other, nas]);
    assert.deepEqual([...consents.digests].sort(), [nas.digest, other.digest].sort());
    await consents.revoke(nas);
    assert.deepEqual(new Consents(memento).all, [other]);
  });

  it("holds for this origin, this path and these variables only, whatever the variables hold", async () => {
    const consents = new Consents(memory());
    await consents.allow(other);
    const may = (each: ServerEndpoint) => mayAsk(each, consents.digests);
    const key = { KEY: "sk-1" };
    assert.ok(may(endpoint("http://a.example:2/v1", key, "${KEY}")));
    assert.ok(may(endpoint("http://a.example:2/v1/", { KEY: "sk-2" }, "${KEY}")));
    for (const another of [
      endpoint("http://a.example:3/v1", key, "${KEY}"),
      endpoint("https://a.example:2/v1", key, "${KEY}"),
      endpoint("http://b.example:2/v1", key, "${KEY}"),
      endpoint("http://a.example:2/v2", key, "${KEY}"),
      endpoint("http://a.example:2", key, "${KEY}"),
      endpoint("http://a.example:2/v1?x=1", key, "${KEY}"),
      endpoint("http://a.example:2/v1", { OTHER: "sk-1" }, "${OTHER}"),
      endpoint("http://a.example:2/v1", key, "plain"),
    ])
      assert.ok(!may(another), another.target.shown);
    await consents.revoke(other);
    assert.ok(!may(endpoint("http://a.example:2/v1", key, "${KEY}")));
  });

  it("keeps no value of a variable", async () => {
    const memento = memory();
    await new Consents(memento).allow(other);
    assert.doesNotMatch(JSON.stringify(memento.get("allowedServers")), /sk-1/);
  });

  it("are none where what is stored is something else", () => {
    const wrong = [{ ...nas, variables: [5] }, { shown: "x" }, { ...nas, digest: undefined }];
    for (const stored of ["http://nas:1", 5, null, [5, null], wrong])
      assert.deepEqual(new Consents(memory({ allowedServers: stored })).all, []);
  });
});
