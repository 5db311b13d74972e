// Merges what includes bring as OpenClaw does, up to a budget: a few small files can be made to multiply.
import { keyNode, type Node, valueNode } from "../json5/tree";
import { budget } from "./includes";
import { MergedNode } from "./merged";
import type { Pauses, Steps } from "./steps";

/** Keys that OpenClaw drops where it merges. */
const dropped = new Set<unknown>(["__proto__", "prototype", "constructor"]);

/** What is copied and merged for one config, counted in nodes. */
export class Merging {
  #left: number = budget.nodes;
  /** The merge that is being made is more than is left. */
  #isOver = false;
  /** Objects without keys that are dropped or written twice. */
  readonly #clean = new Set<Node>();
  readonly #pauses: Pauses;

  constructor(pauses: Pauses) {
    this.#pauses = pauses;
  }

  /** Takes so many nodes from the budget; false where it does not have them. */
  spend(nodes: number): boolean {
    if (nodes > this.#left) return false;
    this.#left -= nodes;
    return true;
  }

  /**
   * Objects merge key by key, arrays follow each other, of all else the second counts. Both are used up by it.
   *
   * @param place whose place in a file the result has; the second's by default
   * @returns undefined where the budget does not allow it
   */
  *merge(first: MergedNode, second: MergedNode, place: MergedNode = second): Steps<MergedNode | undefined> {
    this.#isOver = false;
    const merged = yield* this.#values(first, second, place);
    return this.#isOver ? undefined : merged;
  }

  *#values(first: MergedNode, second: MergedNode, place: MergedNode): Steps<MergedNode> {
    if (first.type !== second.type || !first.children || !second.children) return second;
    this.#isOver ||= !this.spend(first.children.length + second.children.length);
    if (this.#isOver) return second;
    const merged = new MergedNode(place.origin, place.source, place.parent);
    if (first.type === "array") {
      merged.children = [...first.children, ...second.children];
    } else {
      const properties = new Map<unknown, Node>();
      for (const property of yield* this.#lastProperties(first)) {
        if (this.#pauses.isDue()) yield;
        properties.set(keyNode(property)?.value, property);
      }
      for (const property of yield* this.#lastProperties(second)) {
        if (this.#pauses.isDue()) yield;
        const name = keyNode(property)?.value;
        const earlier = properties.get(name);
        properties.set(name, earlier ? yield* this.#properties(earlier, property) : property);
      }
      merged.children = [...properties.values()];
      this.#clean.add(merged);
    }
    for (const child of merged.children) {
      if (this.#pauses.isDue()) yield;
      (child as MergedNode).parent = merged;
    }
    return merged;
  }

  *#properties(first: Node, second: Node): Steps<Node> {
    const [before, after] = [valueNode(first), valueNode(second)];
    if (!(before instanceof MergedNode) || !(after instanceof MergedNode)) return second;
    const merged = yield* this.#values(before, after, after);
    if (merged === after || !second.children) return second;
    merged.parent = second;
    second.children[1] = merged;
    return second;
  }

  /** An object's properties, of each name the last, without what is dropped. */
  *#lastProperties(object: MergedNode): Steps<readonly Node[]> {
    if (this.#clean.has(object)) return object.children ?? [];
    const last = new Map<unknown, Node>();
    for (const property of object.children ?? []) {
      if (this.#pauses.isDue()) yield;
      const name = keyNode(property)?.value;
      if (!dropped.has(name)) last.set(name, property);
    }
    for (const property of last.values()) {
      if (this.#pauses.isDue()) yield;
      const value = valueNode(property);
      if (value?.type === "object" && value instanceof MergedNode) yield* this.#lastProperties(value);
    }
    object.children = [...last.values()];
    this.#clean.add(object);
    return object.children;
  }
}
