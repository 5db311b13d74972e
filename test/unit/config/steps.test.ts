// Work in steps: in one go, in slices by a clock, and overtaken.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { finished, inSlices, type Steps } from "../../../src/config/steps";

/** Work of so many steps, each of which takes so long by a clock that only moves with it. */
function work(steps: number, each: number) {
  const seen: number[] = [];
  let time = 0;
  function* run(): Steps<string> {
    for (let step = 0; step < steps; step++) {
      time += each;
      seen.push(step);
      yield;
    }
    return "done";
  }
  return { run, seen, now: () => time };
}

describe("work in steps", () => {
  it("comes to the same in one go and in slices", async () => {
    assert.equal(finished(work(5, 1).run()), "done");
    const { run, now } = work(5, 1);
    assert.equal(await inSlices(run(), { now }), "done");
  });

  it("gives way when it has gone on for 8 ms, and not before", async () => {
    const { run, now, seen } = work(10, 3);
    const turns: number[] = [];
    const giveWay = () => {
      turns.push(seen.length);
      return Promise.resolve();
    };
    assert.equal(await inSlices(run(), { now, giveWay }), "done");
    assert.deepEqual(turns, [3, 6, 9]);
  });

  it("ends when it is overtaken while others have their turn", async () => {
    const { run, now, seen } = work(100, 5);
    let turns = 0;
    const giveWay = () => Promise.resolve(void turns++);
    assert.equal(await inSlices(run(), { now, giveWay, isOvertaken: () => turns > 2 }), undefined);
    assert.equal(turns, 3);
    assert.equal(seen.length, 6);
  });

  it("lets what waits have its turn", async () => {
    const { run, now } = work(10, 10);
    let isCalled = false;
    setImmediate(() => {
      isCalled = true;
    });
    await inSlices(run(), { now });
    assert.ok(isCalled);
  });
});
