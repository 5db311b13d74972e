// OpenClaw itself, asked for its verdict on configs.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { node24, openclaw } from "../../tools/lib/cache";

export interface Verdict {
  readonly valid: boolean;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
}

export interface Case {
  readonly name: string;
  readonly text: string;
  /** Files beside the config by relative path; null is a folder. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Variables of the process. */
  readonly env?: Readonly<Record<string, string>>;
}

export class OpenClaw {
  readonly version: string;
  /** The installed package's folder. */
  readonly folder: string;
  /** The home folder that it runs with, and where the config stands that it was asked about last. */
  readonly home: string;
  readonly config: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(folder: string, node: string) {
    this.folder = folder;
    this.home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-parity-")));
    this.config = path.join(this.home, "config", "openclaw.json");
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
    this.version = manifest.version;
    this.#child = spawn(node, [path.join(__dirname, "oracle.mts"), folder, this.home], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (!this.#child.stdout) throw new Error("OpenClaw's process has no output");
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** @param version the pinned one by default */
  static async start(version?: string): Promise<OpenClaw> {
    const started = new OpenClaw(await openclaw(version), await node24());
    await started.#answer();
    return started;
  }

  async ask({ text, files = {}, env = {} }: Case): Promise<Verdict> {
    this.#child.stdin?.write(`${JSON.stringify({ text, files, env })}\n`);
    return JSON.parse(await this.#answer()) as Verdict;
  }

  /** What OpenClaw's own repair makes of a config's keys. */
  async repair(config: unknown): Promise<unknown> {
    this.#child.stdin?.write(`${JSON.stringify({ repair: config })}\n`);
    const { repaired } = JSON.parse(await this.#answer()) as { repaired: unknown };
    return repaired;
  }

  /** Path of a script that runs the installed program under the Node that it needs. */
  async program(): Promise<string> {
    const file = path.join(this.home, "openclaw");
    const words = [await node24(), path.join(this.folder, "openclaw.mjs")].map((word) => `'${word}'`);
    fs.writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, { mode: 0o755 });
    return file;
  }

  stop(): void {
    this.#child.kill();
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  async #answer(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("OpenClaw's process ended");
    return value;
  }
}
