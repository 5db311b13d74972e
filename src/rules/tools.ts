// Tools: policies, exec and web search. Source: OpenClaw 2026.9.6, run on each case.
import { ofOpenClaw, ours, trimmed, writtenOf } from "../config/written";
import { findProperty, get } from "../json5/tree";
import facts from "./facts.json";
import { found, foundName, namesPlugin, type Rule, select, textOf } from "./rule";

/** Objects that say which tools may be used. */
export const policies = ["", ".byProvider.*", ".toolsBySender.*", ".subagents.tools", ".sandbox.tools"].flatMap(
  (scope) => [`tools${scope}`, `agents.entries.*.tools${scope}`],
);

/** A list that names tools beside one that adds to a list: only one of them can be meant. */
export const allowLists: Rule = function* (root) {
  for (const pattern of policies) {
    for (const policy of select(root, pattern)) {
      const filled = (name: string) =>
        (get(policy, name)?.children?.length ?? 0) > 0 && get(policy, name)?.type === "array";
      const also = findProperty(policy, "alsoAllow");
      if (also && filled("allow") && filled("alsoAllow"))
        yield { ...found("config/allow-also-allow", also), path: found("", policy).path };
    }
  }
};

export const execModes: Rule = function* (root) {
  for (const pattern of ["tools.exec", "agents.entries.*.tools.exec"]) {
    for (const exec of select(root, pattern)) {
      const mode = findProperty(exec, "mode");
      if (mode && (get(exec, "security") || get(exec, "ask"))) {
        yield found("config/exec-mode", mode, {}, [{ kind: "remove-member", member: mode }]);
      }
    }
  }
};

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

export const webSearch: Rule = function* (root) {
  for (const search of select(root, "tools.web.search")) {
    const provider = get(search, "provider");
    const id = textOf(provider)?.trim();
    if (provider && id === "") yield found("config/blank", provider);
    else if (
      provider &&
      id !== undefined &&
      !bundled.has(id) &&
      !namesPlugin(root, id) &&
      !namesPlugin(root, external.get(id) ?? id)
    ) {
      yield external.has(id)
        ? found("host/search-plugin-missing", provider, { key: trimmed(writtenOf(provider)) })
        : foundName("config/search-provider", provider, ofOpenClaw([...bundled, ...external.keys()]));
    }
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
};
