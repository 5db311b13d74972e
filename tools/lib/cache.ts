// Installs the programs pinned in tools/package.json, each once, in a cache outside the tree keyed by its version.
import { type SpawnOptions, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Where the versions stand. */
const pinsFile = path.join(import.meta.dirname, "..", "package.json");

/** The version at which a program is pinned in tools/package.json. */
export function pinned(name: string): string {
  const { dependencies } = JSON.parse(fs.readFileSync(pinsFile, "utf8")) as { dependencies: Record<string, string> };
  const version = dependencies[name];
  if (version === undefined) throw new Error(`tools/package.json pins no ${name}`);
  return version;
}

/** The cache's folder: `OPENCLAW_JSON5_CACHE`, else `openclaw-json5` in the user's cache folder. */
export function cacheDir(): string {
  const own = process.env.OPENCLAW_JSON5_CACHE;
  if (own) return path.resolve(own);
  const base =
    process.platform === "win32"
      ? (process.env.LOCALAPPDATA ?? path.join(os.homedir(), "AppData", "Local"))
      : process.platform === "darwin"
        ? path.join(os.homedir(), "Library", "Caches")
        : (process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"));
  return path.join(base, "openclaw-json5");
}

/**
 * Runs a program to its end with its output on this process's stderr.
 * Rejects with the command line and exit code when it fails.
 */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ["ignore", 2, 2], ...options });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

interface Installation {
  /** Switches for npm. */
  readonly flags?: readonly string[];
  /** Added to the environment of npm. */
  readonly env?: Readonly<Record<string, string>>;
  /** The pinned one by default. */
  readonly version?: string;
}

/** Installs a package of npm and returns the folder of the installed package. Rejects when npm does not install it. */
export async function installPackage(name: string, options: Installation = {}): Promise<string> {
  const { flags = [], env = {}, version = pinned(name) } = options;
  const home = path.join(cacheDir(), `${name}-${version}`);
  const installed = path.join(home, "node_modules", name);
  if (fs.existsSync(path.join(home, "ready"))) return installed;
  fs.mkdirSync(cacheDir(), { recursive: true });
  const staging = fs.mkdtempSync(path.join(cacheDir(), `${name}-${version}.part-`));
  process.stderr.write(`Installing ${name} ${version} (once; kept in ${cacheDir()})\n`);
  try {
    fs.writeFileSync(path.join(staging, "package.json"), '{ "private": true }\n');
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const args = ["install", "--prefix", staging, "--no-audit", "--no-fund", "--loglevel=error"];
    await run(npm, [...args, ...flags, `${name}@${version}`], {
      cwd: staging,
      env: { ...ownEnvironment(), ...env },
      shell: process.platform === "win32",
    });
    fs.writeFileSync(path.join(staging, "ready"), "");
    // Two runs may install at the same time: the first to finish wins, the other's copy is dropped.
    if (!fs.existsSync(home)) fs.renameSync(staging, home);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
  return installed;
}

/**
 * The environment without what an npm that runs us has put there: install scripts would take its Node for the one that
 * installs them.
 */
function ownEnvironment(): Record<string, string | undefined> {
  const foreign = /^(npm_(?!config_)\w+|npm_config_(user_agent|local_prefix)|NODE|INIT_CWD)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Path of the pinned Node program, which OpenClaw and VS Code's server need. */
export async function node24(): Promise<string> {
  const dir = await installPackage("node");
  return path.join(dir, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** Folder of the pinned OpenClaw package. Optional parts and install scripts are left out: its config commands need neither. */
export async function openclaw(version = pinned("openclaw")): Promise<string> {
  const node = await node24();
  return installPackage("openclaw", {
    version,
    flags: ["--omit=optional", "--ignore-scripts"],
    env: pathWith(node),
  });
}

/** The environment's PATH with the folder of `program` first. */
export function pathWith(program: string): { readonly PATH: string } {
  return { PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH ?? ""}` };
}

/** Makes sure that Debian packages are there; says what to install where this is not Debian or not root. */
export async function debianPackages(names: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const name of names) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return;
  if (!fs.existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0)
    throw new Error(`Please install these first, then run the command again: ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], { env });
}

function isInstalled(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn("dpkg-query", ["-W", "-f=${db:Status-Status}", name], { stdio: ["ignore", "pipe", "ignore"] });
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.once("error", () => resolve(false));
    child.once("close", () => resolve(out === "installed"));
  });
}

/** Path of VS Code's own server, as shipped in the pinned code-server package, and of the Node program to start it with. */
export async function vscodeServer(): Promise<{ readonly node: string; readonly main: string }> {
  const node = await node24();
  await debianPackages([
    "g++",
    "make",
    "python3",
    "pkg-config",
    "libkrb5-dev",
    "libx11-dev",
    "libxkbfile-dev",
    "libsecret-1-dev",
  ]);
  const dir = await installPackage("code-server", { env: pathWith(node) });
  return { node, main: path.join(dir, "lib", "vscode", "out", "server-main.js") };
}
