// Holds our verdict against OpenClaw's own: its documentation's examples as text, our fixtures, and mutations of both.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { ConfigDocument } from "../../src/config/document";
import { diagnose } from "../../src/features/diagnostics";
import {
  addProperty,
  applyEdits,
  type Edit,
  type Json,
  removeMember,
  renameKey,
  replaceValue,
} from "../../src/json5/edits";
import { parse } from "../../src/json5/parser";
import { keyNode, type Node, toValue, valueNode } from "../../src/json5/tree";
import { SchemaRoot } from "../../src/schema/compile";
import type { SchemaObject } from "../../src/schema/types";
import { node24, openclaw } from "../../tools/lib/cache.mjs";

const root = path.join(__dirname, "..", "..");
const seed = Number(process.env.PARITY_SEED ?? Date.now() % 2 ** 31);
const generated = Number(process.env.PARITY_COUNT ?? 1000);

interface Verdict {
  readonly valid: boolean;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

interface Case {
  readonly name: string;
  readonly text: string;
}

/** The fenced JSON5 examples of OpenClaw's documentation, as they stand. */
function documentationExamples(folder: string): Case[] {
  const pages = fs.readdirSync(folder, { recursive: true }) as string[];
  return pages
    .filter((page) => /\.mdx?$/.test(page))
    .sort()
    .flatMap((page) => {
      const lines = fs.readFileSync(path.join(folder, page), "utf8").split("\n");
      const cases: Case[] = [];
      for (let at = 0; at < lines.length; at++) {
        const [, indent = "", fence = ""] = /^([\s>]*)(`{3,})json5\b/.exec(lines[at] ?? "") ?? [];
        if (!fence) continue;
        const end = lines.findIndex((line, index) => index > at && line.trim().replace(/^>\s*/, "") === fence);
        const body = lines
          .slice(at + 1, end)
          .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
        cases.push({ name: `${page}:${at + 1}`, text: `${body.join("\n")}\n` });
        at = end;
      }
      return cases;
    });
}

type Random = (count: number) => number;

/** Whole numbers below what is asked for, the same for the same seed. */
function choices(start: number, amount: number): Random {
  const numbers = fc.sample(fc.noBias(fc.nat()), { seed: start, numRuns: amount });
  let next = 0;
  return (count) => (numbers[next++ % numbers.length] ?? 0) % Math.max(1, count);
}

/** One small change of a config: what people get wrong. */
function mutate(text: string, random: Random): string {
  const document = parse(text);
  const properties: Node[] = [];
  const collect = (node: Node | undefined): void => {
    if (node?.type === "property") properties.push(node);
    for (const child of node?.children ?? []) collect(child);
  };
  collect(document.root);
  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
  const property = pick(properties);
  const key = property && keyNode(property);
  const value = property && valueNode(property);
  if (!property || !key || !value) return text;
  const name = String(key.value);
  const values: readonly Json[] = ["", "x", -1, 0, 1.5, 1e12, true, false, null, [], {}, ["x"], { x: 1 }];
  const edits = (): readonly Edit[] => {
    switch (random(6)) {
      case 0:
        return removeMember(document, property);
      case 1:
        return renameKey(document, key, `${name.slice(0, 1)}${name.slice(2)}`);
      case 2:
        return property.parent ? addProperty(document, property.parent, "unheardOf", 1) : [];
      case 3:
        return typeof value.value === "string"
          ? replaceValue(document, value, `${value.value}x`)
          : replaceValue(document, value, "text");
      default:
        return replaceValue(document, value, pick(values) ?? null);
    }
  };
  return applyEdits(text, edits());
}

async function main(): Promise<void> {
  const installed = await openclaw();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-parity-"));
  const { version } = JSON.parse(fs.readFileSync(path.join(installed, "package.json"), "utf8")) as { version: string };
  const schema = new SchemaRoot(
    JSON.parse(fs.readFileSync(path.join(root, "schemas", `openclaw-${version}.json`), "utf8")) as SchemaObject,
  );
  const child = spawn(await node24(), [path.join(__dirname, "oracle.mjs"), installed, work], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error("OpenClaw's process ended");
    return value as string;
  };
  try {
    await answer();
    const ask = async (text: string): Promise<Verdict> => {
      child.stdin.write(`${JSON.stringify(text)}\n`);
      return JSON.parse(await answer()) as Verdict;
    };
    const folder = path.join(root, "test", "fixtures", "examples");
    const fixtures = fs
      .readdirSync(folder)
      .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), "utf8") }));
    const examples = documentationExamples(path.join(installed, "docs"));
    const configs = [...fixtures, ...examples].filter(({ text }) => typeof toValue(parse(text).root) === "object");
    const random = choices(seed, generated * 16);
    const mutations = Array.from({ length: generated }, (_, index) => {
      let text = configs[random(configs.length)]?.text ?? "{}";
      for (let times = 1 + random(2); times > 0; times--) text = mutate(text, random);
      return { name: `mutation ${index}`, text };
    });
    const ruleCases = fs
      .readFileSync(path.join(__dirname, "cases.txt"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((text) => ({ name: text, text }));
    console.log(`OpenClaw ${version}, seed ${seed}`);
    let falseErrors = 0;
    let passed = 0;
    for (const [title, cases] of [
      ["fixtures", fixtures],
      ["cases of the rules", ruleCases],
      ["documentation examples", examples],
      ["mutations", mutations],
    ] as const) {
      const missed = new Map<string, number>();
      let agreed = 0;
      let valid = 0;
      let wrong = 0;
      for (const { name, text } of cases) {
        const theirs = await ask(text);
        // What OpenClaw refuses for want of something on this host, we warn of.
        const errors = diagnose(new ConfigDocument(text, schema)).filter(
          ({ severity, code }) => severity === "error" || code.startsWith("host/"),
        );
        if (theirs.valid) valid++;
        if (theirs.valid === (errors.length === 0)) agreed++;
        else if (theirs.valid) {
          wrong++;
          console.log(
            `false error in ${name}: ${errors.map(({ code, path: at }) => `${code} at ${at.join(".")}`).join("; ")}`,
          );
        } else {
          const message = (theirs.issues[0]?.message ?? "").slice(0, 70);
          missed.set(message, (missed.get(message) ?? 0) + 1);
          if (title === "cases of the rules") console.log(`missed in ${name}`);
        }
      }
      const misses = cases.length - agreed - wrong;
      console.log(
        `${title}: ${cases.length}, ${valid} valid; agreement ${((100 * agreed) / cases.length).toFixed(2)} %, false errors ${wrong}, misses ${misses}`,
      );
      for (const [message, count] of [...missed].sort((a, b) => b[1] - a[1]).slice(0, 8))
        console.log(`  missed ${count} ×: ${message}`);
      falseErrors += wrong;
      // Each of these lines was written for a rule that is there.
      if (title === "cases of the rules") falseErrors += misses;
      passed += agreed;
    }
    console.log(`parity: ${passed} passed, ${falseErrors} failed`);
    if (falseErrors > 0 || passed === 0) process.exitCode = 1;
  } finally {
    child.kill();
    fs.rmSync(work, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
