// What is allowed is remembered, and can be taken back.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Memento } from "vscode";
import { Consents } from "../../../src/vscode/consents";

function memory(initial: Readonly<Record<string, unknown>> = {}) {
  const values = new Map(Object.entries(initial));
  const memento = {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => {
      values.set(key, structuredClone(value));
    },
  };
  return memento as unknown as Memento;
}

describe("consents", () => {
  it("are remembered by origin, each once, until they are taken back", async () => {
    const memento = memory();
    const consents = new Consents(memento);
    assert.deepEqual([...consents.origins], []);
    await consents.allow("http://nas:1");
    await consents.allow("http://nas:1");
    await consents.allow("http://a:2");
    assert.deepEqual([...new Consents(memento).origins], ["http://a:2", "http://nas:1"]);
    await consents.revoke("http://nas:1");
    assert.deepEqual([...new Consents(memento).origins], ["http://a:2"]);
  });

  it("are none where what is stored is something else", () => {
    for (const stored of ["http://nas:1", 5, null, [5, null]])
      assert.deepEqual([...new Consents(memory({ allowedOrigins: stored })).origins], []);
  });
});
