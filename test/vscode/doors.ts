// What strangers write stays text, silences nothing and fails alone: through the real API.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnostics, eventually, open, position, summary } from "./helpers";

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);

describe("settings of a wrong type", () => {
  it("silence nothing: the defaults count", async () => {
    const settings = vscode.workspace.getConfiguration("openclawJson5");
    const wrong: readonly (readonly [name: string, value: unknown])[] = [
      ["advice.disabled", 5],
      ["advice.enabled", "no"],
      ["validate.enabled", 0],
      ["version", ["2026.8.2"]],
      ["codeLens.enabled", {}],
      ["format.quotes", 7],
    ];
    const { Workspace } = vscode.ConfigurationTarget;
    for (const [name, value] of wrong) await settings.update(name, value, Workspace);
    try {
      const text =
        "{   nope: 1, models: { providers: { lmstudio: { baseUrl: 'https://0.0.0.0:9/v1', models: [] } } } }";
      const { document } = await open(text);
      await diagnostics(
        document,
        [
          'Error openclaw schema/unknown-key "nope"',
          "Information openclaw advice/wildcard-address \"'https://0.0.0.0:9/v1'\"",
        ],
        true,
      );
      assert.ok((await run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri)).length > 0);
      const options = { tabSize: 2, insertSpaces: true };
      assert.ok(
        (await run<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", document.uri, options)).length > 0,
      );
    } finally {
      for (const [name] of wrong) await settings.update(name, undefined, Workspace);
    }
  });
});

describe("names that objects inherit", () => {
  it("silence no finding", async () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      const { document } = await open(
        `{ nope: 1, models: { providers: { ${name}: { api: "${name}", models: [] } } },
  gateway: { auth: { token: { source: "${name}", provider: "${name}", id: "${name}" } } } }`,
      );
      await eventually(() =>
        summary(document).includes('Error openclaw schema/unknown-key "nope"') ? true : undefined,
      );
    }
  });
});

describe("texts of strangers", () => {
  const id = "[Click](command:workbench.action.toggleZenMode)";

  it("are no link in a refusal to rename", async () => {
    const { document } = await open(
      `{ agents: { entries: { main: {} } }, bindings: [{ agentId: ${JSON.stringify(id)}, match: { channel: "telegram" } }] }`,
    );
    const rename = run("vscode.executeDocumentRenameProvider", document.uri, position(document, "Click"), "x");
    await assert.rejects(
      async () => rename,
      (error: Error) => error.message.includes("[Click] (command:") && !error.message.includes("]("),
    );
  });

  it("are no icons and hide nothing in the outline, in lenses, in what is wrong and in completion", async () => {
    const name = "a$(trash)\u202eb](command:x)";
    const { document } = await open(
      `{ models: { providers: { ${JSON.stringify(name)}: { baseUrl: "http://127.0.0.1:9/v1", models: [{ id: ${JSON.stringify(name)}, name: "x" }] } } },
  agents: { defaults: { model: ${JSON.stringify(`${name}/${name}`)} }, entries: { main: { model: "" } } }, channels: { ${JSON.stringify(name)}: {} } }`,
    );
    const harmless = (text: string) => {
      assert.doesNotMatch(text, /\$\(trash|\u202e|\]\(/);
      return text;
    };
    const symbols = await run<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri);
    const visit = (all: readonly vscode.DocumentSymbol[]): string[] =>
      all.flatMap((each) => [harmless(each.name + each.detail), ...visit(each.children)]);
    assert.ok(visit(symbols).some((each) => each.includes("a$ (trash)\ufffdb] (command:x)")));
    const lenses = await run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
    assert.ok(lenses.length > 0);
    for (const { command } of lenses) harmless(command?.title ?? "");
    await eventually(() => (summary(document).length > 0 ? true : undefined));
    // Links and icons are not live there.
    for (const { message } of vscode.languages.getDiagnostics(document.uri)) assert.doesNotMatch(message, /\u202e/);
    const at = position(document, '"" }').translate(0, 0);
    const { items } = await run<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, at);
    assert.ok(items.some(({ label }) => (typeof label === "string" ? label : label.label).startsWith("a$ (trash)")));
    for (const { label, detail } of items)
      harmless((typeof label === "string" ? label : label.label + (label.description ?? "")) + (detail ?? ""));
  });

  it("are in hovers that are trusted for nothing", async () => {
    const { document } = await open(`{ gateway: { ${JSON.stringify(`![](https://e.io/x)${id}`)}: 1, port: 18789 } }`);
    const hovers = await run<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, position(document, "port"));
    const contents = hovers.flatMap((each) => each.contents);
    assert.ok(contents.length > 0);
    for (const content of contents) {
      assert.ok(content instanceof vscode.MarkdownString);
      assert.ok(!content.isTrusted && !content.supportHtml && !content.supportThemeIcons);
    }
  });
});
