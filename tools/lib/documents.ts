// Places in the tree's own documents and manifests that name a release of OpenClaw.
import { type GeneratedFile, textOf } from "./generated";
import type { Shipped } from "./shipped";

/** tools/package.json with another OpenClaw. */
export function pins(version: string): GeneratedFile {
  return replaced("tools/package.json", /(?<="openclaw": ")[^"]+(?=")/, version);
}

/** The part of the notices on OpenClaw, whose words the package brings along: its version and its licence. */
export function notices(shipped: Shipped): GeneratedFile {
  const licence = `\`\`\`\n${shipped.license.trimEnd()}\n\`\`\``;
  const part = /(?<=^## OpenClaw )\S+(\n\n[^\n`]+\n\n)```\n[^`]*\n```(?=\n)/m;
  return replaced("THIRD_PARTY_NOTICES.md", part, (_, words: string) => `${shipped.version}${words}${licence}`);
}

/** The line of the README that says which releases are bundled. */
export function readme(versions: readonly string[]): GeneratedFile {
  const line = /(?<=Schemas of )\w+ releases, \S+ to [\d.]+\d/;
  return replaced("README.md", line, `${inWords(versions.length)} releases, ${versions[0]} to ${versions.at(-1)}`);
}

function inWords(count: number): string {
  const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
  return words[count] ?? String(count);
}

/** @throws where the file has no such part: then someone has put it in other words */
function replaced(
  file: string,
  part: RegExp,
  by: string | ((whole: string, ...groups: string[]) => string),
): GeneratedFile {
  const text = textOf(file) ?? "";
  if (!part.test(text)) throw new Error(`${file} has no part that looks like ${part}: see tools/lib/documents.ts`);
  return { file, text: text.replace(part, by as (whole: string) => string) };
}
