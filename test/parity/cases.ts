// Cases of the rules: each a config on a line, and below it what is to be found in it, by code and place.
import type { Finding } from "../../src/config/finding";

/** A config, and what is found in it. */
export interface RuleCase {
  readonly text: string;
  /** Each as {@link placed} writes it, in the order of the text. */
  readonly found: readonly string[];
  /** The release that is asked; the newest where it is undefined. */
  readonly release: string | undefined;
}

/** A finding by code and place: `config/blank at talk.agentId`; at the root the code alone. */
export function placed({ code, path }: Finding): string {
  const steps = path.map((step) => (/^[^\s"[\]]+$/.test(String(step)) ? String(step) : JSON.stringify(step)));
  return steps.length === 0 ? code : `${code} at ${steps.join(".")}`;
}

/** Whether the same is found, in any order. */
export function isFound(expected: readonly string[], findings: readonly Finding[]): boolean {
  return JSON.stringify([...expected].sort()) === JSON.stringify(findings.map(placed).sort());
}

/**
 * The cases of a text: a config a line, what is found in it indented below. After a line `OpenClaw 2026.5.28` they are of that release.
 * Blank lines and those that begin with `//` are passed over. Throws where findings stand below no config.
 */
export function readCases(text: string): readonly RuleCase[] {
  const cases: { text: string; found: string[]; release: string | undefined }[] = [];
  let release: string | undefined;
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("//")) continue;
    const heading = /^OpenClaw (\S+)$/.exec(line);
    if (heading) release = heading[1];
    else if (!line.startsWith("  ")) cases.push({ text: line, found: [], release });
    else {
      const last = cases.at(-1);
      if (!last) throw new Error(`no config stands above "${line.trim()}"`);
      last.found.push(line.slice(2));
    }
  }
  return cases;
}
