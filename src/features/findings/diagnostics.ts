// All findings of a config: syntax, keys written twice, disagreements with OpenClaw's schema and rules, each with its fixes.
import { type ConfigDocument, maxCheckedLength } from "../../config/document";
import { type Finding, type Fix, type Severity, targetOf } from "../../config/finding";
import { budget, maxIncludeDepth } from "../../config/includes";
import { type Source, sourceOf, variablesOf } from "../../config/merged";
import { type Inclusion, variableSpan } from "../../config/resolve";
import { finished, type Steps } from "../../config/steps";
import { duplicateKeys, type Json5Document, type Node, pathOf } from "../../json5/tree";
import { adviceSteps } from "../../rules/advice";
import { judgeSteps } from "../../rules/legacy";
import { ruleSteps } from "../../rules/main";
import type { OnFailure } from "../../rules/rule";
import { finding, ofDuplicate, ofLegacy, ofProblem, ofSchema } from "./schemaFindings";

/** A text with more syntax problems than this is not JSON5 at all: the first few say all there is to say. */
const maxProblems = 20;

/** So many findings of a config are shown, and one that says that there are others: VS Code itself shows 1,000 of a file and drops the rest. */
const maxFindings = 999;

export interface Checking {
  /** How many findings at most; the gravest are kept, and one more says that there are others. */
  readonly limit?: number;
  /** Told of each rule that failed; what the others find stands. Without it a failure is thrown. */
  readonly onFailure?: OnFailure | undefined;
}

/** Findings about the config and all files that it includes, each file's in the order of its text. */
export function diagnose(document: ConfigDocument, options: Checking = {}): Finding[] {
  return finished(diagnoseSteps(document, options));
}

/** The same in steps. */
export function* diagnoseSteps(document: ConfigDocument, options: Checking = {}): Steps<Finding[]> {
  const { limit = maxFindings, onFailure } = options;
  const { json5 } = document;
  if (isBinary(json5)) return syntaxFindings(json5, limit);
  if (document.text.length > maxCheckedLength) {
    const tooLong = finding("syntax/too-long", { offset: 0, length: 1 }, [], { limit: maxCheckedLength });
    return [...syntaxFindings(json5, limit), { ...tooLong, severity: "warning" }];
  }
  const findings: Finding[] = [];
  for (const source of document.resolved.sources) {
    yield;
    for (const each of syntaxFindings(source.json5, limit)) findings.push(inSource(document, source, each));
  }
  if (json5.problems.length < maxProblems)
    for (const each of yield* meaningSteps(document, limit, onFailure)) findings.push(each);
  yield;
  return limited(
    unique(findings).sort((a, b) => a.span.offset - b.span.offset),
    limit,
  );
}

/** What OpenClaw accepts and its guidance warns of; of a text that is hardly JSON5, nothing. */
export function advise(document: ConfigDocument, onFailure?: OnFailure): Finding[] {
  return finished(adviseSteps(document, onFailure));
}

/** The same in steps. */
export function* adviseSteps(document: ConfigDocument, onFailure?: OnFailure): Steps<Finding[]> {
  const { json5 } = document;
  if (isBinary(json5) || json5.text.length > maxCheckedLength || json5.problems.length >= maxProblems) return [];
  const advice = yield* adviceSteps(document, { limit: maxFindings, ...(onFailure && { onFailure }) });
  return unique(advice.map((each) => settle(document, each)));
}

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };
const more = "config/more-findings";

/** No more findings than are shown, the gravest kept; where there are others, a last one says so. */
export function limited(findings: readonly Finding[], limit = maxFindings): Finding[] {
  const all = findings.filter(({ code }) => code !== more);
  if (all.length <= limit) return [...findings];
  const byGravity = [...all].sort((a, b) => gravity[a.severity] - gravity[b.severity]);
  const kept = new Set(byGravity.slice(0, limit));
  return [...all.filter((each) => kept.has(each)), moreThan(limit)];
}

function moreThan(limit: number): Finding {
  return { ...finding(more, { offset: 0, length: 1 }, [], { limit }), severity: "information" };
}

/** A file that is included twice need not be told off twice. */
function unique(findings: readonly Finding[]): Finding[] {
  if (!findings.some(({ source }) => source)) return [...findings];
  const key = ({ source, span, code, params }: Finding) =>
    `${span.offset} ${span.length} ${code} ${source?.path} ${JSON.stringify(params)}`;
  return [...new Map([...findings].reverse().map((each) => [key(each), each])).values()].reverse();
}

function isBinary({ problems, text }: Json5Document): boolean {
  return problems.length > 0 && text.includes("\0");
}

/** What is wrong with one text, whatever it is for. */
function syntaxFindings(json5: Json5Document, limit: number): Finding[] {
  if (isBinary(json5)) {
    const span = { offset: 0, length: Math.min(1, json5.text.length) };
    return [finding("syntax/binary", span, [], {})];
  }
  const findings = json5.problems.slice(0, maxProblems).map((problem) => ofProblem(json5, problem));
  if (json5.problems.length < maxProblems && json5.text.length <= maxCheckedLength) {
    // One more than is shown tells that there are more.
    for (const { property, winner } of duplicateKeys(json5.root).slice(0, limit + 1))
      findings.push(ofDuplicate(property, winner));
  }
  return findings;
}

/** What OpenClaw has against the config as a whole; of each kind not many more than are shown. */
function* meaningSteps(document: ConfigDocument, limit: number, onFailure: OnFailure | undefined): Steps<Finding[]> {
  const { inclusions, sources } = document.resolved;
  const broken = new Set(sources.flatMap(({ json5, path }) => json5.problems.map(({ offset }) => `${offset} ${path}`)));
  const placeOf = (node: Node, offset: number) => `${offset} ${(sourceOf(node) ?? document.source).path}`;
  yield;
  const { refused, legacy } = yield* judgeSteps(document);
  const findings = legacy.slice(0, limit + 1).map(ofLegacy);
  const schemaPlaces = new Set<string>();
  let count = 0;
  for (const found of refused) {
    // What is no value at all need not be of the right type, too.
    if (broken.size > 0 && broken.has(placeOf(found.node, found.node.offset)) && !found.node.children) continue;
    schemaPlaces.add(placeOf(found.node, found.node.offset));
    if (++count <= limit + 1) findings.push(ofSchema(document, found));
    if (count % block === 0) yield;
  }
  for (const each of yield* ruleSteps(document, { limit: limit + 1, ...(onFailure && { onFailure }) })) {
    // A rule that speaks of what the schema refuses already would only repeat it.
    if (!each.node || !schemaPlaces.has(placeOf(each.node, each.span.offset))) findings.push(each);
  }
  yield;
  const settled = findings.map((each) => settle(document, each));
  const refusedForWant = new Set(settled.filter(({ code }) => code === unsetRefused).map(({ node }) => node));
  yield;
  return [
    ...inclusions.flatMap((inclusion) => ofInclusion(document, inclusion) ?? []),
    ...settled,
    ...unsetVariables(document, limit + refusedForWant.size + 1).filter(({ node }) => !refusedForWant.has(node)),
  ];
}

/** So many findings are made in a row. */
const block = 64;

/** A finding in one of the config's files; of the config's own file no more need be said. */
function inSource(document: ConfigDocument, source: Source | undefined, each: Finding): Finding {
  return source === undefined || source === document.source ? each : { ...each, source };
}

const unsetRefused = "host/variable-missing";

/** Names the file of a finding. What is refused for want of a variable depends on the host. */
function settle(document: ConfigDocument, each: Finding): Finding {
  const { node } = each;
  if (!node) return each;
  const uses = variablesOf(node);
  const missing = uses.find(({ source, escaped }) => !source && !escaped);
  if (missing && each.severity === "error") {
    return inSource(document, sourceOf(node), {
      ...each,
      code: unsetRefused,
      severity: "warning",
      params: { key: missing.name },
      fixes: [],
    });
  }
  return inSource(document, sourceOf(node), { ...each, fixes: each.fixes.filter((fix) => isIn(fix, node)) });
}

/** Whether a fix changes the file in which its finding is shown. */
function isIn(fix: Fix, node: Node): boolean {
  const target = targetOf(fix);
  return !target || sourceOf(target) === sourceOf(node);
}

/** Variables that OpenClaw reads as they are written, for want of a value. */
function unsetVariables(document: ConfigDocument, limit: number): Finding[] {
  const findings: Finding[] = [];
  const visit = (node: Node | undefined) => {
    if (!node || findings.length >= limit) return;
    const source = sourceOf(node);
    for (const use of variablesOf(node)) {
      if (findings.length >= limit) return;
      if (use.source || use.escaped || !source) continue;
      const span = variableSpan(source, node, use);
      const each = { ...finding("env/missing", span, pathOf(node), { key: use.name }), node };
      findings.push(inSource(document, source, { ...each, severity: "warning" }));
    }
    node.children?.forEach(visit);
  };
  visit(document.root);
  return findings;
}

/** An include that OpenClaw refuses: it then reads nothing of the config. Or one that we do not look at, which is no error. */
function ofInclusion(document: ConfigDocument, { source, node, failure, target }: Inclusion): Finding | undefined {
  if (!failure) return undefined;
  const { offset, length } = node;
  const span = { offset, length };
  const path = document.pathInConfig(node);
  if (failure === "budget") {
    const params = { files: budget.files, size: budget.bytes / 1024 / 1024, limit: budget.nodes };
    return inSource(document, source, {
      ...finding("config/include-budget", span, path, params),
      severity: "information",
    });
  }
  const params = { key: String(node.value ?? ""), ...(target !== undefined && { target }), limit: maxIncludeDepth };
  return inSource(document, source, finding(`config/include-${failure}`, span, path, params));
}
