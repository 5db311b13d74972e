// What a rule is, and what rules share: each looks at some places of a config and names what OpenClaw refuses although its schema does
// not say so.
import type { FindingCode } from "../config/codes";
import { nearest } from "../config/didYouMean";
import type { ConfigDocument } from "../config/document";
import type { Finding, Fix, Severity } from "../config/finding";
import { isKnown } from "../config/known";
import { markOf } from "../config/merged";
import { pathPattern } from "../config/pattern";
import type { Steps } from "../config/steps";
import { openedValue } from "../config/verdictReading";
import { compareVersions } from "../config/versions";
import { ours, trimmed, type Written, writtenOf } from "../config/written";
import { get, keyNode, type Node, type Path, pathOf } from "../json5/tree";

declare const made: unique symbol;

/** A finding that {@link found} has made: nothing in it tells what a variable holds. */
export type RuleFinding<Code extends FindingCode = FindingCode> = Omit<Finding, "code" | "params" | "fixes"> & {
  readonly code: Code;
  readonly params: RuleParams;
  readonly fixes: readonly RuleFix[];
  readonly [made]: true;
};

/** What a check reads besides its places. */
export interface Looking {
  /** The config with its includes and variables put in. */
  readonly root: Node;
  readonly document: ConfigDocument;
}

/** @param places the known values at the places of the rule, in the order of the text */
type Check<Code extends FindingCode> = (places: readonly Node[], looking: Looking) => Iterable<RuleFinding<Code>>;

/** A release of OpenClaw for all codes of a rule, or for each that has one; a code without one holds in all that we know. */
type Bound<Code extends FindingCode> = string | { readonly [Each in Code]?: string };

interface RuleParts<Code extends FindingCode> {
  /** The places that it looks at: paths with `*` for any key or index. Where none is there, it is not asked. */
  readonly at: readonly string[];
  /** A word without which no file of the config has anything to look at. */
  readonly word?: string;
  /** All that it may find. */
  readonly codes: readonly Code[];
  /** The first release that refuses it, as far as the last releases of each month tell. */
  readonly since?: Bound<Code>;
  /** The last release that does. */
  readonly until?: Bound<Code>;
  /** Not found where plugins were not looked at: one may bring what is missed. */
  readonly broughtByPlugins?: readonly Code[];
  readonly check: Check<Code>;
}

/** A rule as the runner sees it. */
export interface Rule extends Pick<RuleParts<FindingCode>, "at" | "codes" | "check"> {
  readonly word: string | undefined;
  /** Whether a release refuses what is found under a code. */
  holds(code: FindingCode, version: string): boolean;
  /** Whether a plugin may bring what is missed. */
  isOfPlugins(code: FindingCode): boolean;
}

/** One rule as one record: where it looks, what it may find, in which releases, and how. */
export function rule<const Code extends FindingCode>(
  parts: Omit<RuleParts<NoInfer<Code>>, "codes"> & { readonly codes: readonly Code[] },
): Rule {
  const { at, word, codes, since, until, broughtByPlugins = [], check } = parts;
  const boundOf = (bound: Bound<Code> | undefined, code: FindingCode) =>
    typeof bound === "object" ? (bound as Partial<Record<FindingCode, string>>)[code] : bound;
  return {
    at,
    word,
    codes,
    check,
    holds(code, version) {
      const [first, last] = [boundOf(since, code), boundOf(until, code)];
      return (
        (first === undefined || compareVersions(version, first) >= 0) &&
        (last === undefined || compareVersions(version, last) <= 0)
      );
    },
    isOfPlugins: (code) => broughtByPlugins.some((each) => each === code),
  };
}

type Scalar = Written | number | boolean | null;

/** What sentences are made of: rules read what variables hold, people do not. */
export type RuleParams = Readonly<Record<string, Written | number | readonly Scalar[]>>;

type RuleJson = Scalar | readonly RuleJson[] | { readonly [key: string]: RuleJson };

/** What a fix puts into the file, or calls it by. */
type Putting = "value" | "name" | "text";

/** A fix that puts nothing into the file but what is written there, or our own words. */
export type RuleFix = {
  [Kind in Fix["kind"]]: Omit<Extract<Fix, { kind: Kind }>, Putting> & {
    readonly [Part in Putting & keyof Extract<Fix, { kind: Kind }>]: Part extends "value" ? RuleJson : Written;
  };
}[Fix["kind"]];

/** Told of a rule that failed: what it would have found is left out, and nothing else. */
export type OnFailure = (error: unknown) => void;

/** Where nobody is there to be told, a failure is one of the whole. */
export const rethrow: OnFailure = (error) => {
  throw error;
};

/** How what rules find is gathered. */
export interface Collecting {
  /** Of each rule no more findings are worked out. */
  readonly limit?: number;
  readonly onFailure?: OnFailure;
}

/** So many findings of a rule are made in a row. */
const block = 64;

/** Adds what one rule finds; nothing where it fails. */
export function* collect<T extends Finding>(
  find: () => Iterable<T>,
  into: T[],
  {
    limit = Number.POSITIVE_INFINITY,
    onFailure = rethrow,
    isWanted = () => true,
  }: Collecting & { readonly isWanted?: (finding: T) => boolean },
): Steps<void> {
  const before = into.length;
  let count = 0;
  try {
    for (const finding of find()) {
      if (!isWanted(finding)) continue;
      if (++count > limit) return;
      into.push(finding);
      if (count % block === 0) yield;
    }
  } catch (error) {
    into.length = before;
    onFailure(error);
  }
}

/**
 * A finding about a node. Of a property the key is marked, of a container its key, else the value itself.
 *
 * @param missing name of a key that the node should have: the finding's path then is that key's
 */
export function found<const Code extends FindingCode>(
  code: Code,
  node: Node,
  params: RuleParams = {},
  fixes: readonly RuleFix[] = [],
  missing?: string,
): RuleFinding<Code> {
  const path: Path = missing === undefined ? pathOf(node) : [...pathOf(node), missing];
  return { code, severity: severityOf(code), span: markOf(node), node, path, params, fixes } as RuleFinding<Code>;
}

/** So many names can be offered when none is near. */
const few = 5;

/** A text that names nothing known: with the names that may be meant, or all where they are few. */
export function foundName<const Code extends FindingCode>(
  code: Code,
  node: Node,
  known: readonly Written[],
): RuleFinding<Code> {
  const key = trimmed(writtenOf(node));
  const near = nearest(key, known);
  const offered = near.length > 0 ? near : known.slice(0, known.length > few ? 0 : few);
  const params = { key, ...(near.length > 0 && { nearest: near }) };
  return found(
    code,
    node,
    params,
    offered.map((value) => ({ kind: "replace-value", node, value })),
  );
}

/** What only some hosts refuse is a warning, and so is what is accepted and does not do what is written. */
function severityOf(code: FindingCode): Severity {
  return code.startsWith("host/") || code.startsWith("model/") ? "warning" : "error";
}

/**
 * The values at a path with `*` for any key or index, as far as the text alone tells them: nothing below an `$include`.
 *
 * @param root the config as a whole
 */
export function select(root: Node, pattern: string): readonly Node[] {
  return pathPattern(pattern).select(root);
}

/** The same in one part of the tree, in which the pattern starts. */
export function selectBelow(node: Node, pattern: string): readonly Node[] {
  return pathPattern(pattern).select(node);
}

interface KnownText {
  readonly node: Node;
  /** As OpenClaw reads it: for comparisons, not for people. */
  readonly text: string;
}

export { eachAgent } from "../config/eachAgent";

/** The object or list that a value stands in. */
export function holderOf(node: Node | undefined): Node | undefined {
  return node?.parent?.type === "property" ? node.parent.parent : node?.parent;
}

/** The models that a model setting names: itself, or its `primary` and `fallbacks`. */
export function modelsIn(setting: Node): readonly Node[] {
  if (setting.type !== "object") return [setting];
  const primary = get(setting, "primary");
  return [...(primary ? [primary] : []), ...(get(setting, "fallbacks")?.children ?? [])];
}

/** All known texts at some patterns. */
export function* texts(root: Node, ...patterns: readonly string[]): Iterable<KnownText> {
  for (const pattern of patterns) yield* textsOf(select(root, pattern));
}

/** The known texts among some values. */
export function* textsOf(nodes: readonly Node[]): Iterable<KnownText> {
  for (const node of nodes) {
    const text = textOf(node);
    if (text !== undefined) yield { node, text };
  }
}

/** The name of the key that a value stands behind. */
export function keyOf(node: Node): Written {
  const property = node.type === "property" ? node : node.parent;
  const key = property?.type === "property" ? keyNode(property) : undefined;
  return key ? writtenOf(key) : ours``;
}

/** A known text as OpenClaw reads it, or undefined. */
export function textOf(node: Node | undefined): string | undefined {
  const value = node && isKnown(node) ? openedValue(node) : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The names of an object's keys, each once. */
export function keysOf(object: Node | undefined): Written[] {
  if (object?.type !== "object") return [];
  return [...new Set((object.children ?? []).map(keyOf))];
}

/** Whether a value with includes stands anywhere on the way to it, so that the text does not tell what it holds. */
export function isOpen(root: Node, ...path: readonly string[]): boolean {
  let node: Node | undefined = root;
  for (const step of ["", ...path]) {
    if (step) node = get(node, step);
    if (!node) return false;
    if (get(node, "$include")) return true;
  }
  return false;
}

const valuesIn = new WeakMap<Node, ReadonlySet<unknown>>();

/** The plain values of a list. */
function valuesOf(list: Node): ReadonlySet<unknown> {
  let values = valuesIn.get(list);
  if (!values) {
    values = new Set((list.children ?? []).map(openedValue));
    valuesIn.set(list, values);
  }
  return values;
}

/** Whether the config names a plugin: OpenClaw then trusts that what it brings may be there. */
export function namesPlugin(root: Node, id: string): boolean {
  if (isOpen(root, "plugins", "entries") || isOpen(root, "plugins", "allow")) return true;
  const allow = get(get(root, "plugins"), "allow");
  return (
    (allow?.type === "array" && valuesOf(allow).has(id)) || get(get(get(root, "plugins"), "entries"), id) !== undefined
  );
}
