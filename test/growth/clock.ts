// Measures work so that what else the machine does counts as little as can be.
import { performance } from "node:perf_hooks";

/** What work takes, in ms: of a clock on the wall and of the processor, the lesser, as others may have had the processor in between. */
export function clocked(work: () => unknown): number {
  const [start, used] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
