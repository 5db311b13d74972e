// Starts VS Code's own server with the extension in development, and a browser on it.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { debianPackages, run, vscodeServer } from "./cache";

/** Settings that keep a test host quiet, and that make the web client save only when told to. */
const machineSettings = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "files.autoSave": "off",
  "extensions.autoUpdate": false,
  "update.mode": "none",
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
};

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export interface ServerOptions {
  /** Whether every workspace is trusted, as by default; otherwise Restricted Mode works as for users. */
  readonly trust?: boolean;
  /** Added to the environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Added to the settings of the machine. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A free one by default. */
  readonly port?: number;
  /** A package to install first, as users do. */
  readonly vsix?: string;
}

export interface VscodeServer {
  readonly port: number;
  /** The folder that it keeps its data in, until it is stopped. */
  readonly data: string;
  readonly stop: () => Promise<void>;
  /** What it has printed so far. */
  readonly output: () => string;
}

/** Starts the server. Rejects where it ends, or does not listen within 60 s. */
export async function startServer(options: ServerOptions = {}): Promise<VscodeServer> {
  const { trust = true, env = {}, settings = {}, port, vsix } = options;
  const { node, main } = await vscodeServer();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-host-"));
  fs.mkdirSync(path.join(data, "data", "Machine"), { recursive: true });
  fs.writeFileSync(
    path.join(data, "data", "Machine", "settings.json"),
    JSON.stringify({ ...machineSettings, ...settings }),
  );
  if (vsix)
    await run(node, [main, "--server-data-dir", data, "--accept-server-license-terms", "--install-extension", vsix]);
  const at = port ?? (await freePort());
  const args = [
    main,
    "--host",
    "127.0.0.1",
    "--port",
    String(at),
    "--without-connection-token",
    "--accept-server-license-terms",
  ];
  args.push("--server-data-dir", data, "--enable-smoke-test-driver", "--telemetry-level", "off");
  if (trust) args.push("--disable-workspace-trust");
  const child = spawn(node, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start within 60 s:\n${output}`)), 60_000);
    const read = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes("Extension host agent listening")) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`VS Code's server ended with exit code ${code}:\n${output}`)));
  });
  child.removeAllListeners("exit");
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
    }
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { port: at, data, stop, output: () => output };
}

/** What a page opens, by absolute paths. */
export interface Opened {
  readonly folder: string;
  /** The folder of an extension in development. */
  readonly extension?: string | undefined;
  readonly file?: string;
  /** A module whose `run` the extension host calls. */
  readonly tests?: string;
}

/** The address that opens a folder with the extension, a file, and perhaps a test module to run. */
export function address(port: number, { folder, extension, file, tests }: Opened): string {
  const remote = (target: string) => `vscode-remote://127.0.0.1:${port}${target}`;
  const payload = [
    ...(extension ? [["extensionDevelopmentPath", remote(extension)]] : []),
    ...(tests ? [["extensionTestsPath", remote(tests)]] : []),
    ...(file ? [["openFile", remote(file)]] : []),
    ["skipWelcome", "true"],
  ];
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Path of a Chromium: Debian's, installed where that is possible. */
async function chromiumPath(): Promise<string> {
  const own = process.env.CHROMIUM_PATH;
  if (own) return own;
  for (const known of ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])
    if (fs.existsSync(known)) return known;
  await debianPackages(["chromium", "fonts-noto-cjk"]);
  return "/usr/bin/chromium";
}

const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: flags.split(" ") });
}

/**
 * Opens a page and waits until the workbench is there.
 *
 * @param language the display language that extensions see, as an installed language pack would set it
 */
export async function openPage(browser: Browser, url: string, language?: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  if (language) {
    // As text: into a function that stands here, tsx writes calls of its own, which no page knows.
    const value = JSON.stringify(language);
    const content = `Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { get: () => ${value}, set: () => {} });`;
    await context.addInitScript({ content });
  }
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: 60_000 });
  return page;
}
