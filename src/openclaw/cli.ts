// What we ask the `openclaw` program: its version, its schema, and its verdict on a config.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { ConfigDocument } from "../config/document";
import type { Source } from "../config/merged";
import { handedOn } from "../config/programVariables";
import { copyOf } from "../config/resolve";
import { repair } from "../schema/repair";
import type { SchemaObject } from "../schema/types";
import { ProgramError, runProgram } from "./program";
import { parseVerdict, type Verdict } from "./verdict";

/** Limits in ms; validating takes OpenClaw 2026.9.6 some 1.2 s here, printing the schema 2 s. */
const limits = { version: 15_000, validate: 30_000, schema: 60_000 } as const;

export class OpenClaw {
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;

  /** @param program absolute path */
  constructor(program: string, environment: NodeJS.ProcessEnv) {
    this.#program = program;
    this.#environment = environment;
  }

  /**
   * Such as `2026.9.6`.
   *
   * @throws ProgramError
   */
  async version(signal?: AbortSignal): Promise<string> {
    const { stdout } = await this.#run(["--version"], limits.version, {}, signal);
    const version = /\b\d{4}\.\d+\.\d+(?:-[\w.]+)?\b/.exec(stdout)?.[0];
    if (!version) throw new ProgramError("printed no version");
    return version;
  }

  /**
   * The schema of what is installed, plugins included, mended for use. An empty config is used: with an invalid one OpenClaw leaves the
   * plugins out.
   *
   * @throws ProgramError
   */
  async schema(signal?: AbortSignal): Promise<SchemaObject> {
    return withFolder(async (folder) => {
      const config = path.join(folder, "openclaw.json");
      await writeFile(config, "{}\n", { mode: 0o600 });
      const environment = { OPENCLAW_CONFIG_PATH: config };
      const { stdout } = await this.#run(["config", "schema"], limits.schema, environment, signal);
      const parsed = parseObject(stdout);
      if (!parsed || !isConfigSchema(parsed)) throw new ProgramError("printed no schema");
      return repair(parsed);
    });
  }

  /**
   * Its verdict on a config as it is on disk.
   *
   * @throws ProgramError
   */
  async validateFile(file: string, signal?: AbortSignal): Promise<Verdict> {
    return this.#verdict({ OPENCLAW_CONFIG_PATH: file }, signal);
  }

  /**
   * Its verdict on a config as it is in the editor: on private copies of all its files, which are removed again.
   *
   * @throws ProgramError
   */
  async validateCopy(config: ConfigDocument, signal?: AbortSignal): Promise<Verdict> {
    return withFolder(async (folder) => {
      const nameOf = (source: Source) => path.join(folder, `${config.resolved.sources.indexOf(source)}.json5`);
      for (const source of config.resolved.sources)
        await writeFile(nameOf(source), copyOf(config, source, nameOf), { mode: 0o600 });
      // A folder whose name holds the delimiter would end the list early, and begin it anew elsewhere.
      const roots = [folder, ...config.roots.filter((root) => !root.includes(path.delimiter))].join(path.delimiter);
      const { sources, variables } = config.resolved;
      const environment = {
        ...handedOn(sources, variables, this.#environment),
        OPENCLAW_CONFIG_PATH: nameOf(config.source),
        OPENCLAW_INCLUDE_ROOTS: roots,
      };
      return this.#verdict(environment, signal);
    });
  }

  async #verdict(own: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Verdict> {
    const { code, stdout } = await this.#run(["config", "validate", "--json"], limits.validate, own, signal);
    const verdict = parseVerdict(stdout);
    if (!verdict) throw new ProgramError(`ended with exit code ${code} and no verdict`);
    return verdict;
  }

  async #run(
    args: readonly string[],
    timeout: number,
    own: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ) {
    // A `.env` in the working folder would have a say; in the home folder it is the one of the user's shell, too.
    const options = { environment: this.#environment, own, folder: os.homedir(), timeout, signal };
    return runProgram(this.#program, args, options);
  }
}

/** Runs something with a new folder that nobody else can read, and removes it. */
async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "openclaw-json5-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  const start = /^\{/m.exec(text)?.index;
  if (start === undefined) return undefined;
  try {
    return JSON.parse(text.slice(start)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function isConfigSchema({ properties }: Record<string, unknown>): boolean {
  return typeof properties === "object" && properties !== null && "gateway" in properties && "agents" in properties;
}
