// Channels, and heartbeats that go to one. Source: OpenClaw 2026.9.6, run on each case.
import { nearest } from "../config/names";
import { ofOpenClaw, trimmed, writtenOf } from "../config/written";
import { findProperty, forEachContainer, get, keyNode, type Node } from "../json5/tree";
import type { SchemaRoot } from "../schema/compile";
import facts from "./facts.json";
import { found, foundName, isOpen, keyOf, namesPlugin, type Rule, type RuleFix, select, textOf } from "./rule";

/** A test channel: the schema describes it, the validator refuses it. */
const refused = "qa-channel";
const external = new Set(facts.externalChannels);
/** Keys of `channels` that are no channels. */
const settings = new Set(["defaults", "modelByChannel"]);

const idsOf = new WeakMap<SchemaRoot, ReadonlySet<string>>();

/** The channels that a schema describes. */
function channelIds(schema: SchemaRoot): ReadonlySet<string> {
  let ids = idsOf.get(schema);
  if (!ids) {
    const { properties } = schema.schema.property("channels")?.source ?? {};
    ids = new Set(Object.keys(properties ?? {}).filter((id) => id !== refused && !settings.has(id)));
    idsOf.set(schema, ids);
  }
  return ids;
}

export const unknownChannels: Rule = function* (root, document) {
  const channels = get(root, "channels");
  if (channels?.type !== "object" || isOpen(root, "channels")) return;
  const known = channelIds(document.schema);
  const free = ofOpenClaw([...known, ...settings]).filter((name) => !findProperty(channels, name));
  for (const property of channels.children ?? []) {
    const id = keyOf(property);
    if (
      known.has(id) ||
      settings.has(id) ||
      id === "$include" ||
      keyNode(property)?.length === 0 ||
      namesPlugin(root, id)
    )
      continue;
    if (external.has(id)) yield found("host/plugin-missing", property, { key: id });
    else {
      const near = nearest(id, free);
      const renames = near.map((name): RuleFix => ({ kind: "rename-key", property, name }));
      const params = { key: id, ...(near.length > 0 && { nearest: near }) };
      yield found("config/unknown-channel", property, params, [
        ...renames,
        { kind: "remove-member", member: property },
      ]);
    }
  }
};

const targets = new Set(["owner", "last", "none", ...facts.channelAliases]);

export const heartbeatTargets: Rule = function* (root, document) {
  const known = channelIds(document.schema);
  const names = ofOpenClaw([...targets, ...known]);
  for (const pattern of ["agents.defaults.heartbeat.target", "agents.entries.*.heartbeat.target"]) {
    for (const node of select(root, pattern)) {
      const target = textOf(node)?.trim().toLowerCase();
      if (target === undefined || targets.has(target) || known.has(target)) continue;
      if (target === "") yield found("config/blank", node);
      else if (external.has(target)) yield found("host/plugin-missing", node, { key: trimmed(writtenOf(node)) });
      else yield foundName("config/heartbeat-target", node, names);
    }
  }
};

/** Bindings of agents run elsewhere have moved out of the channels. */
export const channelBindings: Rule = function* (root) {
  const all: Node[] = [];
  forEachContainer(get(root, "channels"), (container) => {
    const bindings = container.type === "object" ? get(container, "bindings") : undefined;
    const acp = bindings?.type === "object" ? get(bindings, "acp") : undefined;
    if (acp?.children) all.push(acp);
  });
  for (const acp of all) yield found("config/channel-bindings", acp);
};
