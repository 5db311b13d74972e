// Cloud workers and shared desktops. Source: OpenClaw 2026.9.6, run on each case.
import path from "node:path";
import { writtenOf } from "../config/written";
import { keyNode } from "../json5/tree";
import { found, keyOf, type Rule, rule, textsOf } from "./rule";
import { durationOf } from "./syntax";

/** Shorter than this no worker is suspended: a minute, in ms. */
const shortest = 60_000;

const suspensions = rule({
  at: ["cloudWorkers.profiles.*.suspendAfter"],
  codes: ["config/suspend-after"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (!/[a-z]$/i.test(text) || (durationOf(text) ?? 0) < shortest) yield found("config/suspend-after", node);
    }
  },
});

const profileNames = rule({
  at: ["cloudWorkers.profiles"],
  codes: ["config/outer-space"],
  *check(places) {
    for (const profiles of places) {
      for (const property of profiles.type === "object" ? (profiles.children ?? []) : []) {
        const name = keyOf(property);
        if (name !== name.trim()) yield found("config/outer-space", property, { key: name });
      }
    }
  },
});

const projectProfiles = rule({
  at: ["cloudWorkers.projectProfiles.*"],
  codes: ["config/outer-space"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (text !== text.trim()) yield found("config/outer-space", node, { key: writtenOf(node) });
  },
});

const projects = rule({
  at: ["cloudWorkers.projectProfiles"],
  codes: ["config/repository"],
  *check(places) {
    for (const projects of places) {
      for (const property of projects.type === "object" ? (projects.children ?? []) : []) {
        const key = keyOf(property);
        if (key !== "$include" && keyNode(property)?.length !== 0 && !isRepository(key))
          yield found("config/repository", property, { key });
      }
    }
  },
});

/** `host/owner/repo` in lower case, and nothing that Git would read differently. */
function isRepository(key: string): boolean {
  const [host = "", ...steps] = key.split("/");
  const step = /^(?!\.{1,2}$)[^\s/\\?#%@:A-Z]+$/;
  return (
    /^[a-z0-9.-]+$/.test(host) && steps.length >= 2 && steps.every((each) => step.test(each)) && !key.endsWith(".git")
  );
}

const desktopPassword = rule({
  at: ["desktop.host.passwordFile"],
  codes: ["config/full-path"],
  *check(places) {
    for (const { node, text } of textsOf(places))
      if (text.trim() !== "" && !path.isAbsolute(text.trim())) yield found("config/full-path", node);
  },
});

/** The rules on cloud workers and shared desktops. */
export const workerRules: readonly Rule[] = [suspensions, profileNames, projectProfiles, projects, desktopPassword];
