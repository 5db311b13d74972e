// Changes of form that leave the meaning as it is, or are asked for by name: offered where the cursor stands.
import type { ConfigFile } from "../../config/document";
import { pathPattern } from "../../config/pattern";
import { modelPlaces, otherModelPlaces } from "../../config/places";
import { shownValue } from "../../config/secretKeys";
import { addProperty, type Edit, replaceValue } from "../../json5/edits";
import { format } from "../../json5/format";
import { endOf, find, forEachContainer, get, keyNode, type Node, nodeAt, valueNode } from "../../json5/tree";
import type { Translate } from "../text/translate";
import { canExtract, inlined } from "./includeFiles";
import { secretAt } from "./plainSecrets";
import { isSorted, isTooLongToSort, sortedKeys } from "./spelling";

/** English texts; keys of the language bundles. */
export const refactoringTexts = {
  toObject: "Give this model fallbacks",
  toText: "Write this model as a text",
  swap: "Try {model} first",
  merge: 'Keep hosted models available: models.mode "merge"',
  quoteKeys: "Put all keys in quotes",
  unquoteKeys: "Take keys out of quotes that need none",
  sortKeys: "Sort the keys of {key}",
  sortLoses: "Sorting would lose a comment or a key that is written twice.",
  sortMany: "These are too many keys to be sorted here.",
  extract: "Move {key} to an included file…",
  inline: "Put the content of {file} here",
  toVariable: "Move the secret to the variable {name}",
  toReference: "Move the secret to a reference to {name}",
  root: "the config",
} as const;

/** A command that goes on from here: it asks for a name, or tells what is left to do. */
export type FollowUp =
  | { readonly kind: "extract"; readonly name: string }
  | { readonly kind: "secret"; readonly name: string };

export interface Refactoring {
  readonly title: string;
  readonly kind: "refactor.rewrite" | "refactor.extract" | "refactor.inline";
  readonly edits: readonly Edit[];
  readonly followUp?: FollowUp;
  /** Why it cannot be done. */
  readonly disabled?: string;
}

const modelValues = [...modelPlaces, ...otherModelPlaces].map(pathPattern);

/** What can be changed at a UTF-16 offset of a file without syntax errors. */
export function refactoringsAt(file: ConfigFile, offset: number, t: Translate): Refactoring[] {
  const node = nodeAt(file.json5.root, offset);
  if (!node || file.json5.problems.length > 0) return [];
  return [
    ...secrets(file, node, t),
    ...models(file, node, t),
    ...mode(file, node, t),
    ...keys(file, node, t),
    ...includes(file, node, t),
  ];
}

function secrets(file: ConfigFile, node: Node, t: Translate): Refactoring[] {
  const secret = secretAt(file, node);
  if (!secret) return [];
  const { name, value, takesReference } = secret;
  const followUp = { kind: "secret", name } as const;
  const asText: Refactoring = {
    title: t(refactoringTexts.toVariable, { name: `\${${name}}` }),
    kind: "refactor.rewrite",
    edits: replaceValue(file.json5, value, `\${${name}}`),
    followUp,
  };
  if (!takesReference) return [asText];
  const reference = { source: "env", provider: "default", id: name };
  return [
    asText,
    {
      title: t(refactoringTexts.toReference, { name }),
      kind: "refactor.rewrite",
      edits: replaceValue(file.json5, value, reference),
      followUp,
    },
  ];
}

/** The property around a node, or itself. */
function propertyOf(node: Node | undefined): Node | undefined {
  let each = node;
  while (each && each.type !== "property") each = each.parent;
  return each;
}

function models(file: ConfigFile, node: Node, t: Translate): Refactoring[] {
  const { json5, config } = file;
  const found: Refactoring[] = [];
  for (let each: Node | undefined = node, depth = 0; each && depth < 5; each = each.parent, depth++) {
    const value = each.type === "property" ? valueNode(each) : each;
    if (!value || (value.type !== "string" && value.type !== "object")) continue;
    const path = config.pathInConfig(value);
    if (!modelValues.some((pattern) => pattern.selectsAt(path, config.root))) continue;
    if (value.type === "string") {
      if (typeof value.value !== "string" || !takesObject(file, value)) break;
      const edits = replaceValue(json5, value, { primary: value.value, fallbacks: [] });
      found.push({ title: t(refactoringTexts.toObject), kind: "refactor.rewrite", edits });
      break;
    }
    const [primary, fallbacks] = [get(value, "primary"), get(value, "fallbacks")];
    const [first] = fallbacks?.children ?? [];
    const names = (value.children ?? []).map((property) => keyNode(property)?.value);
    const isPlain = names.every((name) => name === "primary" || name === "fallbacks");
    const hasComments = json5.comments.some(
      (comment) => comment.offset > value.offset && comment.offset < endOf(value),
    );
    if (primary?.type === "string" && isPlain && !first && !hasComments)
      found.push({
        title: t(refactoringTexts.toText),
        kind: "refactor.rewrite",
        edits: replaceValue(json5, value, String(primary.value)),
      });
    if (primary?.type === "string" && first?.type === "string")
      found.push({
        title: t(refactoringTexts.swap, { model: shownValue([], String(first.value)) }),
        kind: "refactor.rewrite",
        edits: swapped(file.text, primary, first),
      });
    break;
  }
  return found;
}

/** Whether a model may be written with fallbacks here. */
function takesObject({ config }: ConfigFile, value: Node): boolean {
  return config.schemasAt(config.pathInConfig(value)).some((schema) => schema.property("primary") !== undefined);
}

/** Two values change places, each as it is written. */
function swapped(text: string, one: Node, other: Node): Edit[] {
  const written = (node: Node) => text.slice(node.offset, endOf(node));
  return [
    { offset: one.offset, length: one.length, text: written(other) },
    { offset: other.offset, length: other.length, text: written(one) },
  ];
}

function mode(file: ConfigFile, node: Node, t: Translate): Refactoring[] {
  const { json5, config } = file;
  const property = propertyOf(node);
  if (!property) return [];
  const path = config.pathInConfig(property);
  const isHere =
    path[0] === "models" && (path.length === 1 || path[1] === "mode" || path[1] === "providers") && path.length < 3;
  if (!isHere) return [];
  const value = find(config.root, ["models", "mode"]);
  if (value?.value === "merge") return [];
  const title = t(refactoringTexts.merge);
  const object = property.parent && path.length > 1 ? property.parent : valueNode(property);
  if (object?.type !== "object") return [];
  const own = get(object, "mode");
  if (own) return [{ title, kind: "refactor.rewrite", edits: replaceValue(json5, own, "merge") }];
  return value ? [] : [{ title, kind: "refactor.rewrite", edits: addProperty(json5, object, "mode", "merge") }];
}

function keys(file: ConfigFile, node: Node, t: Translate): Refactoring[] {
  const { text } = file;
  const isKey = node.parent?.type === "property" && keyNode(node.parent) === node;
  const isBracket = node.type === "object";
  if (!isKey && !isBracket) return [];
  const found: Refactoring[] = [];
  for (const [spelling, title] of [
    ["quoted", refactoringTexts.quoteKeys],
    ["unquoted", refactoringTexts.unquoteKeys],
  ] as const) {
    const edits = keyEdits(file, spelling);
    if (edits.length > 0) found.push({ title: t(title), kind: "refactor.rewrite", edits });
  }
  const value = isKey && node.parent ? valueNode(node.parent) : node;
  const object = value?.type === "object" ? value : isKey ? node.parent?.parent : undefined;
  if (object?.type === "object" && !isSorted(object)) {
    const holder = object.parent?.type === "property" ? keyNode(object.parent)?.value : undefined;
    const key = holder === undefined ? t(refactoringTexts.root) : String(holder);
    const sorted = sortedKeys(text, object);
    found.push({
      title: t(refactoringTexts.sortKeys, { key }),
      kind: "refactor.rewrite",
      edits: sorted ?? [],
      ...(sorted
        ? {}
        : { disabled: t(isTooLongToSort(text, object) ? refactoringTexts.sortMany : refactoringTexts.sortLoses) }),
    });
  }
  return found;
}

/** All keys of a file, and nothing else. */
function keyEdits({ json5, text }: ConfigFile, keys: "quoted" | "unquoted"): Edit[] {
  const offsets = new Set<number>();
  forEachContainer(json5.root, (container) => {
    for (const child of container.children ?? []) {
      const key = child.type === "property" ? keyNode(child) : undefined;
      if (key) offsets.add(key.offset);
    }
  });
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return format(json5, { indent: "  ", tabSize: 2, lineBreak, keys }).filter(
    ({ offset, length }) => offsets.has(offset) && length > 0,
  );
}

function includes(file: ConfigFile, node: Node, t: Translate): Refactoring[] {
  const found: Refactoring[] = [];
  const property = propertyOf(node);
  const isKey = property !== undefined && keyNode(property) === node;
  if (isKey && canExtract(file, property)) {
    const name = String(node.value);
    found.push({
      title: t(refactoringTexts.extract, { key: name }),
      kind: "refactor.extract",
      edits: [],
      followUp: { kind: "extract", name },
    });
  }
  const inline = inlined(file, node, t);
  if (inline) {
    const title = t(refactoringTexts.inline, { file: inline.name });
    found.push({
      title,
      kind: "refactor.inline",
      edits: inline.edits ?? [],
      ...(inline.reason === undefined ? {} : { disabled: inline.reason }),
    });
  }
  return found;
}
