// From an `$include` to its file, and from a variable or name to where it is set.
import path from "node:path";
import type { ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { originOf, sourceOf } from "../../config/merged";
import { expandHome } from "../../config/paths";
import { isForeignShare } from "../../config/shares";
import { variableAt } from "../../config/variableAt";
import { hasVariable } from "../../config/variables";
import { findProperty, get, keyNode, type Node, nodeAt } from "../../json5/tree";
import { takesPath } from "../completion/fileNames";
import { declarationsOf, occurrenceAt } from "./findReferences";

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
  const seen = new Set<number>();
  for (const { source, node, target, failure } of file.config.resolved.inclusions) {
    if (source !== file.source || target === undefined || failure === "missing" || failure === "outside") continue;
    const span = { offset: node.offset + 1, length: Math.max(0, node.length - 2) };
    if (!seen.has(span.offset)) links.push({ span, target });
    seen.add(span.offset);
  }
  return links;
}

export interface TargetLink {
  readonly span: Span;
  /** A URL, or the absolute path of a file. */
  readonly url?: string;
  readonly file?: string;
}

/** Web addresses, and paths where OpenClaw takes the path of a file; of texts with variables none. */
export function targetLinks(file: ConfigFile, home: string): TargetLink[] {
  const links: TargetLink[] = [];
  const visit = (node: Node): void => {
    const isKey = node.parent?.type === "property" && keyNode(node.parent) === node;
    if (node.type === "string" && !isKey && typeof node.value === "string" && !hasVariable(node.value)) {
      const text = node.value.trim();
      const span = { offset: node.offset + 1, length: Math.max(0, node.length - 2) };
      if (/^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text)) links.push({ span, url: text });
      else if (isLocal(text) && takesPath(file, file.config.pathInConfig(node)))
        links.push({ span, file: path.resolve(expandHome(text, home)) });
    }
    for (const child of node.children ?? []) visit(child);
  };
  if (file.json5.root) visit(file.json5.root);
  return links;
}

/** Paths in full; a network share is not one click away. */
function isLocal(text: string): boolean {
  return /^(?:~?[/\\]|[A-Za-z]:[/\\])./.test(text) && !isForeignShare(text, []);
}

/** Where that is set which stands at a UTF-16 offset of the file. */
export function definitionAt(file: ConfigFile, offset: number): (Place & { readonly origin: Span }) | undefined {
  const link = includeLinks(file).find(
    ({ span }) => offset >= span.offset - 1 && offset <= span.offset + span.length + 1,
  );
  if (link) return { path: link.target, span: undefined, origin: link.span };
  const occurrence = occurrenceAt(file, offset);
  const [declared] = occurrence ? declarationsOf(file.config, occurrence) : [];
  if (occurrence && declared) return { path: declared.source.path, span: declared.span, origin: occurrence.span };
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
