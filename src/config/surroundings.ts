// Gathers what stands around a config: the files that it includes, and the variables that it may use.
import { isAbsolute, resolve as resolvePath } from "node:path";
import { get, keyNode, type Node, valueNode } from "../json5/tree";
import { environmentFiles, loadVariables } from "./environment";
import { type CommandFault, type Files, includeRoots, loadIncludes } from "./includes";
import { openclawHome } from "./location";
import type { Source } from "./merged";
import { expandHome } from "./paths";
import { prepare, resolveSteps, type Surroundings } from "./resolve";
import { inSlices } from "./steps";
import { openedValue } from "./verdictReading";

/** The machine that the config is read on. */
export interface Host {
  readonly environment: NodeJS.ProcessEnv;
  /** The user's home folder. */
  readonly home: string;
  readonly files: Files;
}

/** So many folders of plugins, and programs that read secrets, are looked at. */
const maxLooks = 100;

/** Never rejects: what cannot be read is noted in the result. The config is put together with it, in slices, for the document that is made of both. */
export async function surroundingsOf(config: Source, { environment, home, files }: Host): Promise<Surroundings> {
  const roots = config.path === undefined ? [] : includeRoots(config.path, environment, home);
  const [included, variables] = await Promise.all([
    loadIncludes(config, roots, files),
    loadVariables(config.path, environment, home, files),
  ]);
  const surroundings: Surroundings = { roots, files: included, variables, commands: new Map(), pluginsUnseen: false };
  const resolved = await inSlices(resolveSteps(config, surroundings));
  if (resolved) prepare(config, surroundings, resolved);
  const texts = new Set(
    [config, ...included.values()].map((file) => (typeof file === "string" ? "" : file.json5.text)),
  );
  if (![...texts].some((text) => /\b(?:command|paths)\b/.test(text))) return surroundings;
  const root = resolved?.root;
  const [commands, pluginsUnseen] = await Promise.all([
    commandFaults(root, files),
    lacksPlugins(root, files, openclawHome(environment, home)),
  ]);
  const all = { ...surroundings, commands, pluginsUnseen };
  if (resolved) prepare(config, all, resolved);
  return all;
}

async function lacksPlugins(root: Node | undefined, files: Files, home: string): Promise<boolean> {
  const paths = get(get(get(root, "plugins"), "load"), "paths")?.children ?? [];
  const folders = paths.map(openedValue).flatMap((value) => (typeof value === "string" ? [value.trim()] : []));
  for (const folder of new Set(folders.slice(0, maxLooks))) {
    const real = await files.realPath(resolvePath(expandHome(folder, home)));
    if ("failure" in real && real.failure !== "unreadable") return true;
  }
  // What was not looked at may be missing.
  return folders.length > maxLooks;
}

/** Absolute paths of all files that have a say in a config besides itself, there or not, as far as they may be and were looked at. */
export function dependenciesOf(config: Source, { files }: Surroundings, host: Host): string[] {
  if (config.path === undefined) return [];
  const looked = [...files].filter(([, file]) => file !== "budget" && file !== "withheld").map(([file]) => file);
  return [...new Set([...environmentFiles(config.path, host.environment, host.home), ...looked])];
}

/** Looks at the programs that read secrets: OpenClaw refuses a config that names one which it would not run. */
async function commandFaults(root: Node | undefined, files: Files): Promise<Map<string, CommandFault>> {
  const faults = new Map<string, CommandFault>();
  for (const property of get(get(root, "secrets"), "providers")?.children?.slice(0, maxLooks) ?? []) {
    const node = get(valueNode(property), "command");
    const command = node && openedValue(node);
    const fault = typeof command === "string" && isAbsolute(command) ? await files.commandFault(command) : undefined;
    if (fault) faults.set(String(keyNode(property)?.value), fault);
  }
  return faults;
}
