// OpenClaw itself as the last word: its schema for all configs, and its verdict on one when it is saved or when asked for.
import path from "node:path";
import * as vscode from "vscode";
import type { ConfigDocument, SchemaObject } from "../features/main";
import { inform, offerAfterFailure, progress, warn } from "./ask";
import { type Configs, languageId } from "./configs";
import { t } from "./l10n";
import { info, log, report } from "./log";
import type { OpenClaw } from "./openclaw";
import { loadFeatures, loadOpenClaw } from "./rooms";
import { affects, setting } from "./settings";

const command = "openclawJson5.validateWithOpenClaw";
const pathSetting = "openclawJson5.openclawPath";

interface Installed {
  readonly openclaw: OpenClaw;
  readonly version: string;
}

export class Verdicts implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #storage: string;
  readonly #disposables: vscode.Disposable[];
  /** Verdicts being waited for, by config. */
  readonly #running = new Map<string, AbortController>();
  readonly #ended = new AbortController();
  #installed: Promise<Installed | undefined> | undefined;

  /** @param storage a folder that is ours, for schemas */
  constructor(configs: Configs, storage: string) {
    this.#configs = configs;
    this.#storage = storage;
    const look = (document: vscode.TextDocument) => {
      if (document.languageId === languageId) void this.#find();
    };
    this.#disposables = [
      vscode.commands.registerCommand(command, () =>
        this.#validateActive().catch((error: unknown) => report(command, error)),
      ),
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => vscode.workspace.textDocuments.forEach(look)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!affects(change, "openclawPath")) return;
        this.#installed = undefined;
        this.#configs
          .useInstalled(undefined)
          .catch((error: unknown) => report("going back to the bundled schema", error));
        vscode.workspace.textDocuments.forEach(look);
      }),
    ];
    vscode.workspace.textDocuments.forEach(look);
  }

  dispose(): void {
    this.#ended.abort();
    for (const running of this.#running.values()) running.abort();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Looks for the program once, and for its schema when it is there. */
  #find(): Promise<Installed | undefined> {
    if (!vscode.workspace.isTrusted) return Promise.resolve(undefined);
    if (!this.#installed) {
      const search = this.#search();
      this.#installed = search;
      const ask = async () => {
        const installed = await search;
        if (installed && this.#installed === search) await this.#takeSchema(installed, search);
      };
      ask().catch((error: unknown) => note("asking OpenClaw for its schema", error));
    }
    return this.#installed;
  }

  async #search(): Promise<Installed | undefined> {
    const configured = setting("openclawPath").trim();
    try {
      const { findProgram, OpenClaw } = await loadOpenClaw();
      const program = await findProgram(configured, process.env);
      if (!program) {
        info(configured ? `No program at ${pathSetting}.` : "No openclaw program in PATH.");
        return undefined;
      }
      const openclaw = new OpenClaw(program, process.env);
      const version = await openclaw.version(this.#ended.signal);
      info(`OpenClaw ${version}`);
      return { openclaw, version };
    } catch (error) {
      await note("asking OpenClaw for its version", error);
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

  #saved(document: vscode.TextDocument): void {
    const run = async () => {
      for (const uri of await this.#configs.ownersOf(document)) {
        const config = await this.#configs.config(uri);
        const installed = await this.#find();
        // What is on disk must be what we show.
        if (installed && config && !isUnsaved(config)) await this.#validate(installed, uri, config);
      }
    };
    run().catch((error: unknown) => note("asking OpenClaw for its verdict", error));
  }

  /** @throws ProgramError */
  async #validate({ openclaw }: Installed, uri: vscode.Uri, config: ConfigDocument, cancelled?: AbortSignal) {
    const key = uri.toString();
    this.#running.get(key)?.abort();
    const running = new AbortController();
    this.#running.set(key, running);
    cancelled?.addEventListener("abort", () => running.abort());
    try {
      const file = config.source.path;
      const verdict =
        file !== undefined && !isUnsaved(config)
          ? await openclaw.validateFile(file, running.signal)
          : await openclaw.validateCopy(config, running.signal);
      const contradicted = await this.#configs.useVerdict(uri, config, verdict);
      for (const { code, path: at } of contradicted)
        info(`OpenClaw accepts what we would not: ${code} at ${at.join(".")}`);
      return verdict;
    } finally {
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  async #offerLog(message: string, show: string): Promise<void> {
    if (await offerAfterFailure(message, show)) log().show();
  }

  async #validateActive(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const [uri] = document ? await this.#configs.ownersOf(document) : [];
    const config = uri && (await this.#configs.config(uri));
    const { verdictTexts } = await loadFeatures();
    if (!uri || !config) {
      inform(t(verdictTexts.noConfig));
      return;
    }
    if (!vscode.workspace.isTrusted) {
      inform(t(verdictTexts.untrusted));
      return;
    }
    const installed = await this.#find();
    if (!installed) {
      // It may have been installed by now.
      this.#installed = undefined;
      warn(t(verdictTexts.notFound, { setting: pathSetting }));
      return;
    }
    await progress(t(verdictTexts.asking), async (calledOff) => {
      try {
        const { valid } = await this.#validate(installed, uri, config, calledOff);
        const { version } = installed;
        // The message waits for nobody.
        if (valid) inform(t(verdictTexts.accepted, { version }));
        else warn(t(verdictTexts.refused, { version }));
      } catch (error) {
        await note("asking OpenClaw for its verdict", error);
        if (!calledOff.aborted) void this.#offerLog(t(verdictTexts.noVerdict), t(verdictTexts.show));
      }
    });
  }
}

/** Whether an editor holds any of a config's files otherwise than the disk does. */
function isUnsaved(config: ConfigDocument): boolean {
  const files = new Set(config.resolved.sources.map((source) => source.path));
  if (files.has(undefined)) return true;
  return vscode.workspace.textDocuments.some((document) => document.isDirty && files.has(document.uri.fsPath));
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
async function note(doing: string, error: unknown): Promise<void> {
  const { ProgramError } = await loadOpenClaw();
  if (error instanceof ProgramError) info(`While ${doing}: ${error.message}.`);
  else report(doing, error);
}
