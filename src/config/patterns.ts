// Finds the places of a config that rules look at, in one walk that goes only where a rule may be waiting.
import { findProperty, keyNode, type Node, valueNode } from "../json5/tree";
import { isKnown } from "./known";

interface Step {
  readonly named: Map<string, Step>;
  any: Step | undefined;
  /** Numbers of those that wait here. */
  readonly waiting: number[];
}

const newStep = (): Step => ({ named: new Map(), any: undefined, waiting: [] });

/** Paths with `*` for any key or index, and who waits at them. */
export class Patterns {
  readonly #start = newStep();
  readonly #count: number;

  /** @param places the patterns of each who waits */
  constructor(places: readonly (readonly string[])[]) {
    this.#count = places.length;
    for (const [number, patterns] of places.entries()) {
      for (const pattern of patterns) {
        this.#add(pattern, number);
        // Where there are no entries yet, OpenClaw makes them from yesterday's list.
        if (pattern.startsWith("agents.entries.*")) this.#add(pattern.replace("entries", "list"), number);
      }
    }
  }

  #add(pattern: string, number: number): void {
    let step = this.#start;
    for (const name of pattern.split(".")) {
      let next = name === "*" ? step.any : step.named.get(name);
      if (!next) {
        next = newStep();
        if (name === "*") step.any = next;
        else step.named.set(name, next);
      }
      step = next;
    }
    step.waiting.push(number);
  }

  /**
   * The known values at the places of each; undefined for whom there are none.
   *
   * @param open whether an object may hold an include that is not resolved
   */
  match(root: Node, open: boolean): (Node[] | undefined)[] {
    const found = new Array<Node[] | undefined>(this.#count).fill(undefined);
    visit(root, this.#start, found, open);
    return found;
  }
}

function visit(node: Node, step: Step, found: (Node[] | undefined)[], open: boolean): void {
  const { waiting, named, any } = step;
  if ((waiting.length > 0 || open) && !isKnown(node)) return;
  for (const number of waiting) {
    const nodes = found[number];
    if (nodes) nodes.push(node);
    else found[number] = [node];
  }
  const { children } = node;
  if (!children || (!any && named.size === 0)) return;
  if (node.type === "array") {
    if (any) for (const child of children) visit(child, any, found, open);
    return;
  }
  // Of keys written twice only the last counts.
  const last = children.length > few ? new Map(children.map((property) => [nameOf(property), property])) : undefined;
  for (const property of children) {
    const name = nameOf(property);
    const own = named.get(name);
    if (!own && !any) continue;
    const value = valueNode(property);
    if (!value || (last ? last.get(name) : findProperty(node, name)) !== property) continue;
    if (own) visit(value, own, found, open);
    if (any) visit(value, any, found, open);
  }
}

/** So many keys are sooner looked through than put in a map. */
const few = 16;

function nameOf(property: Node): string {
  return keyNode(property)?.value as string;
}
