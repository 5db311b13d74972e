// What completion offers where something has been taken out of a config that OpenClaw accepts: whether it is offered, how soon, and what
// comes of taking it.
import { isDeepStrictEqual } from "node:util";
import { ConfigDocument } from "../../src/config/document";
import { type Completion, keysAt } from "../../src/features/completion/keys";
import { literal } from "../../src/features/completion/skeletons";
import { valuesAt } from "../../src/features/completion/values";
import { english } from "../../src/features/text/translate";
import { applyEdits, type Json, write } from "../../src/json5/edits";
import { parse } from "../../src/json5/parser";
import { endOf, keyNode, type Node, pathOf, toValue, valueNode } from "../../src/json5/tree";
import type { SchemaRoot } from "../../src/schema/compile";
import { patternOf, schemasAt } from "../../src/schema/lookup";
import type { Random } from "./corpus";

/** Of the places: how many must offer what was there. */
const offeredBar = 0.98;
const places = 2000;

interface Gap {
  /** The config without what has been taken out. */
  readonly text: string;
  /** Where it was. */
  readonly offset: number;
  readonly name: string;
  readonly kind: "key" | "value";
  /** The path of its object, with `*` for names. */
  readonly place: string;
  /** Of a key: its value, as it was written. */
  readonly value: string;
}

/** A gap in a config, or undefined where there is nothing that the schema names. */
function gapIn(text: string, schema: SchemaRoot, random: Random): Gap | undefined {
  const document = parse(text);
  const gaps: (() => Gap)[] = [];
  const visit = (node: Node): void => {
    if (node.type === "property") gaps.push(...gapsOf(text, node, schema));
    for (const child of node.children ?? []) visit(child);
  };
  if (document.root) visit(document.root);
  return gaps[random(gaps.length)]?.();
}

function gapsOf(text: string, property: Node, schema: SchemaRoot): (() => Gap)[] {
  const [key, value] = [keyNode(property), valueNode(property)];
  const pattern = patternOf(schema, pathOf(property));
  if (!key || !value || !pattern || pattern.at(-1) === "*" || key.value === "$schema") return [];
  const name = String(key.value);
  const written = text.slice(value.offset, endOf(value));
  const place = pattern.slice(0, -1).join(".");
  const cut = (from: number, to: number) => text.slice(0, from) + text.slice(to);
  const gaps: (() => Gap)[] = [
    () => {
      const siblings = property.parent?.children ?? [];
      const [comma] = /^\s*,/.exec(text.slice(endOf(property))) ?? [""];
      const before = siblings[siblings.indexOf(property) - 1];
      if (comma || !before)
        return {
          text: cut(property.offset, endOf(property) + comma.length),
          offset: property.offset,
          name,
          kind: "key",
          place,
          value: written,
        };
      // Of the last the comma before goes, too.
      const at = text.indexOf(",", endOf(before));
      const shorter = cut(property.offset, endOf(property));
      return {
        text: shorter.slice(0, at) + shorter.slice(at + 1),
        offset: property.offset - 1,
        name,
        kind: "key",
        place,
        value: written,
      };
    },
  ];
  const literals = schemasAt(schema, undefined, pathOf(value)).flatMap((each) => each.literals ?? []);
  if (typeof value.value === "boolean" || literals.includes(value.value ?? ""))
    gaps.push(() => ({
      text: cut(value.offset, endOf(value)),
      offset: value.offset,
      name: String(value.value),
      kind: "value",
      place,
      value: written,
    }));
  return gaps;
}

/** The text with a completion taken: a key gets the value that it had. */
function taken({ text, kind, value }: Gap, completion: Completion): string {
  const { body, replace, edits } = completion;
  const plain = body.replace(/\\([\\$}])/g, "$1");
  const key = literal(completion.typed).replace(/\\([\\$}])/g, "$1");
  const inserted = kind === "key" ? `${key}: ${value}${/,$/.test(body) ? "," : ""}` : plain;
  return applyEdits(text, [...edits, { ...replace, text: inserted }]);
}

/**
 * @param texts configs that OpenClaw accepts
 * @param soonBar of the places, how many must offer what was there among the first five
 */
export function checkCompletion(
  title: string,
  texts: readonly string[],
  soonBar: number,
  schema: SchemaRoot,
  random: Random,
): { readonly checked: number; readonly failed: number } {
  let offered = 0;
  let soon = 0;
  let wrong = 0;
  let found = 0;
  for (let tries = 0; found < places && tries < places * 20; tries++) {
    const original = texts[random(texts.length)] ?? "{}";
    const value = toValue(parse(original).root) as Json;
    // Half of them as JSON, half with keys that need no quotes.
    const style = { keyQuote: undefined, quote: '"', trailingComma: false, indent: "  ", lineBreak: "\n" } as const;
    const text = found % 2 === 0 ? JSON.stringify(value, null, 2) : write(value, style, "");
    const gap = gapIn(text, schema, random);
    if (!gap) continue;
    found++;
    const document = new ConfigDocument(gap.text, schema);
    const list = gap.kind === "key" ? keysAt(document, gap.offset, english) : valuesAt(document, gap.offset, english);
    const index = list.findIndex(({ name }) => name === gap.name);
    const completion = list[index];
    if (completion) offered++;
    if (index >= 0 && index < 5) soon++;
    if (process.env.PARITY_SHOW && !(index >= 0 && index < 5))
      console.log(`${gap.kind} ${gap.name} is number ${index + 1} of ${list.length} in ${gap.place}`);
    if (!completion) continue;
    const result = taken(gap, completion);
    const parsed = parse(result);
    const isSame =
      parsed.problems.length === 0 &&
      isDeepStrictEqual(sorted(toValue(parsed.root)), sorted(toValue(parse(text).root)));
    if (isSame) continue;
    wrong++;
    console.log(`completion of ${gap.name} gives another file:\n${result}`);
  }
  const share = (count: number) => count / found;
  const percent = (count: number) => `${(100 * share(count)).toFixed(1)} %`;
  console.log(
    `completion in ${title}: ${found} places, offered ${percent(offered)}, among the first five ${percent(soon)}`,
  );
  const failed = wrong + (share(offered) < offeredBar ? 1 : 0) + (share(soon) < soonBar ? 1 : 0);
  return { checked: found, failed };
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
