// Events of the workspace: who listens is told, whatever others do about it.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Emitter } from "../../../src/workspace/host";

it("a listener that throws is noted, and keeps an event from no other", () => {
  const failures: unknown[] = [];
  const emitter = new Emitter<number>({ reportOnce: (_doing, error) => failures.push(error) });
  const heard: number[] = [];
  emitter.event(() => {
    throw new Error("mine");
  });
  const second = emitter.event((number) => heard.push(number));
  emitter.fire(1);
  second.dispose();
  emitter.fire(2);
  assert.deepEqual(heard, [1]);
  assert.equal(failures.length, 2);
});

it("one that listens twice is told twice, and ends each by itself", () => {
  const emitter = new Emitter<number>({ reportOnce: () => {} });
  const heard: number[] = [];
  const listener = (number: number) => heard.push(number);
  const first = emitter.event(listener);
  emitter.event(listener);
  emitter.fire(1);
  first.dispose();
  emitter.fire(2);
  emitter.dispose();
  emitter.fire(3);
  assert.deepEqual(heard, [1, 1, 2]);
});
