// Addresses as people may see them: without user and password, without tokens in their path, and without what a query holds.
import { looksLikeToken, mask } from "./secretKeys";

/** A URL as it is written, with `•••` for the user, for steps of the path that look like tokens, for each value of the query, and nothing of the fragment. */
export function shownUrl(written: string): string {
  // So does a URL parser: what it drops must not hide a user from us.
  const text = withoutControls(written);
  let start = /^(?:https?:|[a-z][a-z\d+.-]*:(?=[/\\]))/i.exec(text)?.[0].length ?? 0;
  // To a URL parser a backslash is a slash, and their number does not matter.
  while (start > 0 && (text.charAt(start) === "/" || text.charAt(start) === "\\")) start++;
  const end = indexOfAny(text, "/?#\\", start);
  // What stands before the last @ of the authority is a user, with a password or without.
  const at = text.lastIndexOf("@", end - 1);
  const authority = at < start ? text.slice(start, end) : `${mask}@${text.slice(at + 1, end)}`;
  const pathEnd = indexOfAny(text, "?#", end);
  const queryEnd = indexOfAny(text, "#", pathEnd);
  const path = shownPath(text.slice(end, pathEnd));
  return text.slice(0, start) + authority + path + shownQuery(text.slice(pathEnd, queryEnd));
}

function shownPath(path: string): string {
  return path.replace(/[^/\\]+/g, (step) => (isTokenStep(step) ? mask : step));
}

/** Letters and digits in a row, of which both are there, the form of a UUID, and of a bot's token behind any word: no word and no version is like that. */
const tokenStep = /(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{16,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{8}:[\w-]{30}/i;
/** More of a step is not looked at, in UTF-16 code units: nobody reads it. */
const maxStep = 512;

function isTokenStep(step: string): boolean {
  if (step.length > maxStep) return true;
  // The name of a variable tells nothing.
  const rest = step.replace(/\$\{[A-Z_][A-Z0-9_]*\}/g, "/");
  const plain = rest.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return tokenStep.test(plain) || looksLikeToken(plain);
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
      return equals < 0 ? mask : `${pair.slice(0, equals)}=${mask}`;
    });
  return `?${names.join("&")}`;
}

/** The offset of the first of some characters from `start` on; the text's length where there is none. */
function indexOfAny(text: string, characters: string, start: number): number {
  let at = start;
  while (at < text.length && !characters.includes(text.charAt(at))) at++;
  return at;
}
