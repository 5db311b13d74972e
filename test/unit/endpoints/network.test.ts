// The machine's addresses are looked at while somebody can see the health, and not otherwise.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lookInterval, NetworkWatch, ownAddresses } from "../../../src/endpoints/network";
import { ManualClock } from "./clock";

function setup() {
  const clock = new ManualClock();
  const machine = { addresses: "10.0.0.1", changes: 0 };
  const watch = new NetworkWatch(
    () => machine.changes++,
    clock,
    () => machine.addresses,
  );
  return { clock, machine, watch };
}

describe("NetworkWatch", () => {
  it("tells of other addresses, once each", () => {
    const { clock, machine, watch } = setup();
    watch.setActive(true);
    watch.setActive(true);
    assert.equal(clock.timers.size, 1);
    clock.advance(lookInterval * 3);
    assert.equal(machine.changes, 0);
    machine.addresses = "10.0.0.2";
    clock.advance(lookInterval * 3);
    assert.equal(machine.changes, 1);
  });

  it("runs no timer while it is inactive, and forgets what was", () => {
    const { clock, machine, watch } = setup();
    watch.setActive(true);
    watch.setActive(false);
    assert.equal(clock.timers.size, 0);
    machine.addresses = "10.0.0.2";
    clock.advance(lookInterval * 3);
    watch.setActive(true);
    clock.advance(lookInterval * 3);
    assert.equal(machine.changes, 0);
  });

  it("knows this machine's own", () => {
    assert.match(ownAddresses(), /127\.0\.0\.1/);
  });
});
