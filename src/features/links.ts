// From an `$include` to its file, and from a variable or name to where it is set.
import type { ConfigFile } from "../config/document";
import type { Span } from "../config/finding";
import { originOf, sourceOf } from "../config/merged";
import { findProperty, get, keyNode, nodeAt } from "../json5/tree";
import { declarationsOf, mentionAt } from "./references";
import { variableAt } from "./variables";

/** A place in a file: the start of it, if no more is known. */
export interface Place {
  /** Absolute path; undefined for a config that is no file. */
  readonly path: string | undefined;
  readonly span: Span | undefined;
}

export interface IncludeLink {
  /** Of the path in the file, without its quotes. */
  readonly span: Span;
  /** Absolute path. */
  readonly target: string;
}

/** The paths behind `$include` in a file, with the files that they stand for; only those that are there. */
export function includeLinks(file: ConfigFile): IncludeLink[] {
  const links: IncludeLink[] = [];
  for (const { source, node, target, failure } of file.config.resolved.inclusions) {
    if (source !== file.source || target === undefined || failure === "missing" || failure === "outside") continue;
    const span = { offset: node.offset + 1, length: Math.max(0, node.length - 2) };
    if (!links.some((link) => link.span.offset === span.offset)) links.push({ span, target });
  }
  return links;
}

/** Where that is set which stands at a UTF-16 offset of the file. */
export function definitionAt(file: ConfigFile, offset: number): (Place & { readonly origin: Span }) | undefined {
  const link = includeLinks(file).find(
    ({ span }) => offset >= span.offset - 1 && offset <= span.offset + span.length + 1,
  );
  if (link) return { path: link.target, span: undefined, origin: link.span };
  const mention = mentionAt(file, offset);
  const [declared] = mention ? declarationsOf(file.config, mention) : [];
  if (mention && declared) return { path: declared.source.path, span: declared.span, origin: mention.span };
  const node = nodeAt(file.json5.root, offset);
  const found = node && variableAt(file, node, offset);
  if (!found?.use.source) return undefined;
  const { name, source } = found.use;
  if (source.kind === "file") return { path: source.path, span: undefined, origin: found.span };
  const property = findProperty(get(get(file.config.root, "env"), "vars"), name);
  const key = property && keyNode(property);
  if (source.kind !== "config" || !key) return undefined;
  const { offset: start, length } = originOf(key);
  return {
    path: (sourceOf(key) ?? file.config.source).path,
    span: { offset: start, length },
    origin: found.span,
  };
}
