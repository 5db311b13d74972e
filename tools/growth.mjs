// Runs the guard on growth as one bundle, as the extension is shipped: module by module, each call from one to the next would be measured, too.
import { spawn } from "node:child_process";
import path from "node:path";
import esbuild from "esbuild";

const root = path.join(import.meta.dirname, "..");
const outfile = path.join(root, "out", "growth", "run.js");

await esbuild.build({
  absWorkingDir: root,
  entryPoints: ["test/growth/run.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  mainFields: ["module", "main"],
  sourcemap: "inline",
  logLevel: "warning",
});
const child = spawn(process.execPath, ["--enable-source-maps", "--expose-gc", outfile], {
  cwd: root,
  stdio: "inherit",
});
child.once("exit", (code, signal) => {
  if (signal) process.stderr.write(`ended by ${signal}\n`);
  process.exitCode = code ?? 1;
});
