// Small files that once held VS Code up for seconds or minutes: each is checked to its end, and others have their turn meanwhile.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { eventually, open } from "./helpers";

const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(",\n");
const provider = (baseUrl: string) =>
  `{ models: { providers: { x: { baseUrl: "${baseUrl}", models: [] } } }, gatewy: 1 }`;

/** Texts of a config, each with a mistake that is found at the end. */
const shapes: Readonly<Record<string, () => string>> = {
  "an address of 60,000 slashes": () => provider(`http://127.0.0.1:9${"/".repeat(60_000)}`),
  "an address of 100,000 dots": () =>
    `{ secrets: { egressProxy: { allowedHosts: ["${".".repeat(100_000)}"] } }, gatewy: 1 }`,
  "names to wake by of 6,000 blanks": () =>
    `{ talk: { wakeNames: ["${" ".repeat(3000)}a${" ".repeat(3000)}b"] }, gatewy: 1 }`,
  "1,200 aliases, a policy and fallbacks": () =>
    `{ agents: { defaults: { models: {\n${many(1200, (i) => `"openai/m${i}": { alias: "a${i}" }`)} }, modelPolicy: { allow: [${many(1200, (i) => `"a${i}"`)}] }, subagents: { model: { primary: "a1", fallbacks: [${many(1200, (i) => `"b${i}"`)}] } } } }, gatewy: 1 }`,
  "2,000 agents and providers": () =>
    `{ agents: { entries: {\n${many(2000, (i) => `a${i}: { model: "p${i}/m" }`)} } }, models: { providers: {\n${many(2000, (i) => `p${i}: { baseUrl: "https://h/v1", models: [{ id: "m", name: "m" }] }`)} } }, gatewy: 1 }`,
  "20,000 unknown keys": () => `{\n${many(20_000, (i) => `k${i}: 1`)} }`,
  "100,000 wrong items": () => `{ tools: { allow: [${many(100_000, () => "1")}] } }`,
  "an agent's id of 100,000 hyphens": () => `{ bindings: [{ agentId: "${"-".repeat(100_000)}!" }], gatewy: 1 }`,
};

/** What the host may be kept in one piece, in ms, on a machine that reads {@link measure} in {@link reference}. */
const maxPiece = 250;
/** A piece that took longer is tried so often again: of all tries the best counts, as a machine may be busy with something else. */
const tries = 4;

/** A piece of work that is always the same: by it a slow or busy machine is told from a fast one. */
const measure = `[${"[1],".repeat(100_000)}0]`;
/** What it takes where nothing else runs, in ms: the least of 60 times on the machine on which {@link maxPiece} was set. */
const reference = 5.2;

/** How much slower than there this machine is just now, at least 1: by the median of several times. */
function slowness(): number {
  const times = Array.from({ length: 15 }, () => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    JSON.parse(measure);
    const { user, system } = process.cpuUsage(used);
    return Math.min(performance.now() - start, (user + system) / 1000);
  }).sort((a, b) => a - b);
  return Math.max(1, (times[7] ?? reference) / reference);
}

/**
 * The longest piece of work in this process while something runs, in ms: between two turns of a timer, by the clock on the wall or by what
 * the processor did for us, whichever is less, since others may have had the processor in between.
 */
async function longestPieceOf(run: () => Promise<unknown>): Promise<number> {
  let [last, used] = [performance.now(), process.cpuUsage()];
  let longest = 0;
  const look = () => {
    const [now, usage] = [performance.now(), process.cpuUsage(used)];
    longest = Math.max(longest, Math.min(now - last, (usage.user + usage.system) / 1000));
    [last, used] = [now, process.cpuUsage()];
  };
  const timer = setInterval(look, 5);
  try {
    await run();
  } finally {
    clearInterval(timer);
    look();
  }
  return longest;
}

/**
 * With `OPENCLAW_JSON5_PIECES`, the path of a file, the longest piece of each shape is written there, a line each: to see where the time
 * goes when a bound is near.
 */
function note(name: string, longest: number): void {
  const into = process.env.OPENCLAW_JSON5_PIECES;
  if (into) fs.appendFileSync(into, `${Math.round(longest)} ms: ${name}\n`);
}

/** Runs something until it kept nobody for long, and fails where it always did. */
async function inPieces(name: string, run: () => Promise<unknown>): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < tries && best > maxPiece; round++) {
    const before = slowness();
    const longest = await longestPieceOf(run);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    best = Math.min(best, longest / Math.max(before, slowness()));
  }
  note(name, best);
  assert.ok(best <= maxPiece, `${name}: others waited for ${Math.round(best)} ms in one piece`);
}

const found = (document: vscode.TextDocument, limit: number) =>
  eventually(() => vscode.languages.getDiagnostics(document.uri).length > 0 || undefined, limit);

/** A config with files beside it, which stand there before it is opened in an editor. */
async function openBeside(text: string, prepare: (folder: string) => void): Promise<vscode.TextDocument> {
  const { document } = await open("{}");
  prepare(path.dirname(document.uri.fsPath));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, 0, 2), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return document;
}

const list = `[${"1, ".repeat(330_000)}]`;

/** Files around a config that take long to look at. */
const around: Readonly<Record<string, readonly [text: string, prepare: (folder: string) => void]>> = {
  "a list of 1 MB that is included sixty times": [
    `{ tools: { allow: { $include: [${many(60, () => "'./list.json5'")}] } } }`,
    (folder) => fs.writeFileSync(path.join(folder, "list.json5"), list),
  ],
  "100 links to a list of 1 MB": [
    `{ tools: { allow: { $include: [${many(100, (i) => `'./link${i}.json5'`)}] } } }`,
    (folder) => {
      fs.writeFileSync(path.join(folder, "list.json5"), list);
      for (let i = 0; i < 100; i++) fs.symlinkSync("list.json5", path.join(folder, `link${i}.json5`));
    },
  ],
  "includes in 5,000 folders": [
    `{ tools: { allow: { $include: [${many(5000, (i) => `'./folder${i}/x.json5'`)}] } } }`,
    (folder) => {
      for (let i = 0; i < 5000; i++) fs.mkdirSync(path.join(folder, `folder${i}`));
    },
  ],
  "a .env file of 60,000 line breaks": [
    "{ logging: { file: '${PLACE}' }, gatewy: 1 }",
    (folder) => fs.writeFileSync(path.join(folder, ".env"), `${"\n".repeat(60_000)}PLACE=/tmp/x`),
  ],
};

/** What is asked for on a long text, each with the text and how it is seen to have ended. */
const asked: Readonly<
  Record<string, readonly [text: () => string, ask: (document: vscode.TextDocument) => Promise<unknown>]>
> = {
  "100,000 comments, formatted": [
    () => `{\n${"// x\n".repeat(100_000)} gatewy: 1 }`,
    async (document) => {
      const options = { insertSpaces: true, tabSize: 2 };
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        options,
      );
      assert.ok(edits && edits.length > 0);
    },
  ],
  "2,000 old keys, migrated": [
    () =>
      `{ channels: { telegram: { accounts: {\n${many(1000, (i) => `a${i}: { streamMode: "partial", chunkMode: "length" }`)} } } }, gatewy: 1 }`,
    async (document) => {
      const before = document.getText();
      await vscode.commands.executeCommand("openclawJson5.migrate", {
        version: "2026.9.6",
        removeAll: true,
        preview: false,
      });
      await eventually(() => document.getText() !== before || undefined, 20_000);
      assert.doesNotMatch(document.getText(), /streamMode/);
    },
  ],
  "50,000 items, as JSON": [
    () => `{ tools: { deny: [${many(50_000, (i) => `'t${i}'`)}] }, gatewy: 1 }`,
    async (document) => {
      await vscode.commands.executeCommand("openclawJson5.convertToJson");
      await eventually(() => document.getText().includes('"gatewy": 1') || undefined, 20_000);
    },
  ],
};

describe("a file that is made to take long keeps nobody for long in one piece", () => {
  for (const [name, shape] of Object.entries(shapes))
    it(`and is checked to its end: ${name}`, async () => {
      const text = shape();
      await inPieces(name, async () => found((await open(text)).document, 20_000));
    });

  for (const [name, [text, prepare]] of Object.entries(around))
    it(`and is checked to its end: ${name}`, async () => {
      const documents: vscode.TextDocument[] = [];
      // Whatever stands beside it is written before anybody measures.
      for (let round = 0; round < tries; round++) documents.push(await openBeside("{ }", prepare));
      await inPieces(name, async () => {
        const document = documents.pop();
        assert.ok(document);
        await vscode.window.showTextDocument(document);
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, new vscode.Range(0, 0, 0, 3), text);
        assert.ok(await vscode.workspace.applyEdit(edit));
        await found(document, 25_000);
      });
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

  for (const [name, [text, ask]] of Object.entries(asked))
    it(`and what is asked for comes: ${name}`, async () => {
      const whole = text();
      await inPieces(name, async () => {
        const { document } = await open(whole);
        await found(document, 20_000);
        await ask(document);
      });
    });
});
