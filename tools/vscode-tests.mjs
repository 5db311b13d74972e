// Runs the suite inside a real VS Code, then looks at the screen through a browser.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import esbuild from "esbuild";
import { browserTests } from "../test/vscode/browser.mjs";
import { debianPackages } from "./lib/cache.mjs";
import { address, openPage, startBrowser, startServer } from "./lib/host.mjs";

const root = path.join(import.meta.dirname, "..");
const tests = path.join(root, "out", "vscode", "index.js");
const limit = 300_000;

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

/** Whether VS Code itself can be downloaded here. `OPENCLAW_JSON5_HOST` (`desktop` or `server`) decides without asking. */
async function desktopAvailable() {
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
async function inServer(folder, env) {
  const server = await startServer({ env });
  const browser = await startBrowser();
  try {
    await openPage(browser, address(server.port, { folder, extension: root, tests }));
    const end = Date.now() + limit;
    while (!fs.existsSync(env.OPENCLAW_JSON5_RESULT)) {
      if (Date.now() > end) throw new Error(`The suite did not end within ${limit / 1000} s.\n${server.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The suite in a downloaded VS Code; without a display, in a virtual one. */
async function inDesktop(folder, env) {
  const { downloadAndUnzipVSCode, runTests } = await import("@vscode/test-electron");
  const vscodeExecutablePath = await downloadAndUnzipVSCode();
  const launchArgs = [folder, "--disable-extensions", "--disable-workspace-trust"];
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.OPENCLAW_JSON5_XVFB) {
    await debianPackages(["xvfb", "xauth", "libnss3", "libgtk-3-0", "libgbm1", "libasound2"]);
    const again = spawnSync("xvfb-run", ["-a", process.execPath, import.meta.filename], {
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

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-tests-"));
try {
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
  process.stdout.write(`Suite in ${desktop ? "VS Code" : "VS Code's server"}\n`);
  let thrown;
  try {
    await (desktop ? inDesktop : inServer)(folder, env);
  } catch (error) {
    thrown = error;
  }
  if (!fs.existsSync(env.OPENCLAW_JSON5_RESULT)) throw thrown ?? new Error("The suite left no result.");
  const { passed, failed, lines } = JSON.parse(fs.readFileSync(env.OPENCLAW_JSON5_RESULT, "utf8"));
  process.stdout.write(`${lines.join("\n")}\n`);
  process.stdout.write("On the screen\n");
  const screen = await browserTests(root, scratch);
  process.stdout.write(`vscode: ${passed + screen.passed} passed, ${failed + screen.failed} failed\n`);
  if (failed + screen.failed > 0 || passed === 0) process.exitCode = 1;
} finally {
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
