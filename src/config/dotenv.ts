// Reads the text of a `.env` file as the package `dotenv` does, which OpenClaw uses; in a time that grows with the text and no faster.
const space = /\s/;
const lineBreak = /[\n\r\u2028\u2029]/;
const inName = /[\w.-]/;
const quotes = new Set(["'", '"', "`"]);

/** Names with their values; of a name that stands there twice the last value counts. */
export function parseDotenv(source: string): Map<string, string> {
  const text = source.replace(/\r\n?/g, "\n");
  const found = new Map<string, string>();
  for (let start = 0; start < text.length; ) {
    const from = behindSpace(text, start);
    const entry = entryAt(text, from);
    if (entry) found.set(entry.name, entry.value);
    start = nextLine(text, entry ? entry.end : from);
  }
  // Setting it changes no plain object, which is what `dotenv` fills.
  found.delete("__proto__");
  return found;
}

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

/** `name=value`, `name: value`, or either behind `export`, which may itself be the name. */
function entryAt(text: string, start: number): Entry | undefined {
  const behind = start + "export".length;
  const isExport = text.startsWith("export", start) && isSpace(text, behind);
  return (isExport ? namedAt(text, behindSpace(text, behind)) : undefined) ?? namedAt(text, start);
}

function namedAt(text: string, start: number): Entry | undefined {
  let nameEnd = start;
  while (nameEnd < text.length && inName.test(text.charAt(nameEnd))) nameEnd++;
  if (nameEnd === start) return undefined;
  const name = text.slice(start, nameEnd);
  const sign = behindSpace(text, nameEnd);
  if (text.charAt(sign) === "=") return { name, ...valueAt(text, sign + 1) };
  if (text.charAt(nameEnd) === ":" && isSpace(text, nameEnd + 1)) return { name, ...valueAt(text, nameEnd + 2) };
  return undefined;
}

/** A value in quotes if nothing but a comment follows them, else the rest of the line; quotes may stand lines below. */
function valueAt(text: string, start: number): { readonly value: string; readonly end: number } {
  const open = behindSpace(text, start);
  const quote = text.charAt(open);
  if (quotes.has(quote)) {
    for (const close of closings(text, open, quote)) {
      const end = endOfEntry(text, close + 1);
      if (end !== undefined) return { value: plain(text.slice(open, close + 1)), end };
    }
  }
  let end = start;
  while (end < text.length && text.charAt(end) !== "#" && text.charAt(end) !== "\n") end++;
  return { value: plain(text.slice(start, end)), end: endOfEntry(text, end) ?? end };
}

/** Where a quoted text may end: at the first quote without a backslash before it, else at the last with one, and so on back. */
function closings(text: string, open: number, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    found.push(at);
    if (at - 1 === open || text.charAt(at - 1) !== "\\") break;
  }
  return found.reverse();
}

/** Where an entry ends whose value ends at `start`; undefined where something else than a comment follows on its line. */
function endOfEntry(text: string, start: number): number | undefined {
  const next = behindSpace(text, start);
  if (next === text.length) return next;
  if (text.charAt(next) === "#") {
    let end = next;
    while (end < text.length && !lineBreak.test(text.charAt(end))) end++;
    return end;
  }
  for (let at = next - 1; at >= start; at--) if (lineBreak.test(text.charAt(at))) return at;
  return undefined;
}

/** The value without its quotes; between double quotes, `\n` and `\r` are line breaks. */
function plain(written: string): string {
  const trimmed = written.trim();
  const value = withoutQuotes(trimmed);
  return trimmed.startsWith('"') ? value.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : value;
}

/** Quotes go that open a line and close that or a later one. */
function withoutQuotes(value: string): string {
  const last = new Map<string, number>();
  for (let at = 0; at < value.length; at++)
    if (quotes.has(value.charAt(at)) && endsLine(value, at + 1)) last.set(value.charAt(at), at);
  let result = "";
  let kept = 0;
  for (let at = 0; at < value.length; at++) {
    const close = last.get(value.charAt(at)) ?? -1;
    if (close <= at || (at > 0 && !lineBreak.test(value.charAt(at - 1)))) continue;
    result += value.slice(kept, at) + value.slice(at + 1, close);
    at = close;
    kept = close + 1;
  }
  return result + value.slice(kept);
}

function endsLine(text: string, at: number): boolean {
  return at === text.length || lineBreak.test(text.charAt(at));
}

function isSpace(text: string, at: number): boolean {
  return at < text.length && space.test(text.charAt(at));
}

function behindSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text, at)) at++;
  return at;
}

function nextLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && !lineBreak.test(text.charAt(at))) at++;
  return at + 1;
}
