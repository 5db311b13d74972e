// OpenClaw's own verdict on configs, in one process: what its command `config validate --json` says.
// Runs under the Node that OpenClaw needs, which leaves types out by itself. One JSON value a line in: a config's text, or `{ text, files, env }` with the files beside it
// (contents by relative path, a folder as null) and variables of the process. One verdict a line out. For `{ repair: config }`, what
// `openclaw doctor --fix` makes of the keys of plain data: `{ repaired }`.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

interface Issue {
  readonly path: string;
  readonly message: string;
}

interface Verdict {
  readonly valid: boolean;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

interface Request {
  readonly text: string;
  readonly files?: Readonly<Record<string, string | null>>;
  readonly env?: Readonly<Record<string, string>>;
}

const [, , openclaw = "", work = ""] = process.argv;
const dist = path.join(openclaw, "dist");
const folder = path.join(work, "config");
const file = path.join(folder, "openclaw.json");
// Installed plugins and the user's own config must not speak here.
process.env.HOME = work;
process.env.OPENCLAW_CONFIG_PATH = file;

/** A function of OpenClaw: what it takes and gives is seen by running it only. */
type Exported = (...values: readonly unknown[]) => unknown;

/**
 * The function that a bundled chunk exports under a name; chunks are called `<stem>-<hash>.mjs`, and may rename what they export.
 * Undefined: this release has none.
 */
async function exportedIfThere(stem: string, name: string): Promise<Exported | undefined> {
  for (const chunk of fs.readdirSync(dist).filter((each) => each.startsWith(`${stem}-`) && /\.m?js$/.test(each))) {
    const source = fs.readFileSync(path.join(dist, chunk), "utf8");
    const renamed = new RegExp(`\\b${name} as (\\w+)`).exec(source)?.[1] ?? name;
    const found: unknown = (await import(pathToFileURL(path.join(dist, chunk)).href))[renamed];
    if (typeof found === "function") return found as Exported;
  }
  return undefined;
}

async function exported(stem: string, name: string): Promise<Exported> {
  const found = await exportedIfThere(stem, name);
  if (!found) throw new Error(`OpenClaw has no ${name} in ${stem}-*`);
  return found;
}

/** In today's OpenClaw the two halves of the command can be called. Undefined: this one is earlier. */
async function halves(): Promise<(() => Promise<Verdict>) | undefined> {
  const finish = await exportedIfThere("config-cli-validation", "finishConfigValidationForCli");
  if (!finish) return undefined;
  const normalize = await exported("issue-format", "normalizeConfigIssues");
  const { readConfigFileSnapshotWithPluginMetadata: read } = await import(
    pathToFileURL(path.join(dist, "config", "config.js")).href
  );
  return async () => {
    const snapshot: unknown = await read({ observe: false, prepareValidation: "strict" });
    const { valid, issues, warnings = [] } = (await finish(snapshot)) as Verdict;
    return { valid, warnings, issues: valid ? [] : (normalize(issues) as readonly Issue[]) };
  };
}

/** In earlier ones the command itself is run, and what it prints is caught. */
async function command(): Promise<() => Promise<Verdict>> {
  const register = await exported("config-cli", "registerConfigCli");
  const { Command } = createRequire(path.join(openclaw, "package.json"))("commander");
  return async () => {
    let output = "";
    // What is printed on the way out, about the way out, is no verdict.
    let ended = false;
    const write = process.stdout.write;
    const catchText = (text: unknown) => {
      if (!ended) output += String(text);
      return true;
    };
    process.stdout.write = catchText;
    console.log = (...words: readonly unknown[]) => catchText(`${words.join(" ")}\n`);
    process.exit = () => {
      ended = true;
      throw new Error("exit");
    };
    try {
      const program = new Command().exitOverride();
      register(program);
      await program.parseAsync(["node", "openclaw", "config", "validate", "--json"]);
    } catch {
      // A refusal ends the process; its verdict has been printed by then.
    } finally {
      process.stdout.write = write;
    }
    process.exitCode = 0;
    const { valid, issues = [], warnings = [] } = JSON.parse(output.slice(output.indexOf("{"))) as Verdict;
    return { valid, issues, warnings };
  };
}

const validate = (await halves()) ?? (await command());

const environment = { ...process.env };
for (const method of ["log", "info", "warn", "error", "debug"] as const) console[method] = () => {};

/** What stands beside the config now, so that an equal surrounding is not written again. */
let beside = "";

function surround(files: NonNullable<Request["files"]>): void {
  const wanted = JSON.stringify(files);
  if (wanted === beside) return;
  beside = wanted;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, name);
    fs.mkdirSync(content === null ? target : path.dirname(target), { recursive: true });
    if (content !== null) fs.writeFileSync(target, content);
  }
}

async function verdict(request: string | Request): Promise<Verdict> {
  const { text, files = {}, env = {} }: Request = typeof request === "string" ? { text: request } : request;
  surround(files);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment, env);
  fs.writeFileSync(file, text);
  const { valid, issues, warnings } = await validate();
  const plain = ({ path: at, message }: Issue): Issue => ({ path: at, message });
  return { valid, issues: issues.map(plain), warnings: warnings.map(plain) };
}

/** What its repair makes of a config: data in, data out. Earlier releases have no such function, and are not asked for it. */
let repair: Awaited<ReturnType<typeof exported>> | undefined;

async function answer(request: string | Request | { readonly repair: unknown }): Promise<unknown> {
  if (typeof request !== "object" || !("repair" in request)) return verdict(request);
  repair ??= await exported("io.snapshot", "applyLegacyDoctorMigrations");
  const { next } = repair(structuredClone(request.repair), {}) as { readonly next?: unknown };
  return { repaired: next ?? request.repair };
}

if (!(await verdict("{}")).valid)
  throw new Error("OpenClaw refuses an empty config here: its host is not as it should be.");
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
