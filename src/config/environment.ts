// The variables that OpenClaw would find besides the config's own. Source: OpenClaw 2026.9.6, run with files in each place.
import path from "node:path";
import { parse } from "dotenv";
import type { Files } from "./includes";
import type { VariableSource } from "./variables";

/** Bytes of a `.env` file. */
const maxBytes = 1024 * 1024;

/** The `.env` beside the config, and for a config in its usual folder the gateway's own file: in OpenClaw's order. */
export function environmentFiles(config: string, home: string): string[] {
  const folder = path.dirname(config);
  const beside = path.join(folder, ".env");
  const usual = [".openclaw", ".clawdbot"].some((name) => folder === path.join(home, name));
  return usual ? [beside, path.join(home, ".config", "openclaw", "gateway.env")] : [beside];
}

/** The process's variables, then those of the files; a name that the process has, even empty, is never taken from a file. */
export async function loadVariables(
  config: string | undefined,
  environment: NodeJS.ProcessEnv,
  home: string,
  files: Files,
): Promise<VariableSource[]> {
  const sources: VariableSource[] = [{ kind: "process", values: environment }];
  if (config === undefined) return sources;
  for (const file of environmentFiles(config, home)) {
    const real = await files.realPath(file);
    const result = real === undefined ? undefined : await files.read(real, maxBytes);
    if (!result || "failure" in result) continue;
    const values = Object.entries(parse(result.text)).filter(
      ([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && environment[name] === undefined,
    );
    sources.push({ kind: "file", path: file, values: Object.fromEntries(values) });
  }
  return sources;
}
