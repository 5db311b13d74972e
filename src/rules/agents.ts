// The roster of agents, and the places that name one. Source: OpenClaw 2026.9.6, run on each case.

import path from "node:path";
import { withoutEnds } from "../config/didYouMean";
import { isInside } from "../config/paths";
import { rosterKeyOf } from "../config/pattern";
import { ours, type Written, writtenOf } from "../config/written";
import { get, keyNode, type Node, pathOf, valueNode } from "../json5/tree";
import { found, foundName, holderOf, isOpen, keyOf, type Rule, type RuleFix, rule, textOf, textsOf } from "./rule";

/** Agent ids as OpenClaw compares them: in lower case, and where they are no ids, made to look like one. */
function normalized(id: string): string {
  const lower = id.trim().toLowerCase() || "main";
  return /^[a-z0-9_][a-z0-9_-]{0,63}$/.test(lower) ? lower : withoutEnds(lower.replace(/[^a-z0-9_-]+/g, "-"), "-");
}

interface Roster {
  /** The object or list that holds the agents. */
  readonly node: Node | undefined;
  readonly agents: readonly {
    /** As OpenClaw reads it. */
    readonly id: string;
    readonly name: Written;
    readonly node: Node | undefined;
    readonly property: Node | undefined;
  }[];
}

/** `agents.entries`, or where it is missing, the `agents.list` of yesterday. */
function rosterOf(root: Node): Roster {
  const agents = get(root, "agents");
  const entries = get(agents, "entries");
  if (entries?.type === "object") {
    // Of keys written twice the last counts.
    const last = new Map((entries.children ?? []).map((property) => [keyOf(property), property]));
    return {
      node: entries,
      agents: [...last].map(([id, property]) => ({ id, name: id, node: valueNode(property), property })),
    };
  }
  const list = rosterKeyOf(agents) === "list" ? get(agents, "list") : undefined;
  if (list?.type !== "array") return { node: undefined, agents: [] };
  return {
    node: list,
    agents: (list.children ?? []).map((node) => ({
      id: String(textOf(get(node, "id"))),
      name: writtenOf(get(node, "id") ?? node),
      node,
      property: undefined,
    })),
  };
}

function isUnknown(root: Node): boolean {
  return isOpen(root, "agents", "entries") || isOpen(root, "agents", "list");
}

const roster = rule({
  at: ["agents"],
  codes: [
    "config/roster-empty",
    "config/roster-defaults",
    "config/roster-explicit-default",
    "config/roster-ownership",
    "config/agent-twins",
  ],
  since: {
    "config/roster-empty": "2026.8.2",
    "config/roster-defaults": "2026.8.2",
    "config/roster-explicit-default": "2026.8.2",
    "config/roster-ownership": "2026.8.2",
  },
  *check([agents], { root }) {
    if (agents?.type !== "object" || isUnknown(root)) return;
    const ownership = get(agents, "ownership");
    const explicit = ownership !== undefined && textOf(ownership) === "explicit";
    // Another value is a matter of the schema, which comes first.
    if (ownership && !explicit) return;
    const { node, agents: all } = rosterOf(root);
    if (explicit && all.length === 0) {
      if (node ?? ownership) yield { ...found("config/roster-empty", node ?? agents), path: ["agents", "entries"] };
      return;
    }
    const marked = all.filter((agent) => get(agent.node, "default")?.value === true);
    if (marked.length > 1 && node) {
      for (const agent of marked.slice(1)) {
        const property = agent.node?.children?.findLast((each) => keyNode(each)?.value === "default");
        if (!property) continue;
        const fix = { kind: "remove-member", member: property } as const;
        yield { ...found("config/roster-defaults", property, {}, [fix]), path: ["agents", "entries"] };
      }
    } else if (explicit && marked.length > 0 && ownership) {
      yield found("config/roster-explicit-default", ownership);
    } else if (!explicit && all.length > 1 && marked.length === 0) {
      const fixes: RuleFix[] = [{ kind: "add-property", object: agents, name: ours`ownership`, value: ours`explicit` }];
      yield found("config/roster-ownership", agents, {}, fixes, "ownership");
    }
    const seen = new Map<string, Written>();
    for (const { id, name, property } of all) {
      const other = seen.get(id.toLowerCase());
      if (other !== undefined && property) yield found("config/agent-twins", property, { key: name, other });
      seen.set(id.toLowerCase(), name);
    }
  },
});

/** Places that name an agent; `main` is always there for bindings, and elsewhere without a roster. */
const unknownAgents = rule({
  at: [
    "agents.defaults.heartbeat.agentId",
    "agents.defaults.systemAgent.agentId",
    "talk.agentId",
    "bindings.*.agentId",
  ],
  codes: ["config/unknown-agent"],
  since: "2026.8.2",
  *check(places, { root }) {
    if (isUnknown(root)) return;
    const { agents } = rosterOf(root);
    const ids = new Set(agents.length > 0 ? agents.map(({ id }) => normalized(id)) : ["main"]);
    const near = agents.map(({ name }) => name);
    for (const { node, text: id } of textsOf(places)) {
      const isBinding = pathOf(node)[0] === "bindings";
      // Elsewhere a blank text is told as such.
      if (ids.has(normalized(id)) || (isBinding ? id === "main" : id.trim() === "")) continue;
      yield foundName("config/unknown-agent", node, near);
    }
  },
});

/** Agents that may answer one group. */
const maxGroup = 16;

/** Peers that several agents answer: ids must match to the letter, and options need a key that names the channel. */
const broadcasts = rule({
  at: ["broadcast.*"],
  codes: ["config/broadcast-key", "config/broadcast-agents", "config/unknown-agent"],
  since: { "config/broadcast-agents": "2026.9.6", "config/unknown-agent": "2026.8.2" },
  *check(places, { root }) {
    if (isUnknown(root)) return;
    const { agents } = rosterOf(root);
    const ids = new Set(agents.length > 0 ? agents.map(({ id }) => id) : ["main"]);
    const names = agents.length > 0 ? agents.map(({ name }) => name) : [ours`main`];
    for (const peer of places) {
      const key = keyOf(peer);
      const qualified = /^[a-z][a-z0-9_-]*:.+$/i.test(key);
      if (peer.type === "object" && !qualified) yield found("config/broadcast-key", peer, { key });
      if (peer.type === "array" && qualified && (peer.children?.length ?? 0) > maxGroup)
        yield found("config/broadcast-agents", peer, { limit: maxGroup });
      const list = peer.type === "object" ? get(peer, "agents") : peer;
      for (const node of list?.type === "array" ? (list.children ?? []) : []) {
        const id = textOf(node);
        if (id === undefined || ids.has(id)) continue;
        yield foundName("config/unknown-agent", node, names);
      }
    }
  },
});

/** Keys that no agent can have: OpenClaw will not touch a prototype. */
const blockedKeys = rule({
  at: ["agents.entries.*.constructor", "agents.entries.*.prototype"],
  codes: ["config/reserved-name"],
  since: "2026.8.2",
  *check(places) {
    for (const { parent } of places) if (parent) yield found("config/reserved-name", parent, { key: keyOf(parent) });
  },
});

/** An image in the workspace, or a URL. */
const avatars = rule({
  at: ["agents.entries.*.identity.avatar"],
  codes: ["config/avatar", "config/avatar-outside"],
  *check(places, { root }) {
    const common = textOf(get(get(get(root, "agents"), "defaults"), "workspace"))?.trim();
    for (const { node, text } of textsOf(places)) {
      const avatar = text.trim();
      if (avatar === "" || /^(?:data:|https?:\/\/)/i.test(avatar)) continue;
      const foreign = avatar.startsWith("~") || (/^[a-z][a-z0-9+.-]*:/i.test(avatar) && !/^[a-z]:[\\/]/i.test(avatar));
      const workspace = textOf(get(holderOf(holderOf(node)), "workspace"))?.trim() ?? common;
      if (foreign) yield found("config/avatar", node);
      else if (!staysInside(workspace, avatar)) yield found("config/avatar-outside", node);
    }
  },
});

/** Without a workspace in the config it is the host's own, below a folder whose name is known. */
function staysInside(workspace: string | undefined, file: string): boolean {
  if (!path.isAbsolute(file)) return isInside(path.resolve("/x"), path.resolve("/x", file));
  if (workspace === undefined) return /[\\/]\.openclaw/.test(file);
  if (!path.isAbsolute(workspace)) return true;
  return isInside(workspace, file);
}

/** Two agents in one folder would write over each other. */
const agentFolders = rule({
  at: ["agents.entries.*.agentDir"],
  codes: ["config/agent-folder"],
  *check(places) {
    const seen = new Map<string, Written>();
    for (const { node, text } of textsOf(places)) {
      const agent = holderOf(node);
      const folder = text.trim();
      if (!agent || !folder) continue;
      const normal = path.resolve(folder);
      const other = seen.get(normal);
      if (other !== undefined) yield { ...found("config/agent-folder", node, { other }), path: ["agents", "entries"] };
      else {
        const id = get(agent, "id");
        seen.set(normal, id ? writtenOf(id) : keyOf(agent));
      }
    }
  },
});

/** The rules on agents. */
export const agentRules: readonly Rule[] = [roster, unknownAgents, broadcasts, blockedKeys, avatars, agentFolders];
