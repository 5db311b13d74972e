// A feature that throws says nothing, and is told of once in the log.
import * as workspace from "../workspace/guard";
import { reportOnce } from "./log";

/** @returns undefined where it failed; a refusal goes on to whoever asked */
export function guarded<T>(feature: string, run: () => T | Promise<T>): Promise<T | undefined> {
  return workspace.guarded({ reportOnce }, feature, run);
}
