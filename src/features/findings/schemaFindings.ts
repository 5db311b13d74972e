// Findings from what the parser, the schema and the table of old forms say, each with its place and its fixes.
import type { FindingCode } from "../../config/codes";
import { nearest } from "../../config/didYouMean";
import type { ConfigDocument } from "../../config/document";
import type { Finding, FindingParams, Fix, Span } from "../../config/finding";
import { ownKey, sourceOf } from "../../config/merged";
import type { Json } from "../../json5/edits";
import type { Problem } from "../../json5/problem";
import { findProperty, type Json5Document, keyNode, type Node, nodeAt, pathOf } from "../../json5/tree";
import type { LegacyForm } from "../../rules/legacy";
import type { Scalar, SchemaFinding } from "../../schema/types";

export function finding(
  code: FindingCode,
  span: Span,
  path: Finding["path"],
  params: FindingParams,
  fixes: readonly Fix[] = [],
): Finding {
  return { code, severity: "error", span, path, params, fixes };
}

export function ofProblem(json5: Json5Document, problem: Problem): Finding {
  const node = nodeAt(json5.root, problem.offset);
  const fixes: Fix[] = [];
  if (problem.code === "syntax/invalid-value" && node?.type === "string") fixes.push(...wordFixes(node));
  else if (problem.insert) fixes.push({ kind: "insert", ...problem.insert });
  else if (
    problem.code === "syntax/unexpected-token" ||
    (problem.code === "syntax/expected-key" && problem.params.token === ",") ||
    (problem.code === "syntax/expected-value" && json5.text.charAt(problem.offset) === ",")
  ) {
    fixes.push({ kind: "delete", span: problem });
  }
  return finding(
    problem.code,
    { offset: problem.offset, length: problem.length },
    node ? pathOf(node) : [],
    problem.params,
    fixes,
  );
}

/** A bare word where a value is due: a misspelt literal, or a text that lacks its quotes. */
function wordFixes(node: Node): Fix[] {
  const word = String(node.value);
  const literals: readonly (readonly [string, Scalar])[] = [
    ["true", true],
    ["false", false],
    ["null", null],
  ];
  const spelt: ReadonlyMap<string, boolean> = new Map([
    ["yes", true],
    ["on", true],
    ["no", false],
    ["off", false],
  ]);
  const near = nearest(
    word,
    literals.map(([name]) => name),
    1,
  );
  const meant = literals
    .filter(([name]) => near.includes(name) || name === word.toLowerCase())
    .map(([, value]) => value);
  const switched = spelt.get(word.toLowerCase());
  if (switched !== undefined) meant.unshift(switched);
  return [...new Set<Scalar>([...meant, word])].map((value) => ({ kind: "replace-value", node, value }));
}

export function ofDuplicate(property: Node, winner: Node): Finding {
  const key = keyNode(property) ?? property;
  return {
    ...finding("syntax/duplicate-key", key, pathOf(property), { key: String(key.value) }, [
      { kind: "remove-member", member: property },
    ]),
    span: { offset: key.offset, length: key.length },
    severity: "warning",
    related: keyNode(winner) ?? winner,
    unnecessary: true,
  };
}

export function ofLegacy({ code, property, today, version }: LegacyForm): Finding {
  const key = keyNode(property) ?? property;
  const ignored = code === "version/ignored";
  const fixes: Fix[] = ignored ? [{ kind: "remove-member", member: property }] : [];
  const params = { key: String(key.value), version, ...(today && { today }) };
  return {
    ...finding(code, key, pathOf(property), params, fixes),
    span: { offset: key.offset, length: key.length },
    node: property,
    severity: "hint",
    unnecessary: ignored,
  };
}

export function ofSchema(document: ConfigDocument, { code, node, params }: SchemaFinding): Finding {
  const path = pathOf(node);
  const written = node.type === "property" ? String(keyNode(node)?.value) : node.value;
  const plain: Record<string, FindingParams[string]> = {};
  if (params.key !== undefined) plain.key = params.key;
  if (params.limit !== undefined) plain.limit = params.limit;
  if (params.pattern !== undefined) plain.pattern = params.pattern;
  if (params.expected) plain.expected = params.expected;
  if (params.actual) plain.actual = params.actual;
  if (params.allowed) plain.allowed = params.allowed;
  const near = suggestions(written, params);
  if (near.length > 0) plain.nearest = near;
  // Of a missing key, the path is that of the key: it is what OpenClaw names.
  const place = code === "schema/missing-key" ? [...path, params.key ?? ""] : path;
  return {
    ...finding(code, spanOf(document, code, node), place, plain, fixesOf(document, code, node, params, near)),
    node,
  };
}

function suggestions(written: unknown, params: SchemaFinding["params"]): string[] {
  if (params.known) return nearest(String(written), params.known);
  if (params.allowed && typeof written === "string") {
    return nearest(
      written,
      params.allowed.filter((value): value is string => typeof value === "string"),
    );
  }
  return [];
}

/** An unknown key: the key. A wrong value: the value. What an object lacks or has too much of: the key of that object. */
function spanOf(document: ConfigDocument, code: SchemaFinding["code"], node: Node): Span {
  if (node.type === "property") return keyNode(node) ?? node;
  const isContainer = node.type === "object" || node.type === "array";
  if (code !== "schema/missing-key" && !isContainer) return { offset: node.offset, length: node.length };
  const key = ownKey(node);
  if (key && code !== "schema/type") return { offset: key.offset, length: key.length };
  // A container has no tight range of its own but its opening bracket.
  const multiline = isContainer && writtenText(document, node).includes("\n");
  return { offset: node.offset, length: isContainer && (multiline || code === "schema/missing-key") ? 1 : node.length };
}

/** A node as it stands in its file. */
function writtenText(document: ConfigDocument, node: Node): string {
  const { json5 } = sourceOf(node) ?? document.source;
  return json5.text.slice(node.offset, node.offset + node.length);
}

function fixesOf(
  document: ConfigDocument,
  code: SchemaFinding["code"],
  node: Node,
  params: SchemaFinding["params"],
  near: readonly string[],
): Fix[] {
  switch (code) {
    case "schema/unknown-key":
    case "schema/key-name": {
      const renames = near
        .filter((name) => !findProperty(node.parent, name))
        .map((name): Fix => ({ kind: "rename-key", property: node, name }));
      return [...renames, { kind: "remove-member", member: node }];
    }
    case "schema/missing-key":
      return [{ kind: "add-property", object: node, name: params.key ?? "", value: (params.skeleton ?? "") as Json }];
    case "schema/value":
      return valueFixes(node, params.allowed ?? [], near);
    case "schema/type":
      return typeFixes(document, node, params);
    case "schema/unique-items":
      return [{ kind: "remove-member", member: node }];
    default:
      return [];
  }
}

/** Enough values to choose from, without a menu that fills the screen. */
const maxOffered = 8;

function valueFixes(node: Node, allowed: readonly Scalar[], near: readonly string[]): Fix[] {
  const converted =
    typeof node.value === "string"
      ? allowed.filter((value) => typeof value !== "string" && String(value) === node.value)
      : [];
  const values: Scalar[] = [...converted, ...near];
  if (values.length === 0 && allowed.length <= maxOffered) values.push(...allowed);
  return values.map((value) => ({ kind: "replace-value", node, value }));
}

/** Numbers and booleans in quotes lose them, and what should be a text gets them; a lone value goes into a list where one is due. */
function typeFixes(document: ConfigDocument, node: Node, { expected = [] }: SchemaFinding["params"]): Fix[] {
  const fixes: Fix[] = [];
  const replace = (value: Json) => fixes.push({ kind: "replace-value", node, value });
  if (node.type === "string") {
    const written = String(node.value).trim();
    const number = written === "" ? Number.NaN : Number(written.replace(/(?<=\d)[_,](?=\d{3})/g, ""));
    if (
      (expected.includes("number") || (expected.includes("integer") && Number.isInteger(number))) &&
      Number.isFinite(number)
    )
      replace(number);
    if (expected.includes("boolean")) {
      if (/^(true|yes|on|1)$/i.test(written)) replace(true);
      else if (/^(false|no|off|0)$/i.test(written)) replace(false);
    }
  } else if (expected.includes("string") && (node.type === "number" || node.type === "boolean")) {
    replace(writtenText(document, node));
  } else if (expected.includes("boolean") && node.type === "number" && (node.value === 0 || node.value === 1)) {
    replace(node.value === 1);
  } else if (expected.includes("integer") && node.type === "number" && Number.isFinite(node.value)) {
    replace(Math.round(node.value as number));
  }
  const isScalar = node.type === "string" || node.type === "number" || node.type === "boolean";
  if (expected.includes("array") && isScalar) replace([node.value as Scalar]);
  return fixes;
}
