// Moves a section of a config to a file of its own, and back.
import path from "node:path";
import type { ConfigFile } from "../../config/document";
import { includeTarget } from "../../config/includes";
import { applyEdits, type Edit, lineIndent, styleOf, write, writeKey } from "../../json5/edits";
import { reindent } from "../../json5/moves";
import { parse } from "../../json5/parser";
import { endOf, findProperty, type Json5Document, keyNode, type Node, nodeAt, valueNode } from "../../json5/tree";
import type { FileEdits } from "../navigation/rename";
import type { Translate } from "../text/translate";

/** English texts; keys of the language bundles. */
export const includeTexts = {
  title: "File for {key}, as a path from this file",
  siblings: "Other keys stand beside $include: OpenClaw merges them, a text cannot.",
  several: "Several files are merged here.",
  unread: "The file cannot be read, or has syntax errors.",
  outside: "The file must lie in the folder of the config or below.",
  exists: "There is a file of this name already.",
  extension: "The name should end in .json5 or .json.",
  gone: "The section is not there any more.",
} as const;

/** Objects and lists with something in them, of a config that is a file. */
export function canExtract({ source }: ConfigFile, property: Node): boolean {
  const value = valueNode(property);
  const isContainer = value?.type === "object" || value?.type === "array";
  return (
    source.path !== undefined && isContainer && (value.children?.length ?? 0) > 0 && !findProperty(value, "$include")
  );
}

export interface Extraction {
  readonly edits: FileEdits["edits"];
  readonly file: { readonly path: string; readonly text: string };
}

/**
 * Moves the value behind the key at a UTF-16 offset to another file, with the comments in it.
 *
 * @param spec the path to write, from the file's own folder
 * @returns the English reason why it cannot be done, a key of the bundles
 */
export function extracted(file: ConfigFile, offset: number, spec: string): Extraction | string {
  const { json5, text, source, config } = file;
  const key = nodeAt(json5.root, offset);
  const property = key?.parent;
  const value = property?.type === "property" ? valueNode(property) : undefined;
  if (!property || !value || source.path === undefined || !canExtract(file, property)) return includeTexts.gone;
  const target = includeTarget(spec, source.path, config.roots);
  if ("failure" in target || /["'\\]/.test(spec)) return includeTexts.outside;
  if (!/\.(?:json5?|jsonc)$/i.test(spec)) return includeTexts.extension;
  const style = styleOf(json5, value.type === "object" ? value : undefined);
  const moved = reindent(text.slice(value.offset, endOf(value)), lineIndent(text, property.offset), "");
  const content = withIncludesRebased(moved, path.dirname(source.path), path.dirname(target.path)) + style.lineBreak;
  const directive = `{ ${writeKey("$include", style)}: ${write(spec, style, "")} }`;
  return {
    edits: [{ offset: value.offset, length: value.length, text: directive }],
    file: { path: target.path, text: content },
  };
}

/** A text whose own includes are led to where they led before it moved. */
function withIncludesRebased(text: string, from: string, to: string): string {
  if (from === to || !text.includes("$include")) return text;
  const edits: Edit[] = [];
  const visit = (node: Node): void => {
    const isDirective = node.type === "property" && keyNode(node)?.value === "$include";
    const value = isDirective ? valueNode(node) : undefined;
    for (const each of value?.type === "array" ? (value.children ?? []) : value ? [value] : []) {
      if (typeof each.value !== "string" || path.isAbsolute(each.value)) continue;
      const spec = path.relative(to, path.resolve(from, each.value)).split(path.sep).join("/");
      edits.push({ offset: each.offset + 1, length: Math.max(0, each.length - 2), text: spec });
    }
    for (const child of node.children ?? []) visit(child);
  };
  const { root } = parse(text);
  if (root) visit(root);
  return applyEdits(text, edits);
}

interface Inlined {
  /** The path as it is written. */
  readonly name: string;
  readonly edits?: readonly Edit[];
  /** Why it cannot be done. */
  readonly reason?: string;
}

/** The content of the file in place of the `$include` that a node is part of. */
export function inlined(file: ConfigFile, node: Node, t: Translate): Inlined | undefined {
  const property = node.parent?.type === "property" ? node.parent : node.parent?.parent;
  const object = property?.parent;
  if (property?.type !== "property" || keyNode(property)?.value !== "$include" || object?.type !== "object")
    return undefined;
  const spec = valueNode(property);
  if (!spec) return undefined;
  const name = String(spec.type === "string" ? spec.value : (spec.children?.[0]?.value ?? ""));
  if (spec.type !== "string") return { name, reason: t(includeTexts.several) };
  if ((object.children?.length ?? 0) > 1) return { name, reason: t(includeTexts.siblings) };
  const inclusion = file.config.resolved.inclusions.find((each) => each.source === file.source && each.node === spec);
  const source = file.config.resolved.sources.find((each) => each.path === inclusion?.target);
  if (
    !inclusion ||
    inclusion.failure ||
    !source?.json5.root ||
    source.path === undefined ||
    file.source.path === undefined
  )
    return { name, reason: t(includeTexts.unread) };
  const moved = withIncludesRebased(
    withOuterComments(source.json5),
    path.dirname(source.path),
    path.dirname(file.source.path),
  );
  const text = reindent(moved, "", lineIndent(file.text, object.offset));
  // What stood around the directive goes on standing before its content.
  const own = file.json5.comments.filter(({ offset }) => offset > object.offset && offset < endOf(object));
  const kept = own.map(({ offset, length, kind }) => {
    const comment = file.text.slice(offset, offset + length);
    return kind === "line" ? `/* ${comment.slice(2).trim().replaceAll("*/", "* /")} */ ` : `${comment} `;
  });
  return { name, edits: [{ offset: object.offset, length: object.length, text: kept.join("") + text }] };
}

/** The text of a file's value, with the comments that stand above and below it put inside. */
function withOuterComments({ text, root, comments }: Json5Document): string {
  if (!root) return "";
  const body = text.slice(root.offset, endOf(root));
  const outer = (isWanted: (offset: number) => boolean) =>
    comments.filter(({ offset }) => isWanted(offset)).map(({ offset, length }) => text.slice(offset, offset + length));
  const above = outer((offset) => offset < root.offset);
  const below = outer((offset) => offset >= endOf(root));
  if (above.length + below.length === 0) return body;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  if (!root.children) return [...above.map(asBlock), body, ...below.map(asBlock)].join(" ");
  const style = styleOf(parse(body), undefined);
  const lines = (list: readonly string[]) => list.map((comment) => `${lineBreak}${style.indent}${comment}`).join("");
  const rest = /^[ \t]*[\r\n]/.test(body.slice(1)) ? "" : `${lineBreak}${style.indent}`;
  const inner = body.slice(1, -1).trimEnd();
  return `${body.charAt(0)}${lines(above)}${above.length > 0 ? rest : ""}${inner}${lines(below)}${lineBreak}${body.slice(-1)}`;
}

function asBlock(comment: string): string {
  return comment.startsWith("//") ? `/* ${comment.slice(2).trim().replaceAll("*/", "* /")} */` : comment;
}
