// The variables that OpenClaw would find besides the config's own. Source: OpenClaw 2026.9.6, run with files in each place.
import path from "node:path";
import { parse } from "dotenv";
import type { Files } from "./includes";
import { expandHome } from "./paths";
import { Values, type VariableSource } from "./variables";

/** Bytes of a `.env` file. */
const maxBytes = 1024 * 1024;

/** The `.env` of OpenClaw's state folder, the gateway's own file, and the `.env` beside the config: in OpenClaw's order. */
export function environmentFiles(config: string, environment: NodeJS.ProcessEnv, home: string): string[] {
  const own = environment.OPENCLAW_STATE_DIR?.trim();
  const states = own
    ? [path.resolve(expandHome(own, home))]
    : [".openclaw", ".clawdbot"].map((name) => path.join(home, name));
  const files = states.map((state) => path.join(state, ".env"));
  if (!own) files.push(path.join(home, ".config", "openclaw", "gateway.env"));
  return [...new Set([...files, path.join(path.dirname(config), ".env")])];
}

/** The process's variables, then those of the files; a name that the process has, even empty, is never taken from a file. */
export async function loadVariables(
  config: string | undefined,
  environment: NodeJS.ProcessEnv,
  home: string,
  files: Files,
): Promise<VariableSource[]> {
  const sources: VariableSource[] = [{ kind: "process", values: new Values(Object.entries(environment)) }];
  if (config === undefined) return sources;
  for (const file of environmentFiles(config, environment, home)) {
    const real = await files.realPath(file);
    const result = real === undefined ? undefined : await files.read(real, maxBytes);
    if (!result || "failure" in result) continue;
    const values = Object.entries(parse(result.text)).filter(
      ([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && environment[name] === undefined,
    );
    sources.push({ kind: "file", path: file, values: new Values(values) });
  }
  return sources;
}
