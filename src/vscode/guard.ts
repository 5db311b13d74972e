// A feature that throws says nothing, and is told of once: it neither fills the log nor silences another.
import { reportOnce } from "./log";
import { Refused } from "./refused";

/** @returns undefined where it failed; a refusal goes on to whoever asked */
export async function guarded<T>(feature: string, run: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) throw error;
    reportOnce(feature, error);
    return undefined;
  }
}
