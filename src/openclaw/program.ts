// The `openclaw` program: where it is, and how it is run.
import { spawn } from "node:child_process";
import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import { programEnvironment } from "../config/programVariables";

/** Output beyond this many bytes is no answer to what we ask; the schema of 2026.9.6 has 2.4 MB. */
const maxOutput = 64 * 1024 * 1024;

export interface RunOptions {
  /** What the editor has; {@link programEnvironment} says what of it goes along. */
  readonly environment: NodeJS.ProcessEnv;
  /** Variables of our own beside it. */
  readonly own?: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Time after which the program is ended, in ms. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why a program gave no output; the message is one line for the log. */
export class ProgramError extends Error {}

/**
 * The path of the program: the configured one as it stands, else the first in PATH.
 *
 * @returns undefined where there is none
 */
export async function findProgram(configured: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (configured !== "") return (await isProgram(configured)) ? configured : undefined;
  const windows = process.platform === "win32";
  const endings = windows ? (environment.PATHEXT ?? ".EXE;.CMD;.BAT").split(";") : [""];
  const folders = (environment.PATH ?? environment.Path ?? "").split(path.delimiter);
  for (const folder of folders) {
    // Whatever lies in a relative folder depends on where we stand.
    if (!path.isAbsolute(folder)) continue;
    for (const ending of endings) {
      const file = path.join(folder, `openclaw${ending}`);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return path.isAbsolute(file) && (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs the program to its end.
 *
 * @throws ProgramError when it cannot be started, takes too long, prints too much or is cancelled; it is then ended with all that it started
 */
export function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<Output> {
  const { environment, own = {}, folder, timeout, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new ProgramError("cancelled"));
      return;
    }
    const windows = process.platform === "win32";
    // On Windows, npm's programs are scripts, which only a shell runs; the arguments are our own words.
    const shell = windows && /\.(?:cmd|bat)$/i.test(program);
    const child = spawn(shell ? `"${program}"` : program, args, {
      cwd: folder,
      env: programEnvironment(environment, own),
      stdio: ["ignore", "pipe", "pipe"],
      detached: !windows,
      windowsHide: true,
      shell,
    });
    const kept: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
    let size = 0;
    let failure: ProgramError | undefined;
    const end = (reason: string) => {
      failure ??= new ProgramError(reason);
      kill(child.pid);
    };
    const timer = setTimeout(() => end(`no answer within ${timeout / 1000} s`), timeout);
    const abort = () => end("cancelled");
    signal?.addEventListener("abort", abort);
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxOutput) end("too much output");
        else kept[name].push(chunk);
      });
    }
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    child.once("error", (error) => {
      done();
      reject(new ProgramError(`cannot be started: ${error.message}`));
    });
    child.once("close", (code) => {
      done();
      const text = (name: "stdout" | "stderr") => Buffer.concat(kept[name]).toString("utf8");
      if (failure) reject(failure);
      else resolve({ code, stdout: text("stdout"), stderr: text("stderr") });
    });
  });
}

/** Ends a program and what it has started. */
function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).once("error", () => {
      // It has ended by itself.
    });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
