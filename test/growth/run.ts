// Holds every feature to time that grows no faster than its input does: each shape of input doubles three times, and a few are 4 MB long.
// `GROWTH_ONLY` names shapes or features, by a part of their name; `GROWTH_LONG` makes all shapes 4 MB long as well.
import { ConfigDocument, maxCheckedLength } from "../../src/config/document";
import type { Finding } from "../../src/config/finding";
import { diagnose } from "../../src/features/findings/diagnostics";
import { History } from "../../src/features/findings/versions";
import { parse } from "../../src/json5/parser";
import type { Json5Document } from "../../src/json5/tree";
import { SchemaRoot } from "../../src/schema/compile";
import { configPath, releases, surroundings } from "../unit/support";
import { clocked } from "./clock";
import { dotenv, dotenvShapes } from "./dotenv";
import { type Feature, features, longer, onRequest, type Ready } from "./features";
import { type Hostile, hostile, piecesOf } from "./pieces";
import { type Input, type Shape, shapes } from "./shapes";

/** Time may grow by so much where the input doubles. */
const maxGrowth = 2.6;
/** What takes less counts as this, in ms: of less, chance would judge. */
const counts = 20;
/** What takes more is not measured on, in ms. */
const hopeless = 3000;
/** What a text of 4 MB may take, in ms. */
const maxLong = 1000;
/** What one piece of work may take on a small file, in ms. */
const maxPiece = 250;
/** A suspicious measure is taken so often again. */
const retries = 8;
const doublings = 3;

interface Row {
  readonly shape: string;
  readonly feature: string;
  /** Of each size, in ms. */
  readonly times: readonly number[];
  readonly problem: string | undefined;
}

const history = new History([...releases]);
const schema = [...releases.values()].at(-1) ?? new SchemaRoot(true);

/** What a text was parsed to; a document keeps all else that it works out to itself. */
const parsed = new WeakMap<Input, Json5Document>();

function ready(input: Input, places: number): Ready {
  const { files, environment } = input;
  const json5 = parsed.get(input) ?? parse(input.text);
  parsed.set(input, json5);
  const options =
    files || environment ? { path: configPath, surroundings: surroundings(files ?? {}, environment) } : {};
  const document = new ConfigDocument(json5, schema, options);
  let findings: readonly Finding[] | undefined;
  return { document, history, places, findings: () => (findings ??= diagnose(document)) };
}

/** One call on a fresh document, in ms. */
function time(feature: Feature, input: Input, needsFindings: boolean, places = 4): number {
  const given = ready(input, places);
  if (needsFindings) given.findings();
  return clocked(() => feature(given));
}

function best(feature: Feature, input: Input, needsFindings: boolean, known: number): number {
  let least = known;
  for (let round = 1; round < 3; round++) least = Math.min(least, time(feature, input, needsFindings));
  return least;
}

/** Features that start from findings, which are made before the clock starts. */
function takesFindings(name: string): boolean {
  return name.startsWith("quick fixes") || name === "breaking";
}

function grow(shape: Shape, name: string, feature: Feature, inputs: readonly Input[]): Row {
  const needsFindings = takesFindings(name);
  const times: number[] = [];
  let problem: string | undefined;
  const [first, largest] = [inputs[0], inputs.at(-1)];
  // Where the largest takes next to nothing, the others need not be tried; one that may take for ever is not tried first.
  const small = first ? time(feature, first, needsFindings) : 0;
  const large = largest && small < counts ? time(feature, largest, needsFindings) : Number.POSITIVE_INFINITY;
  if (large < counts) return { shape: shape.name, feature: name, times: [small, large], problem };
  for (const input of inputs) {
    let now = time(feature, input, needsFindings);
    const before = times.at(-1);
    const previous = inputs[times.length - 1];
    if (before !== undefined && previous && now > Math.max(before, counts) * maxGrowth) {
      let least = before;
      for (let round = 0; round < retries && now > Math.max(least, counts) * maxGrowth && now < hopeless; round++) {
        // What earlier measures have left behind is none of this one's time.
        globalThis.gc?.();
        now = best(feature, input, needsFindings, now);
        // The smaller one may have been lucky only if it is now slower: the larger of two best times counts.
        least = Math.max(least, best(feature, previous, needsFindings, Number.POSITIVE_INFINITY));
      }
      if (now > Math.max(least, counts) * maxGrowth) problem ??= `${(now / least).toFixed(1)}-fold`;
    }
    times.push(now);
    if (now > hopeless) {
      problem ??= "hopeless";
      break;
    }
    if (problem) break;
  }
  return { shape: shape.name, feature: name, times, problem };
}

/** A shape as long as what is checked at most. */
function longest(shape: Shape): Input {
  let count = shape.start * 2 ** doublings;
  const length = shape.make(count).text.length;
  count = Math.floor((count * maxCheckedLength * 0.98) / length);
  let input = shape.make(count);
  while (input.text.length > maxCheckedLength) {
    count = Math.floor(count * 0.9);
    input = shape.make(count);
  }
  return input;
}

/** Of each piece of work the best of three tries. */
function piece(each: Hostile): Row {
  const input = each.make();
  let best: Record<string, number> = {};
  for (let round = 0; round < 3; round++) {
    const now = piecesOf(each, input, () => ready(input, 1));
    best = Object.fromEntries(Object.entries(now).map(([name, time]) => [name, Math.min(time, best[name] ?? time)]));
  }
  const [name, longest] = Object.entries(best).sort(([, a], [, b]) => b - a)[0] ?? ["", 0];
  return {
    shape: each.name,
    feature: `longest: ${name}`,
    times: [longest],
    problem: longest > maxPiece ? `over ${maxPiece} ms` : undefined,
  };
}

const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);

function table(rows: readonly Row[]): void {
  for (const { shape, feature, times, problem } of rows)
    console.log(
      `  ${shape.padEnd(38)} ${feature.padEnd(20)} ${times.map((each) => ms(each).padStart(7)).join("")}  ${problem ?? ""}`,
    );
}

/** Whether every feature takes a text of 4 MB in time. */
function long(shape: Shape, name: string, feature: Feature, input: Input): Row {
  const needsFindings = takesFindings(name);
  let now = time(feature, input, needsFindings, 1);
  for (let round = 0; round < retries && now > maxLong && now < hopeless; round++)
    now = Math.min(now, time(feature, input, needsFindings, 1));
  return {
    shape: `${shape.name}, 4 MB`,
    feature: name,
    times: [now],
    problem: now > maxLong ? `over ${maxLong} ms` : undefined,
  };
}

function main(): void {
  const only = process.env.GROWTH_ONLY?.split(",");
  const isWanted = (...texts: readonly string[]) =>
    !only || only.some((each) => texts.some((text) => text.includes(each)));
  const started = Date.now();
  const rows: Row[] = [];
  for (const shape of shapes) {
    const wanted = Object.entries(features).filter(([name]) => isWanted(shape.name, name));
    if (wanted.length === 0) continue;
    const inputs = Array.from({ length: doublings + 1 }, (_, step) => shape.make(shape.start * 2 ** step));
    for (const [name, feature] of wanted) rows.push(grow(shape, name, feature, inputs));
    if (process.env.GROWTH_VERBOSE) console.log(`${shape.name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (!shape.isLong && !process.env.GROWTH_LONG) continue;
    const input = longest(shape);
    for (const [name, feature] of wanted)
      if (!onRequest.has(name) && !longer[shape.name]?.includes(name)) rows.push(long(shape, name, feature, input));
  }
  for (const shape of dotenvShapes.filter(({ name }) => isWanted(name))) {
    const inputs = Array.from({ length: doublings + 1 }, (_, step) => shape.make(shape.start * 2 ** step));
    rows.push(grow(shape, "variables of a .env file", dotenv, inputs));
  }
  const pieces = hostile.filter(({ name }) => isWanted(name)).map(piece);
  console.log("The longest piece of work on small files that ask for much, in ms:");
  table(pieces);
  for (const each of pieces) rows.push(each);
  console.log("The longest times on a text of 4 MB, in ms:");
  table(
    rows
      .filter(({ shape }) => shape.endsWith(", 4 MB"))
      .sort((a, b) => (b.times.at(-1) ?? 0) - (a.times.at(-1) ?? 0))
      .slice(0, 15),
  );
  const failed = rows.filter(({ problem }) => problem);
  const worst = [...rows].sort((a, b) => (b.times.at(-1) ?? 0) - (a.times.at(-1) ?? 0)).slice(0, 30);
  console.log(
    `${shapes.length} shapes, ${Object.keys(features).length} features; the longest times of growing sizes, in ms:`,
  );
  table(worst);
  if (failed.length > 0) {
    console.log("Slower than their input is long:");
    table(failed);
  }
  console.log(`growth: ${rows.length} measures in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  console.log(`growth: ${rows.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

main();
