// Values to start from, in snippet syntax: a choice where there are few, else brackets or quotes with a place to type in.
import { inQuotes, type Style, writeKey } from "../../json5/edits";
import { anything, type Schema, typeNames } from "../../schema/compile";
import { unfold } from "../../schema/lookup";

/** So many values make a choice that can be looked over. */
const maxChoice = 20;
/** So many keys that an object must have are put into it at once. */
const maxRequired = 6;

export type SnippetStyle = Pick<Style, "keyQuote" | "quote">;

/** A place for a value. */
export function skeletonOf(schemas: readonly Schema[], style: SnippetStyle, isSpread: boolean): string {
  return new Writer(style, isSpread).write(schemas, 0);
}

class Writer {
  readonly #style: SnippetStyle;
  readonly #isSpread: boolean;
  #stop = 0;

  constructor(style: SnippetStyle, isSpread: boolean) {
    this.#style = style;
    this.#isSpread = isSpread;
  }

  write(schemas: readonly Schema[], depth: number): string {
    const { quote } = this.#style;
    const literals = [...new Set(schemas.flatMap((schema) => schema.literals ?? []))];
    const types = new Set(schemas.flatMap(typesOf));
    if (literals.length > 0 && literals.length <= maxChoice && !types.has("object"))
      return this.#choice(literals.map((value) => literalText(value, quote)));
    if (types.has("object")) return this.#object(schemas, depth);
    if (types.has("string")) return `${quote}${this.#place()}${quote}`;
    if (types.has("array")) return `[${this.#place()}]`;
    if (types.has("boolean")) return this.#choice(["true", "false"]);
    const initial = schemas.map(({ source }) => source.default).find((value) => typeof value === "number");
    if (types.has("number") || types.has("integer")) return this.#place(String(initial ?? 0));
    return this.#place();
  }

  /** With the keys that it must have, where it is one kind of object and they are few. */
  #object(schemas: readonly Schema[], depth: number): string {
    const objects = schemas.filter((schema) => typesOf(schema).includes("object"));
    const [only] = objects;
    const required = only && objects.length === 1 && depth < 2 ? only.required : [];
    const inner = "\t".repeat(depth + 1);
    if (required.length === 0 || required.length > maxRequired) {
      if (!this.#isSpread) return `{ ${this.#place()} }`;
      return `{\n${inner}${this.#place()}\n${"\t".repeat(depth)}}`;
    }
    const members = required.map((name) => {
      const own = only?.property(name);
      return `${literal(writeKey(name, this.#style))}: ${this.write(own ? unfold(own) : [], depth + 1)}`;
    });
    if (!this.#isSpread) return `{ ${members.join(", ")} }`;
    return `{\n${members.map((member) => `${inner}${member}`).join(",\n")}\n${"\t".repeat(depth)}}`;
  }

  #place(initial = ""): string {
    this.#stop++;
    return initial === "" ? `$${this.#stop}` : `\${${this.#stop}:${initial}}`;
  }

  #choice(values: readonly string[]): string {
    const [only] = values;
    if (values.length === 1 && only !== undefined) return literal(only);
    this.#stop++;
    return `\${${this.#stop}|${values.map((value) => value.replace(/[\\,|$}]/g, "\\$&")).join(",")}|}`;
  }
}

/** The types that a schema names itself, and not by its branches. */
export function typesOf(schema: Schema): string[] {
  const isOwn = schema !== anything && schema.source.type !== undefined;
  return isOwn && !schema.target && schema.unions.length === 0 ? typeNames(schema.types) : [];
}

export function literalText(value: unknown, quote: Style["quote"]): string {
  return typeof value === "string" ? `${quote}${inQuotes(value, quote)}${quote}` : String(value);
}

/** A text that a snippet inserts as it is. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
