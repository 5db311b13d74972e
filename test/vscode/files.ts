// Files around a config, in a real VS Code: what is never read, what is read once, and where variables are looked for.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { diagnostics, eventually, open, summary } from "./helpers";

type Opens = (file: string, ...rest: unknown[]) => Promise<unknown>;

/** The functions that open files, as the extension has them: it runs in the same process. */
const disk = require("node:fs/promises") as Record<"open" | "readFile", Opens>;

/** The files that are opened while something runs. */
async function openedWhile(run: () => Promise<unknown>): Promise<string[]> {
  const real = { ...disk };
  const opened: string[] = [];
  for (const name of ["open", "readFile"] as const) {
    disk[name] = (file, ...rest) => {
      opened.push(String(file));
      return real[name](file, ...rest);
    };
  }
  try {
    await run();
  } finally {
    for (const name of ["open", "readFile"] as const) disk[name] = real[name];
  }
  return opened;
}

const folderOf = ({ document }: vscode.TextEditor) => path.dirname(document.uri.fsPath);

const links = (document: vscode.TextDocument) =>
  vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", document.uri);

describe("a config beside another file", () => {
  it("is read once, and again when it has changed", async () => {
    // The extension has to be awake.
    await open("{}");
    const editor = await open("{ a: 1 }", "other.json5");
    const config = path.join(folderOf(editor), "openclaw.json");
    fs.writeFileSync(config, "{ gateway: { mode: 'local' } }");
    const ask = async () => {
      for (let times = 0; times < 5; times++) await links(editor.document);
    };
    const inside = async () => (await openedWhile(ask)).filter((file) => file.startsWith(path.dirname(config)));
    // Once the folder is watched and the file has settled, it is read no more.
    await eventually(async () => (await inside()).length === 0 || undefined);
    assert.deepEqual(await inside(), []);
    fs.writeFileSync(config, "{ gateway: { $include: './other.json5' } }");
    await eventually(async () => (await inside()).includes(config) || undefined);
    assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), " ")));
    await diagnostics(editor.document, ['Error openclaw schema/unknown-key "a"']);
  });

  it("that is a device, a pipe or endless holds nothing up and is not read", async () => {
    const editor = await open("{}", "other.json5");
    const folder = folderOf(editor);
    fs.symlinkSync("/dev/zero", path.join(folder, "openclaw.json"));
    execFileSync("mkfifo", [path.join(folder, "openclaw.json5")]);
    fs.writeFileSync(path.join(folder, "clawdbot.json"), `{ gatewy: 1 } //${"x".repeat(8 * 1024 * 1024)}`);
    // Each is answered after the files around the document were looked at.
    const opened = await openedWhile(async () => {
      for (let times = 0; times < 5; times++) await links(editor.document);
    });
    assert.deepEqual(
      opened.filter((file) => file.startsWith(folder)),
      [],
    );
    assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
  });
});

it("a config in which one types reads nothing but what has changed", async () => {
  const editor = await open("{}");
  const folder = folderOf(editor);
  fs.writeFileSync(path.join(folder, "gateway.json5"), "{ mode: 'local' }");
  fs.writeFileSync(path.join(folder, ".env"), "PLACE=/tmp/x\n");
  const past = new Date(Date.now() - 60_000);
  fs.utimesSync(path.join(folder, "gateway.json5"), past, past);
  const text = "{ gateway: { $include: './gateway.json5' }, logging: { file: '${PLACE}' } }";
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 2), text));
  await diagnostics(editor.document, []);
  // Links are worked out from the newest text: when they have come, all that it takes has been read.
  const openedInTyping = async () => {
    const opened = await openedWhile(async () => {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, text.length), " "));
      await links(editor.document);
    });
    return opened.filter((file) => file.startsWith(folder));
  };
  // A file is read again as long as it may change within one tick of the clock, and no longer.
  await eventually(async () => (await openedInTyping()).length === 0 || undefined);
  for (let times = 0; times < 3; times++) assert.deepEqual(await openedInTyping(), []);
  fs.writeFileSync(path.join(folder, "gateway.json5"), "{ mode: 'lokal' }");
  await eventually(
    () => vscode.languages.getDiagnostics(vscode.Uri.file(path.join(folder, "gateway.json5"))).length > 0 || undefined,
  );
});

it("a config of more than is checked says so", async () => {
  const editor = await open("{}");
  const folder = folderOf(editor);
  fs.writeFileSync(path.join(folder, "n.json5"), `[${"1,".repeat(500_000)}]`);
  const each = Array.from({ length: 60 }, (_, index) => `k${index}: { $include: './n.json5' }`).join(", ");
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 2), `{ plugins: { entries: { ${each} } } }`));
  await eventually(() => summary(editor.document).some((line) => /include-budget/.test(line)) || undefined, 25_000);
});

it("a .env file of nothing but line breaks holds nothing up", async () => {
  const editor = await open("{}");
  fs.writeFileSync(path.join(folderOf(editor), ".env"), `${"\n".repeat(60_000)}PLACE=/tmp/x`);
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 2), "{ logging: { file: '${PLACE}' }, nope: 1 }"));
  await diagnostics(editor.document, ['Error openclaw schema/unknown-key "nope"']);
});

it("a ~ in OPENCLAW_HOME is the user's home when variables are looked for", async () => {
  const before = process.env.OPENCLAW_HOME;
  const folder = folderOf(await open("{}"));
  fs.mkdirSync(path.join(folder, ".openclaw"));
  fs.writeFileSync(path.join(folder, ".openclaw", ".env"), "OPENCLAW_JSON5_AT_HOME=/tmp/x\n");
  process.env.OPENCLAW_HOME = `~/${path.relative(os.homedir(), folder)}`;
  try {
    const { document } = await open("{ logging: { file: '${OPENCLAW_JSON5_AT_HOME}' }, nope: 1 }");
    await diagnostics(document, ['Error openclaw schema/unknown-key "nope"']);
  } finally {
    if (before === undefined) delete process.env.OPENCLAW_HOME;
    else process.env.OPENCLAW_HOME = before;
  }
});
