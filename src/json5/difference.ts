// The edit that makes one text of another.
import type { Edit } from "./edits";

/** One edit from the first to the last character that differs. */
export function difference(before: string, after: string): Edit[] {
  if (before === after) return [];
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charAt(start) === after.charAt(start)) start++;
  let end = 0;
  while (end < shorter - start && before.charAt(before.length - 1 - end) === after.charAt(after.length - 1 - end))
    end++;
  return [{ offset: start, length: before.length - start - end, text: after.slice(start, after.length - end) }];
}
