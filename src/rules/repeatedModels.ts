// What is said of models twice: an alias of two, a fallback that was tried already. Source: OpenClaw 2026.9.6, run on each case.
import { ours, trimmed, type Written, writtenOf } from "../config/written";
import { get, type Node } from "../json5/tree";
import { sections } from "./modelReferences";
import { eachAgent, found, keyOf, type Rule, rule, textOf } from "./rule";

/** Of two models with one alias, only one can be meant by it. */
const aliases = rule({
  at: eachAgent("models"),
  codes: ["model/duplicate-alias"],
  *check(tables) {
    for (const table of tables) {
      const seen = new Map<string, Written>();
      for (const property of table.type === "object" ? (table.children ?? []) : []) {
        const alias = get(property.children?.[1], "alias");
        const text = textOf(alias)?.trim();
        if (!alias || !text) continue;
        const name = text.toLowerCase();
        const first = seen.get(name);
        if (first === undefined) seen.set(name, keyOf(property));
        else yield found("model/duplicate-alias", alias, { key: trimmed(writtenOf(alias)), model: first });
      }
    }
  },
});

/** A fallback that was tried before it. */
const fallbacks = rule({
  at: sections,
  codes: ["model/repeated-fallback"],
  *check(_places, { document: { occurrences } }) {
    let tried = new Set<string>();
    let list: Node | undefined;
    for (const { node, place, provider, model, written } of occurrences.references) {
      if (place !== "primary" && place !== "fallback") continue;
      const name = `${provider}/${model}@${written.profile ?? ""}`;
      if (place === "primary") tried = new Set([name]);
      if (place !== "fallback") continue;
      const owner = node.parent?.parent?.parent;
      if (list !== owner && get(owner, "primary") === undefined) tried = new Set();
      list = owner;
      if (tried.has(name)) {
        const finding = found("model/repeated-fallback", node, { key: ours`${provider}/${model}` }, [
          { kind: "remove-member", member: node },
        ]);
        yield { ...finding, unnecessary: true };
      }
      tried.add(name);
    }
  },
});

/** The rules on what is said twice. */
export const repetitionRules: readonly Rule[] = [aliases, fallbacks];
