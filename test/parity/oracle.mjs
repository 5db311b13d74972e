// OpenClaw's own verdict on configs, in one process: the functions behind `openclaw config validate`, called as that command calls them.
// Runs under the Node that OpenClaw needs. One JSON value a line in: a config's text, or `{ text, files, env }` with the files beside it
// (contents by relative path, a folder as null) and variables of the process. One verdict a line out.
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , openclaw, work] = process.argv;
const dist = path.join(openclaw, "dist");
const folder = path.join(work, "config");
const file = path.join(folder, "openclaw.json");
// Installed plugins and the user's own config must not speak here.
process.env.HOME = work;
process.env.OPENCLAW_CONFIG_PATH = file;

/** The function that a bundled chunk exports under a name; chunks are called `<stem>-<hash>.mjs`, and may rename what they export. */
async function exported(stem, name) {
  for (const chunk of fs.readdirSync(dist).filter((each) => each.startsWith(`${stem}-`) && /\.m?js$/.test(each))) {
    const source = fs.readFileSync(path.join(dist, chunk), "utf8");
    const renamed = new RegExp(`\\b${name} as (\\w+)`).exec(source)?.[1] ?? name;
    const found = (await import(pathToFileURL(path.join(dist, chunk))))[renamed];
    if (typeof found === "function") return found;
  }
  throw new Error(`OpenClaw has no ${name} in ${stem}-*.mjs`);
}

const { readConfigFileSnapshotWithPluginMetadata: read } = await import(
  pathToFileURL(path.join(dist, "config", "config.js"))
);
const finish = await exported("config-cli-validation", "finishConfigValidationForCli");
const normalize = await exported("issue-format", "normalizeConfigIssues");

const environment = { ...process.env };
for (const method of ["log", "info", "warn", "error", "debug"]) console[method] = () => {};

/** What stands beside the config now, so that an equal surrounding is not written again. */
let beside = "";

function surround(files) {
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

async function verdict(request) {
  const { text, files = {}, env = {} } = typeof request === "string" ? { text: request } : request;
  surround(files);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment, env);
  fs.writeFileSync(file, text);
  const snapshot = await finish(await read({ observe: false, prepareValidation: "strict" }));
  return {
    valid: snapshot.valid,
    warnings: (snapshot.warnings ?? []).map(({ path: at, message }) => ({ path: at, message })),
    issues: snapshot.valid ? [] : normalize(snapshot.issues).map(({ path: at, message }) => ({ path: at, message })),
  };
}

if (!(await verdict("{}")).valid)
  throw new Error("OpenClaw refuses an empty config here: its host is not as it should be.");
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await verdict(JSON.parse(line)))}\n`);
