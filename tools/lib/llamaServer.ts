// A real model server: llama.cpp's llama-server, from Debian's packages, with all that it needs, in the cache: nothing is installed on
// the machine itself.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { cacheDir, run } from "./cache";

/**
 * Where Debian has it: releases newer than the machine's own, so that it brings its own C library along. The second is asked where the
 * first does not have it for this machine.
 */
const suites = ["forky", "sid"];
const mirror = "http://deb.debian.org/debian";
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
const packages = ["llama.cpp-tools"];

/**
 * How to start it: a program, the words before its own, and the folder to start it in, where it looks for its backends. Not from
 * Debian, the `llama-server` of the PATH.
 */
export async function llamaServer(): Promise<{
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}> {
  if (!fs.existsSync("/usr/bin/apt-get") || !fs.existsSync(keyring)) {
    const own = ["/usr/local/bin", "/opt/homebrew/bin", ...(process.env.PATH ?? "").split(path.delimiter)]
      .map((folder) => path.join(folder, "llama-server"))
      .find((file) => fs.existsSync(file));
    if (!own) throw new Error("Please install llama.cpp (llama-server) first, then run the command again.");
    return { command: own, args: [], cwd: path.dirname(own) };
  }
  const home = await installed();
  const libraries = only(path.join(home, "usr", "lib"), /-linux-gnu/);
  return {
    command: only(libraries, /^ld-linux.*\.so\.\d+$/),
    args: [
      "--library-path",
      `${libraries}:${path.join(libraries, "llama")}`,
      path.join(home, "usr", "bin", "llama-server"),
    ],
    cwd: only(path.join(libraries, "ggml"), /^backends/),
  };
}

/** The one entry of a folder whose name fits. */
function only(folder: string, pattern: RegExp): string {
  const name = fs.readdirSync(folder).find((each) => pattern.test(each));
  if (name === undefined) throw new Error(`nothing in ${folder} fits ${pattern}`);
  return path.join(folder, name);
}

/** The folder that it is in, after it was put there if need be. */
async function installed(): Promise<string> {
  const homes = suites.map((suite) => ({ suite, home: path.join(cacheDir(), `llama.cpp-${suite}`) }));
  const there = homes.find(({ home }) => fs.existsSync(path.join(home, "ready")));
  if (there) return there.home;
  let failure: unknown;
  for (const { suite, home } of homes) {
    try {
      await install(suite, home);
      return home;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Loads the packages and all that they need with an apt of our own, and unpacks them. */
async function install(suite: string, home: string): Promise<void> {
  fs.mkdirSync(cacheDir(), { recursive: true });
  const staging = fs.mkdtempSync(path.join(cacheDir(), "llama.cpp.part-"));
  process.stderr.write(`Installing ${packages.join(" ")} from Debian ${suite} (once; kept in ${cacheDir()})\n`);
  try {
    const apt = path.join(staging, "apt");
    for (const folder of ["lists/partial", "archives/partial"])
      fs.mkdirSync(path.join(apt, folder), { recursive: true });
    fs.writeFileSync(path.join(apt, "sources.list"), `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
    fs.writeFileSync(path.join(apt, "status"), "");
    const settings = {
      "Dir::Etc::sourcelist": path.join(apt, "sources.list"),
      "Dir::Etc::sourceparts": "/dev/null",
      "Dir::State::lists": path.join(apt, "lists"),
      "Dir::State::status": path.join(apt, "status"),
      "Dir::Cache": apt,
      "APT::Install-Recommends": "false",
      "APT::Sandbox::User": "root",
      "Debug::NoLocking": "true",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    await run("apt-get", [...options, "-qq", "update"]);
    await run("apt-get", [...options, "-qq", "-y", "--download-only", "install", ...packages]);
    const root = path.join(staging, "root");
    fs.mkdirSync(root);
    const archives = path.join(apt, "archives");
    for (const name of fs.readdirSync(archives))
      if (name.endsWith(".deb")) execFileSync("dpkg", ["-x", path.join(archives, name), root]);
    fs.writeFileSync(path.join(root, "ready"), "");
    // Two runs may install at the same time: the first to finish wins, the other's copy is dropped.
    if (!fs.existsSync(home)) fs.renameSync(root, home);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}
