// How findings and quick fixes are put into words.
import type { Finding, Fix } from "../../config/finding";
import { shownValue, withoutTokens } from "../../config/secretKeys";
import type { Json } from "../../json5/edits";
import { keyNode, type Node, pathOf } from "../../json5/tree";
import type { TypeName } from "../../schema/types";
import { joined } from "../text/joined";
import { visible } from "../text/plain";
import { raiseSentence } from "../text/serverKinds";
import type { Translate } from "../text/translate";
import { messages, messageTexts, messageVariants } from "./sentences";

/** Names of types. */
export const typeTexts: Readonly<Record<TypeName, string>> = {
  string: "text in quotes",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object {…}",
  array: "a list […]",
  null: "null",
};

/** The name of a type; one that a schema makes up stands for itself. */
export function typeText(type: string, t: Translate): string {
  return Object.hasOwn(typeTexts, type) ? t(typeTexts[type as TypeName]) : type;
}

/** Titles of quick fixes. */
export const fixTitles = {
  rename: "Change to {name}",
  replace: "Change to {value}",
  remove: "Remove {key}",
  removeEntry: "Remove this entry",
  removeText: "Remove what does not belong here",
  add: "Add the missing key {key}",
  insert: "Insert {text}",
} as const;

/** How a list of alternatives is put together. */
export const or = "{first} or {second}";

/** Enough values to choose from in one sentence. */
const maxListed = 12;

function quote(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}

/** Of a text so much stands in a sentence, and in the title of a quick fix: in UTF-16 code units. */
const maxQuoted = 500;
const maxTitle = 120;

/** What a finding quotes; what is a value may be a secret by its place, all else by its look. */
function shown(text: string, { code, node, path }: Finding): string {
  const isWord = code === "syntax/invalid-value" || code === "syntax/invalid-number";
  const isKey = node?.parent?.type === "property" && keyNode(node.parent) === node;
  const isValue = isWord || (!isKey && typeof node?.value === "string" && node.value.trim() === text.trim());
  return visible(isValue ? shownValue(path, text) : withoutTokens(text), maxQuoted);
}

function alternatives(texts: readonly string[], t: Translate): string {
  if (texts.length < 2) return texts[0] ?? "";
  return t(or, { first: texts.slice(0, -1).join(", "), second: texts.at(-1) ?? "" });
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asShown(value: unknown): unknown {
  return typeof value === "string" ? visible(withoutTokens(value), maxTitle) : value;
}

/** The sentence of a finding: plain text. */
export function messageOf(finding: Finding, t: Translate): string {
  const { code, params } = finding;
  const named: Record<string, string | number> = { braces: "{}" };
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "number") named[name] = value;
    else if (typeof value === "string") named[name] = name === "pattern" ? value : shown(value, finding);
  }
  if (typeof params.token === "string")
    named.token = params.token === "" ? t(messageTexts.end) : quote(shown(params.token, finding));
  if (typeof params.key === "string") named.key = quote(shown(params.key, finding));
  if (typeof params.other === "string") named.other = quote(shown(params.other, finding));
  if (params.expected)
    named.expected = alternatives(
      list(params.expected).map((type) => typeText(String(type), t)),
      t,
    );
  if (typeof params.actual === "string") named.actual = typeText(params.actual, t);
  const allowed = list(params.allowed).map(asShown);
  if (allowed.length > 0) {
    const shown = allowed.slice(0, maxListed).map(quote);
    named.allowed = allowed.length > maxListed ? `${shown.join(", ")}, …` : shown.join(", ");
  }
  const variant = variantOf(finding, allowed.length);
  const sentence = t(variant === undefined ? messages[code] : messageVariants[variant], named);
  const raise = typeof params.raise === "string" ? raiseSentence(params.raise, named, t) : undefined;
  if (raise !== undefined) return joined([sentence, raise], t);
  const near = list(params.nearest).map(asShown);
  return near.length > 0
    ? joined([sentence, t(messageTexts.nearest, { names: alternatives(near.map(quote), t) })], t)
    : sentence;
}

/** Which of a code's sentences fits; undefined for the usual one. */
function variantOf({ code, params, severity }: Finding, allowed: number): keyof typeof messageVariants | undefined {
  if (code === "model/unknown-ref" && params.part !== "model") {
    const variant = `${code}.${String(params.part)}`;
    return isVariant(variant) ? variant : undefined;
  }
  if (code === "config/openclaw" && params.message === undefined)
    return severity === "warning" ? "config/openclaw.warning-withheld" : "config/openclaw.withheld";
  if (code === "config/openclaw" && severity === "warning") return "config/openclaw.warning";
  if (code === "schema/value" && allowed > 0) return allowed === 1 ? "schema/value.one" : "schema/value.list";
  if (code === "version/ignored" && params.today !== undefined) return "version/ignored.today";
  if (code === "schema/key-name" && params.pattern !== undefined) return "schema/key-name.pattern";
  if (code === "schema/min-length" && params.limit === 1) return "schema/min-length.one";
  return undefined;
}

function isVariant(text: string): text is keyof typeof messageVariants {
  return Object.hasOwn(messageVariants, text);
}

function shownIn(node: Node, value: Json): Json {
  return typeof value === "string" ? shownValue(pathOf(node), value) : value;
}

/** The title of a quick fix: plain text. */
export function fixTitle(fix: Fix, t: Translate): string {
  switch (fix.kind) {
    case "insert":
      return t(fixTitles.insert, { text: visible(fix.text, maxTitle) });
    case "delete":
      return t(fixTitles.removeText);
    case "rename-key":
      return t(fixTitles.rename, { name: quote(asShown(fix.name)) });
    case "replace-value":
      return t(fixTitles.replace, { value: visible(JSON.stringify(shownIn(fix.node, fix.value)), maxTitle) });
    case "remove-member":
      return fix.member.type === "property"
        ? t(fixTitles.remove, { key: quote(asShown(keyNode(fix.member)?.value)) })
        : t(fixTitles.removeEntry);
    case "add-property":
      return t(fixTitles.add, { key: quote(fix.name) });
  }
}
