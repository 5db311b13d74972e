// When servers are asked, with a clock that only moves when told to.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkInterval, Monitor } from "../../../src/endpoints/monitor";
import type { Endpoint, Probe, ProbeResult } from "../../../src/endpoints/types";
import { ManualClock } from "./clock";
import { at } from "./servers";

const up: ProbeResult = { state: "up", latency: 1, models: [] };
const settled = () => new Promise((resolve) => setImmediate(resolve));

function setup(answer: (endpoint: Endpoint) => Promise<ProbeResult> = async () => up) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  let changes = 0;
  const probe: Probe = (endpoint, signal) => {
    asked.push(endpoint.id);
    signals.push(signal);
    return answer(endpoint);
  };
  const failures: unknown[] = [];
  const monitor = new Monitor(
    probe,
    () => changes++,
    (error) => failures.push(error),
    clock,
  );
  return { clock, asked, signals, monitor, failures, changes: () => changes };
}

const endpoint = (id: string, url = `http://127.0.0.1/${id}`): Endpoint => at(url, undefined, id);

describe("At most 32 servers are asked, four at a time, every 30 seconds, and less and less often while they are down.", () => {
  it("asks nothing and runs no timer while nobody can see it", () => {
    const { clock, asked, monitor } = setup();
    monitor.setEndpoints([endpoint("a")]);
    monitor.checkNow();
    clock.advance(600_000);
    assert.deepEqual(asked, []);
    assert.equal(clock.timers.size, 0);
  });

  it("asks at once when it becomes active, then every 30 s", async () => {
    const { clock, asked, monitor } = setup();
    monitor.setEndpoints([endpoint("a"), endpoint("b")]);
    monitor.setActive(true);
    assert.deepEqual(asked, ["a", "b"]);
    await settled();
    assert.deepEqual(
      monitor.health.map(({ result, checking }) => [result?.state, checking]),
      [
        ["up", false],
        ["up", false],
      ],
    );
    for (let round = 2; round <= 5; round++) {
      clock.advance(checkInterval);
      await settled();
      assert.equal(asked.length, round * 2);
    }
    monitor.setActive(false);
    clock.advance(600_000);
    assert.equal(asked.length, 10);
    assert.equal(clock.timers.size, 0);
  });

  it("has one request in flight an endpoint", async () => {
    let release: (result: ProbeResult) => void = () => {};
    const { clock, asked, monitor } = setup(() => new Promise((resolve) => (release = resolve)));
    monitor.setEndpoints([endpoint("a")]);
    monitor.setActive(true);
    monitor.checkNow();
    clock.advance(checkInterval * 3);
    assert.equal(asked.length, 1);
    release(up);
    await settled();
    monitor.checkNow();
    assert.equal(asked.length, 2);
  });

  it("asks what is new, keeps what stays, and calls off what is gone", async () => {
    const { asked, signals, monitor, changes } = setup(() => new Promise(() => {}));
    monitor.setActive(true);
    monitor.setEndpoints([endpoint("a")]);
    monitor.setEndpoints([endpoint("a"), endpoint("b")]);
    const before = changes();
    monitor.setEndpoints([endpoint("a"), endpoint("b")]);
    assert.equal(changes(), before, "the same endpoints are no change");
    assert.deepEqual(asked, ["a", "b"]);
    monitor.setEndpoints([endpoint("a", "http://127.0.0.1/other")]);
    assert.deepEqual(asked, ["a", "b", "a"]);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, false],
    );
    monitor.dispose();
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, true],
    );
  });

  it("asks a server that is down less and less often, and at once when told to", async () => {
    const times: number[] = [];
    const { clock, monitor } = setup(async () => {
      times.push(clock.now / 1000);
      return { state: "down", latency: 1, models: [] };
    });
    monitor.setEndpoints([endpoint("a")]);
    monitor.setActive(true);
    for (let round = 0; round < 60; round++) {
      await settled();
      clock.advance(checkInterval);
    }
    assert.deepEqual(times, [0, 60, 180, 420, 720, 1020, 1320, 1620]);
    monitor.checkNow();
    assert.equal(times.length, 9);
  });

  it("in an hour asks ten servers exactly as often as it may, and keeps the last sixty answers", async () => {
    const { clock, asked, monitor } = setup();
    monitor.setEndpoints(Array.from({ length: 10 }, (_, index) => endpoint(`e${index}`)));
    monitor.setActive(true);
    for (let round = 0; round < 120; round++) {
      await settled();
      clock.advance(checkInterval);
    }
    await settled();
    assert.equal(asked.length, 10 * 121);
    assert.ok(monitor.health.every(({ history }) => history.length === 60));
    assert.equal(clock.timers.size, 1);
    monitor.dispose();
    assert.equal(clock.timers.size, 0);
  });

  it("asks four at a time and thirty-two at most, each in its turn", async () => {
    const releases: (() => void)[] = [];
    const { asked, monitor } = setup(() => new Promise((resolve) => releases.push(() => resolve(up))));
    monitor.setActive(true);
    monitor.setEndpoints(Array.from({ length: 40 }, (_, index) => endpoint(`e${index}`)));
    assert.equal(asked.length, 4);
    assert.equal(monitor.health.length, 32);
    assert.ok(monitor.health.every(({ checking }) => checking));
    while (releases.length > 0) {
      assert.ok(releases.length <= 4);
      releases.shift()?.();
      await settled();
    }
    assert.deepEqual(
      asked,
      Array.from({ length: 32 }, (_, index) => `e${index}`),
    );
    assert.ok(monitor.health.every(({ checking, result }) => !checking && result?.state === "up"));
  });

  it("gives the place of one that is gone to the next, and forgets who waits when nobody looks", async () => {
    const { asked, monitor } = setup(() => new Promise(() => {}));
    monitor.setActive(true);
    const all = Array.from({ length: 8 }, (_, index) => endpoint(`e${index}`));
    monitor.setEndpoints(all);
    monitor.setEndpoints(all.slice(1));
    assert.deepEqual(asked, ["e0", "e1", "e2", "e3", "e4"]);
    monitor.setActive(false);
    monitor.setEndpoints(all.slice(3));
    assert.equal(asked.length, 5);
    assert.deepEqual(
      monitor.health.map(({ checking }) => checking),
      [true, true, false, false, false],
    );
  });

  it("says what it can of a server whose probe fails in itself, and tells of it", async () => {
    const { failures, monitor } = setup(() => Promise.reject(new RangeError("too deep")));
    monitor.setActive(true);
    monitor.setEndpoints([endpoint("a")]);
    await settled();
    assert.deepEqual(
      monitor.health.map(({ checking, result }) => [checking, result?.state]),
      [[false, "not-openai"]],
    );
    assert.deepEqual(failures.map(String), ["RangeError: too deep"]);
  });

  it("forgets the answer to a question that was called off", async () => {
    const releases: ((result: ProbeResult) => void)[] = [];
    const { monitor } = setup(() => new Promise((resolve) => releases.push(resolve)));
    monitor.setActive(true);
    monitor.setEndpoints([endpoint("a")]);
    monitor.setEndpoints([endpoint("a", "http://127.0.0.1/other")]);
    releases[0]?.(up);
    await settled();
    assert.equal(monitor.health[0]?.result, undefined);
  });
});
