// The installed OpenClaw: found once, its schema taken for all configs, and asked for its verdict on one.
import path from "node:path";
import type { ConfigDocument, OpenClaw, SchemaObject, Verdict } from "../features/main";
import { type Configs, languageId } from "./configs";
import type { Disposable, DocumentUri, Host, Reporter } from "./host";
import { loadFeatures } from "./rooms";

export interface Installed {
  readonly openclaw: OpenClaw;
  /** Such as `2026.9.6`. */
  readonly version: string;
}

/** @typeParam Uri how the host names documents */
export class Installation<Uri extends DocumentUri> {
  readonly #host: Host<Uri>;
  readonly #configs: Configs<Uri>;
  readonly #storage: string;
  readonly #listening: Disposable;
  /** Verdicts being waited for, by config. */
  readonly #running = new Map<string, AbortController>();
  readonly #ended = new AbortController();
  #installed: Promise<Installed | undefined> | undefined;

  /** @param storage absolute path of a folder that is ours, for schemas */
  constructor(host: Host<Uri>, configs: Configs<Uri>, storage: string) {
    this.#host = host;
    this.#configs = configs;
    this.#storage = storage;
    this.#listening = host.onDidChangeSettings((isAffected) => {
      if (!isAffected("openclawPath")) return;
      this.forget();
      this.#configs
        .useInstalled(undefined)
        // Nobody asks for it where no config is open.
        .then(() => (host.documents.some((document) => document.languageId === languageId) ? this.find() : undefined))
        .catch((error: unknown) => host.report("going back to the bundled schema", error));
    });
  }

  dispose(): void {
    this.#ended.abort();
    for (const running of this.#running.values()) running.abort();
    this.#listening.dispose();
  }

  /** Looks for the program once, and for its schema when it is there; undefined where there is none, or no trust to run it. */
  find(): Promise<Installed | undefined> {
    if (!this.#host.isTrusted) return Promise.resolve(undefined);
    if (!this.#installed) {
      const search = this.#search();
      this.#installed = search;
      const ask = async () => {
        const installed = await search;
        if (installed && this.#installed === search) await this.#takeSchema(installed, search);
      };
      ask().catch((error: unknown) => noteProgram(this.#host, "asking OpenClaw for its schema", error));
    }
    return this.#installed;
  }

  /** It may be there by now, or another one: the next {@link find} looks again. */
  forget(): void {
    this.#installed = undefined;
  }

  async #search(): Promise<Installed | undefined> {
    const configured = this.#host.setting("openclawPath").trim();
    try {
      const { findProgram, OpenClaw } = await loadFeatures();
      const { environment } = this.#host;
      const program = await findProgram(configured, environment);
      if (!program) {
        this.#host.info(configured ? "No program at openclawJson5.openclawPath." : "No openclaw program in PATH.");
        return undefined;
      }
      const openclaw = new OpenClaw(program, environment);
      const version = await openclaw.version(this.#ended.signal);
      this.#host.info(`OpenClaw ${version}`);
      return { openclaw, version };
    } catch (error) {
      await noteProgram(this.#host, "asking OpenClaw for its version", error);
      return undefined;
    }
  }

  /** The schema of last time at once, then that of today: plugins come and go. */
  async #takeSchema({ openclaw, version }: Installed, search: Promise<unknown>): Promise<void> {
    const file = path.join(this.#storage, `schema-${version.replace(/[^\w.-]/g, "")}.json`);
    const kept = await readSchema(file);
    if (this.#installed !== search) return;
    await this.#configs.useInstalled(version, kept === undefined ? undefined : (JSON.parse(kept) as SchemaObject));
    const text = JSON.stringify(await openclaw.schema(this.#ended.signal));
    if (text === kept || this.#installed !== search) return;
    await this.#configs.useInstalled(version, JSON.parse(text) as SchemaObject);
    const { mkdir, writeFile } = await import("node:fs/promises");
    await mkdir(this.#storage, { recursive: true });
    await writeFile(file, text);
  }

  /**
   * OpenClaw's verdict on a config, put beside our findings; a newer question about the same config calls this one off.
   *
   * @throws ProgramError
   */
  async validate({ openclaw }: Installed, uri: Uri, config: ConfigDocument, cancelled?: AbortSignal): Promise<Verdict> {
    const key = uri.toString();
    this.#running.get(key)?.abort();
    const running = new AbortController();
    this.#running.set(key, running);
    cancelled?.addEventListener("abort", () => running.abort());
    try {
      const file = config.source.path;
      const verdict =
        file !== undefined && !this.isUnsaved(config)
          ? await openclaw.validateFile(file, running.signal)
          : await openclaw.validateCopy(config, running.signal);
      const contradicted = await this.#configs.useVerdict(uri, config, verdict);
      for (const { code, path: at } of contradicted)
        this.#host.info(`OpenClaw accepts what we would not: ${code} at ${at.join(".")}`);
      return verdict;
    } finally {
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  /** Whether an editor holds any of a config's files otherwise than the disk does. */
  isUnsaved(config: ConfigDocument): boolean {
    const files = new Set(config.resolved.sources.map((source) => source.path));
    if (files.has(undefined)) return true;
    return this.#host.documents.some((document) => document.isDirty && files.has(document.uri.fsPath));
  }
}

async function readSchema(file: string): Promise<string | undefined> {
  const { readFile } = await import("node:fs/promises");
  try {
    const text = await readFile(file, "utf8");
    JSON.parse(text);
    return text;
  } catch {
    // None yet, or a damaged one: it is made anew.
    return undefined;
  }
}

/** A program that fails is one quiet line; a failure of ours is told in full. */
export async function noteProgram(reporter: Reporter, doing: string, error: unknown): Promise<void> {
  const { ProgramError } = await loadFeatures();
  if (error instanceof ProgramError) reporter.info(`While ${doing}: ${error.message}.`);
  else reporter.report(doing, error);
}
