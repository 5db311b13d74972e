// Runs everything that must hold: types, lint and format, unit tests, growth of time, parity with OpenClaw, real model servers, the package, the suite in VS Code.
import { spawn } from "node:child_process";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

/** A step's script in package.json. */
const steps = ["typecheck", "lint", "test:unit", "test:growth", "test:parity", "test:servers", "test:vscode"];

/** Closing lines of the runners that say how many tests passed and failed. */
const counts = [/^ℹ pass (\d+)$/gm, /^\w+: (\d+) passed, \d+ failed$/gm];

/** @param {string} script @returns {Promise<{ code: number | null, output: string }>} */
function run(script) {
  return new Promise((resolve, reject) => {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const child = spawn(npm, ["run", "--silent", script], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

let passed = 0;
for (const script of steps) {
  const start = Date.now();
  process.stdout.write(`\n── ${script}\n`);
  const { code, output } = await run(script);
  if (code !== 0) {
    process.stdout.write(`\n${script} failed with exit code ${code}.\n`);
    process.exit(1);
  }
  for (const pattern of counts) for (const [, count] of output.matchAll(pattern)) passed += Number(count);
  process.stdout.write(`${script}: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}
process.stdout.write(`\n${passed} passed, 0 failed\n`);
