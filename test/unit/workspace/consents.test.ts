// What is allowed is remembered, and can be taken back.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Consents, type Storage } from "../../../src/workspace/consents";

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

const nas = { shown: "http://nas:1", variables: [], digest: "n" };
const other = { shown: "http://a:2/v1", variables: ["KEY"], digest: "a" };

describe("What you allow is an origin and a path; it is remembered on this machine, and “OpenClaw: Manage Allowed Model Servers…” lists it and takes it back.", () => {
  it("are remembered, each once, until they are taken back", async () => {
    const memento = memory();
    const consents = new Consents(memento);
    assert.deepEqual(consents.all, []);
    await consents.allow(nas);
    await consents.allow(nas);
    await consents.allow(other);
    assert.deepEqual(new Consents(memento).all, [other, nas]);
    assert.deepEqual([...consents.digests], ["a", "n"]);
    await consents.revoke(nas);
    assert.deepEqual(new Consents(memento).all, [other]);
  });

  it("are none where what is stored is something else", () => {
    const wrong = [{ ...nas, variables: [5] }, { shown: "x" }, { ...nas, digest: undefined }];
    for (const stored of ["http://nas:1", 5, null, [5, null], wrong])
      assert.deepEqual(new Consents(memory({ allowedServers: stored })).all, []);
  });
});
