// Puts a config together as OpenClaw does: includes merged in, then variables looked up.
import { applyEdits, type Edit } from "../json5/edits";
import { sourceSpan } from "../json5/stringSpan";
import { findProperty, type Json5Document, keyNode, maxDepth, type Node, valueNode } from "../json5/tree";
import {
  type CommandFault,
  type IncludedFiles,
  includeTarget,
  maxIncludeDepth,
  maxInclusions,
  weightOf,
} from "./includes";
import { MergedNode, type Source } from "./merged";
import { Merging } from "./merging";
import type { Span } from "./span";
import { finished, Pauses, type Steps } from "./steps";
import {
  broughtBy,
  hasVariable,
  isUnknown,
  ownVariables,
  substitute,
  type VariableSource,
  type VariableToken,
  variableTokens,
} from "./variables";

/** What stands around a config. */
export interface Surroundings {
  /** Folders that includes may reach. */
  readonly roots: readonly string[];
  readonly files: IncludedFiles;
  /** Besides the config's own `env.vars`; the first that has a variable wins. */
  readonly variables: readonly VariableSource[];
  /** What is wrong with programs that secret providers run, by the provider's name. */
  readonly commands: ReadonlyMap<string, CommandFault>;
  /** Whether a folder of `plugins.load.paths` is not there: OpenClaw then looks at no part that a plugin may own. */
  readonly pluginsUnseen: boolean;
}

/** Why OpenClaw refuses an include; `broken`: the file is no JSON5, `budget`: it may accept it, but we do not look. */
export type IncludeFailure =
  | "missing"
  | "unreadable"
  | "unsafe"
  | "outside"
  | "bad-path"
  | "broken"
  | "circular"
  | "too-deep"
  | "bad-value"
  | "siblings"
  | "budget";

/** One path behind an `$include`. */
export interface Inclusion {
  /** Where it is written. */
  readonly source: Source;
  /** The string, or for `bad-value` and `siblings` another part of the directive. */
  readonly node: Node;
  /** Absolute path, where there is one. */
  readonly target: string | undefined;
  readonly failure: IncludeFailure | undefined;
}

export interface Resolved {
  readonly root: Node | undefined;
  /** The config itself first, then each included file once. */
  readonly sources: readonly Source[];
  readonly inclusions: readonly Inclusion[];
  /** Where variables come from, the config's own included. */
  readonly variables: readonly VariableSource[];
}

/** UTF-16 code units that variables bring: beyond them a text is left as it is written, and not known. */
const maxSubstituted = 16 * 1024 * 1024;

/** @param surroundings without them nothing is looked up: the config's own tree is returned */
export function resolve(config: Source, surroundings: Surroundings | undefined): Resolved {
  return finished(resolveSteps(config, surroundings));
}

/** The same in steps. */
export function* resolveSteps(config: Source, surroundings: Surroundings | undefined): Steps<Resolved> {
  const { root } = config.json5;
  if (!root || !surroundings) return { root, sources: [config], inclusions: [], variables: [] };
  const { text } = config.json5;
  const hasIncludes = text.includes("$include") || text.includes("\\");
  if (!hasIncludes && !text.includes("$"))
    return { root, sources: [config], inclusions: [], variables: surroundings.variables };
  const merger = new Merger(config, surroundings);
  const merged = yield* merger.merge(root);
  const variables = [...surroundings.variables, ownVariables(merged)];
  yield* lookVariablesUp(merged, variables);
  return { root: merged, sources: [...merger.sources], inclusions: merger.inclusions, variables };
}

/** Configs that were put together before a document of theirs was made, by what stands around them. */
const prepared = new WeakMap<Surroundings, { readonly config: Source; readonly resolved: Resolved }>();

/** Remembers what {@link resolveSteps} came to, for the document that is to be made of a config with these surroundings. */
export function prepare(config: Source, surroundings: Surroundings, resolved: Resolved): void {
  prepared.set(surroundings, { config, resolved });
}

/** What was prepared for a text with these surroundings, and the source that it is of. */
export function preparedFor(path: string | undefined, json5: Json5Document, surroundings: Surroundings | undefined) {
  const found = surroundings && prepared.get(surroundings);
  return found?.config.json5 === json5 && found.config.path === path ? found : undefined;
}

/** How much deeper an include leads than a container: merging what it brings takes steps of its own. */
const includeDepth = 3;

class Merger {
  readonly inclusions: Inclusion[] = [];
  readonly sources: Set<Source>;
  readonly #config: Source;
  readonly #surroundings: Surroundings;
  readonly #pauses = new Pauses();
  readonly #merging = new Merging(this.#pauses);
  /** Containers and properties around what is being copied. */
  #depth = 0;

  constructor(config: Source, surroundings: Surroundings) {
    this.#config = config;
    this.#surroundings = surroundings;
    this.sources = new Set([config]);
  }

  merge(root: Node): Steps<MergedNode> {
    return this.#copy(root, this.#config, undefined, this.#config.path === undefined ? [] : [this.#config.path]);
  }

  /** @param chain the files being included, outermost first */
  *#copy(node: Node, source: Source, parent: Node | undefined, chain: readonly string[]): Steps<MergedNode> {
    const include = node.type === "object" ? findProperty(node, "$include") : undefined;
    const copy = new MergedNode(node, source, parent);
    if (!node.children) return copy;
    if (this.#depth >= maxDepth * 2) {
      // Each file alone is shallow enough, all together they are not.
      copy.unknown = true;
      copy.children = [];
      return copy;
    }
    if (include) {
      this.#depth += includeDepth;
      const included = yield* this.#include(node, include, source, parent, chain);
      this.#depth -= includeDepth;
      return included;
    }
    this.#depth++;
    const children: MergedNode[] = [];
    for (const child of node.children) {
      if (this.#pauses.isDue()) yield;
      children.push(
        child.children ? yield* this.#copy(child, source, copy, chain) : new MergedNode(child, source, copy),
      );
    }
    copy.children = children;
    this.#depth--;
    return copy;
  }

  *#include(
    node: Node,
    directive: Node,
    source: Source,
    parent: Node | undefined,
    chain: readonly string[],
  ): Steps<MergedNode> {
    const rest = new MergedNode(node, source, parent);
    const others = (node.children ?? []).filter((property) => keyNode(property)?.value !== "$include");
    const copies: MergedNode[] = [];
    for (const property of others) copies.push(yield* this.#copy(property, source, rest, chain));
    rest.children = copies;
    const included = yield* this.#included(valueNode(directive), node, source, chain);
    if (included && others.length > 0 && included.type !== "object") {
      this.#fail(source, keyNode(directive) ?? directive, "siblings");
    } else if (included) {
      const result = others.length > 0 ? yield* this.#merging.merge(included, rest) : included;
      if (result) {
        if (parent) result.parent = parent;
        return result;
      }
      this.#fail(source, keyNode(directive) ?? directive, "budget");
    }
    // What it would bring is not known: the directive stays, and says so.
    rest.children.push(copyAll(directive, source, rest));
    return rest;
  }

  /** What the directive stands for; undefined where a part of it cannot be had. */
  *#included(
    value: Node | undefined,
    object: Node,
    source: Source,
    chain: readonly string[],
  ): Steps<MergedNode | undefined> {
    if (!value) return undefined;
    if (value.type === "string") return yield* this.#file(value, source, chain);
    if (value.type !== "array") {
      this.#fail(source, value, "bad-value");
      return undefined;
    }
    const items: (MergedNode | undefined)[] = [];
    for (const item of value.children ?? []) {
      if (item.type === "string") items.push(yield* this.#file(item, source, chain));
      else items.push(this.#fail(source, item, "bad-value"));
    }
    let merged: MergedNode | undefined = new MergedNode(object, source, undefined);
    merged.children = [];
    for (const item of items) {
      if (!item) return undefined;
      merged = yield* this.#merging.merge(merged, item, merged);
      if (!merged) return this.#fail(source, value, "budget");
    }
    return merged;
  }

  #fail(source: Source, node: Node, failure: IncludeFailure, target?: string): undefined {
    if (this.inclusions.length < maxInclusions) this.inclusions.push({ source, node, target, failure });
    return undefined;
  }

  *#file(spec: Node, source: Source, chain: readonly string[]): Steps<MergedNode | undefined> {
    if (source.path === undefined) return undefined;
    // The last one says that there are more.
    if (this.inclusions.length >= maxInclusions - 1) return this.#fail(source, spec, "budget");
    const target = includeTarget(String(spec.value), source.path, this.#surroundings.roots);
    if ("failure" in target) return this.#fail(source, spec, target.failure);
    const file = this.#surroundings.files.get(target.path);
    if (chain.includes(target.path)) return this.#fail(source, spec, "circular", target.path);
    if (chain.length > maxIncludeDepth) return this.#fail(source, spec, "too-deep", target.path);
    // Not read, for want of a file system or of leave: nothing is known of it.
    if (file === undefined || file === "withheld") return undefined;
    if (typeof file === "string") return this.#fail(source, spec, file, target.path);
    if (!this.#merging.spend(weightOf(file.json5))) return this.#fail(source, spec, "budget", target.path);
    this.sources.add(file);
    const broken = file.json5.problems.length > 0;
    this.inclusions.push({ source, node: spec, target: target.path, failure: broken ? "broken" : undefined });
    return file.json5.root && (yield* this.#copy(file.json5.root, file, undefined, [...chain, target.path]));
  }
}

/** A part that keeps its `$include`. */
function copyAll(node: Node, source: Source, parent: Node): MergedNode {
  const copy = new MergedNode(node, source, parent);
  if (node.children) copy.children = node.children.map((child) => copyAll(child, source, copy));
  return copy;
}

function* lookVariablesUp(root: Node, sources: readonly VariableSource[]): Steps<void> {
  const hasUnread = sources.some(({ unread }) => unread);
  const pauses = new Pauses();
  let left = maxSubstituted;
  const replace = (node: Node): number => {
    if (!(node instanceof MergedNode) || typeof node.value !== "string" || !hasVariable(node.value)) return 0;
    const tokens = variableTokens(node.value).filter(({ escaped }) => !escaped);
    if (hasUnread && tokens.some(({ name }) => isUnknown(name, sources))) return tokens.length;
    left -= broughtBy(tokens, sources);
    if (left >= 0) node.resolved = substitute(node.value, sources);
    return tokens.length;
  };
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    // A key holds none.
    const values = node.type === "property" ? [valueNode(node)] : (node.children ?? []);
    if (pauses.isDue(1 + variableCost * replace(node))) yield;
    for (let index = values.length - 1; index >= 0; index--) {
      const value = values[index];
      if (value) waiting.push(value);
    }
  }
}

/** To look a variable up takes as long as to pass so many nodes. */
const variableCost = 20;

/** Where a variable of a string is written: UTF-16 offsets in the file's text. */
export function variableSpan({ json5 }: Source, node: Node, { end, escaped, start }: VariableToken): Span {
  // The dollar sign that escapes another is no part of what it escapes.
  return sourceSpan(json5.text, node, escaped ? start + 1 : start, end);
}

/** The text of a config's file with its includes led elsewhere: to the copies of files that are read, else to the files themselves. */
export function copyOf(
  { resolved }: { readonly resolved: Resolved },
  source: Source,
  nameOf: (source: Source) => string,
): string {
  const edits = new Map<number, Edit>();
  for (const { source: from, node, target } of resolved.inclusions) {
    if (from !== source || target === undefined || node.type !== "string") continue;
    const copied = resolved.sources.find(({ path }) => path === target);
    const text = JSON.stringify(copied ? nameOf(copied) : target);
    edits.set(node.offset, { offset: node.offset, length: node.length, text });
  }
  return applyEdits(source.json5.text, [...edits.values()]);
}
