// Tries the extension: a demo model server on loopback, a demo config, and a VS Code with the extension in development.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { address, startServer } from "./lib/host";
import { startModelServer } from "./lib/modelServer";

const root = path.join(import.meta.dirname, "..");
function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const demo = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-demo-"));
// It has loaded less than the config says, and has a model to load: there is something to see.
const studio = [{ key: "minimax-m2.1-gs32", context: 131_072, max: 196_608 }, { key: "qwen3-8b" }];
const models = await startModelServer({ studio });
const file = path.join(demo, "openclaw.json");
const example = fs.readFileSync(path.join(root, "test", "fixtures", "examples", "lmstudio.json5"), "utf8");
fs.writeFileSync(file, example.replace("127.0.0.1:1234", `127.0.0.1:${models.port}`));
say(`Demo model server: http://127.0.0.1:${models.port}/v1/models`);
say(`Demo config: ${file}`);

/** The desktop's `code`, a downloaded VS Code, or nothing; a server without a display has no use for either. */
async function desktop(): Promise<string | undefined> {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const found = spawnSync("code", ["--version"], { stdio: "ignore", shell: process.platform === "win32" });
  if (found.status === 0) return "code";
  try {
    const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
    return await downloadAndUnzipVSCode();
  } catch (error) {
    say(
      `VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)}); its server from npm takes its place.`,
    );
    return undefined;
  }
}

const ends: (() => Promise<void>)[] = [models.stop, async () => fs.rmSync(demo, { recursive: true, force: true })];
const program = await desktop();
if (program) {
  const args = [`--extensionDevelopmentPath=${root}`, "--new-window", demo, file];
  const child = spawn(program, args, { stdio: "inherit", shell: process.platform === "win32" && program === "code" });
  child.once("error", (error) =>
    say(`VS Code did not start: ${error instanceof Error ? error.message : String(error)}`),
  );
} else {
  const server = await startServer();
  ends.unshift(server.stop);
  say("\nOpen this address in a browser on this machine:\n");
  say(`${address(server.port, { folder: demo, extension: root, file })}\n`);
}
say("Ctrl+C ends it.");

let ending = false;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    for (const end of ends) await end();
    process.exit(0);
  });
}
