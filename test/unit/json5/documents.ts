// Generators of JSON5 texts: sound ones from a grammar, and broken ones by mutation.
import fc from "fast-check";

const blank = fc.constantFrom(
  "",
  "",
  "",
  " ",
  "\n",
  "\r\n",
  "\t",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "\u2003",
  "// c\n",
  "/* * / */",
  "//\u2029",
  "/**/",
);
const quoted = (quote: string) =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.string({ maxLength: 4, unit: "binary" }).map((s) => s.replace(/["'\\\n\r]/g, "")) },
        fc.constantFrom(
          "\\n",
          "\\x41",
          "\\u0041",
          "\\0",
          "\\\n",
          "\\\r\n",
          "\\\u2028",
          "\\q",
          "\\'",
          '\\"',
          "\\v",
          "\u2028",
          "\\\u{1f600}",
          "${VAR}",
          "\ud800",
        ),
      ),
      { maxLength: 4 },
    )
    .map((parts) => quote + parts.join("") + quote);
const text = fc.oneof(quoted('"'), quoted("'"));
const number = fc.oneof(
  fc.constantFrom(
    "0",
    "-0",
    "+1",
    ".5",
    "5.",
    "1.e3",
    "0x1F",
    "-0xff",
    "+0X0",
    "Infinity",
    "-Infinity",
    "+NaN",
    "NaN",
    "1e-7",
    "6.02E+23",
    "1e400",
  ),
  fc.double().map(String),
);
const name = fc.constantFrom(
  "a",
  "$",
  "_b",
  "agents",
  "null",
  "__proto__",
  "constructor",
  "\\u0061b",
  "ünï",
  "가",
  "a\u200c",
  "Infinity",
  "𐊧",
);
const key = fc.oneof(name, text);
const separated = (items: readonly string[], trailing: boolean) =>
  items.join(",") + (trailing && items.length > 0 ? "," : "");

/** A text that is JSON5 but for duplicates of what `json5` itself would say of odd characters. */
export const document: fc.Arbitrary<string> = fc
  .letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(text, number, fc.constantFrom("true", "false", "null")),
      fc
        .tuple(fc.array(fc.tuple(blank, key, blank, blank, tie("value"), blank), { maxLength: 4 }), fc.boolean())
        .map(([members, trailing]) => {
          const body = separated(
            members.map(([a, k, b, c, v, d]) => `${a}${k}${b}:${c}${v}${d}`),
            trailing,
          );
          return `{${body}}`;
        }),
      fc
        .tuple(fc.array(fc.tuple(blank, tie("value"), blank), { maxLength: 4 }), fc.boolean())
        .map(([members, trailing]) => {
          const body = separated(
            members.map(([a, v, b]) => `${a}${v}${b}`),
            trailing,
          );
          return `[${body}]`;
        }),
    ),
  }))
  .value.chain((value) => fc.tuple(blank, fc.constant(value), blank).map((parts) => parts.join("")));

const shard = fc.constantFrom(
  ..."{}[],:\"'\\/*+-.0x1eEn_$a \n\r\u2028\ufeff#=`;<\u00e9\ud800",
  "true",
  "null",
  "Infinity",
  "//",
  "/*",
  "*/",
  "\\u",
  "\\x4",
  "0x",
  "\\08",
  "\u{1f600}",
  "\u0000",
  "𐊧",
  "\u200c",
);

/** A document after one to three random cuts, insertions or swaps. */
export const broken: fc.Arbitrary<string> = fc
  .tuple(document, fc.array(fc.tuple(fc.nat(), fc.nat(3), shard, fc.nat(2)), { minLength: 1, maxLength: 3 }))
  .map(([source, edits]) =>
    edits.reduce((current, [where, cut, insert, how]) => {
      const at = where % (current.length + 1);
      if (how === 0) return current.slice(0, at) + current.slice(at + cut + 1);
      if (how === 1) return current.slice(0, at) + insert + current.slice(at);
      return current.slice(0, at) + insert + current.slice(at + 1);
    }, source),
  );

/** Nothing but shards. */
export const rubble: fc.Arbitrary<string> = fc.array(shard, { maxLength: 12 }).map((parts) => parts.join(""));

/** A sound document with comments everywhere, each with a number of its own, in one style of lines and indentation. */
export interface Commented {
  readonly text: string;
  readonly lineBreak: "\n" | "\r\n";
  readonly indent: "  " | "\t";
}

/** Documents with comments, blanks and line breaks between any two tokens; no two keys of a document are the same. */
export const commented: fc.Arbitrary<Commented> = fc
  .tuple(fc.array(fc.nat(97), { minLength: 4, maxLength: 220 }), fc.boolean(), fc.boolean())
  .map(([tape, isWindows, isTabbed]) => {
    const style = { lineBreak: isWindows ? "\r\n" : "\n", indent: isTabbed ? "\t" : "  " } as const;
    return { ...style, text: new Writer(tape, style).document() };
  });

/** Writes a document as a tape of numbers says; where the tape ends, all is plain. */
class Writer {
  readonly #tape: readonly number[];
  readonly #style: Omit<Commented, "text">;
  #at = 0;
  #comments = 0;
  #keys = 0;

  constructor(tape: readonly number[], style: Omit<Commented, "text">) {
    this.#tape = tape;
    this.#style = style;
  }

  document(): string {
    return `${this.#gap(0)}${this.#container(0, true)}${this.#gap(0)}${this.#style.lineBreak}`;
  }

  #pick(count: number): number {
    return (this.#tape[this.#at++] ?? 0) % count;
  }

  #newLine(depth: number): string {
    return this.#style.lineBreak + this.#style.indent.repeat(depth);
  }

  #gap(depth: number): string {
    const line = this.#newLine(depth);
    const name = () => `c${++this.#comments}`;
    const parts: string[] = [];
    for (let more = this.#pick(4); more > 1; more--) {
      const choices = [
        () => " ",
        () => line,
        () => this.#style.lineBreak + line,
        () => ` /* ${name()} */`,
        () => `/*${name()}*/ `,
        () => ` // ${name()}${line}`,
        () => `${line}// ${name()}${line}`,
        () => `${line}/* ${name()}${line} * more */${line}`,
        () => ` /* ${name()}${line} */ `,
      ];
      parts.push(choices[this.#pick(choices.length)]?.() ?? "");
    }
    return parts.join("");
  }

  #value(depth: number): string {
    const kind = this.#pick(6);
    if (kind > 3 && depth < 4) return this.#container(depth, kind === 4);
    return ["1", "'t'", '"{ // no comment }"', "null"][kind % 4] ?? "1";
  }

  #container(depth: number, isObject: boolean): string {
    const isSpread = this.#pick(2) === 1;
    const line = isSpread ? this.#newLine(depth + 1) : "";
    const count = this.#pick(5);
    const hasTrailingComma = this.#pick(2) === 1;
    let inner = this.#gap(depth + 1);
    for (let index = 0; index < count; index++) {
      const key = isObject ? `k${++this.#keys}${this.#gap(depth + 1)}:${this.#gap(depth + 1)}` : "";
      const comma = index < count - 1 || hasTrailingComma ? "," : "";
      const space = index > 0 || isSpread ? line || " " : "";
      inner += `${space}${this.#gap(depth + 1)}${key}${this.#value(depth + 1)}${this.#gap(depth + 1)}${comma}`;
    }
    const [open, close] = isObject ? "{}" : "[]";
    return `${open}${inner}${this.#gap(depth)}${isSpread ? this.#newLine(depth) : ""}${close}`;
  }
}
