// Runs the suite inside VS Code's extension host and writes what came of it to the file named in the environment.
import fs from "node:fs";
import Mocha from "mocha";

interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly lines: readonly string[];
}

/** Called by VS Code. Rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, reporter: class extends Mocha.reporters.Base {} });
  mocha.suite.emit("pre-require", globalThis, "suite", mocha);
  await import("./suite");
  await import("./around");
  await import("./editing");
  await import("./doors");
  await import("./strangers");
  await import("./files");
  await import("./shapes");
  const lines: string[] = [];
  const result = await new Promise<Result>((resolve) => {
    let passed = 0;
    let failed = 0;
    const runner = mocha.run(() => resolve({ passed, failed, lines }));
    runner.on("pass", (test) => {
      passed++;
      lines.push(`  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("fail", (test, error: Error) => {
      failed++;
      lines.push(`  ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
  const target = process.env.OPENCLAW_JSON5_RESULT;
  // Written aside and moved, so that who waits for the file never reads half of it.
  if (target) {
    fs.writeFileSync(`${target}.part`, JSON.stringify(result));
    fs.renameSync(`${target}.part`, target);
  }
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
