// Packs what OpenClaw itself says of its keys, for the package only: nothing of it is kept in the tree.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { node24, openclaw } from "./cache.mjs";

const root = path.join(import.meta.dirname, "..", "..");

/** The config schema that an installed OpenClaw prints, from an empty config in an empty home: an invalid config or a plugin would change it. */
export async function printedSchema(folder) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-schema-"));
  try {
    const config = path.join(home, "openclaw.json");
    fs.writeFileSync(config, "{}");
    const output = execFileSync(await node24(), [path.join(folder, "openclaw.mjs"), "config", "schema"], {
      env: { PATH: process.env.PATH, HOME: home, OPENCLAW_CONFIG_PATH: config },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(output);
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/** Titles and descriptions by key: `t`, `d`, and `k` with the keys below, `*` for any. Undefined where nothing is said. */
function prose(schema, depth = 0) {
  if (typeof schema !== "object" || schema === null || depth > 24) return undefined;
  const found = { ...(schema.title && { t: schema.title }), ...(schema.description && { d: schema.description }) };
  const keys = {};
  const add = (name, part) => {
    const below = prose(part, depth + 1);
    if (below) keys[name] = merge(keys[name], below);
  };
  for (const [name, part] of Object.entries(schema.properties ?? {})) add(name, part);
  add("*", schema.additionalProperties);
  add("*", Array.isArray(schema.items) ? undefined : schema.items);
  let all = Object.keys(keys).length > 0 ? { ...found, k: keys } : found;
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    all = merge(all, prose(part, depth + 1)) ?? {};
  return Object.keys(all).length > 0 ? all : undefined;
}

/** What is said first stands. */
function merge(a, b) {
  if (!a || !b) return a ?? b;
  const keys = { ...(a.k ?? {}) };
  for (const [name, part] of Object.entries(b.k ?? {})) keys[name] = merge(keys[name], part);
  return { ...b, ...a, ...(Object.keys(keys).length > 0 && { k: keys }) };
}

/** Writes dist/prose.br and returns its size. */
export async function packProse() {
  const text = Buffer.from(JSON.stringify(prose(await printedSchema(await openclaw())) ?? {}));
  const packed = zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_LGWIN]: 22 } });
  fs.writeFileSync(path.join(root, "dist", "prose.br"), packed);
  return packed.length;
}
