// Configs to ask about: the documentation's examples, configs made from the schema, and both with mistakes put in.
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
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
import { anything, never, type Schema, type SchemaRoot, typeNames } from "../../src/schema/compile";
import type { Case } from "./openclaw";

/** The fenced JSON5 examples of OpenClaw's documentation, as they stand. */
export function documentationExamples(folder: string): Case[] {
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

export type Random = (count: number) => number;

/** Whole numbers below what is asked for, the same for the same seed. */
export function choices(start: number, amount: number): Random {
  const numbers = fc.sample(fc.noBias(fc.nat()), { seed: start, numRuns: amount });
  let next = 0;
  return (count) => (numbers[next++ % numbers.length] ?? 0) % Math.max(1, count);
}

/** `count` configs: four of ten examples, one of ten two of them merged, the rest made from the schema; none to three mistakes in each. */
export function generate(schema: SchemaRoot, examples: readonly Case[], random: Random, count: number): Case[] {
  const objects = examples.map(({ text }) => text).filter((text) => isObject(toValue(parse(text).root)));
  const pick = () => objects[random(objects.length)] ?? "{}";
  return Array.from({ length: count }, (_, index) => {
    const kind = random(10);
    let text = "";
    if (kind < 4) text = pick();
    else if (kind < 5) text = JSON.stringify(merge(toValue(parse(pick()).root), toValue(parse(pick()).root)));
    else text = JSON.stringify(configOf(schema, random), null, 2);
    for (let times = random(4); times > 0; times--) text = mutate(text, random);
    return { name: `generated ${index}`, text };
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge(first: unknown, second: unknown): unknown {
  if (!isObject(first) || !isObject(second)) return second;
  const names = [...Object.keys(first), ...Object.keys(second).filter((name) => !(name in first))];
  return Object.fromEntries(
    names.map((name) => [
      name,
      name in second ? (name in first ? merge(first[name], second[name]) : second[name]) : first[name],
    ]),
  );
}

/** A config with one to four sections, some of their keys, and values that the schema takes. */
function configOf(schema: SchemaRoot, random: Random): Json {
  const sections = Object.keys(schema.schema.source.properties ?? {}).filter((name) => name !== "$schema");
  const config: Record<string, Json> = {};
  for (let times = 1 + random(4); times > 0; times--) {
    const name = sections[random(sections.length)] ?? "gateway";
    const section = schema.schema.property(name);
    if (section) config[name] = exampleOf(section, random, 0);
  }
  return config;
}

const texts = [
  "x",
  "main",
  "5m",
  "/tmp/x",
  "https://example.com",
  "127.0.0.1",
  "openai/gpt-5.4",
  "a-b",
  "12:30",
  "EXAMPLE_KEY",
];
const keys = ["main", "work", "openai", "lmstudio", "telegram", "openai/gpt-5.4", "default"];

/** A value that a schema takes. */
export function exampleOf(schema: Schema, random: Random, depth: number): Json {
  if (schema === anything || schema === never) return "x";
  if (schema.target) return exampleOf(schema.target, random, depth);
  const branches = schema.unions;
  if (branches.length > 0) return exampleOf(branches[random(branches.length)] as Schema, random, depth);
  const literals = schema.literals;
  if (literals && literals.length > 0) return literals[random(literals.length)] ?? null;
  const types = typeNames(schema.types);
  const { source } = schema;
  switch (types[random(types.length)]) {
    case "object": {
      const object: Record<string, Json> = {};
      const names = Object.keys(source.properties ?? {});
      const wanted = new Set(source.required ?? []);
      if (depth < 6) for (let times = random(4); times > 0; times--) wanted.add(names[random(names.length)] ?? "");
      for (const name of wanted) {
        const own = schema.property(name);
        if (own) object[name] = exampleOf(own, random, depth + 1);
      }
      const others = schema.part("additionalProperties");
      if (others && others !== never && names.length === 0 && depth < 8) {
        for (let times = 1 + random(2); times > 0; times--)
          object[keys[random(keys.length)] ?? "x"] = exampleOf(others, random, depth + 1);
      }
      return object;
    }
    case "array": {
      const length = Math.max(source.minItems ?? 0, random(3));
      return Array.from({ length }, (_, index) => {
        const item = schema.item(index);
        return item ? exampleOf(item, random, depth + 1) : "x";
      });
    }
    case "number":
    case "integer": {
      const low = source.minimum ?? (source.exclusiveMinimum ?? 0) + 1;
      return Math.min(low + random(100), source.maximum ?? Number.MAX_SAFE_INTEGER);
    }
    case "boolean":
      return random(2) === 0;
    case "null":
      return null;
    default:
      return texts[random(texts.length)] ?? "x";
  }
}

/** One small change of a config: what people get wrong. */
export function mutate(text: string, random: Random): string {
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
