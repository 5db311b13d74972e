// Quick fixes: turns the fixes of findings into edits of the text.
import type { ConfigFile } from "../../config/document";
import type { Finding, Fix } from "../../config/finding";
import { originOf } from "../../config/merged";
import { addProperty, type Edit, removeMember, renameKey, replaceValue } from "../../json5/edits";
import { type Json5Document, keyNode } from "../../json5/tree";
import type { Translate } from "../text/translate";
import { fixTitle } from "./messages";

/** English texts; keys of the language bundles. */
export const adviceTexts = {
  turnOff: "Turn off {code}",
} as const;

export interface QuickFix {
  readonly title: string;
  readonly finding: Finding;
  readonly edits: readonly Edit[];
  /** The one that mends it by all likelihood. */
  readonly preferred: boolean;
}

/** Fixes of more findings than these are no menu. */
export const maxFixed = 100;

/** The findings in a file of a config that touch `start`..`end` (UTF-16 offsets). */
export function touching(file: ConfigFile, findings: readonly Finding[], start: number, end: number): Finding[] {
  return findings
    .filter(({ source }) => (source ?? file.config.source) === file.source)
    .filter(({ span }) => span.offset <= end && span.offset + span.length >= start);
}

/** The fixes of the findings in a file of a config that touch `start`..`end` (UTF-16 offsets). */
export function quickFixes(
  file: ConfigFile,
  findings: readonly Finding[],
  start: number,
  end: number,
  t: Translate,
): QuickFix[] {
  return touching(file, findings, start, end)
    .slice(0, maxFixed)
    .flatMap((finding) =>
      finding.fixes.map((fix, index) => ({
        title: fixTitle(fix, t),
        finding,
        edits: editsOf(file.json5, fix),
        preferred:
          index === 0 &&
          fix.kind !== "remove-member" &&
          (fix.kind !== "replace-value" || finding.fixes.length === 1 || finding.params.nearest !== undefined),
      })),
    );
}

function editsOf(json5: Json5Document, fix: Fix): readonly Edit[] {
  switch (fix.kind) {
    case "insert":
      return [{ offset: fix.offset, length: 0, text: fix.text }];
    case "delete":
      return [{ offset: fix.span.offset, length: fix.span.length, text: "" }];
    case "rename-key": {
      const key = keyNode(originOf(fix.property));
      return key ? renameKey(json5, key, fix.name) : [];
    }
    case "replace-value":
      return replaceValue(json5, originOf(fix.node), fix.value);
    case "remove-member":
      return removeMember(json5, originOf(fix.member));
    case "add-property":
      return addProperty(json5, originOf(fix.object), fix.name, fix.value);
  }
}
