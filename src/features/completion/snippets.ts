// Model blocks to type in: what each looks like in an empty file, at the root, among providers and in a list of models.
import blocks from "../../../snippets/blocks.json";
import { type Edit, styleOf } from "../../json5/edits";
import { parse } from "../../json5/parser";
import { find, get, type Json5Document, type Node, pathOf } from "../../json5/tree";
import type { Translate } from "../text/translate";
import { type MemberPlace, memberPlaceAt } from "./place";

/** Where a block can stand. */
export type BlockPlace = "file" | "root" | "providers" | "models";

export interface BlockSnippet {
  /** What is typed to find it. */
  readonly label: string;
  readonly title: string;
  /** In VS Code's snippet syntax; lines end in LF and are indented by two spaces a step, as snippets are. */
  readonly body: string;
  /** The word being typed, which the snippet replaces. */
  readonly replace: { readonly offset: number; readonly length: number };
  /** What else must change: a comma behind the member before. */
  readonly edits: readonly Edit[];
}

interface Block {
  readonly title: string;
  /** The provider's lines, or the name of the block that has them. */
  readonly provider: readonly string[] | string;
  /** The primary model's reference, and those of its fallbacks. */
  readonly ref: string;
  readonly refs?: readonly string[];
  /** Aliases of these models, in their order. */
  readonly alias?: readonly string[];
  /** Only as a whole config: it is about which model comes first. */
  readonly whole?: boolean;
}

const all = blocks as Readonly<Record<string, Block>>;

/** One model of an OpenAI-compatible server; its tab stops are shared by the blocks that hold it. Comments behind `//~` are translated. */
const modelLines: readonly string[] = [
  "{",
  '  id: "${2:my-local-model}", //~ exactly as the server lists it at /models',
  '  name: "${3:Local model}",',
  "  reasoning: ${4|false,true|},",
  '  input: [${9|"text","text"\\, "image"|}],',
  "  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },",
  "  contextWindow: ${5:32768}, //~ tokens the server has loaded, not the model's maximum",
  "  maxTokens: ${7:8192}, //~ longest answer, in tokens",
  "},",
];

const mergeComment = "hosted models stay available as fallbacks";

/** English texts of all blocks; keys of the language bundles. */
export function snippetTexts(): string[] {
  const lines = Object.values(all).flatMap((block) => (typeof block.provider === "string" ? [] : block.provider));
  const comments = [...lines, ...modelLines].flatMap((line) => line.split("//~ ").slice(1));
  return [...new Set([...Object.values(all).map((block) => block.title), ...comments, mergeComment])];
}

const wordCharacter = /[A-Za-z0-9_$-]/;

/** A block as text, its tab stops filled with their first choice. */
export interface PlainBlock {
  readonly label: string;
  readonly title: string;
  /** Id and text of the provider that it brings. */
  readonly provider: { readonly id: string; readonly text: string };
  /** References to its models, the primary one first, and their aliases. */
  readonly models: readonly { readonly ref: string; readonly alias: string }[];
  /** Whether it is about which model comes first. */
  readonly whole: boolean;
  /** As a whole config. */
  readonly file: string;
}

/** All blocks, to be merged into a config. */
export function plainBlocks(t: Translate): PlainBlock[] {
  return Object.entries(all).flatMap(([label, block]) => {
    const [lines, file] = [linesFor({ ...block, whole: false }, "providers"), linesFor(block, "file")];
    if (!lines || !file) return [];
    const text = lines.map((line) => readable(translated(line, t))).join("\n");
    const root = parse(`{${text}}`).root;
    const property = root?.children?.[0];
    const [key, value] = property?.children ?? [];
    if (!key || !value) return [];
    const { ref, refs = [], alias = [], title, whole = false } = block;
    return [
      {
        label,
        title: t(title),
        provider: { id: String(key.value), text: text.slice(value.offset - 1, value.offset + value.length - 1) },
        models: [ref, ...refs].map((each, index) => ({ ref: readable(each), alias: alias[index] ?? "Local" })),
        whole,
        file: file.map((line) => readable(translated(line, t))).join("\n"),
      },
    ];
  });
}

/** A snippet's body as it will stand in the file, tab stops filled with their first choice. */
export function readable(body: string): string {
  return body
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)[^|]*\|\}/g, (_, first: string) => first.replace(/\\(.)/g, "$1"))
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\\([\\$}])/g, "$1");
}

/** The blocks that fit at a UTF-16 offset; none inside strings, comments and values. */
export function snippetsAt(text: string, offset: number, t: Translate): BlockSnippet[] {
  let start = offset;
  while (wordCharacter.test(text.charAt(start - 1))) start--;
  // In the middle of a word, that word is being changed and nothing new begins.
  if (wordCharacter.test(text.charAt(offset))) return [];
  const rest = parse(text.slice(0, start) + text.slice(offset));
  const found = placeAt(rest, start);
  if (!found) return [];
  const { place, container, edits } = found;
  const quoteKeys = container
    ? styleOf(rest, container.children?.length ? container : rest.root).keyQuote !== undefined
    : false;
  const replace = { offset: start, length: offset - start };
  return Object.entries(all).flatMap(([label, block]) => {
    const lines = linesFor(block, place);
    if (!lines) return [];
    const body = lines.map((line) => quote(translated(line, t), quoteKeys)).join("\n");
    return [{ label, title: t(block.title), body, replace, edits }];
  });
}

function linesFor(block: Block, place: BlockPlace): string[] | undefined {
  if (block.whole && (place === "providers" || place === "models")) return undefined;
  const provider = typeof block.provider === "string" ? all[block.provider]?.provider : block.provider;
  if (!provider || typeof provider === "string") return undefined;
  const lines = provider.flatMap((line) => {
    const [indent = ""] = /^ */.exec(line) ?? [];
    return line.trim() === "@model" ? modelLines.map((each) => indent + each) : [line];
  });
  switch (place) {
    case "providers":
      return lines;
    case "models":
      return modelOf(lines);
    case "root":
      return config(block, lines);
    case "file":
      return ["{", ...indented(config(block, lines), 1), "}"];
  }
}

/** The lines of the first entry of the provider's `models`. */
function modelOf(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.trim() === "{");
  const depth = /^ */.exec(lines[start] ?? "")?.[0].length ?? 0;
  const end = lines.findIndex((line, index) => index > start && line === `${" ".repeat(depth)}},`);
  return lines.slice(start, end + 1).map((line) => line.slice(depth));
}

function config(block: Block, provider: readonly string[]): string[] {
  const { ref, refs = [], alias = [] } = block;
  const model =
    refs.length > 0
      ? ["model: {", `  primary: "${ref}",`, `  fallbacks: [${refs.map((each) => `"${each}"`).join(", ")}],`, "},"]
      : [`model: { primary: "${ref}" },`];
  const aliases = [ref, ...refs].map((each, index) => `"${each}": { alias: "${alias[index] ?? "Local"}" },`);
  return [
    "agents: {",
    "  defaults: {",
    ...indented([...model, "models: {", ...indented(aliases, 1), "},"], 2),
    "  },",
    "},",
    "models: {",
    `  mode: "merge", //~ ${mergeComment}`,
    "  providers: {",
    ...indented(provider, 2),
    "  },",
    "},",
  ];
}

function indented(lines: readonly string[], steps: number): string[] {
  return lines.map((line) => "  ".repeat(steps) + line);
}

function translated(line: string, t: Translate): string {
  const [code, comment] = line.split("//~ ");
  return comment === undefined ? line : `${code}// ${t(comment).replace(/[\\$}]/g, "\\$&")}`;
}

/** In a file that quotes its keys, so do its snippets. */
function quote(line: string, quoteKeys: boolean): string {
  return quoteKeys ? line.replace(/(^\s*|[{,] )([A-Za-z_]\w*)(?=: )/g, '$1"$2"') : line;
}

interface Found extends MemberPlace {
  readonly place: BlockPlace;
}

function placeAt(document: Json5Document, offset: number): Found | undefined {
  const found = memberPlaceAt(document, offset);
  if (!found) return undefined;
  const { root } = document;
  if (!root || !found.container)
    return found.before === undefined && found.after === undefined ? { place: "file", ...found } : undefined;
  const place = placeOf(found.container, root);
  return place && { place, ...found };
}

function placeOf(container: Node, root: Node): BlockPlace | undefined {
  const path = pathOf(container);
  if (container.type === "object") {
    // A second `agents` or `models` would hide the first.
    if (path.length === 0) return get(root, "models") || get(root, "agents") ? undefined : "root";
    return path.length === 2 && find(root, ["models", "providers"]) === container ? "providers" : undefined;
  }
  const isModels = path.length === 4 && path[0] === "models" && path[1] === "providers" && path[3] === "models";
  return isModels && container.type === "array" ? "models" : undefined;
}
