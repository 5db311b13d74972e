// Builds the extension and the benchmark, and runs it.
import { spawnSync } from "node:child_process";
import path from "node:path";
import esbuild from "esbuild";

const root = path.join(import.meta.dirname, "..");
const outfile = path.join(root, "out", "bench.cjs");
spawnSync(process.execPath, [...process.execArgv, "tools/build.ts"], { cwd: root, stdio: "inherit" });
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ["bench/run.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  mainFields: ["module", "main"],
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [outfile], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
