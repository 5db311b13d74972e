// The files that a config includes: which they are, and whether OpenClaw would read them. Source: OpenClaw 2026.9.6, run on each case.
import path from "node:path";
import { parse } from "../json5/parser";
import { findProperty, forEachContainer, type Node, valueNode } from "../json5/tree";
import type { Source } from "./merged";
import { expandHome, isInside } from "./paths";

/** Files may include files this deep below the config. */
export const maxIncludeDepth = 10;
/** Bytes of an included file. */
export const maxIncludeBytes = 2 * 1024 * 1024;
/** UTF-16 code units of a path. */
const maxPathLength = 4096;
/** A config of more files than this, or of more UTF-16 code units, is no config; the rest is not read. */
const maxFiles = 1000;
const maxTotal = 32 * 1024 * 1024;

/** Why a file cannot be read. `unsafe`: no regular file, too large, or a hard link. */
export type ReadFailure = "missing" | "unreadable" | "unsafe" | "outside";

/** Why OpenClaw would not run a program: not there, no file, a link, writable for others, or another user's. */
export type CommandFault = "missing" | "folder" | "link" | "open" | "owner";

/** The file system as configs see it: files on disk, or texts in an editor that are not saved yet. */
export interface Files {
  /** The text of a regular file of at most `maxBytes` bytes, or why there is none. Never rejects. */
  read(file: string, maxBytes: number): Promise<{ readonly text: string } | { readonly failure: ReadFailure }>;
  /** The path with all links resolved, or undefined where it does not exist. Never rejects. */
  realPath(file: string): Promise<string | undefined>;
  /** What is wrong with a program; undefined where nothing is. Never rejects. */
  commandFault(file: string): Promise<CommandFault | undefined>;
}

/** Included files by absolute path. */
export type IncludedFiles = ReadonlyMap<string, Source | ReadFailure>;

/** The folders that includes may reach: that of the config, and those of `OPENCLAW_INCLUDE_ROOTS`. */
export function includeRoots(config: string, environment: NodeJS.ProcessEnv, home: string): string[] {
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
    if (include) specs.push(...includeSpecs(include));
  });
  return specs;
}

/** Reads all files that a config includes, and those that they include. Never reads one outside of `roots`. */
export async function loadIncludes(config: Source, roots: readonly string[], files: Files): Promise<IncludedFiles> {
  const found = new Map<string, Source | ReadFailure>();
  const reals = await Promise.all(roots.map(async (root) => (await files.realPath(root)) ?? root));
  const load = async (file: string): Promise<Source | ReadFailure> => {
    const real = await files.realPath(file);
    if (real === undefined) return "missing";
    if (!reals.some((root) => isInside(root, real))) return "outside";
    const result = await files.read(real, maxIncludeBytes);
    return "failure" in result ? result.failure : { path: file, json5: parse(result.text) };
  };
  let level: Source[] = [config];
  let total = 0;
  for (let depth = 0; depth < maxIncludeDepth && level.length > 0; depth++) {
    const wanted = new Set<string>();
    for (const { path: from, json5 } of level) {
      if (from === undefined) continue;
      for (const spec of allSpecs(json5.root)) {
        const target = includeTarget(String(spec.value), from, roots);
        if ("path" in target && target.path !== config.path && !found.has(target.path)) wanted.add(target.path);
      }
    }
    const paths = [...wanted].slice(0, maxFiles - found.size);
    const results = await Promise.all(paths.map(load));
    level = [];
    for (const [index, result] of results.entries()) {
      found.set(paths[index] as string, result);
      if (typeof result === "string") continue;
      total += result.json5.text.length;
      if (total <= maxTotal) level.push(result);
    }
  }
  return found;
}
