// Finds the names that somebody may have meant by a misspelt one.
import { distance } from "fastest-levenshtein";

/** Spellings people mix up: case, dashes and underscores do not count. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

/**
 * The nearest of `names` to `written`, nearest first: within a third of its length in edits (at least 1, at most 4), or equal but for
 * case and separators, or one the beginning of the other.
 */
export function nearest<Name extends string>(written: string, names: readonly Name[], limit = 3): Name[] {
  const wanted = folded(written);
  const reach = Math.min(4, Math.max(1, Math.floor(wanted.length / 3) + 1));
  const ranked: { readonly name: Name; readonly rank: number }[] = [];
  for (const name of names) {
    const candidate = folded(name);
    if (name === written) continue;
    if (Math.abs(candidate.length - wanted.length) <= reach) {
      const edits = distance(wanted, candidate);
      if (edits <= reach && edits < candidate.length) ranked.push({ name, rank: edits });
    } else if (
      wanted.length >= 3 &&
      (candidate.startsWith(wanted) || (wanted.startsWith(candidate) && candidate.length >= 3))
    ) {
      ranked.push({ name, rank: reach + 0.5 });
    }
  }
  const best = Math.min(...ranked.map(({ rank }) => rank));
  return ranked
    .filter(({ rank }) => rank <= best * 1.5)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ name }) => name);
}
