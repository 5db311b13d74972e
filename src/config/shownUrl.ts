// Addresses as people may see them: without user and password, and without what a query holds.

const hidden = "•••";

/** A URL as it is written, with `•••` for the user, for each value of the query, and nothing of the fragment. */
export function shownUrl(written: string): string {
  // So does a URL parser: what it drops must not hide a user from us.
  const text = withoutControls(written);
  let start = /^(?:https?:|[a-z][a-z\d+.-]*:(?=[/\\]))/i.exec(text)?.[0].length ?? 0;
  // To a URL parser a backslash is a slash, and their number does not matter.
  while (start > 0 && (text.charAt(start) === "/" || text.charAt(start) === "\\")) start++;
  const end = indexOfAny(text, "/?#\\", start);
  // What stands before the last @ of the authority is a user, with a password or without.
  const at = text.lastIndexOf("@", end - 1);
  const authority = at < start ? text.slice(start, end) : `${hidden}@${text.slice(at + 1, end)}`;
  const pathEnd = indexOfAny(text, "?#", end);
  const queryEnd = indexOfAny(text, "#", pathEnd);
  return text.slice(0, start) + authority + text.slice(end, pathEnd) + shownQuery(text.slice(pathEnd, queryEnd));
}

function withoutControls(url: string): string {
  let start = 0;
  while (start < url.length && url.charCodeAt(start) <= 0x20) start++;
  return url
    .slice(start)
    .replace(/[\t\r\n]/g, "")
    .trimEnd();
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
