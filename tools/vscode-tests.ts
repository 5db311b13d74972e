// Runs the suite inside a real VS Code, then the tests that look at the screen through a browser.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import esbuild from "esbuild";
import { debianPackages } from "./lib/cache";
import { address, openPage, startBrowser, startServer } from "./lib/host";

const root = path.join(import.meta.dirname, "..");
const tests = path.join(root, "out", "vscode", "index.js");
/** How long the suite may say nothing, in ms; a test may take 30 s, and the first waits for its VS Code. */
const limit = 180_000;

await esbuild.build({
  absWorkingDir: root,
  entryPoints: ["test/vscode/index.ts"],
  outfile: tests,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode", "mocha"],
  logLevel: "warning",
});

/** What the suite is told by its environment. */
interface SuiteEnvironment extends Readonly<Record<string, string>> {
  /** Where it writes what came of it. */
  readonly OPENCLAW_JSON5_RESULT: string;
}

/** As test/vscode/index.ts writes it. */
interface Result {
  readonly passed: number;
  readonly failed: number;
}

/** Prints what the suite tells on its way. */
class Progress {
  readonly #file: string;
  #shown = 0;
  /** When it told something last, in ms since 1970. */
  last = Date.now();

  constructor(env: SuiteEnvironment) {
    this.#file = `${env.OPENCLAW_JSON5_RESULT}.progress`;
  }

  /** Prints what has come since. */
  show(): void {
    const bytes = fs.existsSync(this.#file) ? fs.readFileSync(this.#file) : Buffer.alloc(0);
    // Up to the last line that is whole.
    const end = bytes.lastIndexOf("\n") + 1;
    if (end <= this.#shown) return;
    process.stdout.write(bytes.subarray(this.#shown, end));
    this.#shown = end;
    this.last = Date.now();
  }
}

/** Whether VS Code itself can be downloaded here. `OPENCLAW_JSON5_HOST` (`desktop` or `server`) decides without asking. */
async function desktopAvailable(): Promise<boolean> {
  const wanted = process.env.OPENCLAW_JSON5_HOST;
  if (wanted) return wanted === "desktop";
  try {
    const answer = await fetch("https://update.code.visualstudio.com/api/releases/stable", {
      signal: AbortSignal.timeout(5000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** The suite in VS Code's server: a page makes its extension host start; the result comes in a file. */
async function inServer(folder: string, env: SuiteEnvironment, progress: Progress): Promise<void> {
  const server = await startServer({ env });
  const browser = await startBrowser();
  try {
    await openPage(browser, address(server.port, { folder, extension: root, tests }));
    while (!fs.existsSync(env.OPENCLAW_JSON5_RESULT)) {
      progress.show();
      if (Date.now() - progress.last > limit)
        throw new Error(`The suite has said nothing for ${limit / 1000} s.\n${server.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The suite in a downloaded VS Code; without a display, in a virtual one. */
async function inDesktop(folder: string, env: SuiteEnvironment): Promise<void> {
  const { downloadAndUnzipVSCode, runTests } = await import("@vscode/test-electron");
  const vscodeExecutablePath = await downloadAndUnzipVSCode();
  const launchArgs = [folder, "--disable-extensions", "--disable-workspace-trust"];
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.OPENCLAW_JSON5_XVFB) {
    await debianPackages(["xvfb", "xauth", "libnss3", "libgtk-3-0", "libgbm1", "libasound2"]);
    const again = spawnSync("xvfb-run", ["-a", process.execPath, ...process.execArgv, import.meta.filename], {
      stdio: "inherit",
      env: { ...process.env, OPENCLAW_JSON5_XVFB: "1" },
    });
    process.exit(again.status ?? 1);
  }
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    launchArgs,
    extensionTestsEnv: env,
  });
}

/** Runs the suite and prints what came of it. Throws where it came to no end. */
async function runSuite(scratch: string): Promise<Result> {
  const folder = path.join(scratch, "workspace");
  fs.mkdirSync(folder);
  const env = {
    OPENCLAW_JSON5_RESULT: path.join(scratch, "result.json"),
    OPENCLAW_JSON5_EXAMPLES: path.join(root, "test", "fixtures", "examples"),
    // What the examples and the model blocks take from the environment.
    OPENCLAW_TOKEN: "token of the tests",
    OPENROUTER_API_KEY: "key of the tests",
    LITELLM_API_KEY: "key of the tests",
  };
  const desktop = await desktopAvailable();
  console.log(`Suite in ${desktop ? "VS Code" : "VS Code's server"}`);
  const progress = new Progress(env);
  let thrown: unknown;
  try {
    await (desktop ? inDesktop(folder, env) : inServer(folder, env, progress));
  } catch (error) {
    // A suite with failures ends so too: then its result is there, and says more.
    thrown = error;
  }
  progress.show();
  if (!fs.existsSync(env.OPENCLAW_JSON5_RESULT)) throw thrown ?? new Error("The suite left no result.");
  const result = JSON.parse(fs.readFileSync(env.OPENCLAW_JSON5_RESULT, "utf8")) as Result;
  console.log(`suite: ${result.passed} passed, ${result.failed} failed`);
  return result;
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-tests-"));
try {
  const { passed, failed } = await runSuite(scratch);
  const screen = spawnSync(process.execPath, [...process.execArgv, path.join("test", "vscode", "screen", "run.ts")], {
    cwd: root,
    stdio: "inherit",
  });
  if (passed === 0 || failed > 0 || screen.status !== 0) process.exitCode = 1;
} finally {
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
