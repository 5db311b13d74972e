// How long one piece of work keeps others from their turn, on small files that once kept them for seconds and minutes.
import { ConfigDocument } from "../../src/config/document";
import { prepare, resolveSteps } from "../../src/config/resolve";
import type { Steps } from "../../src/config/steps";
import { adviseSteps, diagnoseSteps } from "../../src/features/findings/diagnostics";
import { messageOf } from "../../src/features/findings/messages";
import { finishMigration, migrationSteps } from "../../src/features/findings/migration";
import { withHistory } from "../../src/features/findings/versions";
import { english } from "../../src/features/text/translate";
import { parse } from "../../src/json5/parser";
import { clocked } from "./clock";
import { features, type Ready } from "./features";
import { type Input, shapes } from "./shapes";

/** A shape by its name, with so many of its thing. */
const of = (name: string, count: number) => (): Input => {
  const shape = shapes.find((each) => each.name === name);
  if (!shape) throw new Error(`There is no shape "${name}".`);
  return shape.make(count);
};

export interface Hostile {
  readonly name: string;
  readonly make: () => Input;
  /** What is asked for besides what goes on by itself. */
  readonly asked?: string;
}

export const hostile: readonly Hostile[] = [
  { name: "an address of 60,000 slashes", make: of("an address of slashes", 60_000) },
  { name: "6,000 blanks in names to wake by", make: of("wake names of blanks", 2000) },
  { name: "800 aliases × policy × fallbacks", make: of("aliases, a policy and fallbacks", 800) },
  { name: "1,200 aliases × policy × fallbacks", make: of("aliases, a policy and fallbacks", 1200) },
  { name: "2,000 agents and providers", make: of("agents and providers", 2000) },
  { name: "20,000 unknown keys", make: of("keys that are unknown", 20_000) },
  { name: "an agent id of 100,000 hyphens", make: of("an agent id of hyphens", 100_000) },
  { name: "a host of 100,000 dots", make: of("a host of dots", 100_000) },
  { name: "100,000 wrong items", make: of("items that are wrong", 100_000) },
  {
    name: "two files of 30,000 objects, merged",
    make: () => ({
      text: '{ bindings: { $include: ["./a.json5", "./a.json5"] } }',
      files: { "a.json5": `{${Array.from({ length: 30_000 }, (_, index) => `k${index}:{a:1,b:2}`).join(",")}}` },
    }),
  },
  {
    name: "a list of 1 MB, included",
    make: () => ({
      text: '{ bindings: { $include: "./a.json5" } }',
      files: { "a.json5": `[${"1,".repeat(500_000)}]` },
    }),
  },
  { name: "100,000 comments, formatted", make: of("comments, by line", 100_000), asked: "format" },
  { name: "2,000 old keys, migrated", make: of("old keys of accounts", 1000), asked: "migrate" },
  { name: "50,000 items, as JSON", make: of("items of a list", 50_000), asked: "to JSON" },
  { name: "50,000 items, as JSON5", make: of("items of a list", 50_000), asked: "to JSON5" },
];

/** What an editor asks for by itself, each in one piece. */
const byItself = ["servers", "lenses", "hints", "names", "outline", "folding", "links"] as const;

/** The longest step, in ms, and the result. */
function longestStep<T>(steps: Steps<T>): { readonly longest: number; readonly result: T } {
  let longest = 0;
  for (;;) {
    let next: IteratorResult<void, T> | undefined;
    longest = Math.max(
      longest,
      clocked(() => {
        next = steps.next();
      }),
    );
    if (next?.done) return { longest, result: next.value };
  }
}

/** Pieces of work on a config as it is opened, and of what is asked for: what each takes, in ms. */
export function piecesOf({ asked }: Hostile, input: Input, ready: () => Ready): Readonly<Record<string, number>> {
  // All of these share one document, as they do in an editor.
  const made = ready();
  const { schema, source, surroundings, version } = made.document;
  const whole = longestStep(resolveSteps(source, surroundings));
  if (surroundings) prepare(source, surroundings, whole.result);
  const document = new ConfigDocument(source.json5, schema, { path: source.path, surroundings, version });
  const given = { ...made, document };
  const { history } = given;
  const check = longestStep(diagnoseSteps(document));
  const advice = longestStep(adviseSteps(document));
  const pieces: Record<string, number> = {
    parse: clocked(() => parse(input.text)),
    "put together": whole.longest,
    check: check.longest,
    advice: advice.longest,
    history: clocked(() => withHistory(document, check.result, history)),
    words: clocked(() => [...check.result, ...advice.result].map((each) => messageOf(each, english))),
  };
  for (const name of byItself) {
    const feature = features[name];
    if (feature) pieces[name] = clocked(() => feature(given));
  }
  const feature = asked === undefined ? undefined : features[asked];
  if (asked === "migrate") {
    const { longest, result } = longestStep(
      migrationSteps(document, { version: document.version, schema: document.schema }, history, english),
    );
    pieces.migrate = longest;
    pieces["migrate, the rest"] = clocked(() => result && finishMigration(document, result, result.leftovers));
  } else if (feature && asked) pieces[asked] = clocked(() => feature(ready()));
  return pieces;
}
