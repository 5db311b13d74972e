// The files that a config includes: which they are, and whether OpenClaw would read them. Source: OpenClaw 2026.9.6, run on each case.
import path from "node:path";
import { parse } from "../json5/parser";
import { findProperty, forEachContainer, type Json5Document, type Node, valueNode } from "../json5/tree";
import { openclawHome } from "./location";
import type { Source } from "./merged";
import { expandHome, isInside } from "./paths";
import type { FileText, ReadLimits, Refusal } from "./readFile";

/** Files may include files this deep below the config. */
export const maxIncludeDepth = 10;
/** Bytes of an included file. */
export const maxIncludeBytes = 2 * 1024 * 1024;
/** UTF-16 code units of a path. */
const maxPathLength = 4096;
/**
 * What is read for one config: files that it includes, their bytes, and nodes of their trees with all else that a parse brings to
 * light. What lies beyond is not looked at, though OpenClaw may accept it.
 */
export const budget = { files: 100, bytes: 16 * 1024 * 1024, nodes: 1_000_000 } as const;

/** So many inclusions say that files include each other over and over: no more are followed. */
export const maxInclusions = 5000;

/** Why OpenClaw cannot read a file. `unsafe`: no regular file, too large, or a hard link. */
export type ReadFailure = "missing" | "unreadable" | "unsafe" | "outside";

/** Why we do not read a file: it may not be looked at, or is more than the {@link budget} of a config. */
export type Unread = "withheld" | "budget";

/** Why OpenClaw would not run a program: not there, no file, a link, writable for others, or another user's. */
export type CommandFault = "missing" | "folder" | "link" | "open" | "owner";

/** The file system as configs see it: files on disk, or texts in an editor that are not saved yet. */
export interface Files {
  /** The text of a regular file, by its path without links, or why there is none. Never rejects. */
  read(file: string, limits: ReadLimits): Promise<FileText | { readonly failure: Refusal }>;
  /** The path with all links resolved, or why there is none. Never rejects. */
  realPath(file: string): Promise<{ readonly path: string } | { readonly failure: Refusal }>;
  /** What is wrong with a program; undefined where nothing is. Never rejects. */
  commandFault(file: string): Promise<CommandFault | undefined>;
}

/** Included files by absolute path. */
export type IncludedFiles = ReadonlyMap<string, Source | ReadFailure | Unread>;

/** The folders that includes may reach: that of the config, and those of `OPENCLAW_INCLUDE_ROOTS`. */
export function includeRoots(config: string, environment: NodeJS.ProcessEnv, userHome: string): string[] {
  const home = openclawHome(environment, userHome);
  const extra = (environment.OPENCLAW_INCLUDE_ROOTS ?? "")
    .split(path.delimiter)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => path.resolve(expandHome(entry, home)));
  return [path.dirname(config), ...extra];
}

export type IncludeTarget = { readonly path: string } | { readonly failure: "outside" | "bad-path" };

/** The file that an `$include` in the file `from` names. */
export function includeTarget(spec: string, from: string, roots: readonly string[]): IncludeTarget {
  if (spec.includes("\0") || spec.length >= maxPathLength) return { failure: "bad-path" };
  const target = path.resolve(path.dirname(from), spec);
  if (target.length >= maxPathLength) return { failure: "bad-path" };
  return roots.some((root) => isInside(root, target)) ? { path: target } : { failure: "outside" };
}

/** The texts behind an object's `$include`; other values are no paths. */
export function includeSpecs(include: Node): Node[] {
  const nodes = include.type === "array" ? (include.children ?? []) : [include];
  return nodes.filter(({ type }) => type === "string");
}

/** All texts behind `$include`, anywhere in a file. */
export function allSpecs(root: Node | undefined): Node[] {
  const specs: Node[] = [];
  forEachContainer(root, (container) => {
    const property = container.type === "object" ? findProperty(container, "$include") : undefined;
    const include = property && valueNode(property);
    for (const spec of include ? includeSpecs(include) : []) specs.push(spec);
  });
  return specs;
}

/** What was parsed once: a text is the same object as long as its file is unchanged. */
const parsed = new WeakMap<FileText, Json5Document>();

function parsedOf(file: FileText): Json5Document {
  const known = parsed.get(file) ?? parse(file.text);
  parsed.set(file, known);
  return known;
}

const weights = new WeakMap<Json5Document, number>();

/** How much a parsed file is to be counted for: its nodes, and what else stands in lists of its own. */
export function weightOf(json5: Json5Document): number {
  let weight = weights.get(json5);
  if (weight === undefined) {
    weight = json5.problems.length + json5.comments.length;
    const waiting = json5.root ? [json5.root] : [];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      weight++;
      for (const child of node.children ?? []) waiting.push(child);
    }
    weights.set(json5, weight);
  }
  return weight;
}

/** Why OpenClaw would not read it, or we do not. */
function failureOf(refusal: Refusal): ReadFailure | Unread {
  return refusal === "too-large" || refusal === "folder" ? "unsafe" : refusal;
}

/**
 * Reads all files that a config includes, and those that they include, up to the {@link budget}: one after the other, so that the same
 * ones are read each time. Never reads one outside of `roots`.
 */
export async function loadIncludes(config: Source, roots: readonly string[], files: Files): Promise<IncludedFiles> {
  const found = new Map<string, Source | ReadFailure | Unread>();
  const left = { files: budget.files, bytes: budget.bytes, nodes: budget.nodes };
  const heavy = new Set<Json5Document>();
  const level: Source[] = [config];
  let reals: readonly string[] | undefined;
  const isSpent = () => left.files <= 0 || left.bytes <= 0 || left.nodes <= 0;
  const load = async (file: string): Promise<Source | ReadFailure | Unread> => {
    left.files--;
    const real = await files.realPath(file);
    if ("failure" in real) return failureOf(real.failure);
    reals ??= await Promise.all(roots.map((root) => realRoot(root, files)));
    if (!reals.some((root) => isInside(root, real.path))) return "outside";
    const result = await files.read(real.path, { maxBytes: maxIncludeBytes, oneName: true });
    if ("failure" in result) return failureOf(result.failure);
    left.bytes -= result.bytes;
    if (left.bytes < 0) return "budget";
    const json5 = parsedOf(result);
    if (!heavy.has(json5)) left.nodes -= weightOf(json5);
    heavy.add(json5);
    return { path: file, json5 };
  };
  for (let depth = 0; depth < maxIncludeDepth && level.length > 0; depth++) {
    for (const { path: from, json5 } of level.splice(0)) {
      if (from === undefined) continue;
      for (const spec of allSpecs(json5.root)) {
        const target = includeTarget(String(spec.value), from, roots);
        if (!("path" in target) || target.path === config.path || found.has(target.path)) continue;
        if (found.size >= maxInclusions) return found;
        const result = isSpent() ? "budget" : await load(target.path);
        found.set(target.path, result);
        if (typeof result !== "string") level.push(result);
      }
    }
  }
  return found;
}

async function realRoot(root: string, files: Files): Promise<string> {
  const real = await files.realPath(root);
  return "path" in real ? real.path : root;
}
