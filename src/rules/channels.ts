// Channels, and heartbeats that go to one. Source: OpenClaw 2026.9.6, run on each case.
import { nearest } from "../config/didYouMean";
import { ofOpenClaw, trimmed, writtenOf } from "../config/written";
import { findProperty, forEachContainer, get, keyNode, type Node } from "../json5/tree";
import type { SchemaRoot } from "../schema/compile";
import facts from "./facts.json";
import {
  eachAgent,
  found,
  foundName,
  isOpen,
  keyOf,
  namesPlugin,
  type Rule,
  type RuleFix,
  rule,
  textsOf,
} from "./rule";

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

const unknownChannels = rule({
  at: ["channels"],
  codes: ["config/unknown-channel", "host/plugin-missing"],
  broughtByPlugins: ["config/unknown-channel", "host/plugin-missing"],
  *check([channels], { root, document }) {
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
  },
});

const targets = new Set(["owner", "last", "none", ...facts.channelAliases]);

const heartbeatTargets = rule({
  at: eachAgent("heartbeat.target"),
  codes: ["config/blank", "config/heartbeat-target", "host/plugin-missing"],
  broughtByPlugins: ["config/heartbeat-target", "host/plugin-missing"],
  *check(places, { document }) {
    const known = channelIds(document.schema);
    const names = ofOpenClaw([...targets, ...known]);
    for (const { node, text } of textsOf(places)) {
      const target = text.trim().toLowerCase();
      if (targets.has(target) || known.has(target)) continue;
      if (target === "") yield found("config/blank", node);
      else if (external.has(target)) yield found("host/plugin-missing", node, { key: trimmed(writtenOf(node)) });
      else yield foundName("config/heartbeat-target", node, names);
    }
  },
});

/** Bindings of agents run elsewhere have moved out of the channels. */
const channelBindings = rule({
  at: ["channels"],
  codes: ["config/channel-bindings"],
  *check([channels]) {
    const all: Node[] = [];
    forEachContainer(channels, (container) => {
      const bindings = container.type === "object" ? get(container, "bindings") : undefined;
      const acp = bindings?.type === "object" ? get(bindings, "acp") : undefined;
      if (acp?.children) all.push(acp);
    });
    for (const acp of all) yield found("config/channel-bindings", acp);
  },
});

/** The rules on channels. */
export const channelRules: readonly Rule[] = [unknownChannels, heartbeatTargets, channelBindings];
