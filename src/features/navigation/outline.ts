// The outline of a file: its keys, with what tells one provider, agent or model from another.

import type { ConfigFile } from "../../config/document";
import type { Span } from "../../config/finding";
import { type PathPattern, pathPattern } from "../../config/pattern";
import { isSecretStep, shownText, withoutTokens } from "../../config/secretKeys";
import { endOf, get, keyNode, type Node, type Path, valueNode } from "../../json5/tree";
import { visible } from "../text/plain";
import { rounded } from "../text/tokens";
import type { Translate } from "../text/translate";

/** English texts; keys of the language bundles. */
export const outlineTexts = {
  models: "{count} models",
  model: "1 model",
  missing: "(no name)",
} as const;

export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind:
    | "object"
    | "array"
    | "string"
    | "number"
    | "boolean"
    | "null"
    | "provider"
    | "model"
    | "agent"
    | "channel";
  readonly span: Span;
  /** What is selected when it is chosen. */
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

/** On the way down a file. */
interface Place {
  /** In the config as a whole. */
  readonly path: Path;
  /** Whether what stands there is kept to itself. */
  readonly isSecret: boolean;
}

function below({ path, isSecret }: Place, step: Path[number]): Place {
  return { path: [...path, step], isSecret: isSecret || isSecretStep(step) };
}

/** Characters of a value that are shown. */
const maxDetail = 60;
/** More is not looked through by anybody. */
const maxSymbols = 5000;

export function outlineOf(file: ConfigFile, t: Translate): OutlineSymbol[] {
  const { root } = file.json5;
  const base = file === file.config || !root ? [] : file.config.pathInConfig(root);
  let count = 0;
  const members = (container: Node, place: Place): OutlineSymbol[] => {
    const symbols: OutlineSymbol[] = [];
    for (const [index, child] of (container.children ?? []).entries()) {
      if (++count > maxSymbols) break;
      const symbol = container.type === "object" ? property(child, place) : item(child, index, place);
      if (symbol) symbols.push(symbol);
    }
    return symbols;
  };
  const property = (node: Node, place: Place): OutlineSymbol | undefined => {
    const [key, value] = [keyNode(node), valueNode(node)];
    if (!key) return undefined;
    const name = String(key.value);
    return symbol(node, value, key, name, below(place, name));
  };
  const item = (node: Node, index: number, place: Place): OutlineSymbol | undefined => {
    // Lists of plain values say enough in one line.
    if (!node.children) return undefined;
    const name = ["id", "name", "agentId", "path"]
      .map((key) => get(node, key)?.value)
      .find((each) => typeof each === "string");
    return symbol(node, node, node, String(name ?? index), below(place, index));
  };
  const symbol = (node: Node, value: Node | undefined, key: Node, name: string, place: Place): OutlineSymbol => ({
    name: visible(withoutTokens(name), maxDetail) || t(outlineTexts.missing),
    detail: detailOf(file, value, place, t),
    kind: kindOf(value, place),
    span: { offset: node.offset, length: node.length },
    selection: { offset: key.offset, length: key === node ? Math.min(1, key.length) : key.length },
    children: value?.children ? members(value, place) : [],
  });
  return root?.children ? members(root, { path: base, isSecret: base.some(isSecretStep) }) : [];
}

/** Agents stand in a list where OpenClaw reads an earlier form. */
const kinds: readonly (readonly [pattern: PathPattern, kind: OutlineSymbol["kind"]])[] = [
  [pathPattern("models.providers.*"), "provider"],
  [pathPattern("models.providers.*.models.*"), "model"],
  [pathPattern("agents.entries.*"), "agent"],
  [pathPattern("agents.list.*"), "agent"],
  [pathPattern("channels.*"), "channel"],
];

function kindOf(value: Node | undefined, place: Place): OutlineSymbol["kind"] {
  const named = kinds.find(([pattern]) => pattern.matches(place.path));
  if (named) return named[1];
  return !value || value.type === "property" ? "null" : value.type;
}

function detailOf(file: ConfigFile, value: Node | undefined, place: Place, t: Translate): string {
  if (!value) return "";
  const kind = kindOf(value, place);
  if (kind === "provider") {
    const count = get(value, "models")?.children?.length ?? 0;
    return count === 1 ? t(outlineTexts.model) : t(outlineTexts.models, { count });
  }
  if (kind === "agent") {
    const model = get(value, "model");
    return shortened(
      shownText(place.isSecret, String((model?.type === "object" ? get(model, "primary") : model)?.value ?? "")),
    );
  }
  if (kind === "model") {
    const window = get(value, "contextWindow")?.value;
    return typeof window === "number" ? (rounded(window) ?? String(window)) : "";
  }
  if (value.type === "object") return "";
  const written = (node: Node) => file.text.slice(node.offset, Math.min(endOf(node), node.offset + maxLooked));
  // A secret is not for an outline that others may look at.
  const shown = (node: Node) =>
    typeof node.value === "string" ? shownText(place.isSecret, node.value) : written(node);
  if (value.type === "array") {
    const plain = (value.children ?? []).every((child) => !child.children);
    return plain ? shortened((value.children ?? []).slice(0, maxDetail).map(shown).join(", ")) : "";
  }
  const text = shown(value);
  return shortened(value.type === "string" && text === value.value ? written(value) : text);
}

/** More of a text is not looked at to show so little of it. */
const maxLooked = 1000;

function shortened(text: string): string {
  return visible(text, maxDetail);
}
