// All findings of a config: syntax, keys written twice, disagreements with OpenClaw's schema and rules, each with its fixes.
import { type ConfigDocument, maxCheckedLength } from "../config/document";
import { type Finding, type Fix, targetOf } from "../config/finding";
import { budget, maxIncludeDepth } from "../config/includes";
import { type Source, sourceOf, variablesOf } from "../config/merged";
import { type Inclusion, variableSpan } from "../config/resolve";
import { duplicateKeys, type Json5Document, type Node, pathOf } from "../json5/tree";
import { adviceFindings } from "../rules/advice";
import { judge } from "../rules/legacy";
import { ruleFindings } from "../rules/main";
import type { OnFailure } from "../rules/rule";
import { finding, ofDuplicate, ofLegacy, ofProblem, ofSchema } from "./findings";

/** A text with more syntax problems than this is not JSON5 at all: the first few say all there is to say. */
const maxProblems = 20;

/**
 * Findings about the config and all files that it includes, each file's in the order of its text.
 *
 * @param onFailure told of each rule that failed; what the others find stands. Without it a failure is thrown
 */
export function diagnose(document: ConfigDocument, onFailure?: OnFailure): Finding[] {
  const { json5 } = document;
  if (isBinary(json5)) return syntaxFindings(json5);
  if (document.text.length > maxCheckedLength) {
    const tooLong = finding("syntax/too-long", { offset: 0, length: 1 }, [], { limit: maxCheckedLength });
    return [...syntaxFindings(json5), { ...tooLong, severity: "warning" }];
  }
  const findings: Finding[] = [];
  for (const source of document.resolved.sources) {
    for (const each of syntaxFindings(source.json5)) findings.push(of(document, source, each));
  }
  if (json5.problems.length < maxProblems) findings.push(...meaningFindings(document, onFailure));
  return unique(findings).sort((a, b) => a.span.offset - b.span.offset);
}

/** What OpenClaw accepts and its guidance warns of; of a text that is hardly JSON5, nothing. */
export function advise(document: ConfigDocument, onFailure?: OnFailure): Finding[] {
  const { json5 } = document;
  if (isBinary(json5) || json5.text.length > maxCheckedLength || json5.problems.length >= maxProblems) return [];
  return unique(adviceFindings(document, onFailure).map((each) => settle(document, each)));
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
function syntaxFindings(json5: Json5Document): Finding[] {
  if (isBinary(json5)) {
    const span = { offset: 0, length: Math.min(1, json5.text.length) };
    return [finding("syntax/binary", span, [], {})];
  }
  const findings = json5.problems.slice(0, maxProblems).map((problem) => ofProblem(json5, problem));
  if (json5.problems.length < maxProblems && json5.text.length <= maxCheckedLength) {
    for (const { property, winner } of duplicateKeys(json5.root)) findings.push(ofDuplicate(property, winner));
  }
  return findings;
}

/** What OpenClaw has against the config as a whole. */
function meaningFindings(document: ConfigDocument, onFailure: OnFailure | undefined): Finding[] {
  const { inclusions, sources } = document.resolved;
  const broken = new Set(sources.flatMap(({ json5, path }) => json5.problems.map(({ offset }) => `${offset} ${path}`)));
  const placeOf = (node: Node, offset: number) => `${offset} ${(sourceOf(node) ?? document.source).path}`;
  const { refused, legacy } = judge(document);
  const findings = legacy.map(ofLegacy);
  const schemaPlaces = new Set<string>();
  for (const found of refused) {
    // What is no value at all need not be of the right type, too.
    if (broken.has(placeOf(found.node, found.node.offset)) && !found.node.children) continue;
    schemaPlaces.add(placeOf(found.node, found.node.offset));
    findings.push(ofSchema(document, found));
  }
  for (const each of ruleFindings(document, onFailure)) {
    // A rule that speaks of what the schema refuses already would only repeat it.
    if (!each.node || !schemaPlaces.has(placeOf(each.node, each.span.offset))) findings.push(each);
  }
  const settled = findings.map((each) => settle(document, each));
  const refusedForWant = new Set(settled.filter(({ code }) => code === unsetRefused).map(({ node }) => node));
  return [
    ...inclusions.flatMap((inclusion) => ofInclusion(document, inclusion) ?? []),
    ...settled,
    ...unsetVariables(document).filter(({ node }) => !refusedForWant.has(node)),
  ];
}

/** A finding in one of the config's files; of the config's own file no more need be said. */
function of(document: ConfigDocument, source: Source | undefined, each: Finding): Finding {
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
    return of(document, sourceOf(node), {
      ...each,
      code: unsetRefused,
      severity: "warning",
      params: { key: missing.name },
      fixes: [],
    });
  }
  return of(document, sourceOf(node), { ...each, fixes: each.fixes.filter((fix) => isIn(fix, node)) });
}

/** Whether a fix changes the file in which its finding is shown. */
function isIn(fix: Fix, node: Node): boolean {
  const target = targetOf(fix);
  return !target || sourceOf(target) === sourceOf(node);
}

/** Variables that OpenClaw reads as they are written, for want of a value. */
function unsetVariables(document: ConfigDocument): Finding[] {
  const findings: Finding[] = [];
  const visit = (node: Node | undefined) => {
    if (!node) return;
    const source = sourceOf(node);
    for (const use of variablesOf(node)) {
      if (use.source || use.escaped || !source) continue;
      const span = variableSpan(source, node, use);
      const each = { ...finding("env/missing", span, pathOf(node), { key: use.name }), node };
      findings.push(of(document, source, { ...each, severity: "warning" }));
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
    return of(document, source, { ...finding("config/include-budget", span, path, params), severity: "warning" });
  }
  const params = { key: String(node.value ?? ""), ...(target !== undefined && { target }), limit: maxIncludeDepth };
  return of(document, source, finding(`config/include-${failure}`, span, path, params));
}
