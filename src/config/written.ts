// Texts that people may see, told apart by type from what variables hold.
import type { Node } from "../json5/tree";
import { originOf } from "./merged";

declare const mark: unique symbol;

/** A text that stands in a file or is our own; never what a variable holds. A plain string is not known to be one. */
export type Written = string & { readonly [mark]: true };

/** A string, key or number as its file has it. */
export function writtenOf(node: Node): Written {
  return String(originOf(node).value ?? "") as Written;
}

/** Our own words, with what is written put into them. */
export function ours(words: TemplateStringsArray, ...parts: readonly (Written | number)[]): Written {
  return String.raw({ raw: words }, ...parts) as Written;
}

/** Without blanks around it. */
export function trimmed(text: Written): Written {
  return text.trim() as Written;
}

/** Names that OpenClaw itself has, from its schema, catalogs and facts; the linter says which files may import this. */
export function ofOpenClaw(names: Iterable<string>): readonly Written[] {
  return [...names] as readonly string[] as readonly Written[];
}

/** In lower case. */
export function lowered(text: Written): Written {
  return text.toLowerCase() as Written;
}

/** A part of it, by UTF-16 offsets. */
export function partOf(text: Written, start: number, end?: number): Written {
  return text.slice(start, end) as Written;
}

/** The host of a URL; all of what is no URL. */
export function hostIn(url: Written): Written {
  return URL.canParse(url) ? (new URL(url).hostname as Written) : url;
}
