// Gathers what stands around a config: the files that it includes, and the variables that it may use.
import { loadVariables } from "./environment";
import { type Files, includeRoots, loadIncludes } from "./includes";
import type { Source } from "./merged";
import type { Surroundings } from "./resolve";

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
  return { roots, files: included, variables };
}
