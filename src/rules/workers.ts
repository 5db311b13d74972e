// Cloud workers and shared desktops. Source: OpenClaw 2026.9.6, run on each case.
import path from "node:path";
import { writtenOf } from "../config/written";
import { keyNode } from "../json5/tree";
import { found, keyOf, type Rule, select, texts, textsOf } from "./rule";
import { durationOf } from "./syntax";

/** Shorter than this no worker is suspended: a minute, in ms. */
const shortest = 60_000;

export const cloudWorkers: Rule = function* (root) {
  for (const { node, text } of texts(root, "cloudWorkers.profiles.*.suspendAfter")) {
    if (!/[a-z]$/i.test(text) || (durationOf(text) ?? 0) < shortest) yield found("config/suspend-after", node);
  }
  for (const profiles of select(root, "cloudWorkers.profiles")) {
    for (const property of profiles.type === "object" ? (profiles.children ?? []) : []) {
      const name = keyOf(property);
      if (name !== name.trim()) yield found("config/outer-space", property, { key: name });
    }
  }
  for (const { node, text } of texts(root, "cloudWorkers.projectProfiles.*"))
    if (text !== text.trim()) yield found("config/outer-space", node, { key: writtenOf(node) });
  for (const projects of select(root, "cloudWorkers.projectProfiles")) {
    for (const property of projects.type === "object" ? (projects.children ?? []) : []) {
      const key = keyOf(property);
      if (key !== "$include" && keyNode(property)?.length !== 0 && !isRepository(key))
        yield found("config/repository", property, { key });
    }
  }
};

/** `host/owner/repo` in lower case, and nothing that Git would read differently. */
function isRepository(key: string): boolean {
  const [host = "", ...steps] = key.split("/");
  const step = /^(?!\.{1,2}$)[^\s/\\?#%@:A-Z]+$/;
  return (
    /^[a-z0-9.-]+$/.test(host) && steps.length >= 2 && steps.every((each) => step.test(each)) && !key.endsWith(".git")
  );
}

export const desktopPassword: Rule = function* (_root, _document, places) {
  for (const { node, text } of textsOf(places))
    if (text.trim() !== "" && !path.isAbsolute(text.trim())) yield found("config/full-path", node);
};
