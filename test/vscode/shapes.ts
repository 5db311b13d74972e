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
  "100,000 comments": () => `{\n${"// x\n".repeat(100_000)} gatewy: 1 }`,
};

describe("a file that is made to take long", () => {
  for (const [name, shape] of Object.entries(shapes)) {
    it(`is checked to its end: ${name}`, async () => {
      let last = performance.now();
      let longest = 0;
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      const { document } = await open(shape());
      await eventually(() => vscode.languages.getDiagnostics(document.uri).length > 0 || undefined, 20_000);
      clearInterval(timer);
      // To look at, not to judge by: how long a machine takes is its own affair.
      const into = process.env.OPENCLAW_JSON5_PIECES;
      if (into) fs.appendFileSync(into, `${Math.round(longest)} ms: ${name}\n`);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    });
  }

  it("is checked to its end: a list of 1 MB that is included sixty times", async () => {
    const { document } = await open("{}");
    const folder = path.dirname(document.uri.fsPath);
    fs.writeFileSync(path.join(folder, "list.json5"), `[${"1, ".repeat(330_000)}]`);
    const edit = new vscode.WorkspaceEdit();
    const text = `{ tools: { allow: { $include: [${many(60, () => "'./list.json5'")}] } } }`;
    edit.replace(document.uri, new vscode.Range(0, 0, 0, 2), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually(() => vscode.languages.getDiagnostics(document.uri).length > 0 || undefined, 25_000);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
