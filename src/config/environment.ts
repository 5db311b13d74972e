// The variables that OpenClaw would find besides the config's own. Source: OpenClaw 2026.9.6, run with files in each place.
import path from "node:path";
import { parseDotenv } from "./dotenv";
import type { Files } from "./includes";
import { openclawHome } from "./location";
import { expandHome } from "./paths";
import type { FileText, Refusal } from "./readFile";
import { Values, type VariableSource } from "./variables";

/** Bytes of a `.env` file. */
export const maxEnvironmentBytes = 64 * 1024;

/** The `.env` of OpenClaw's state folder, the gateway's own file, and the `.env` beside the config: in OpenClaw's order. */
export function environmentFiles(config: string, environment: NodeJS.ProcessEnv, userHome: string): string[] {
  const home = openclawHome(environment, userHome);
  const own = environment.OPENCLAW_STATE_DIR?.trim();
  const states = own
    ? [path.resolve(expandHome(own, home))]
    : [".openclaw", ".clawdbot"].map((name) => path.join(home, name));
  const files = states.map((state) => path.join(state, ".env"));
  if (!own) files.push(path.join(home, ".config", "openclaw", "gateway.env"));
  return [...new Set([...files, path.join(path.dirname(config), ".env")])];
}

/** Of these OpenClaw reads nothing either. */
const isNone: ReadonlySet<Refusal> = new Set(["missing", "unreadable", "folder"]);

/** What was parsed once: a text is the same object as long as its file is unchanged. */
const parsed = new WeakMap<FileText, ReadonlyMap<string, string>>();

function variablesIn(file: FileText): ReadonlyMap<string, string> {
  const known = parsed.get(file) ?? parseDotenv(file.text);
  parsed.set(file, known);
  return known;
}

/**
 * The process's variables, then those of the files; a name that the process has, even empty, is never taken from a file. A file that may
 * not be looked at, or is none that we would read, is `unread`: OpenClaw may read it.
 */
export async function loadVariables(
  config: string | undefined,
  environment: NodeJS.ProcessEnv,
  home: string,
  files: Files,
): Promise<VariableSource[]> {
  const sources: VariableSource[] = [{ kind: "process", values: new Values(Object.entries(environment)) }];
  if (config === undefined) return sources;
  const own = await files.realPath(path.dirname(config));
  for (const file of environmentFiles(config, environment, home)) {
    const real = await files.realPath(file);
    // A link beside the config leads to what somebody else wrote.
    const isBeside = "path" in real && "path" in own && path.dirname(real.path) === own.path;
    const result =
      "path" in real ? await files.read(real.path, { maxBytes: maxEnvironmentBytes, oneName: true }) : real;
    if ("failure" in result) {
      if (!isNone.has(result.failure)) sources.push({ kind: "file", path: file, values: new Values([]), unread: true });
      continue;
    }
    const values = [...variablesIn(result)].filter(
      ([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && environment[name] === undefined,
    );
    sources.push({ kind: "file", path: file, values: new Values(values), isBeside });
  }
  return sources;
}
