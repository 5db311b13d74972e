// A feature that throws says nothing, and is told of once: it neither fills the log nor silences another.
import type { Reporter } from "./host";
import { Refused } from "./refused";

/** @returns undefined where it failed; a refusal goes on to whoever asked */
export async function guarded<T>(
  reporter: Pick<Reporter, "reportOnce">,
  feature: string,
  run: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) throw error;
    reporter.reportOnce(feature, error);
    return undefined;
  }
}
