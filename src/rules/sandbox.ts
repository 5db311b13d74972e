// What a sandbox may be given of its host. Source: OpenClaw 2026.9.6, run on each case.

import { isKnown } from "../config/known";
import { ours } from "../config/written";
import { get, type Node, valueNode } from "../json5/tree";
import { eachAgent, found, keyOf, type Rule, rule, select, textOf, textsOf } from "./rule";

const binds = rule({
  at: eachAgent("sandbox.docker.binds.*", "sandbox.browser.binds.*"),
  codes: ["config/blank", "config/bind-space", "config/bind-path"],
  since: { "config/bind-space": "2026.9.6" },
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (text.trim() === "") yield found("config/blank", node);
      else if (/^\s/.test(text)) yield found("config/bind-space", node);
      else if (!/^(?:[/]|[A-Za-z]:[\\/]|\\\\\?\\[A-Za-z]:[\\/])/.test(text)) yield found("config/bind-path", node);
    }
  },
});

const sandboxLimits = rule({
  at: eachAgent("sandbox"),
  codes: ["config/network-host", "config/network-join", "config/unconfined"],
  *check(places) {
    for (const sandbox of places) {
      const docker = get(sandbox, "docker");
      const joins = get(docker, "dangerouslyAllowContainerNamespaceJoin")?.value === true;
      for (const part of ["docker", "browser"]) {
        const network = get(get(sandbox, part), "network");
        const mode = textOf(network)?.trim().toLowerCase();
        if (network && mode === "host") yield found("config/network-host", network, {}, bridge(network));
        else if (network && mode?.startsWith("container:") && !joins) yield found("config/network-join", network);
      }
      for (const key of [ours`seccompProfile`, ours`apparmorProfile`]) {
        const profile = get(docker, key);
        const property = profile?.parent;
        if (property && textOf(profile)?.trim().toLowerCase() === "unconfined")
          yield found("config/unconfined", profile, { key }, [{ kind: "remove-member", member: property }]);
      }
    }
  },
});

function bridge(node: Node) {
  return [{ kind: "replace-value", node, value: ours`bridge` } as const];
}

/** Docker and Podman read variables line by line. */
const sandboxVariables = rule({
  at: eachAgent("sandbox.docker.env"),
  codes: ["config/variable-name", "config/variable-lines"],
  since: "2026.8.2",
  *check(_places, { root }) {
    const defaults = select(root, "agents.defaults.sandbox")[0];
    const agents = select(root, "agents.entries.*");
    const backendOf = (agent: Node | undefined) =>
      textOf(get(get(agent, "sandbox"), "backend"))?.trim() || textOf(get(defaults, "backend"))?.trim() || "docker";
    const inContainers = (agent: Node | undefined) => ["docker", "podman"].includes(backendOf(agent));
    if (agents.length === 0 ? inContainers(undefined) : agents.some(inContainers)) yield* variables(defaults);
    for (const agent of agents) {
      const sandbox = get(agent, "sandbox");
      const scope = get(sandbox, "scope") ?? get(defaults, "scope");
      if (textOf(scope) !== "shared" && inContainers(agent)) yield* variables(sandbox);
    }
  },
});

function* variables(sandbox: Node | undefined) {
  const env = get(get(sandbox, "docker"), "env");
  if (env?.type !== "object" || !isKnown(env)) return;
  for (const property of env.children ?? []) {
    const name = keyOf(property);
    const value = valueNode(property);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) yield found("config/variable-name", property, { key: name });
    else if (value && /[\r\n\0]/.test(textOf(value) ?? "")) yield found("config/variable-lines", value);
  }
}

/** The rules on sandboxes. */
export const sandboxRules: readonly Rule[] = [binds, sandboxLimits, sandboxVariables];
