// Where a setting of agents stands: once for all of them, and once for each.

/** @param keys paths below an agent */
export function eachAgent(...keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => [`agents.defaults.${key}`, `agents.entries.*.${key}`]);
}
