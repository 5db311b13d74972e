// Lengths and multiples as JSON Schema counts them.

/** Code points of a text: half a surrogate pair is no character. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether a number is a whole multiple of another. */
export function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  if (Number.isInteger(quotient)) return true;
  // Decimal fractions have no exact binary form: 0.3 is a multiple of 0.1 all the same.
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient)) && !Number.isInteger(of);
}
