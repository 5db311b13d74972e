// The list of all rules beyond the schema, and how they are run over one config.
import type { ConfigDocument } from "../config/document";
import type { Finding } from "../config/finding";
import { PathPatterns } from "../config/pattern";
import { finished, type Steps } from "../config/steps";
import { agentRules } from "./agents";
import { channelRules } from "./channels";
import { earlierRules } from "./earlier";
import { gatewayRules } from "./gateway";
import { mcpRules } from "./mcp";
import { referenceRules } from "./modelReferences";
import { modelRules } from "./models";
import { repetitionRules } from "./repeatedModels";
import { type Collecting, collect, type OnFailure, type Rule, rethrow } from "./rule";
import { sandboxRules } from "./sandbox";
import { secretRules } from "./secretProviders";
import { syntaxRules } from "./syntax";
import { toolRules } from "./tools";
import { workerRules } from "./workers";

/** All rules, a family a file. */
export const rules: readonly Rule[] = [
  ...agentRules,
  ...channelRules,
  ...earlierRules,
  ...gatewayRules,
  ...mcpRules,
  ...modelRules,
  ...referenceRules,
  ...repetitionRules,
  ...sandboxRules,
  ...secretRules,
  ...syntaxRules,
  ...toolRules,
  ...workerRules,
];

const patterns = new PathPatterns(rules.map(({ at }) => at));

/** What OpenClaw refuses beyond its schema. Nothing where the root is no object. */
export function ruleFindings(document: ConfigDocument, onFailure: OnFailure = rethrow): Finding[] {
  return finished(ruleSteps(document, { onFailure }));
}

/** The same in steps. */
export function* ruleSteps(document: ConfigDocument, options: Collecting = {}): Steps<Finding[]> {
  const { root, resolved, pluginsUnseen, version } = document;
  if (root?.type !== "object") return [];
  const mentions = (word: string) => resolved.sources.some(({ json5 }) => json5.text.includes(word));
  const matches = patterns.match(root, mentions("$include") || mentions("\\"));
  const findings: Finding[] = [];
  const looking = { root, document };
  let rule: Rule | undefined;
  const isWanted = ({ code }: Finding) =>
    rule?.holds(code, version) === true && !(pluginsUnseen && rule.isOfPlugins(code));
  const collecting = { ...options, isWanted };
  for (let number = 0; number < rules.length; number++) {
    rule = rules[number];
    const matched = matches[number];
    if (!rule || (rule.word === undefined ? !matched : !mentions(rule.word))) continue;
    const { check } = rule;
    yield;
    yield* collect(() => check(matched ?? [], looking), findings, collecting);
  }
  return findings;
}
