// OpenClaw's own verdict on a config, as its program prints it, put beside our findings.
import type { ConfigDocument } from "../config/document";
import { type Finding, isRefusal, type Severity } from "../config/finding";
import { isCut, markOf, sourceOf, variablesOf } from "../config/merged";
import { maxNamedText, naming, type VariableUse, variableTokens } from "../config/variables";
import { keyNode, type Node, type Path, pathOf, valueNode } from "../json5/tree";

export interface VerdictNote {
  /** As OpenClaw writes it: names and indexes joined with dots, dots in names left as they are; `<root>` or empty for all. */
  readonly path: string;
  readonly message: string;
}

export interface Verdict {
  readonly valid: boolean;
  readonly issues: readonly VerdictNote[];
  readonly warnings: readonly VerdictNote[];
}

/** English texts; keys of the language bundles. */
export const verdictTexts = {
  accepted: "OpenClaw {version} accepts this config.",
  refused: "OpenClaw {version} refuses this config.",
  noConfig: "Open an OpenClaw config, or a file that one includes, first.",
  notFound: "The program openclaw was not found. Install OpenClaw, or set {setting} to its path.",
  untrusted: "OpenClaw is only run in trusted workspaces.",
  noVerdict: "OpenClaw gave no verdict. The output channel says why.",
  asking: "Asking OpenClaw",
  show: "Show output",
} as const;

/** Of a program's output this much is shown in one finding, in UTF-16 code units. */
const maxMessage = 500;
/** And so many notes: whoever has more has seen enough. */
const maxNotes = 200;

/** What `openclaw config validate --json` printed; undefined where it is no verdict. Lines before the JSON are passed over. */
export function parseVerdict(output: string): Verdict | undefined {
  const start = /^\{/m.exec(output)?.index;
  if (start === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(output.slice(start));
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || !("valid" in parsed) || typeof parsed.valid !== "boolean")
    return undefined;
  const issues = notes("issues" in parsed ? parsed.issues : undefined);
  // A refusal without a reason is no verdict on the text.
  if (!parsed.valid && issues.length === 0) return undefined;
  return { valid: parsed.valid, issues, warnings: notes("warnings" in parsed ? parsed.warnings : undefined) };
}

function notes(list: unknown): VerdictNote[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, maxNotes).flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null || !("path" in each) || !("message" in each)) return [];
    const { path, message } = each;
    return typeof path === "string" && typeof message === "string" ? [{ path, message }] : [];
  });
}

/**
 * Our findings, set right by OpenClaw: what it refuses beyond them is added where it says; what it accepts is no error of ours.
 *
 * @returns with the findings that OpenClaw contradicts
 */
export function withVerdict(
  document: ConfigDocument,
  findings: readonly Finding[],
  verdict: Verdict,
): { readonly findings: readonly Finding[]; readonly contradicted: readonly Finding[] } {
  const contradicted = verdict.valid ? findings.filter(isRefusal) : [];
  const kept = verdict.valid ? findings.filter((finding) => !isRefusal(finding)) : findings;
  const added = [
    ...verdict.issues.flatMap((note) => noteFinding(document, note, "error", kept.filter(isRefusal))),
    ...verdict.warnings.flatMap((note) => noteFinding(document, note, "warning", kept)),
  ];
  return { findings: [...kept, ...added].sort((a, b) => a.span.offset - b.span.offset), contradicted };
}

/** Nothing where one of ours stands at the place, or right above or below it. */
function noteFinding(
  document: ConfigDocument,
  { path, message }: VerdictNote,
  severity: Severity,
  ours: readonly Finding[],
): Finding[] {
  const { root } = document;
  const place = root && locate(root, path);
  const at = place ? pathOf(place) : [];
  const isAll = path === "" || path === "<root>";
  if (isAll ? ours.length > 0 : ours.some((finding) => isNear(finding.path, at))) return [];
  const source = place && sourceOf(place);
  const { holders, named } = lookedOf(document);
  const told = place && holders.has(place) ? undefined : named(message.slice(0, maxNamedText));
  return [
    {
      code: "config/openclaw",
      severity,
      span: place ? markOf(place) : { offset: 0, length: Math.min(1, document.text.length) },
      ...(source && source !== document.source && { source }),
      ...(place && { node: place }),
      path: at,
      // OpenClaw may quote a part of what a variable holds: where it speaks of one, its words stay out.
      params: told === undefined ? {} : { message: shorten(told) },
      fixes: [],
    },
  ];
}

function isNear(a: Path, b: Path): boolean {
  const shared = Math.min(a.length, b.length);
  return (
    Math.abs(a.length - b.length) <= 1 && a.slice(0, shared).every((step, index) => String(step) === String(b[index]))
  );
}

/** What is known of a config's variables. */
interface Looked {
  /** The nodes in or below which variables were looked up. */
  readonly holders: ReadonlySet<Node>;
  /** Puts names in place of values; undefined for a text that may still hold a part of one. */
  readonly named: (text: string) => string | undefined;
}

/** Worked out once a config. */
const looked = new WeakMap<ConfigDocument, Looked>();

function lookedOf(document: ConfigDocument): Looked {
  const known = looked.get(document);
  if (known) return known;
  const uses: VariableUse[] = [];
  const holders = new Set<Node>();
  const hasUnread = document.resolved.variables.some(({ unread }) => unread);
  // Where a file nests deeper than it is read, what is written there is not known.
  let isUnseen = [document.source, ...document.resolved.sources].some(({ json5 }) =>
    json5.problems.some(({ code }) => code === "syntax/too-deep"),
  );
  const visit = (node: Node): boolean => {
    const found = variablesOf(node);
    for (const use of found) uses.push(use);
    const isWritten = typeof node.value === "string" && variableTokens(node.value).some(({ escaped }) => !escaped);
    // What we have not looked up OpenClaw still may: a file that was too long for us, more text than we put together, a file not read.
    const isMissing = found.some(({ source, escaped }) => !source && !escaped);
    if (isWritten && (found.length === 0 || (isMissing && hasUnread))) isUnseen = true;
    if (node.type === "property" && keyNode(node)?.value === "$include") isUnseen = true;
    if (isCut(node)) isUnseen = true;
    let holds = found.length > 0 || isWritten;
    for (const child of node.children ?? []) holds = visit(child) || holds;
    if (holds) holders.add(node);
    return holds;
  };
  if (document.root) visit(document.root);
  // There may be more of them than a text can be looked through for.
  const result = { holders, named: (isUnseen ? undefined : naming(uses)) ?? (() => undefined) };
  looked.set(document, result);
  return result;
}

function shorten(message: string): string {
  const line = message.split("\n", 1)[0]?.trim() ?? "";
  return line.length > maxMessage ? `${line.slice(0, maxMessage)}…` : line;
}

/** The node at one of OpenClaw's paths, or the nearest above it. Names may hold dots, so the longest that fits is taken. */
function locate(root: Node, path: string): Node {
  if (path === "<root>") return root;
  let node = root;
  let rest = path.replace(
    /\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\]/g,
    (_, name?: string, index?: string) => `.${name ?? index}`,
  );
  while (rest !== "") {
    const step = node.type === "array" ? itemOf(node, rest) : memberOf(node, rest);
    if (!step) return node;
    node = step.node;
    rest = step.rest;
  }
  return node;
}

interface Step {
  readonly node: Node;
  readonly rest: string;
}

function itemOf(array: Node, path: string): Step | undefined {
  const index = /^\d+(?=\.|$)/.exec(path)?.[0];
  const node = index === undefined ? undefined : array.children?.[Number(index)];
  return node && { node, rest: path.slice((index?.length ?? 0) + 1) };
}

function memberOf(object: Node, path: string): Step | undefined {
  let best: Step | undefined;
  let length = -1;
  for (const property of object.type === "object" ? (object.children ?? []) : []) {
    const name = String(keyNode(property)?.value);
    const value = valueNode(property);
    if (!value || name.length < length || (path !== name && !path.startsWith(`${name}.`))) continue;
    best = { node: value, rest: path.slice(name.length + 1) };
    length = name.length;
  }
  return best;
}
