// What of a config's values is for the eyes of its owner only: by the name of its key, by its place, and by its look.
import type { Path } from "../json5/tree";

/** Stands where a secret was. */
export const mask = "•••";

const secretEnds = [
  "apikey",
  "accesskey",
  "encryptkey",
  "privatekey",
  "secretkey",
  "signingkey",
  "token",
  "password",
  "passwd",
  "passphrase",
  "secret",
  "authorization",
  "cookie",
  "credential",
];

/** Whether a key's name says that its value is not for everybody's eyes: however it is written, in the plural, too. */
export function isSecretKey(key: string): boolean {
  const plain = key
    .slice(-64)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/s$/, "");
  return secretEnds.some((end) => plain.endsWith(end));
}

/** Whether all texts at a key and below are kept to themselves: secrets, variables of programs, and headers of requests. */
export function isSecretStep(step: Path[number]): boolean {
  if (typeof step !== "string") return false;
  const key = step.toLowerCase();
  return key === "env" || key.endsWith("headers") || isSecretKey(step);
}

/** What services begin their keys with, and keys that tell themselves by their form. */
const tokens = [
  /(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}/,
  /gh[oprsu]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}/,
  /xox[a-z]-[A-Za-z0-9-]{8,}|xapp-[A-Za-z0-9-]{8,}/,
  /(?:AKIA|ASIA)[A-Z0-9]{16}/,
  /AIza[\w-]{20,}|ya29\.[\w.-]{16,}/,
  /xai-\w{16,}|gsk_\w{16,}|hf_\w{16,}|r8_\w{16,}|nvapi-[\w-]{16,}|npm_\w{16,}|tgp_[\w-]{16,}/,
  /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/,
  /\d{8,10}:[A-Za-z0-9_-]{30,}/,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/,
  // AWS's secret keys have no mark but their length.
  /(?<![A-Za-z0-9/+])(?=[^A-Z]{0,39}[A-Z])(?=[^a-z]{0,39}[a-z])(?=[^0-9]{0,39}[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
  /(?<![A-Za-z0-9+])(?=[^0-9]{0,200}[0-9])(?=[^A-Za-z]{0,200}[A-Za-z])[A-Za-z0-9+]{32,}={0,2}/,
].map(({ source }) => new RegExp(`(?<![A-Za-z0-9])(?:${source})`, "g"));

/** More of a value is not looked through, in UTF-16 code units: the rest is left out. No place shows as much of one value. */
const maxLooked = 512;

/** A text without what looks like a token, and without user, password and the values of a query in its addresses. */
export function withoutTokens(text: string): string {
  const looked = text.length > maxLooked ? `${text.slice(0, maxLooked)}…` : text;
  return tokens.reduce((rest, token) => rest.replace(token, mask), withoutLogins(looked));
}

/** Whether a part of a text is like what services give out as keys. */
export function looksLikeToken(text: string): boolean {
  return tokens.some((token) => text.search(token) >= 0);
}

function withoutLogins(text: string): string {
  // To a URL parser a backslash is a slash, their number does not matter, and tabs and line breaks are not there.
  if (!/:[\t\r\n]*[\\/]/.test(text)) return text;
  return text
    .replace(/(:(?=[\t\r\n]*[\\/])[\t\r\n\\/]+)[^\s/?#"'\\]*@/g, `$1${mask}@`)
    .replace(/([?&][^\s=&#"']*=)[^\s&#"']+/g, `$1${mask}`);
}

/** Words before a token in a header; they and variables tell nothing. */
const harmless = /^(?:(?:[Bb]earer|[Bb]asic|[Tt]oken) )?(?:\$\{[A-Z_][A-Z0-9_]*\})*$/;

/**
 * A text of a config as it may be shown: to whoever looks over a shoulder, in a menu, a title or a copied report.
 *
 * @param path where it stands in the config as a whole; a key stands where its object does
 */
export function shownValue(path: Path, text: string): string {
  return shownText(path.some(isSecretStep), text);
}

/**
 * The same for who goes down a tree, and need not look at the whole way again at each step.
 *
 * @param isSecret whether {@link isSecretStep} holds for any step on the way to it
 */
export function shownText(isSecret: boolean, text: string): string {
  if (!isSecret) return withoutTokens(text);
  return harmless.test(text.trim().slice(0, maxLooked)) ? text : mask;
}
