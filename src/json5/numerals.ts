// Where numbers and names end in a text, and what number is spelt. All offsets are UTF-16.
import { Char, isDigit, isHexDigit, isIdentifierPart } from "./characters";

/**
 * The end of the numeral that starts at an offset, its sign included.
 *
 * @returns the offset behind it, or where it is not sound, the complement (`~`) of the offset that was reached
 */
export function numeralEnd(text: string, start: number): number {
  const digits = start + signLength(text, start);
  const code = text.charCodeAt(digits);
  let at = digits;
  let isSound = true;
  if (code === Char.I || code === Char.N) {
    at = nameEnd(text, at);
    const name = text.slice(digits, at);
    isSound = name === "Infinity" || name === "NaN";
  } else if (code === Char._0 && (text.charCodeAt(at + 1) | 0x20) === Char.x) {
    at += 2;
    const hex = at;
    while (isHexDigit(text.charCodeAt(at))) at++;
    isSound = at > hex;
  } else {
    while (isDigit(text.charCodeAt(at))) at++;
    const whole = at - digits;
    isSound = whole === 1 || (whole > 0 && code !== Char._0);
    if (text.charCodeAt(at) === Char.dot) {
      const fraction = ++at;
      while (isDigit(text.charCodeAt(at))) at++;
      isSound = whole === 0 ? at > fraction : isSound;
    }
    if (isSound && (text.charCodeAt(at) | 0x20) === Char.e) {
      at++;
      at += signLength(text, at);
      const exponent = at;
      while (isDigit(text.charCodeAt(at))) at++;
      isSound = at > exponent;
    }
  }
  return isSound ? at : ~at;
}

/** The number spelt between two offsets, which is sound. */
export function numberValue(text: string, start: number, end: number): number {
  // JavaScript's own reader takes every spelling but a signed hexadecimal one.
  const magnitude = Number(text.slice(start + signLength(text, start), end));
  return text.charCodeAt(start) === Char.minus ? -magnitude : magnitude;
}

function signLength(text: string, at: number): 0 | 1 {
  const code = text.charCodeAt(at);
  return code === Char.minus || code === Char.plus ? 1 : 0;
}

/** The end of the characters from an offset on that a name may have. */
function nameEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const point = text.codePointAt(at) ?? 0;
    if (!isIdentifierPart(point)) break;
    at += point > 0xffff ? 2 : 1;
  }
  return at;
}

/** The end of the characters from an offset on that names and numbers are made of. */
export function wordEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const next = nameEnd(text, at);
    const code = text.charCodeAt(next);
    if (code === Char.dot || code === Char.plus || code === Char.minus) at = next + 1;
    else return next;
  }
}
