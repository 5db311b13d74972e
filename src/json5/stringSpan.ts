// Where a part of a string's value is written, escapes and all.
import type { Node } from "./tree";

const hex = /^[0-9a-f]+$/i;

/**
 * Where a part of a string's value is written in the text.
 *
 * @param start UTF-16 offset in the value, as `end`
 */
export function sourceSpan(text: string, node: Node, start: number, end: number) {
  let offset = sourceOffset(text, node, start);
  // What stands for nothing belongs to what comes before it.
  while (text.charAt(offset) === "\\" && escapeAt(text, offset).meant === 0) offset += escapeAt(text, offset).written;
  return { offset, length: sourceOffset(text, node, end) - offset };
}

function sourceOffset(text: string, { offset, length }: Node, index: number): number {
  const quote = text.charAt(offset);
  let at = quote === '"' || quote === "'" ? offset + 1 : offset;
  for (let left = index; left > 0 && at < offset + length; ) {
    const taken = text.charAt(at) === "\\" ? escapeAt(text, at) : plain;
    at += taken.written;
    left -= taken.meant;
  }
  return at;
}

interface Taken {
  /** UTF-16 code units in the text. */
  readonly written: number;
  /** UTF-16 code units in the value. */
  readonly meant: number;
}

const plain: Taken = { written: 1, meant: 1 };

function escapeAt(text: string, at: number): Taken {
  const next = text.charAt(at + 1);
  if (next === "u" && hex.test(text.slice(at + 2, at + 6))) return { written: 6, meant: 1 };
  if (next === "x" && hex.test(text.slice(at + 2, at + 4))) return { written: 4, meant: 1 };
  if (next === "\r" && text.charAt(at + 2) === "\n") return { written: 3, meant: 0 };
  if (/[\r\n\u2028\u2029]/.test(next)) return { written: 2, meant: 0 };
  return { written: 2, meant: 1 };
}
