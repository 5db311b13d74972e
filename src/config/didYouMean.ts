// Finds the names that somebody may have meant by a misspelt one.
import { distance } from "fastest-levenshtein";

/** Spellings people mix up: case, dashes and underscores do not count. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

/** A text without a character at its ends, however often it stands there. An expression for it would take quadratic time. */
export function withoutEnds(text: string, character: string): string {
  return withoutEnd(text, character, withoutStart(text, character));
}

/** A text from an offset on, without a character at its end, however often it stands there. */
export function withoutEnd(text: string, character: string, start = 0): string {
  let end = text.length;
  while (end > start && text.charAt(end - 1) === character) end--;
  return text.slice(start, end);
}

function withoutStart(text: string, character: string): number {
  let start = 0;
  while (start < text.length && text.charAt(start) === character) start++;
  return start;
}

/** Of more names than these the others are passed over, and longer ones: nobody's slip is worth looking on for. */
const maxNames = 500;
const maxNameLength = 200;

/** Lists that are asked about again and again. */
const foldedLists = new WeakMap<readonly string[], readonly string[]>();

function foldedAll(names: readonly string[]): readonly string[] {
  let all = foldedLists.get(names);
  if (!all) {
    all = names.slice(0, maxNames).map((name) => (name.length > maxNameLength ? "" : folded(name)));
    foldedLists.set(names, all);
  }
  return all;
}

/** Names of at most so many letters have others of other meanings two letters away. */
const short = 5;
/** Two neighbours that changed places are the likeliest slip of all. */
const swapRank = 0.5;

/** Whether two texts differ by two neighbouring letters that changed places. */
function hasSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one.charAt(at) === other.charAt(at)) at++;
  return (
    one.charAt(at) === other.charAt(at + 1) &&
    one.charAt(at + 1) === other.charAt(at) &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

/**
 * The nearest of `names` to `written`, nearest first: within a third of its length in edits (at least 1, at most 4), or equal but for
 * case and separators, or one the beginning of the other.
 */
export function nearest<Name extends string>(written: string, names: readonly Name[], limit = 3): Name[] {
  if (written.length > maxNameLength) return [];
  const wanted = folded(written);
  const reach = Math.min(4, Math.max(1, Math.floor(wanted.length / 3) + 1));
  const ranked: { readonly name: Name; readonly rank: number }[] = [];
  const candidates = foldedAll(names);
  for (let index = 0; index < candidates.length; index++) {
    const name = names[index] as Name;
    const candidate = candidates[index] as string;
    if (name === written || name.length > maxNameLength) continue;
    if (Math.abs(candidate.length - wanted.length) <= reach) {
      const edits = distance(wanted, candidate);
      const isSwapped = edits === 2 && hasSwap(wanted, candidate);
      // Of a short word, two other letters make another word.
      const isOther = edits > 1 && candidate.length <= short && !isSwapped && wanted.length === candidate.length;
      if (edits <= reach && edits < candidate.length && !isOther)
        ranked.push({ name, rank: isSwapped ? swapRank : edits });
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
