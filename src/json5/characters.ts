// Character codes and classes of the JSON5 grammar, by the tables of the `json5` package.
import unicode from "json5/lib/unicode";

export enum Char {
  backspace = 0x08,
  tab = 0x09,
  lineFeed = 0x0a,
  verticalTab = 0x0b,
  formFeed = 0x0c,
  carriageReturn = 0x0d,
  space = 0x20,
  doubleQuote = 0x22,
  dollar = 0x24,
  singleQuote = 0x27,
  asterisk = 0x2a,
  plus = 0x2b,
  comma = 0x2c,
  minus = 0x2d,
  dot = 0x2e,
  slash = 0x2f,
  _0 = 0x30,
  _9 = 0x39,
  colon = 0x3a,
  A = 0x41,
  E = 0x45,
  F = 0x46,
  I = 0x49,
  N = 0x4e,
  X = 0x58,
  Z = 0x5a,
  openBracket = 0x5b,
  backslash = 0x5c,
  closeBracket = 0x5d,
  underscore = 0x5f,
  a = 0x61,
  b = 0x62,
  e = 0x65,
  f = 0x66,
  n = 0x6e,
  r = 0x72,
  t = 0x74,
  u = 0x75,
  v = 0x76,
  x = 0x78,
  z = 0x7a,
  openBrace = 0x7b,
  closeBrace = 0x7d,
  nonBreakingSpace = 0xa0,
  zeroWidthNonJoiner = 0x200c,
  zeroWidthJoiner = 0x200d,
  lineSeparator = 0x2028,
  paragraphSeparator = 0x2029,
  byteOrderMark = 0xfeff,
}

/** Bits of {@link asciiClass}. */
export enum CharClass {
  identifierStart = 1,
  identifierPart = 2,
  digit = 4,
  hexDigit = 8,
  space = 16,
  lineBreak = 32,
}

/** Class bits of each ASCII code. */
export const asciiClass: Uint8Array = (() => {
  const table = new Uint8Array(128);
  const add = (from: number, to: number, bits: number) => {
    for (let code = from; code <= to; code++) table[code] = (table[code] ?? 0) | bits;
  };
  const name = CharClass.identifierStart | CharClass.identifierPart;
  add(Char.A, Char.Z, name);
  add(Char.a, Char.z, name);
  add(Char.dollar, Char.dollar, name);
  add(Char.underscore, Char.underscore, name);
  add(Char._0, Char._9, CharClass.identifierPart | CharClass.digit | CharClass.hexDigit);
  add(Char.A, Char.F, CharClass.hexDigit);
  add(Char.a, Char.f, CharClass.hexDigit);
  add(Char.tab, Char.tab, CharClass.space);
  add(Char.verticalTab, Char.formFeed, CharClass.space);
  add(Char.space, Char.space, CharClass.space);
  add(Char.lineFeed, Char.lineFeed, CharClass.lineBreak);
  add(Char.carriageReturn, Char.carriageReturn, CharClass.lineBreak);
  return table;
})();

function hasClass(code: number, bits: number): boolean {
  return code < 128 && ((asciiClass[code] ?? 0) & bits) !== 0;
}

export function isDigit(code: number): boolean {
  return code >= Char._0 && code <= Char._9;
}

export function isHexDigit(code: number): boolean {
  return hasClass(code, CharClass.hexDigit);
}

/** A code after which a `//` comment ends. Inside strings only LF and CR count as line breaks that must be escaped. */
export function isLineTerminator(code: number): boolean {
  return (
    code === Char.lineFeed ||
    code === Char.carriageReturn ||
    code === Char.lineSeparator ||
    code === Char.paragraphSeparator
  );
}

/** White space other than line terminators, the byte-order mark included. */
export function isSpace(code: number): boolean {
  if (code < 128) return hasClass(code, CharClass.space);
  return (
    code === Char.nonBreakingSpace ||
    code === Char.byteOrderMark ||
    unicode.Space_Separator.test(String.fromCharCode(code))
  );
}

/** @param codePoint a whole code point, not a surrogate half */
export function isIdentifierStart(codePoint: number): boolean {
  if (codePoint < 128) return hasClass(codePoint, CharClass.identifierStart);
  return unicode.ID_Start.test(String.fromCodePoint(codePoint));
}

/** @param codePoint a whole code point, not a surrogate half */
export function isIdentifierPart(codePoint: number): boolean {
  if (codePoint < 128) return hasClass(codePoint, CharClass.identifierPart);
  return (
    codePoint === Char.zeroWidthNonJoiner ||
    codePoint === Char.zeroWidthJoiner ||
    unicode.ID_Continue.test(String.fromCodePoint(codePoint))
  );
}
