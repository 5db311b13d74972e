// Runs the unit tests, or those files that are named: node tools/unit.mjs [file…]
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const named = process.argv.slice(2);
const files = fs
  .readdirSync(path.join(root, "test", "unit"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => path.join("test", "unit", file))
  .sort();
const args = ["--import", "tsx", "--test", "--test-timeout=300000", "--test-reporter=spec"];
const child = spawn(process.execPath, [...args, ...(named.length > 0 ? named : files)], {
  cwd: root,
  stdio: "inherit",
});
child.once("exit", (code, signal) => {
  if (signal) process.stderr.write(`ended by ${signal}\n`);
  process.exitCode = code ?? 1;
});
