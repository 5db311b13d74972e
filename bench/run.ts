// Speed, side by side in one run: parsing against what the field uses, checking against VS Code's JSON service, and starting up.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import JSON5 from "json5";
import { format as formatJsonc, parseTree } from "jsonc-parser";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import { ConfigDocument } from "../src/config/document";
import { knownOf } from "../src/config/known";
import { SchemaArchive } from "../src/config/schemas";
import { bundledVersions } from "../src/config/versions";
import { keysAt } from "../src/features/completion/keys";
import { english } from "../src/features/text/translate";
import { format } from "../src/json5/format";
import { parse } from "../src/json5/parser";
import { adviceFindings } from "../src/rules/advice";
import { ruleFindings } from "../src/rules/main";
import { SchemaRoot } from "../src/schema/compile";
import type { SchemaObject } from "../src/schema/types";
import { validate } from "../src/schema/validate";

const root = path.join(process.cwd());
const newestSchema = bundledVersions.at(-1) ?? "";
const rounds = 41;

/** Median time of one call in ms; each round runs often enough to be measurable, the contenders taking turns. */
function race(contenders: Readonly<Record<string, () => unknown>>): Record<string, number> {
  const names = Object.keys(contenders);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  const repeats: Record<string, number> = {};
  for (const name of names) {
    const once = contenders[name] as () => unknown;
    once();
    const start = performance.now();
    once();
    repeats[name] = Math.max(1, Math.ceil(8 / Math.max(0.001, performance.now() - start)));
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const run = contenders[name] as () => unknown;
      const count = repeats[name] ?? 1;
      const start = performance.now();
      for (let i = 0; i < count; i++) run();
      times[name]?.push((performance.now() - start) / count);
    }
  }
  return Object.fromEntries(names.map((name) => [name, (times[name] ?? []).sort((a, b) => a - b)[rounds >> 1] ?? 0]));
}

/** A config of about so many characters: the example's sections, with many providers and agents. Plain JSON, which all contenders read. */
function configOf(size: number): string {
  const base = JSON5.parse(fs.readFileSync(path.join(root, "test/fixtures/examples/hybrid.json5"), "utf8")) as {
    agents: Record<string, unknown>;
    models: { providers: Record<string, { models: { id: string }[] }> };
  };
  const one = JSON.stringify(base, null, 2).length;
  const copies = Math.max(1, Math.round((size - one / 3) / (one * 0.75)));
  const provider = base.models.providers.lmstudio;
  const model = provider?.models[0]?.id ?? "";
  const entries = Object.fromEntries(
    Array.from({ length: copies > 1 ? copies : 0 }, (_, index) => [
      `agent${index}`,
      {
        model: {
          primary: `${index === 0 ? "lmstudio" : `local${index}`}/${model}`,
          fallbacks: ["anthropic/claude-sonnet-4-5"],
        },
        workspace: `~/work/${index}`,
        tools: { deny: ["browser"] },
      },
    ]),
  );
  const providers = Object.fromEntries(
    Array.from({ length: copies }, (_, index) => [index === 0 ? "lmstudio" : `local${index}`, provider]),
  );
  const value =
    copies > 1
      ? { ...base, agents: { ...base.agents, ownership: "explicit", entries }, models: { ...base.models, providers } }
      : base;
  return JSON.stringify(value, null, 2);
}

const row = (...cells: readonly (string | number)[]) =>
  console.log(cells.map((cell, index) => String(cell).padStart(index === 0 ? 10 : 16)).join(""));
const ms = (time: number) => `${time.toFixed(time < 1 ? 4 : 2)} ms`;
const ratio = (a = 0, b = 0) => `${(a / b).toFixed(2)} ×`;

async function main(): Promise<void> {
  const sizes = [1_000, 20_000, 170_000, 1_000_000];
  console.log("parse: median ms, and ours as a multiple of theirs");
  row("size", "ours", "jsonc-parser", "json5", "JSON.parse", "/ jsonc-parser", "/ json5", "/ JSON.parse");
  for (const size of sizes) {
    const text = configOf(size);
    const contenders = {
      ours: () => parse(text),
      jsonc: () => parseTree(text),
      json5: () => JSON5.parse(text),
      json: () => JSON.parse(text),
    };
    const { ours = 0, jsonc = 0, json5 = 0, json = 0 } = race(contenders);
    row(
      text.length,
      ms(ours),
      ms(jsonc),
      ms(json5),
      ms(json),
      ratio(ours, jsonc),
      ratio(ours, json5),
      ratio(ours, json),
    );
  }

  const source = JSON.parse(
    fs.readFileSync(path.join(root, "schemas", `openclaw-${newestSchema}.json`), "utf8"),
  ) as SchemaObject;
  const service = getLanguageService({});
  service.configure({
    validate: true,
    schemas: [{ uri: "test://schema", fileMatch: ["*"], schema: structuredClone(source) as never }],
  });
  const schema = new SchemaRoot(source);
  console.log("\nvalidate a parsed tree: median ms");
  row("size", "ours", "VS Code JSON", "/ VS Code JSON");
  for (const size of sizes) {
    const text = configOf(size);
    const tree = parse(text).root;
    if (!tree) throw new Error("no tree");
    const document = TextDocument.create("test://openclaw.json", "json", 1, text);
    const jsonDocument = service.parseJSONDocument(document);
    const theirs = await service.doValidation(document, jsonDocument);
    if (theirs.length > 0 || validate(tree, schema).length > 0) throw new Error("the bench config must be sound");
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    for (let round = 0; round < rounds; round++) {
      const count = Math.max(1, Math.round(100_000 / text.length));
      let start = performance.now();
      for (let i = 0; i < count; i++) validate(tree, schema, { known: knownOf });
      times.ours.push((performance.now() - start) / count);
      start = performance.now();
      for (let i = 0; i < count; i++) await service.doValidation(document, jsonDocument);
      times.theirs.push((performance.now() - start) / count);
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[rounds >> 1] ?? 0;
    row(text.length, ms(median(times.ours)), ms(median(times.theirs)), ratio(median(times.ours), median(times.theirs)));
  }

  console.log("\nrules beyond the schema, and advice: median ms, and as multiples of the schema pass");
  row("size", "rules", "advice", "schema", "rules / schema", "advice / schema");
  for (const size of sizes) {
    // Rules keep what they looked up of a tree, so each tree is taken once.
    const text = configOf(size);
    const count = Math.max(4, Math.min(200, Math.round(400_000 / text.length)));
    const rules: number[] = [];
    const advice: number[] = [];
    const pass: number[] = [];
    for (let round = 0; round < 15; round++) {
      const documents = Array.from({ length: count }, () => new ConfigDocument(text, schema));
      let start = performance.now();
      for (const document of documents) ruleFindings(document);
      rules.push((performance.now() - start) / count);
      start = performance.now();
      for (const document of documents) adviceFindings(document);
      advice.push((performance.now() - start) / count);
      start = performance.now();
      for (const { json5 } of documents) if (json5.root) validate(json5.root, schema, { known: knownOf });
      pass.push((performance.now() - start) / count);
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[7] ?? 0;
    const [ruled, advised, passed] = [rules, advice, pass].map(median) as [number, number, number];
    row(text.length, ms(ruled), ms(advised), ms(passed), ratio(ruled, passed), ratio(advised, passed));
  }

  console.log("\nlay out a text on one line: median ms, parsing included");
  row("size", "ours", "jsonc-parser", "/ jsonc-parser");
  for (const size of sizes) {
    const text = JSON.stringify(JSON.parse(configOf(size)));
    const options = { indent: "  ", tabSize: 2, lineBreak: "\n" };
    const { ours = 0, jsonc = 0 } = race({
      ours: () => format(parse(text), options),
      jsonc: () => formatJsonc(text, undefined, { tabSize: 2, insertSpaces: true, eol: "\n" }),
    });
    row(text.length, ms(ours), ms(jsonc), ratio(ours, jsonc));
  }

  console.log("\nkeys to type in at the end of gateway: median ms, parsing included");
  row("size", "ours", "VS Code JSON", "/ VS Code JSON");
  for (const size of sizes) {
    const text = configOf(size).replace(/\}\s*$/, ',"gateway": { "port": 18789, }}');
    const offset = text.length - 2;
    const document = TextDocument.create("test://openclaw.json", "json", 1, text);
    const position = document.positionAt(offset);
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    for (let round = 0; round < rounds; round++) {
      const count = Math.max(1, Math.round(100_000 / text.length));
      let start = performance.now();
      for (let i = 0; i < count; i++) keysAt(new ConfigDocument(text, schema), offset, english);
      times.ours.push((performance.now() - start) / count);
      start = performance.now();
      for (let i = 0; i < count; i++) await service.doComplete(document, position, service.parseJSONDocument(document));
      times.theirs.push((performance.now() - start) / count);
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[rounds >> 1] ?? 0;
    row(text.length, ms(median(times.ours)), ms(median(times.theirs)), ratio(median(times.ours), median(times.theirs)));
  }

  console.log("\nfirst use: ms, once");
  const small = configOf(1_000);
  let start = performance.now();
  const lazy = await new SchemaArchive(path.join(root, "dist", "schemas.br")).load(newestSchema);
  row("", "read schema", ms(performance.now() - start));
  start = performance.now();
  const tree = parse(small).root;
  if (tree) validate(tree, lazy);
  row("", "first check", ms(performance.now() - start));
  activation();
}

/** Loads the built extension with a stand-in for the editor, and activates it: our own time, without VS Code's. */
function activation(): void {
  const bundle = path.join(root, "dist", "extension.js");
  const standIn = path.join(root, "out", "stand-in.cjs");
  fs.writeFileSync(
    standIn,
    `const anything = new Proxy(function () {}, {
       get: (_, key) => (key === Symbol.toPrimitive ? () => "" : key === "textDocuments" ? [] : anything),
       apply: () => anything, construct: () => anything, set: () => true });
     const names = "EventEmitter RelativePattern window workspace languages commands env l10n Uri StatusBarAlignment DiagnosticSeverity CodeActionKind CompletionItemKind SymbolKind FoldingRangeKind SemanticTokensLegend Disposable".split(" ");
     const vscode = Object.fromEntries(names.map((name) => [name, anything]));
     const Module = require("node:module");
     const load = Module._load;
     Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
     const start = performance.now();
     const { activate } = require(${JSON.stringify(bundle)});
     activate({ subscriptions: [], extensionUri: anything, globalStorageUri: anything });
     process.stdout.write(String(performance.now() - start));
     process.exit(0);`,
  );
  const times = Array.from({ length: 15 }, () =>
    Number(execFileSync(process.execPath, [standIn], { encoding: "utf8" })),
  ).sort((a, b) => a - b);
  row("", "activate", ms(times[7] ?? 0), "worst of 15", ms(times.at(-1) ?? 0));
}

void main();
