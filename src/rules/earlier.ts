// What earlier releases of OpenClaw refuse beyond their schema, in sections that later ones have a schema for, or no longer have.
// Source: OpenClaw 2026.4.29 to 2026.8.2, run on each case.
import { ours } from "../config/written";
import { get, keyNode, valueNode } from "../json5/tree";
import { notPositive, numberCodes, wrongType } from "./numbers";
import { found, holderOf, keyOf, type Rule, rule, textOf } from "./rule";

/** A command is a list, and what it runs comes first: a name, or a path. */
const transcriptionCommands = rule({
  at: ["audio.transcription.command"],
  codes: ["schema/min-items", "config/blank", "config/unsafe-command"],
  since: "2026.5.28",
  until: "2026.7.35",
  *check(places) {
    for (const command of places) {
      if (command.type !== "array") continue;
      const [program] = command.children ?? [];
      const text = textOf(program)?.trim();
      if (!program) yield found("schema/min-items", command, { limit: 1 });
      else if (text === "") yield found("config/blank", program);
      else if (text !== undefined && !isSafe(text)) yield found("config/unsafe-command", program);
    }
  },
});

function isSafe(program: string): boolean {
  if (/[;&|`$<>"'\r\n\0]/.test(program)) return false;
  return /^[.~]|[/\\]/.test(program) || /^[A-Za-z0-9._+][A-Za-z0-9._+-]*$/.test(program);
}

/** Settings of the protection from bots that answer each other. */
const counts = new Set(["maxEventsPerWindow", "windowSeconds", "cooldownSeconds"]);

const botLoops = rule({
  at: ["channels.defaults.botLoopProtection"],
  codes: ["schema/unknown-key", ...numberCodes],
  since: "2026.5.28",
  until: "2026.7.35",
  *check(places) {
    for (const settings of places) {
      if (settings.type !== "object") yield wrongType(settings, "object");
      else
        for (const property of settings.children ?? []) {
          const key = keyOf(property);
          const value = valueNode(property);
          if (!value || key === "$include" || keyNode(property)?.length === 0 || get(settings, key) !== value) continue;
          if (key === "enabled") {
            if (value.type !== "boolean") yield wrongType(value, "boolean");
          } else if (counts.has(key)) {
            const fault = notPositive(value, "integer");
            if (fault) yield fault;
          } else yield found("schema/unknown-key", property, { key }, [{ kind: "remove-member", member: property }]);
        }
    }
  },
});

/** How often the gateway looks after its channels where nothing is said, in minutes. */
const usualCheck = 5;

/** A channel cannot be taken for stale before it was looked after; a check every 0 minutes is none. */
const staleThresholds = rule({
  at: ["gateway.channelStaleEventThresholdMinutes"],
  codes: ["config/stale-threshold"],
  until: "2026.7.35",
  *check(places) {
    for (const node of places) {
      const check = get(holderOf(node), "channelHealthCheckMinutes");
      const limit = check ? check.value : usualCheck;
      if (typeof node.value !== "number" || typeof limit !== "number" || limit === 0 || node.value >= limit) continue;
      yield found("config/stale-threshold", node, { key: ours`channelHealthCheckMinutes`, limit }, [
        { kind: "replace-value", node, value: limit },
      ]);
    }
  },
});

/** The rules that hold for earlier releases only. */
export const earlierRules: readonly Rule[] = [transcriptionCommands, botLoops, staleThresholds];
