// Runs the suite inside VS Code's extension host and writes what came of it to the file named in the environment.
import fs from "node:fs";
import Mocha from "mocha";

interface Result {
  readonly passed: number;
  readonly failed: number;
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
  const target = process.env.OPENCLAW_JSON5_RESULT;
  /** Tells how far the suite is, a test at a time: a host that hangs would say nothing at all. */
  const tell = (line: string) => {
    if (target) fs.appendFileSync(`${target}.progress`, `${line}\n`);
  };
  const result = await new Promise<Result>((resolve) => {
    let passed = 0;
    let failed = 0;
    const runner = mocha.run(() => resolve({ passed, failed }));
    runner.on("pass", (test) => {
      passed++;
      tell(`  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("fail", (test, error: Error) => {
      failed++;
      tell(`  ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
  // Written aside and moved, so that who waits for the file never reads half of it.
  if (target) {
    fs.writeFileSync(`${target}.part`, JSON.stringify(result));
    fs.renameSync(`${target}.part`, target);
  }
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
