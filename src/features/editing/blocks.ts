// Merges a model block into a config: what is there stays, what is missing comes where it belongs.
import type { ConfigDocument } from "../../config/document";
import { difference } from "../../json5/difference";
import type { Edit, Json } from "../../json5/edits";
import { styleOf } from "../../json5/edits";
import { append, type Piece, paste, pasteValue } from "../../json5/moves";
import { parse } from "../../json5/parser";
import { endOf, find, get, keyNode, type Node, type Path, toValue, valueNode } from "../../json5/tree";
import type { PlainBlock } from "../completion/snippets";

/** English texts; keys of the language bundles. */
export const blockTexts = {
  title: "Model block to insert",
  broken: "The file has syntax errors. Mend them first; the block would land in the wrong place.",
  elsewhere: "{key} comes from another file or is no object: insert the block there.",
  nothing: "All of this block is in the config already.",
  primary: "The primary model is {model}. Which is to be tried first?",
  keep: "Keep {model}",
  change: "{model} first",
} as const;

/** Why a block cannot be merged; `key` is the path in the way. */
export interface BlockRefusal {
  readonly reason: "broken" | "elsewhere";
  readonly key: string;
}

/**
 * The text with a block in it.
 *
 * @param withPrimary whether its models are to be tried first; where no model is set yet they always are
 */
export function withBlock(
  config: ConfigDocument,
  block: PlainBlock,
  withPrimary: boolean,
): readonly Edit[] | BlockRefusal {
  const { text, json5 } = config;
  if (!json5.root && json5.comments.length === 0) return difference(text, `${block.file}\n`);
  if (json5.problems.length > 0 || json5.root?.type !== "object") return { reason: "broken", key: "" };
  const merger = new Merger(config, text);
  const { id, text: provider } = block.provider;
  merger.provider(["models", "providers", id], provider);
  merger.value(["models", "mode"], "merge");
  const models = ["agents", "defaults", "models"];
  for (const { ref, alias } of block.models) merger.alias([...models, ref], alias);
  const [primary, ...fallbacks] = block.models.map(({ ref }) => ref);
  const at = ["agents", "defaults", "model"];
  if (!find(config.root, at))
    merger.value(at, fallbacks.length > 0 ? { primary: primary ?? "", fallbacks } : { primary: primary ?? "" });
  else if (withPrimary) merger.primary(at, primary ?? "");
  return merger.blocked ? { reason: "elsewhere", key: merger.blocked } : difference(text, merger.text);
}

class Merger {
  text: string;
  /** The path of what is in the way. */
  blocked: string | undefined;
  readonly #config: ConfigDocument;

  constructor(config: ConfigDocument, text: string) {
    this.#config = config;
    this.text = text;
  }

  /** A provider that is there gets the keys and models that it lacks. */
  provider(path: readonly string[], written: string): void {
    const own = parse(written);
    const there = find(parse(this.text).root, path);
    if (!there) {
      this.#paste(path, pieceOf(written, own.root));
      return;
    }
    for (const property of own.root?.children ?? []) {
      const [key, value] = [keyNode(property), valueNode(property)];
      if (!key || !value) continue;
      const name = String(key.value);
      if (name === "models") this.#models([...path, name], written, value);
      else if (!get(there, name)) this.#paste([...path, name], pieceOf(written, value));
    }
  }

  #models(path: readonly string[], written: string, list: Node): void {
    for (const model of list.children ?? []) {
      const there = find(parse(this.text).root, path);
      if (!there) {
        this.#paste(path, pieceOf(written, list));
        return;
      }
      const id = get(model, "id")?.value;
      if (there.type !== "array") this.blocked ??= path.join(".");
      else if (!there.children?.some((each) => get(each, "id")?.value === id))
        this.text = append(this.text, path, pieceOf(written, model)) ?? this.text;
    }
  }

  value(path: Path, value: Json): void {
    if (find(this.#config.root, path) || find(parse(this.text).root, path)) return;
    this.#take(pasteValue(this.text, path, value), path);
  }

  /** An alias that means another model already is left out. */
  alias(path: Path, alias: string): void {
    if (find(this.#config.root, path)) return;
    const isTaken = this.#config.occurrences.aliases.some(
      (each) => each.alias.trim().toLowerCase() === alias.toLowerCase(),
    );
    this.value(path, isTaken ? {} : { alias });
  }

  /** The model that was first becomes the first fallback. */
  primary(path: Path, model: string): void {
    const document = parse(this.text);
    const node = find(document.root, path);
    const value = toValue(node);
    const quote = styleOf(document, node?.type === "object" ? node : undefined).quote;
    const replace = (at: Node, text: string) => {
      this.text = this.text.slice(0, at.offset) + text + this.text.slice(endOf(at));
    };
    if (node?.type === "string" && value !== model) {
      replace(node, `{ primary: ${quote}${model}${quote}, fallbacks: [${quote}${String(value)}${quote}] }`);
      return;
    }
    const first = get(node, "primary");
    if (node?.type !== "object" || !first) {
      this.blocked ??= path.join(".");
      return;
    }
    if (first.value === model) return;
    const old = String(first.value);
    const list = get(node, "fallbacks");
    if (list?.type === "array" && !list.children?.some((each) => each.value === old)) {
      const start = list.offset + 1;
      const rest = list.children?.length ? ", " : "";
      this.text = `${this.text.slice(0, start)}${quote}${old}${quote}${rest}${this.text.slice(start)}`;
    } else if (!list) this.#take(pasteValue(this.text, [...path, "fallbacks"], [old]), path);
    const again = find(parse(this.text).root, [...path, "primary"]);
    if (again) replace(again, `${quote}${model}${quote}`);
  }

  #paste(path: Path, piece: Piece): void {
    this.#take(paste(this.text, path, piece), path);
  }

  #take(result: string | undefined, path: Path): void {
    if (result === undefined || this.#isElsewhere(path)) this.blocked ??= path.slice(0, -1).join(".");
    else this.text = result;
  }

  /** Whether a part of the path comes from another file: what is put beside an `$include` would win over it unseen. */
  #isElsewhere(path: Path): boolean {
    const { root } = parse(this.text);
    return path.some((_, depth) => get(find(root, path.slice(0, depth)), "$include") !== undefined);
  }
}

function pieceOf(written: string, node: Node | undefined): Piece {
  const document = parse(written);
  const start = node?.offset ?? 0;
  const line = written.lastIndexOf("\n", start) + 1;
  const indent = /^ */.exec(written.slice(line))?.[0] ?? "";
  return {
    value: node ? written.slice(node.offset, endOf(node)) : written,
    indent,
    above: [],
    behind: [],
    style: { ...styleOf(document, undefined), isTight: false },
  };
}
