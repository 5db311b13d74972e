// The schema that OpenClaw prints; and what it says of its keys, packed for the package only: nothing of that is kept in the tree.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { node24, openclaw } from "./cache";

const root = path.join(import.meta.dirname, "..", "..");

/** The config schema that an installed OpenClaw prints, from an empty config in an empty home: an invalid config or a plugin would change it. */
export async function printedSchema(folder: string): Promise<unknown> {
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

/** Titles and descriptions by key: `t`, `d`, and `k` with the keys below, `*` for any. */
interface Prose {
  readonly t?: string;
  readonly d?: string;
  readonly k?: Readonly<Record<string, Prose>>;
}

/** As much of a printed schema as words stand in. */
interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly allOf?: readonly unknown[];
}

/** Undefined where nothing is said. */
function prose(printed: unknown, depth = 0): Prose | undefined {
  if (typeof printed !== "object" || printed === null || depth > 24) return undefined;
  const schema: Described = printed;
  const found = { ...(schema.title && { t: schema.title }), ...(schema.description && { d: schema.description }) };
  const keys: Record<string, Prose> = {};
  const add = (name: string, part: unknown) => {
    const below = prose(part, depth + 1);
    if (below) keys[name] = merge(keys[name], below) ?? below;
  };
  for (const [name, part] of Object.entries(schema.properties ?? {})) add(name, part);
  add("*", schema.additionalProperties);
  add("*", Array.isArray(schema.items) ? undefined : schema.items);
  let all: Prose = Object.keys(keys).length > 0 ? { ...found, k: keys } : found;
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    all = merge(all, prose(part, depth + 1)) ?? {};
  return Object.keys(all).length > 0 ? all : undefined;
}

/** What is said first stands. */
function merge(a: Prose | undefined, b: Prose | undefined): Prose | undefined {
  if (!a || !b) return a ?? b;
  const keys: Record<string, Prose> = { ...a.k };
  for (const [name, part] of Object.entries(b.k ?? {})) keys[name] = merge(keys[name], part) ?? part;
  return { ...b, ...a, ...(Object.keys(keys).length > 0 && { k: keys }) };
}

/** Writes dist/prose.br and returns its bytes. */
export async function packProse(): Promise<number> {
  const text = Buffer.from(JSON.stringify(prose(await printedSchema(await openclaw())) ?? {}));
  const packed = zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_LGWIN]: 22 } });
  fs.writeFileSync(path.join(root, "dist", "prose.br"), packed);
  return packed.length;
}
