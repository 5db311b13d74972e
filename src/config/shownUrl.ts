// Addresses as people may see them: without user and password, and without what a query holds.

const hidden = "•••";

/** A URL as it is written, with `•••` for the user, for each value of the query, and nothing of the fragment. */
export function shownUrl(written: string): string {
  const text = written.trim();
  const scheme = text.indexOf("://");
  const start = scheme < 0 ? 0 : scheme + 3;
  const end = indexOfAny(text, "/?#\\", start);
  // What stands before the last @ of the authority is a user, with a password or without.
  const at = text.lastIndexOf("@", end - 1);
  const authority = at < start ? text.slice(start, end) : `${hidden}@${text.slice(at + 1, end)}`;
  const pathEnd = indexOfAny(text, "?#", end);
  const queryEnd = indexOfAny(text, "#", pathEnd);
  return text.slice(0, start) + authority + text.slice(end, pathEnd) + shownQuery(text.slice(pathEnd, queryEnd));
}

function shownQuery(query: string): string {
  if (query.length < 2) return "";
  const names = query
    .slice(1)
    .split("&")
    .map((pair) => {
      const equals = pair.indexOf("=");
      // A query that is one word may well be a key.
      return equals < 0 ? hidden : `${pair.slice(0, equals)}=${hidden}`;
    });
  return `?${names.join("&")}`;
}

/** The offset of the first of some characters from `start` on; the text's length where there is none. */
function indexOfAny(text: string, characters: string, start: number): number {
  let at = start;
  while (at < text.length && !characters.includes(text.charAt(at))) at++;
  return at;
}
