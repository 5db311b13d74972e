// Gathers what stands around a config: the files that it includes, and the variables that it may use.
import { isAbsolute } from "node:path";
import { get, type Node, valueNode } from "../json5/tree";
import { loadVariables } from "./environment";
import { type CommandFault, type Files, includeRoots, loadIncludes } from "./includes";
import type { Source } from "./merged";
import { resolve, type Surroundings } from "./resolve";

/** The machine that the config is read on. */
export interface Host {
  readonly environment: NodeJS.ProcessEnv;
  /** The home folder. */
  readonly home: string;
  readonly files: Files;
}

/** Never rejects: what cannot be read is noted in the result. */
export async function surroundingsOf(config: Source, { environment, home, files }: Host): Promise<Surroundings> {
  const roots = config.path === undefined ? [] : includeRoots(config.path, environment, home);
  const [included, variables] = await Promise.all([
    loadIncludes(config, roots, files),
    loadVariables(config.path, environment, home, files),
  ]);
  const surroundings: Surroundings = { roots, files: included, variables, commands: new Map() };
  const texts = [config, ...included.values()].map((file) => (typeof file === "string" ? "" : file.json5.text));
  if (!texts.some((text) => /\bcommand\b/.test(text))) return surroundings;
  return { ...surroundings, commands: await commandFaults(resolve(config, surroundings).root, files) };
}

/** Looks at the programs that read secrets: OpenClaw refuses a config that names one which it would not run. */
async function commandFaults(root: Node | undefined, files: Files): Promise<Map<string, CommandFault>> {
  const faults = new Map<string, CommandFault>();
  for (const property of get(get(root, "secrets"), "providers")?.children ?? []) {
    const command = get(valueNode(property), "command")?.value;
    const fault = typeof command === "string" && isAbsolute(command) ? await files.commandFault(command) : undefined;
    if (fault && typeof command === "string") faults.set(command, fault);
  }
  return faults;
}
