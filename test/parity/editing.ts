// What formatting and renaming do to OpenClaw's own examples: nothing, as far as OpenClaw is concerned.
import { isDeepStrictEqual } from "node:util";
import { ConfigDocument } from "../../src/config/document";
import { diagnose } from "../../src/features/findings/diagnostics";
import { renameAt } from "../../src/features/navigation/rename";
import { english } from "../../src/features/text/translate";
import { applyEdits } from "../../src/json5/edits";
import { type FormatOptions, format } from "../../src/json5/format";
import { parse } from "../../src/json5/parser";
import { type Json5Document, toValue } from "../../src/json5/tree";
import type { SchemaRoot } from "../../src/schema/compile";
import type { Case, OpenClaw } from "./openclaw";

interface Outcome {
  readonly checked: number;
  readonly failed: number;
}

const styles: readonly Partial<FormatOptions>[] = [
  {},
  { quotes: "double", keys: "quoted", trailingCommas: "remove" },
  { quotes: "single", keys: "unquoted", trailingCommas: "add" },
];

function commentsOf({ text, comments }: Json5Document): string[] {
  return comments.map(({ offset, length }) => text.slice(offset, offset + length));
}

/** Each text in each style: same value, same comments, and nothing left to do a second time. */
export function checkFormatting(cases: readonly Case[]): Outcome {
  let failed = 0;
  let changed = 0;
  let comments = 0;
  for (const { name, text } of cases) {
    const before = parse(text);
    comments += before.comments.length;
    for (const style of styles) {
      const options = { indent: "  ", tabSize: 2, lineBreak: "\n", ...style };
      const result = applyEdits(text, format(before, options));
      const after = parse(result);
      if (result !== text) changed++;
      const isSame =
        isDeepStrictEqual(toValue(before.root), toValue(after.root)) &&
        isDeepStrictEqual(commentsOf(before), commentsOf(after)) &&
        format(after, options).length === 0;
      if (isSame) continue;
      failed++;
      console.log(`formatting changes ${name}:\n${result}`);
    }
  }
  const count = cases.length * styles.length;
  console.log(`formatting: ${count} texts, ${changed} laid out anew, ${comments} comments, ${failed} not the same`);
  return { checked: count, failed };
}

/** Every name that a config declares gets another: OpenClaw's verdict and our findings stay. */
export async function checkRenames(cases: readonly Case[], schema: SchemaRoot, openclaw: OpenClaw): Promise<Outcome> {
  let renamed = 0;
  let refused = 0;
  let failed = 0;
  for (const each of cases) {
    const document = new ConfigDocument(each.text, schema, { version: openclaw.version });
    const codes = (config: ConfigDocument) => diagnose(config).map(({ code }) => code);
    const declared = document.occurrences.all.filter(({ isDeclaration }) => isDeclaration);
    const verdict = declared.length > 0 ? await openclaw.ask(each) : undefined;
    // Of a config that is refused, a better name may be what it needs.
    for (const { span } of verdict?.valid ? declared : []) {
      const result = renameAt(document, span.offset, "another-name", english);
      if ("refusal" in result) {
        refused++;
        continue;
      }
      renamed++;
      const text = applyEdits(each.text, result.files[0]?.edits ?? []);
      const after = await openclaw.ask({ ...each, text });
      const findings = codes(new ConfigDocument(text, schema, { version: openclaw.version }));
      if (after.valid && isDeepStrictEqual(findings, codes(document))) continue;
      failed++;
      console.log(`renaming changes ${each.name}:\n${text}\n${JSON.stringify(after.issues)}`);
    }
  }
  console.log(`renames: ${renamed}, refused ${refused}, ${failed} that change a verdict or findings`);
  return { checked: renamed, failed };
}
