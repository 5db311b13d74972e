// `${VAR}` in the strings of a config: what OpenClaw would put in their place. Source: OpenClaw 2026.9.6, run on each form.
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import reserved from "./reservedVariables.json";
import { ResolvedText } from "./resolvedText";

let valueIn: (values: Values, name: string) => string | undefined;

/** Variables with values that nobody sees: only {@link substitute} and {@link environmentOf} take them out. */
export class Values {
  readonly #values: ReadonlyMap<string, string>;

  static {
    valueIn = (values, name) => values.#values.get(name);
  }

  /** @param values empty ones count as none */
  constructor(values: Iterable<readonly [name: string, value: string | undefined]>) {
    const kept = [...values].filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
    this.#values = new Map(kept.filter(([, value]) => value !== ""));
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  names(): Iterable<string> {
    return this.#values.keys();
  }
}

/** Where variables come from. */
export interface VariableSource {
  readonly kind: "process" | "file" | "config";
  /** Absolute path of a `file`. */
  readonly path?: string;
  readonly values: Values;
  /** Of a `file`: whether it lies beside the config, so that who wrote the one may have written the other. */
  readonly isBeside?: boolean;
  /** It was not looked at: what it holds is not known. */
  readonly unread?: true;
}

/** A `${VAR}`, or its escaped form `$${VAR}` which stands for the literal text. UTF-16 offsets in the string's value. */
export interface VariableToken {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
}

/** A variable in a string, and the first source that has it; undefined where none has. */
export interface VariableUse extends VariableToken {
  readonly source: VariableSource | undefined;
}

/** Names are upper case, digits and underscores only; anything else stays literal text. */
const token = /(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g;

export function variableTokens(text: string): VariableToken[] {
  if (!text.includes("${")) return [];
  return [...text.matchAll(token)].map((match) => ({
    name: match[2] ?? "",
    start: match.index,
    end: match.index + match[0].length,
    escaped: match[1] !== "",
  }));
}

/** Whether a string holds a `${VAR}` that OpenClaw would replace, or its escaped form. */
export function hasVariable(text: string): boolean {
  return text.includes("${") && variableTokens(text).length > 0;
}

/** The first source with a value for a name; an empty value counts as none. */
export function lookUp(name: string, sources: readonly VariableSource[]): VariableSource | undefined {
  return sources.find(({ values }) => values.has(name));
}

/** Whether no more is known of a name than that a source that was not looked at may have it. */
export function isUnknown(name: string, sources: readonly VariableSource[]): boolean {
  const found = lookUp(name, sources);
  return sources.some(({ unread }, index) => unread && (!found || index < sources.indexOf(found)));
}

/** How long a text the variables of some tokens would bring, in UTF-16 code units. */
export function broughtBy(tokens: readonly VariableToken[], sources: readonly VariableSource[]): number {
  let length = 0;
  for (const { name } of tokens) {
    const source = lookUp(name, sources);
    length += (source && valueIn(source.values, name)?.length) ?? 0;
  }
  return length;
}

/** Puts variables in, in one pass; those that no source has stay as they are. */
export function substitute(written: string, sources: readonly VariableSource[]): ResolvedText<VariableUse> {
  const uses: VariableUse[] = [];
  let result = "";
  let end = 0;
  for (const each of variableTokens(written)) {
    const source = each.escaped ? undefined : lookUp(each.name, sources);
    uses.push({ ...each, source });
    result += written.slice(end, each.start) + ((source && valueIn(source.values, each.name)) ?? `\${${each.name}}`);
    end = each.end;
  }
  return new ResolvedText(written, result + written.slice(end), uses);
}

const reservedNames = new Set(reserved.names);

/** Whether OpenClaw leaves a name alone that a config tries to set: one that steers programs it starts. */
export function isReserved(name: string): boolean {
  const upper = name.toUpperCase();
  return (
    reservedNames.has(upper) ||
    reserved.prefixes.some((prefix) => upper.startsWith(prefix)) ||
    /^CARGO_TARGET_[A-Z0-9_]+_(?:LINKER|RUNNER)$/.test(upper)
  );
}

/**
 * The variables that a config sets itself, in `env.vars` and, as earlier releases had them, right in `env`; blank values and values that
 * hold variables do not count.
 */
export function ownVariables(root: Node | undefined): VariableSource {
  const values = new Map<string, string>();
  const env = get(root, "env");
  const flat = (env?.children ?? []).filter((property) => typeof valueNode(property)?.value === "string");
  for (const property of [...(get(env, "vars")?.children ?? []), ...flat]) {
    const name = String(keyNode(property)?.value).trim();
    const value = valueNode(property)?.value;
    if (typeof value !== "string" || value.trim() === "" || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    if (isReserved(name) || variableTokens(value).some(({ escaped }) => !escaped)) continue;
    values.set(name, value);
  }
  return { kind: "config", values: new Values(values) };
}

/** Of more variables than this, a text of OpenClaw's is not looked through. */
const maxNamed = 200;

/** So long a part of a value tells something of it, in UTF-16 code units. */
const telling = 6;
/** Values that come to more than this together, in all their forms, are not looked for: in UTF-16 code units. */
const maxLookedFor = 256 * 1024;

/** Texts of at most so many UTF-16 code units are looked through. */
export const maxNamedText = 2000;

/** A part of a text, in UTF-16 offsets; with a name, one that a variable's value takes up. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly name?: string;
}

/**
 * Puts names in place of what variables hold, in texts of OpenClaw's: as it stands, as JSON or an address has it, and trimmed, in any case.
 *
 * @returns what does so in texts of up to {@link maxNamedText} UTF-16 code units, and gives undefined for one that still holds a part of a
 *   value; undefined where there are too many, or too long ones, to look for
 */
export function naming(uses: Iterable<VariableUse>): ((text: string) => string | undefined) | undefined {
  const sources = new Map<string, VariableSource>();
  for (const { name, source } of uses) if (source) sources.set(name, source);
  if (sources.size > maxNamed) return undefined;
  const names = new Map<string, string>();
  const parts = new Set<string>();
  let left = maxLookedFor;
  for (const [name, source] of sources) {
    const value = valueIn(source.values, name) ?? "";
    for (const form of new Set(formsOf(value))) {
      left -= form.length;
      if (left < 0) return undefined;
      const lower = form.toLowerCase();
      // A letter or two would be found anywhere, and is no secret; what is longer than the text is found by its parts.
      if (lower.length > 2 && lower.length <= maxNamedText && !names.has(lower)) names.set(lower, name);
      for (const part of partsOf(lower)) parts.add(part);
    }
  }
  if (names.size === 0 && parts.size === 0) return (text) => text;
  // The longest first: one value may begin as another does.
  const forms = [...names.keys()].sort((a, b) => b.length - a.length);
  return (text) => {
    const lower = text.toLowerCase();
    // Where the letters of a text are not one for one in lower case, places cannot be told.
    if (lower.length !== text.length || text.length > maxNamedText) return undefined;
    let pieces: readonly Piece[] = [{ start: 0, end: text.length }];
    for (const form of forms)
      if (lower.includes(form)) pieces = pieces.flatMap((piece) => cutOut(lower, piece, form, names.get(form) ?? ""));
    const between = ({ start, end }: Piece) => text.slice(start, end);
    // What stands between is looked at apart: a name is no part of a value.
    const isTold = pieces.some(
      (piece) => piece.name === undefined && partsOf(between(piece)).some((part) => parts.has(part)),
    );
    if (isTold) return undefined;
    return pieces.map((piece) => (piece.name === undefined ? between(piece) : `\${${piece.name}}`)).join("");
  };
}

/** How a value may stand in a text. */
function formsOf(value: string): string[] {
  // Half a pair of surrogates has no place in an address.
  const isWhole = !/[\ud800-\udfff]/u.test(value);
  return [value, JSON.stringify(value).slice(1, -1), value.trim(), ...(isWhole ? [encodeURIComponent(value)] : [])];
}

/** A part taken to pieces at each place where a form stands. */
function cutOut(lower: string, piece: Piece, form: string, name: string): Piece[] {
  if (piece.name !== undefined) return [piece];
  const pieces: Piece[] = [];
  let { start } = piece;
  for (let at = lower.indexOf(form, start); at >= 0 && at + form.length <= piece.end; at = lower.indexOf(form, start)) {
    if (at > start) pieces.push({ start, end: at });
    start = at + form.length;
    pieces.push({ start: at, end: start, name });
  }
  if (start < piece.end) pieces.push({ start, end: piece.end });
  return pieces;
}

/** All parts of a text that are long enough to tell something, in lower case. */
function partsOf(text: string): string[] {
  const lower = text.toLowerCase();
  return Array.from({ length: Math.max(0, lower.length - telling + 1) }, (_, at) => lower.slice(at, at + telling));
}

/** The variables of some names, for a program that OpenClaw's config is handed to: the first source that has one wins. */
export function environmentOf(sources: readonly VariableSource[], names: Iterable<string>): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of names) {
    const source = lookUp(name, sources);
    const value = source && valueIn(source.values, name);
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
