// The machine's addresses are looked at while somebody can see the health, and not otherwise.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lookInterval, NetworkWatch, ownAddresses } from "../../../src/endpoints/network";
import { ManualClock } from "./clock";

describe("NetworkWatch", () => {
  it("tells of other addresses, once each", () => {
    const clock = new ManualClock();
    let addresses = "10.0.0.1";
    let changes = 0;
    const watch = new NetworkWatch(
      () => changes++,
      clock,
      () => addresses,
    );
    watch.setActive(true);
    watch.setActive(true);
    assert.equal(clock.timers.size, 1);
    clock.advance(lookInterval * 3);
    assert.equal(changes, 0);
    addresses = "10.0.0.2";
    clock.advance(lookInterval * 3);
    assert.equal(changes, 1);
  });

  it("runs no timer while it is inactive, and forgets what was", () => {
    const clock = new ManualClock();
    let addresses = "a";
    let changes = 0;
    const watch = new NetworkWatch(
      () => changes++,
      clock,
      () => addresses,
    );
    watch.setActive(true);
    watch.setActive(false);
    assert.equal(clock.timers.size, 0);
    addresses = "b";
    clock.advance(lookInterval * 3);
    watch.setActive(true);
    clock.advance(lookInterval * 3);
    assert.equal(changes, 0);
  });

  it("knows this machine's own", () => {
    assert.match(ownAddresses(), /127\.0\.0\.1/);
  });
});
