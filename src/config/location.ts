// Which file OpenClaw reads as its config, and the copies that it keeps beside it. Source: OpenClaw 2026.9.6, run with each variable set.
import path from "node:path";
import { expandHome } from "./paths";

/** Names that a config goes by, wherever it lies. */
export const configNames = ["openclaw.json", "openclaw.json5", "clawdbot.json"] as const;
/** Those in a state folder, today's first. */
const names = configNames.filter((name) => !name.endsWith("5"));
/** State folders below the home folder, today's first. */
const folders = [".openclaw", ".clawdbot"];

export interface ConfigLocation {
  /** Absolute path. */
  readonly path: string;
  readonly exists: boolean;
  /** What makes it the one: the variable that names it or its folder, or nothing but the default. */
  readonly reason: "OPENCLAW_CONFIG_PATH" | "OPENCLAW_STATE_DIR" | "default";
}

export interface LocationHost {
  readonly environment: NodeJS.ProcessEnv;
  /** The user's home folder. */
  readonly home: string;
  readonly exists: (file: string) => Promise<boolean>;
}

/** The home folder as OpenClaw takes it. */
export function openclawHome(environment: NodeJS.ProcessEnv, home: string): string {
  const own = environment.OPENCLAW_HOME?.trim();
  return own ? path.resolve(expandHome(own, home)) : home;
}

/** The config that OpenClaw would read when it is started now, there or not. */
export async function activeConfig({ environment, home, exists }: LocationHost): Promise<ConfigLocation> {
  const base = openclawHome(environment, home);
  const named = environment.OPENCLAW_CONFIG_PATH?.trim();
  if (named) {
    const file = path.resolve(expandHome(named, base));
    return { path: file, exists: await exists(file), reason: "OPENCLAW_CONFIG_PATH" };
  }
  const state = environment.OPENCLAW_STATE_DIR?.trim();
  const candidates = state
    ? names.map((name) => path.join(path.resolve(expandHome(state, base)), name))
    : folders.flatMap((folder) => names.map((name) => path.join(base, folder, name)));
  const reason = state ? "OPENCLAW_STATE_DIR" : "default";
  for (const file of candidates) if (await exists(file)) return { path: file, exists: true, reason };
  return { path: candidates[0] ?? "", exists: false, reason };
}

/** The config of `openclaw --profile <name>`; `dev` is that of `--dev`. */
export function profileOf(folder: string): string | undefined {
  return /^\.openclaw-(.+)$/.exec(folder)?.[1];
}

export interface Backup {
  readonly name: string;
  readonly kind: "last-good" | "backup" | "rejected" | "clobbered";
}

/** Of the names in a config's folder, the copies that OpenClaw keeps of it: the last that it started with first. */
export function backupsOf(config: string, siblings: readonly string[]): Backup[] {
  const base = path.basename(config);
  const kinds: readonly (readonly [kind: Backup["kind"], pattern: RegExp])[] = [
    ["last-good", /^\.last-good$/],
    ["backup", /^\.bak(?:\.\d+)?$/],
    ["rejected", /^\.rejected\./],
    ["clobbered", /^\.clobbered\./],
  ];
  const own = siblings.filter((name) => name.startsWith(base)).sort();
  return kinds.flatMap(([kind, pattern]) =>
    own.filter((name) => pattern.test(name.slice(base.length))).map((name) => ({ name, kind })),
  );
}
