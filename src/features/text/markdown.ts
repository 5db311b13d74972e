// The one door to Markdown: our own words are Markdown, what a file, a server or a program says is text in it, and can be nothing else.
import { plainLimits, visible } from "./plain";
import type { Translate } from "./translate";

let make: (source: string) => Markdown;

/** Markdown in which all that is not our own is text. Only the functions of this file make it. */
export class Markdown {
  /** For whoever renders it: trusted for nothing, no HTML, no icons. */
  readonly source: string;
  // What is private makes the type its own: no text and no object of the same shape will do.
  readonly #isOurs = true;

  static {
    make = (source) => new Markdown(source);
  }

  private constructor(source: string) {
    this.source = source;
  }

  get isEmpty(): boolean {
    return this.#isOurs && this.source === "";
  }
}

export const nothing = make("");

/** Lengths in UTF-16 code units: of what is named, and of what is said at length. */
const limits = { code: 200, text: 4000 } as const;

/** Foreign text as text: of the characters that Markdown or HTML may make something of, none is left as it is. */
export function text(foreign: string, limit: number = limits.text): Markdown {
  return make(escaped(visible(foreign, limit)));
}

/** ASCII's punctuation, but for what means nothing anywhere: addresses are none without their dots, colons and at signs. */
function escaped(line: string): string {
  return line.replace(/[!#$&()*+\-.:<=>@[\\\]^_`{|}~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Foreign text as code; what backticks could break out of is text. What is blank is put in quotes. */
export function code(foreign: string, limit: number = limits.code): Markdown {
  const line = visible(foreign, limit);
  if (line === "") return make(`\`"${/\S/.test(foreign) || foreign === "" ? "" : " "}"\``);
  return make(line.includes("`") ? escaped(line) : `\`${line}\``);
}

/** Own Markdown with parts put in: what stands in the program text is ours. */
export function md(words: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return make(words.map((each, index) => each + sourceOf(parts[index])).join(""));
}

function sourceOf(part: Markdown | number | undefined): string {
  return part instanceof Markdown ? part.source : String(part ?? "");
}

/** Own words in the reader's language, which are Markdown, with parts in place of their `{placeholders}`. */
export function words(
  t: Translate,
  english: string,
  parts: Readonly<Record<string, Markdown | number>> = {},
): Markdown {
  const filled = t(english).replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parts, name) ? sourceOf(parts[name]) : whole,
  );
  return make(filled);
}

type Separator = " · " | ", " | " ";

/** Parts in one line; those that are empty are left out. */
export function line(parts: readonly Markdown[], separator: Separator = " · "): Markdown {
  return between(parts, separator);
}

/** Parts each on a line of its own, within one paragraph. */
export function lines(parts: readonly Markdown[]): Markdown {
  return between(parts, "  \n");
}

export function paragraphs(parts: readonly Markdown[]): Markdown {
  return between(parts, "\n\n");
}

/** Parts of one line each as the items of a list. */
export function list(items: readonly Markdown[]): Markdown {
  return between(
    items.map((each) => make(`- ${each.source}`)),
    "\n",
  );
}

function between(parts: readonly Markdown[], separator: string): Markdown {
  return make(
    parts
      .filter((each) => !each.isEmpty)
      .map(({ source }) => source)
      .join(separator),
  );
}

const documentation = "https://docs.openclaw.ai/";

/** A link to OpenClaw's documentation; links lead nowhere else. */
export function docsLink(label: Markdown, page: string): Markdown {
  if (!/^[a-z0-9/-]+$/.test(page)) throw new RangeError("no page of the documentation");
  return make(`[${label.source}](${documentation}${page})`);
}

/** Lines of code, whatever they hold, in a language of ours. */
export function codeBlock(written: string, language: "json5"): Markdown {
  const shown = written
    .split(/\r\n|\r|\n/)
    .map((each) => `${/^[ \t]*/.exec(each)?.[0] ?? ""}${visible(each, plainLimits.sentence)}`);
  // Counted in what is shown: what has no width is gone from there, and no longer parts one backtick from the next.
  const runs = (shown.join("\n").match(/`+/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return make([fence + language, ...shown, fence].join("\n"));
}
