// Which keys come and go from one schema to the next.

import { keysOf } from "../../src/features/findings/versions";
import type { SchemaRoot } from "../../src/schema/compile";

/** Keys by their path, `*` for any name; of a key that comes or goes, not what is below it. */
export interface KeyChanges {
  readonly come: readonly string[];
  readonly gone: readonly string[];
}

export function keyChanges(before: SchemaRoot, after: SchemaRoot): KeyChanges {
  const [old, now] = [keysOf(before), keysOf(after)];
  return { come: topmost(now, old), gone: topmost(old, now) };
}

/** The keys that only the first knows, but for those below another such key. */
function topmost(keys: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  const only = new Set([...keys].filter((key) => !others.has(key)));
  return [...only]
    .filter((key) => ![...key.matchAll(/\./g)].some(({ index }) => only.has(key.slice(0, index))))
    .map((key) => key.slice(1))
    .sort();
}
