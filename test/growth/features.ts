// What is done with a config, each as one call on a fresh document: all that VS Code asks for while somebody looks at a file or types.
import type { ConfigDocument } from "../../src/config/document";
import type { Finding } from "../../src/config/finding";
import { PathPatterns, pathPattern } from "../../src/config/pattern";
import * as places from "../../src/config/places";
import { providersOf } from "../../src/config/providers";
import { keysAt } from "../../src/features/completion/keys";
import { snippetsAt } from "../../src/features/completion/snippets";
import { valuesAt } from "../../src/features/completion/values";
import { variableNamesAt } from "../../src/features/completion/variableNames";
import { refactoringsAt } from "../../src/features/editing/refactorings";
import { toJson, toJson5 } from "../../src/features/editing/spelling";
import { advise, diagnose } from "../../src/features/findings/diagnostics";
import { messageOf } from "../../src/features/findings/messages";
import { finishMigration, migrationFixes, planMigration } from "../../src/features/findings/migration";
import { quickFixes } from "../../src/features/findings/quickFixes";
import { breaking, type History, withHistory } from "../../src/features/findings/versions";
import { hoverAt } from "../../src/features/hover/hover";
import { hintsOf, lensesOf, nameTokensOf } from "../../src/features/navigation/annotations";
import { highlightsAt, referencesAt } from "../../src/features/navigation/findReferences";
import { foldsOf, selectionsAt } from "../../src/features/navigation/folding";
import { definitionAt, includeLinks, targetLinks } from "../../src/features/navigation/links";
import { outlineOf } from "../../src/features/navigation/outline";
import { renameAt, renameableAt } from "../../src/features/navigation/rename";
import { endpointOf } from "../../src/features/servers/endpoints";
import { english } from "../../src/features/text/translate";
import { applyEdits } from "../../src/json5/edits";
import { format } from "../../src/json5/format";
import { parse } from "../../src/json5/parser";
import { endOf, type Node, valueNode } from "../../src/json5/tree";

/** What a feature needs besides the document; made before the clock starts. */
export interface Ready {
  readonly document: ConfigDocument;
  readonly findings: () => readonly Finding[];
  readonly history: History;
  /** At how many places those features are tried that are asked for at one. */
  readonly places: number;
}

export type Feature = (ready: Ready) => unknown;

/**
 * What somebody asks for and waits for, and what takes longer than a second on a text of 4 MB: each is a change of some 100,000 places, and
 * writing these down takes its time.
 */
export const onRequest: ReadonlySet<string> = new Set(["rename", "quick fixes", "format, other quotes"]);

/** Pairs of a shape and a feature that take longer on 4 MB, as every one of very many members gets a line of its own or other quotes. */
export const longer: Readonly<Record<string, readonly string[]>> = {
  "items that are wrong": ["to JSON", "to JSON5"],
  "models of one provider": ["to JSON", "to JSON5"],
  "bindings of agents": ["to JSON", "to JSON5"],
};

/** UTF-16 offsets where somebody may be: in the last member of the deepest last object or list, and in the one in the middle. */
function placesIn({ json5 }: ConfigDocument): readonly number[] {
  const deepest = (pick: (children: readonly Node[]) => Node | undefined): number[] => {
    let node = json5.root;
    let key: Node | undefined;
    for (;;) {
      const child: Node | undefined = node?.children && pick(node.children);
      if (!child) break;
      key = child.type === "property" ? child.children?.[0] : undefined;
      node = child.type === "property" ? valueNode(child) : child;
    }
    return [...(node ? [Math.min(node.offset + 1, endOf(node))] : []), ...(key ? [key.offset + 1] : [])];
  };
  return [...deepest((children) => children.at(-1)), ...deepest((children) => children[children.length >> 1])];
}

const at = (look: (ready: Ready, offset: number) => unknown): Feature => {
  return (ready) => {
    for (const offset of placesIn(ready.document).slice(0, ready.places)) look(ready, offset);
  };
};

const layout = { indent: "  ", tabSize: 2, lineBreak: "\n" } as const;

/** Patterns that begin alike and that lead through stars, as those of rules do. */
const texts = [...Object.values(places).flat(), "*.*.*.*", "*.entries.*.*.*", "*.list.*.*.*"];
const walked = new PathPatterns(texts.map((text) => [text]));

export const features: Readonly<Record<string, Feature>> = {
  parse: ({ document }) => parse(document.text),
  check: ({ document, history }) =>
    withHistory(document, diagnose(document), history).map((each) => messageOf(each, english)),
  "pattern walk": ({ document: { root } }) =>
    root && [walked.match(root, true), texts.map((text) => pathPattern(text).select(root))],
  advice: ({ document }) => advise(document).map((each) => messageOf(each, english)),
  breaking: ({ findings }) => breaking(findings(), findings()),
  servers: ({ document }) => providersOf(document.root).map((each) => endpointOf(each)),
  lenses: ({ document }) => lensesOf(document, english),
  hints: ({ document }) => hintsOf(document, 0, document.text.length, english),
  names: ({ document }) => nameTokensOf(document),
  outline: ({ document }) => outlineOf(document, english),
  folding: ({ document }) => foldsOf(document.json5),
  links: ({ document }) => [includeLinks(document), targetLinks(document, "/home/x")],
  selection: at(({ document }, offset) => selectionsAt(document.json5, offset)),
  hover: at(({ document }, offset) => hoverAt(document, offset, english)),
  "completion of keys": at(({ document }, offset) => keysAt(document, offset, english)),
  "completion of values": at(({ document }, offset) => valuesAt(document, offset, english)),
  "completion of variables": at(({ document }, offset) => variableNamesAt(document, offset)),
  "completion of blocks": at(({ document }, offset) => snippetsAt(document.text, offset, english)),
  definition: at(({ document }, offset) => definitionAt(document, offset)),
  references: at(({ document }, offset) => [referencesAt(document, offset, true), highlightsAt(document, offset)]),
  "what is renamed": at(({ document }, offset) => renameableAt(document, offset, english)),
  rename: at(({ document }, offset) => renameAt(document, offset, "another", english)),
  "quick fixes here": at(({ document, findings }, offset) => [
    quickFixes(document, findings(), offset, offset, english),
    migrationFixes(document, findings(), offset, offset, english),
  ]),
  "quick fixes": ({ document, findings }) => quickFixes(document, findings(), 0, document.text.length, english),
  refactorings: at(({ document }, offset) => refactoringsAt(document, offset, english)),
  format: ({ document }) => applyEdits(document.text, format(document.json5, layout)),
  "format, other quotes": ({ document }) =>
    applyEdits(
      document.text,
      format(document.json5, { ...layout, quotes: "single", keys: "quoted", trailingCommas: "add" }),
    ),
  "to JSON": ({ document }) => toJson(document.json5, "  "),
  "to JSON5": ({ document }) => toJson5(document.json5, "  "),
  migrate: ({ document, history }) => {
    const plan = planMigration(document, { version: document.version, schema: document.schema }, history, english);
    return plan && finishMigration(document, plan, plan.leftovers);
  },
};
