// In which order to offer keys and values: by how often OpenClaw's documentation sets them in that place.
import { keyNode, type Node, valueNode } from "../../json5/tree";
import usage from "./usage.json";

type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

const keys: Counts = usage.keys;
const values: Counts = usage.values;

/** What the names in the documentation are counted under, and no name that objects have by themselves. */
function countOf(counts: Counts, place: string, name: string): number {
  const own = Object.hasOwn(counts, place) ? counts[place] : undefined;
  return own && Object.hasOwn(own, name) ? (own[name] ?? 0) : 0;
}

/** How often each key is set below a key of some name, and anywhere: for places that the documentation does not show. */
interface Habits {
  readonly below: ReadonlyMap<string, number>;
  readonly anywhere: ReadonlyMap<string, number>;
}

let known: Habits | undefined;

function habits(): Habits {
  if (known) return known;
  const below = new Map<string, number>();
  const anywhere = new Map<string, number>();
  const add = (map: Map<string, number>, name: string, count: number) => map.set(name, (map.get(name) ?? 0) + count);
  for (const [place, counts] of Object.entries(keys)) {
    const owner = ownerOf(place.split("."));
    for (const [key, count] of Object.entries(counts)) {
      add(below, `${owner}.${key}`, count);
      add(anywhere, key, count);
    }
  }
  known = { below, anywhere };
  return known;
}

/** The name that tells what an object is: `accounts.*` is an account, whosever it is. */
function ownerOf(pattern: readonly string[]): string {
  const last = pattern.at(-1) ?? "";
  return last === "*" ? `${pattern.at(-2) ?? ""}.*` : last;
}

/** Shares of a place's own counts, of those of its kind and of all. */
const weights = [1_000_000, 1000, 1] as const;
/** More than any count: what the config itself speaks of. */
const certain = 1e12;

/** Objects whose keys are names that other parts of a config may mention: a channel in a binding, a provider's plugin in a model reference. */
const registries = new Set(["channels", "plugins.entries"]);

/** What a config tells of the keys that it may still want. */
export interface Hints {
  /** Names that its texts mention. */
  readonly mentioned: ReadonlySet<string>;
  /** Keys of objects in places like this one. */
  readonly siblings: ReadonlySet<string>;
}

/** @param pattern the object's path with `*` for names and indexes; the higher the result, the sooner the key is wanted */
export function keyScore(pattern: readonly string[], key: string, { mentioned, siblings }: Hints): number {
  const { below, anywhere } = habits();
  const place = pattern.join(".");
  const own = countOf(keys, place, key);
  const kind = below.get(`${ownerOf(pattern)}.${key}`) ?? 0;
  const isExpected = siblings.has(key) || (registries.has(place) && mentioned.has(key));
  return (isExpected ? certain : 0) + own * weights[0] + kind * weights[1] + (anywhere.get(key) ?? 0) * weights[2];
}

/** Looks a config over for what a key at a place may have to do with. */
export function hintsFor(root: Node | undefined, pattern: readonly string[]): Hints {
  const mentioned = new Set<string>();
  const siblings = new Set<string>();
  const isRegistry = registries.has(pattern.join("."));
  const visit = (node: Node | undefined, depth: number, isLike: boolean): void => {
    if (!node) return;
    if (isRegistry && typeof node.value === "string") {
      mentioned.add(node.value);
      const slash = node.value.indexOf("/");
      if (slash > 0) mentioned.add(node.value.slice(0, slash));
    }
    for (const child of node.children ?? []) {
      const key = child.type === "property" ? keyNode(child) : undefined;
      const value = child.type === "property" ? valueNode(child) : child;
      if (isLike && depth === pattern.length && key) siblings.add(String(key.value));
      if (isRegistry && key && depth > 0) visit(key, depth, false);
      const step = pattern[depth];
      const goesOn = isLike && (step === "*" || (step !== undefined && step === key?.value));
      if (goesOn || isRegistry) visit(value, depth + 1, goesOn);
    }
  };
  visit(root, 0, true);
  return { mentioned, siblings };
}

/** @param pattern the path of the key whose value it is */
export function valueScore(pattern: readonly string[], value: unknown): number {
  return countOf(values, pattern.join("."), String(value));
}
