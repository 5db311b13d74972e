// Paths with `*` for any key or index, and what they select of a config: one meaning for rules, names, explanations and migrations.
import { findProperty, get, keyNode, type Node, type Path, valueNode } from "../json5/tree";
import { isKnown } from "./known";

/** The key below `agents` that OpenClaw reads the agents from. */
export type RosterKey = "entries" | "list";

/**
 * The key below `agents` that holds the agents; undefined where neither does. Where `entries` stands, with whatever value, a `list`
 * beside it is an unknown key into which OpenClaw does not look; without it, a list is made into entries before anything is checked.
 *
 * Source: `config validate` of OpenClaw 2026.8.2 and 2026.9.6, run on both keys side by side with an object, an empty one, a list,
 * a text, null and an include as `entries`; `readAgentRosterProperty` of 2026.9.6. Releases up to 2026.7.35 know `list` only and
 * refuse every config with `entries`, so that this choice changes none of their verdicts (run: 2026.4.29, 2026.5.28, 2026.6.35, 2026.7.35).
 */
export function rosterKeyOf(agents: Node | undefined): RosterKey | undefined {
  if (get(agents, "entries")) return "entries";
  return get(agents, "list")?.type === "array" ? "list" : undefined;
}

const anyStep = "*";
const agentsText = "agents";
/** What is said of these is said of the members of a list of agents as well, where that is what OpenClaw reads. */
const entriesText = "agents.entries.*";
const listText = "agents.list.*";

/** A path in which `*` stands for any key or index. Made by {@link pathPattern}. */
export class PathPattern {
  /** As it is written, with dots between the steps; empty for the root. */
  readonly text: string;
  readonly steps: readonly string[];
  readonly #isOfEntries: boolean;
  /** The pattern of all steps but the last; undefined of the root's. */
  readonly #parent: PathPattern | undefined;
  readonly #lastStep: string;

  constructor(text: string) {
    this.text = text;
    this.steps = text === "" ? [] : text.split(".");
    this.#isOfEntries = text === entriesText || text.startsWith(`${entriesText}.`);
    this.#parent = text === "" ? undefined : pathPattern(this.steps.slice(0, -1).join("."));
    this.#lastStep = this.steps.at(-1) ?? "";
  }

  /** Whether a path is one of the pattern, step by step: a list of agents is not taken for entries. */
  matches(path: Path): boolean {
    return this.steps.length === path.length && this.leadsThrough(path);
  }

  /** Whether a path is one of the pattern or a beginning of one. */
  leadsThrough(path: Path): boolean {
    const { steps } = this;
    if (path.length > steps.length) return false;
    for (let index = 0; index < path.length; index++) {
      const step = steps[index];
      if (step !== anyStep && step !== path[index]) return false;
    }
    return true;
  }

  /** Whether a path is one of the pattern or lies below one. */
  covers(path: Path): boolean {
    return path.length >= this.steps.length && this.leadsThrough(path.slice(0, this.steps.length));
  }

  /** What the `*` stand for in a path, in turn; undefined where the path is none of the pattern. */
  captures(path: Path): Path | undefined {
    return this.matches(path) ? path.filter((_, index) => this.steps[index] === anyStep) : undefined;
  }

  /** The path with something for each `*`, in turn; a `*` too many stays. */
  filledWith(captured: Path): Path {
    let next = 0;
    return this.steps.map((step) => (step === anyStep ? (captured[next++] ?? step) : step));
  }

  /**
   * Whether {@link select} would select what stands at a path of a config, or will stand there once it is written, if all on the way
   * to it is known.
   *
   * @param root the config as a whole
   */
  selectsAt(path: Path, root: Node | undefined): boolean {
    if (this.steps.length !== path.length) return false;
    if (path[0] !== "agents" || path[1] !== "list") return this.leadsThrough(path);
    const isMeant = this.matches(path) || (this.#isOfEntries && this.matches(["agents", "entries", ...path.slice(2)]));
    return isMeant && rosterKeyOf(get(root, "agents")) === "list";
  }

  /**
   * The nodes of a config that the pattern selects, in the order of the text, as far as the text alone tells them: none that is not
   * known, and none below such a one. Every beginning of a pattern is looked up once a tree, so that patterns that begin alike cost
   * what they differ by.
   */
  select(root: Node): readonly Node[] {
    let known = selections.get(root);
    if (!known) {
      known = new Map();
      selections.set(root, known);
    }
    return this.#selectOnce(root, known);
  }

  #selectOnce(root: Node, known: Map<PathPattern, readonly Node[]>): readonly Node[] {
    const found = known.get(this);
    if (found) return found;
    const nodes = this.#lookUp(root, known);
    // Where not even the beginning of a pattern is there, that is found out as fast again.
    if (nodes !== nothing) known.set(this, nodes);
    return nodes;
  }

  #lookUp(root: Node, known: Map<PathPattern, readonly Node[]>): readonly Node[] {
    const parent = this.#parent;
    if (!parent) return isKnown(root) ? [root] : nothing;
    if (this.text === entriesText) {
      const [agents] = pathPattern(agentsText).#selectOnce(root, known);
      if (rosterKeyOf(agents) === "list") return pathPattern(listText).#selectOnce(root, known);
    }
    const from = parent.#selectOnce(root, known);
    if (from.length === 0) return nothing;
    const step = this.#lastStep;
    const hidden = parent.text === agentsText ? hiddenKeyOf(from[0]) : undefined;
    const nodes: Node[] = [];
    if (step === anyStep) for (const node of from) addKnownMembers(node, hidden, nodes);
    else if (step !== hidden) for (const node of from) addIfKnown(get(node, step), nodes);
    return nodes;
  }
}

/** What was selected of each tree; a tree never changes, and what is remembered of it goes with it. */
const selections = new WeakMap<Node, Map<PathPattern, readonly Node[]>>();

const patterns = new Map<string, PathPattern>();

/** The pattern of a text like `agents.entries.*.model`, parsed once. Texts are those of this program: each one is kept. */
export function pathPattern(text: string): PathPattern {
  let pattern = patterns.get(text);
  if (!pattern) {
    pattern = new PathPattern(text);
    patterns.set(text, pattern);
  }
  return pattern;
}

const nothing: readonly Node[] = [];

/** The key of a list of agents that OpenClaw does not look into. */
function hiddenKeyOf(agents: Node | undefined): "list" | undefined {
  return rosterKeyOf(agents) === "list" ? undefined : "list";
}

function addIfKnown(value: Node | undefined, into: Node[]): void {
  if (value && isKnown(value)) into.push(value);
}

/** Adds the known values of all keys but one, or of all indexes. */
function addKnownMembers(node: Node, hidden: string | undefined, into: Node[]): void {
  const { type, children } = node;
  if (!children || (type !== "array" && type !== "object")) return;
  if (type === "array") {
    for (const value of children) addIfKnown(value, into);
    return;
  }
  const last = lastByName(children);
  const hasTwins = last?.size !== children.length;
  for (const property of children) {
    const name = nameOf(property);
    if (name === hidden || (hasTwins && (last ? last.get(name) : findProperty(node, name)) !== property)) continue;
    addIfKnown(valueNode(property), into);
  }
}

/** Of keys written twice only the last counts; undefined where the keys are so few that each is sooner looked for. */
function lastByName(children: readonly Node[]): ReadonlyMap<string, Node> | undefined {
  return children.length > few ? new Map(children.map((property) => [nameOf(property), property])) : undefined;
}

/** So many keys are sooner looked through than put in a map. */
const few = 16;

function nameOf(property: Node): string {
  return keyNode(property)?.value as string;
}

/** A step of patterns that begin alike. */
interface Step {
  readonly named: Map<string, Step>;
  any: Step | undefined;
  /** Numbers of those that wait here. */
  readonly waiting: number[];
  /** Whether it is the step to `agents`. */
  readonly holdsRoster: boolean;
}

const newStep = (holdsRoster = false): Step => ({ named: new Map(), any: undefined, waiting: [], holdsRoster });

/** Many patterns, looked for in one walk that goes only where one of them leads. */
export class PathPatterns {
  readonly #start = newStep();
  readonly #count: number;

  /** @param places the patterns of each who waits for nodes */
  constructor(places: readonly (readonly string[])[]) {
    this.#count = places.length;
    for (const [number, texts] of places.entries()) {
      for (const text of texts) {
        this.#add(text, number);
        if (text === entriesText || text.startsWith(`${entriesText}.`))
          this.#add(listText + text.slice(entriesText.length), number);
      }
    }
  }

  #add(text: string, number: number): void {
    let step = this.#start;
    for (const name of pathPattern(text).steps) {
      let next = name === anyStep ? step.any : step.named.get(name);
      if (!next) {
        next = newStep(step === this.#start && name === agentsText);
        if (name === anyStep) step.any = next;
        else step.named.set(name, next);
      }
      step = next;
    }
    step.waiting.push(number);
  }

  /**
   * The nodes that the patterns of each select, as {@link PathPattern.select} does; undefined for whom there are none. Takes time
   * in proportion to the nodes that patterns lead to, and to their siblings.
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
  const hidden = step.holdsRoster ? hiddenKeyOf(node) : undefined;
  const last = lastByName(children);
  for (const property of children) {
    const name = nameOf(property);
    const own = named.get(name);
    if ((!own && !any) || name === hidden) continue;
    const value = valueNode(property);
    if (!value || (last ? last.get(name) : findProperty(node, name)) !== property) continue;
    if (own) visit(value, own, found, open);
    if (any) visit(value, any, found, open);
  }
}
