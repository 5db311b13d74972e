// Tools: policies, exec and web search. Source: OpenClaw 2026.9.6, run on each case.
import { ofOpenClaw, ours, trimmed, writtenOf } from "../config/written";
import { findProperty, get, type Node, pathOf } from "../json5/tree";
import facts from "./facts.json";
import { found, foundName, holderOf, namesPlugin, type Rule, rule, textsOf } from "./rule";

/** A list that names tools beside one that adds to a list: only one of them can be meant. */
const allowLists = rule({
  at: ["", ".byProvider.*", ".toolsBySender.*", ".subagents.tools", ".sandbox.tools"].flatMap((scope) => [
    `tools${scope}.alsoAllow`,
    `agents.entries.*.tools${scope}.alsoAllow`,
  ]),
  codes: ["config/allow-also-allow"],
  *check(places) {
    for (const also of places) {
      const policy = holderOf(also);
      const isFilled = (list: Node | undefined) => list?.type === "array" && (list.children?.length ?? 0) > 0;
      if (policy && also.parent && isFilled(also) && isFilled(get(policy, "allow")))
        yield { ...found("config/allow-also-allow", also.parent), path: pathOf(policy) };
    }
  },
});

const execModes = rule({
  at: ["tools.exec.mode", "agents.entries.*.tools.exec.mode"],
  codes: ["config/exec-mode"],
  *check(places) {
    for (const { parent: mode } of places) {
      const exec = mode?.parent;
      if (mode && (get(exec, "security") || get(exec, "ask")))
        yield found("config/exec-mode", mode, {}, [{ kind: "remove-member", member: mode }]);
    }
  },
});

const bundled = new Set(facts.searchProviders.bundled);
/** Providers that come with a plugin of their own, and its id. */
const external = new Map(Object.entries(facts.searchProviders.external));
/** Keys under which search providers were once configured; each is refused where it holds an object. */
const once = ofOpenClaw([
  "brave",
  "duckduckgo",
  "exa",
  "firecrawl",
  "gemini",
  "grok",
  "kimi",
  "minimax",
  "ollama",
  "perplexity",
  "searxng",
  "tavily",
]);

const searchProviders = rule({
  at: ["tools.web.search.provider"],
  codes: ["config/blank", "config/search-provider", "host/search-plugin-missing"],
  since: {
    "config/blank": "2026.5.28",
    "config/search-provider": "2026.5.28",
    "host/search-plugin-missing": "2026.8.2",
  },
  broughtByPlugins: ["config/search-provider", "host/search-plugin-missing"],
  *check(places, { root }) {
    for (const { node, text } of textsOf(places)) {
      const id = text.trim();
      if (id === "") yield found("config/blank", node);
      else if (!bundled.has(id) && !namesPlugin(root, id) && !namesPlugin(root, external.get(id) ?? id)) {
        yield external.has(id)
          ? found("host/search-plugin-missing", node, { key: trimmed(writtenOf(node)) })
          : foundName("config/search-provider", node, ofOpenClaw([...bundled, ...external.keys()]));
      }
    }
  },
});

const searchKeys = rule({
  at: ["tools.web.search"],
  codes: ["config/reserved-name", "config/search-api-key", "config/search-legacy"],
  since: {
    "config/search-api-key": "2026.8.2",
    "config/search-legacy": "2026.5.28",
  },
  *check(places) {
    for (const search of places) {
      for (const key of [ours`constructor`, ours`prototype`]) {
        const property = findProperty(search, key);
        if (property) yield found("config/reserved-name", property, { key });
      }
      for (const name of [ours`apiKey`, ...once]) {
        const property = findProperty(search, name);
        if (property && (name === "apiKey" || get(search, name)?.type === "object"))
          yield found(name === "apiKey" ? "config/search-api-key" : "config/search-legacy", property, { key: name });
      }
    }
  },
});

/** The rules on tools. */
export const toolRules: readonly Rule[] = [allowLists, execModes, searchProviders, searchKeys];
