// Editing inside a real VS Code: completion, names, refactorings, blocks, the formatter, and what is shown beside the text.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { diagnostics, eventually, open, position } from "./helpers";

const run = <T>(command: string, ...words: unknown[]) => vscode.commands.executeCommand<T>(command, ...words);
const label = ({ label: text }: vscode.CompletionItem) => (typeof text === "string" ? text : text.label);

const config = `{
  agents: {
    defaults: {
      model: { primary: "lmstudio/qwen", fallbacks: ["openai/gpt-5.4"] },
      models: { "lmstudio/qwen": { alias: "Local" } },
    },
    entries: { work: { default: true } },
  },
  bindings: [{ agentId: "work", match: { channel: "telegram" } }],
  // what runs here
  models: {
    providers: {
      lmstudio: {
        baseUrl: "http://127.0.0.1:9/v1",
        models: [{ id: "qwen", name: "Q", contextWindow: 196608 }],
      },
    },
  },
}
`;

async function completions(
  text: string,
): Promise<{ editor: vscode.TextEditor; items: vscode.CompletionItem[]; at: vscode.Position }> {
  const offset = text.indexOf("|");
  const editor = await open(text.replace("|", ""));
  const at = editor.document.positionAt(offset);
  const list = await run<vscode.CompletionList>("vscode.executeCompletionItemProvider", editor.document.uri, at);
  const items = list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
  return { editor, items: items.sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1)), at };
}

/** Takes a completion as the editor does. */
async function take({ editor, items }: Awaited<ReturnType<typeof completions>>, name: string): Promise<string> {
  const item = items.find((each) => label(each) === name);
  assert.ok(
    item?.insertText instanceof vscode.SnippetString,
    `${name} among ${items.slice(0, 9).map(label).join(", ")}`,
  );
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  await editor.edit((edit) => {
    for (const each of item.additionalTextEdits ?? []) edit.replace(each.range, each.newText);
  });
  await editor.insertSnippet(item.insertText, range);
  await run("leaveSnippet");
  return editor.document.getText();
}

describe("completion", () => {
  it("of values replaces what stands between the quotes", async () => {
    assert.equal(
      await take(await completions("{ gateway: { mode: 're|' } }"), "local"),
      "{ gateway: { mode: 'local' } }",
    );
    assert.equal(await take(await completions("{ gateway: { mode: | } }"), "local"), '{ gateway: { mode: "local" } }');
  });

  it("of models puts those of the config first", async () => {
    const found = await completions(config.replace('"lmstudio/qwen", fall', '"|", fall'));
    assert.deepEqual(found.items.slice(0, 2).map(label), ["lmstudio/qwen", "Local"]);
    assert.ok(found.items.length > 50);
    assert.equal(await take(found, "lmstudio/qwen"), config);
  });

  it("of keys begins with what the documentation uses most", async () => {
    const { items } = await completions("{\n  agents: {\n    defaults: {\n      |\n    },\n  },\n}\n");
    assert.equal(label(items[0] as vscode.CompletionItem), "model");
  });

  it("of files follows the folders beside the config", async () => {
    const editor = await open("{ agents: { $include: './' } }");
    const folder = path.dirname(editor.document.uri.fsPath);
    fs.mkdirSync(path.join(folder, "parts"));
    fs.writeFileSync(path.join(folder, "agents.json5"), "{}");
    fs.writeFileSync(path.join(folder, "notes.txt"), "");
    const at = editor.document.positionAt(editor.document.getText().indexOf("./") + 2);
    const { items } = await run<vscode.CompletionList>("vscode.executeCompletionItemProvider", editor.document.uri, at);
    assert.deepEqual(items.map(label), ["agents.json5", "parts"]);
  });

  it("offers nothing in comments", async () => {
    assert.deepEqual((await completions("{\n  // gateway: |\n}")).items, []);
  });
});

describe("names", () => {
  it("lead to where they are declared and used", async () => {
    const { document } = await open(config);
    const at = position(document, "qwen");
    const [definition] = await run<vscode.LocationLink[]>("vscode.executeDefinitionProvider", document.uri, at);
    assert.ok(definition);
    assert.equal(definition.targetRange.start.line, position(document, 'id: "qwen').line);
    const references = await run<vscode.Location[]>("vscode.executeReferenceProvider", document.uri, at);
    assert.equal(references.length, 3);
    const highlights = await run<vscode.DocumentHighlight[]>("vscode.executeDocumentHighlights", document.uri, at);
    assert.deepEqual(highlights.map(({ kind }) => kind).sort(), [
      vscode.DocumentHighlightKind.Read,
      vscode.DocumentHighlightKind.Read,
      vscode.DocumentHighlightKind.Write,
    ]);
  });

  it("get another name everywhere, in one step", async () => {
    const { document } = await open(config);
    const at = position(document, "lmstudio");
    const edit = await run<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", document.uri, at, "studio");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), config.replaceAll("lmstudio", "studio"));
    await diagnostics(document, []);
    await run("undo");
    assert.equal(document.getText(), config);
  });

  it("that are taken are refused", async () => {
    const { document } = await open(config.replace("work: {", "play: {}, work: {"));
    const rename = run("vscode.executeDocumentRenameProvider", document.uri, position(document, "work: {"), "play");
    await assert.rejects(async () => rename, /taken/);
  });

  it("in an included file are renamed, too, and the file moves when its path does", async () => {
    const editor = await open(config.replace(/agents: \{[\s\S]*?\n {2}\},\n/, "agents: { $include: './a.json5' },\n"));
    const { document } = editor;
    const included = vscode.Uri.file(path.join(path.dirname(document.uri.fsPath), "a.json5"));
    fs.writeFileSync(included.fsPath, "{ defaults: { model: 'lmstudio/qwen' }, entries: { work: {} } }");
    const at = position(document, "lmstudio");
    const edit = await eventually(async () => {
      const found = await run<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", document.uri, at, "studio");
      return found.entries().length === 2 ? found : undefined;
    });
    assert.ok(await vscode.workspace.applyEdit(edit));
    const inside = await vscode.workspace.openTextDocument(included);
    assert.equal(inside.getText(), "{ defaults: { model: 'studio/qwen' }, entries: { work: {} } }");
    await inside.save();
    await document.save();
    const move = await run<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      position(document, "./a.json5"),
      "./b.json5",
    );
    assert.ok(await vscode.workspace.applyEdit(move));
    assert.ok(document.getText().includes("'./b.json5'"));
    assert.ok(!fs.existsSync(included.fsPath) && fs.existsSync(included.fsPath.replace("a.json5", "b.json5")));
  });

  it("that lead nowhere are a warning, mended by the nearest", async () => {
    const { document } = await open(config.replace('primary: "lmstudio/qwen"', 'primary: "lmstudio/qwn"'));
    await diagnostics(document, ['Warning openclaw model/unknown-ref ""lmstudio/qwn""']);
    const range = new vscode.Range(position(document, "lmstudio/qwn"), position(document, "lmstudio/qwn"));
    const actions = await run<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range);
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(document.getText(), config);
  });
});

describe("refactorings", () => {
  async function act(document: vscode.TextDocument, text: string, title: RegExp): Promise<vscode.CodeAction> {
    const at = position(document, text);
    const actions = await run<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at, at),
      "refactor",
    );
    const action = actions.find((each) => title.test(each.title));
    assert.ok(action, actions.map((each) => each.title).join(" | "));
    if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
    return action;
  }

  it("move a secret to a variable, and undo brings it back", async () => {
    const text = "{ channels: { telegram: { botToken: '123:abc' } } }";
    const { document } = await open(text);
    const action = await act(document, "botToken", /variable/);
    assert.equal(document.getText(), text.replace("123:abc", "${TELEGRAM_BOT_TOKEN}"));
    assert.ok(!JSON.stringify([action.title, action.command]).includes("123:abc"));
    await run("undo");
    assert.equal(document.getText(), text);
  });

  it("move a section to a file of its own", async () => {
    const editor = await open("{\n  tools: {\n    // why\n    exec: { mode: 'ask' },\n  },\n}\n");
    const { document } = editor;
    const { command } = await act(document, "tools", /included file/);
    assert.ok(command);
    const done = run(command.command, ...(command.arguments ?? []));
    await eventually(async () => {
      await run("workbench.action.acceptSelectedQuickOpenItem");
      return document.getText().includes("$include") ? true : undefined;
    });
    await done;
    assert.equal(document.getText(), "{\n  tools: { $include: './tools.json5' },\n}\n");
    const file = path.join(path.dirname(document.uri.fsPath), "tools.json5");
    const moved = await vscode.workspace.openTextDocument(file);
    assert.equal(moved.getText(), "{\n  // why\n  exec: { mode: 'ask' },\n}\n");
    await diagnostics(document, []);
    await vscode.window.showTextDocument(document);
    await eventually(async () => {
      const at = position(document, "tools.json5");
      const actions = await run<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(at, at),
        "refactor.inline",
      );
      return actions[0]?.edit && (await vscode.workspace.applyEdit(actions[0].edit)) ? true : undefined;
    });
    assert.equal(document.getText(), "{\n  tools: {\n    // why\n    exec: { mode: 'ask' },\n  },\n}\n");
  });

  it("write a file as JSON5", async () => {
    const { document } = await open('{\n  "gateway": {\n    "mode": "local"\n  }\n}\n');
    await run("openclawJson5.convertToJson5");
    assert.equal(document.getText(), '{\n  gateway: {\n    mode: "local",\n  },\n}\n');
    await run("openclawJson5.convertToJson");
    assert.equal(document.getText(), '{\n  "gateway": {\n    "mode": "local"\n  }\n}\n');
  });
});

describe("blocks by command", () => {
  it("are merged, and gone with one undo", async () => {
    for (const block of ["lmstudio", "ollama", "llamacpp", "vllm", "litellm", "openrouter", "hybrid", "local-first"]) {
      const { document } = await open(config.replace("lmstudio: {", "mine: {").replaceAll("lmstudio/", "mine/"));
      const before = document.getText();
      await run("openclawJson5.insertModelBlock", { block, primary: false });
      assert.notEqual(document.getText(), before, block);
      assert.ok(document.getText().includes("// what runs here"));
      assert.match(document.getText(), /primary: "mine\/qwen"/);
      await diagnostics(document, []);
      await run("undo");
      assert.equal(document.getText(), before, block);
    }
  });

  it("come first where that is asked for", async () => {
    const { document } = await open(config);
    await run("openclawJson5.insertModelBlock", { block: "ollama", primary: true });
    assert.match(
      document.getText(),
      /primary: "ollama\/qwen3:32b", fallbacks: \["lmstudio\/qwen", "openai\/gpt-5.4"\]/,
    );
  });
});

describe("the formatter", () => {
  const options = { tabSize: 2, insertSpaces: true };
  const apply = async (document: vscode.TextDocument, edits: vscode.TextEdit[] | undefined) => {
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits ?? []);
    await vscode.workspace.applyEdit(edit);
    return document.getText();
  };

  it("lays a document out, and a second time changes nothing", async () => {
    const { document } = await open("{\n// a\n  gateway : {mode:'local', // b\nport:1}\n}\n");
    await run("editor.action.formatDocument");
    const result = "{\n  // a\n  gateway: {\n    mode: 'local', // b\n    port: 1\n  }\n}\n";
    assert.equal(document.getText(), result);
    await run("editor.action.formatDocument");
    assert.equal(document.getText(), result);
  });

  it("lays out a part, and what has just been typed", async () => {
    const text = "{\n a: 1,\n b: {c:1},\n d: 2,\n}\n";
    const { document } = await open(text);
    const range = new vscode.Range(2, 0, 2, 3);
    const edits = await run<vscode.TextEdit[]>("vscode.executeFormatRangeProvider", document.uri, range, options);
    assert.equal(await apply(document, edits), "{\n a: 1,\n  b: { c: 1 },\n d: 2,\n}\n");
    const typed = await open("{\n  a: 1,\n  b: {c:[1,2]}\n}\n");
    const typing = await run<vscode.TextEdit[]>(
      "vscode.executeFormatOnTypeProvider",
      typed.document.uri,
      new vscode.Position(2, 14),
      "}",
      options,
    );
    assert.equal(await apply(typed.document, typing), "{\n  a: 1,\n  b: { c: [1, 2] }\n}\n");
  });

  it("follows its settings", async () => {
    const settings = vscode.workspace.getConfiguration("openclawJson5.format");
    const { Workspace } = vscode.ConfigurationTarget;
    const { document } = await open("{ 'gateway': { mode: 'local' } }");
    await settings.update("quotes", "double", Workspace);
    await settings.update("keys", "unquoted", Workspace);
    await run("editor.action.formatDocument");
    assert.equal(document.getText(), '{ gateway: { mode: "local" } }');
    await settings.update("enabled", false, Workspace);
    const edits = await run<vscode.TextEdit[] | undefined>(
      "vscode.executeFormatDocumentProvider",
      document.uri,
      options,
    );
    assert.deepEqual(edits ?? [], []);
    for (const name of ["quotes", "keys", "enabled"]) await settings.update(name, undefined, Workspace);
  });
});

describe("beside the text", () => {
  it("the outline tells what providers and agents are", async () => {
    const { document } = await open(config);
    const symbols = await run<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri);
    const find = (list: readonly vscode.DocumentSymbol[], name: string): vscode.DocumentSymbol | undefined =>
      list.find((each) => each.name === name) ?? list.map((each) => find(each.children, name)).find((each) => each);
    assert.equal(find(symbols, "lmstudio")?.detail, "1 model");
    assert.equal(find(symbols, "qwen")?.detail, "192 Ki");
  });

  it("folds, and grows selections", async () => {
    const { document } = await open(config);
    const folds = await run<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", document.uri);
    assert.ok(folds.some(({ start, end }) => start === 1 && end === 6));
    const [selection] = await run<vscode.SelectionRange[]>("vscode.executeSelectionRangeProvider", document.uri, [
      position(document, "qwen"),
    ]);
    assert.equal(selection && document.getText(selection.range), "qwen");
  });

  it("shows links, names, sizes and users, each unless it is turned off", async () => {
    const { document } = await open(config);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const shown = async () => ({
      links: (await run<vscode.DocumentLink[]>("vscode.executeLinkProvider", document.uri)).filter(
        ({ range }) => document.getText(range) === "http://127.0.0.1:9/v1",
      ).length,
      semanticHighlighting:
        (await run<vscode.SemanticTokens | undefined>("vscode.provideDocumentSemanticTokens", document.uri))?.data
          .length ?? 0,
      inlayHints: (await run<vscode.InlayHint[]>("vscode.executeInlayHintProvider", document.uri, all)).map(
        (each) => each.label,
      ),
      // What a server says comes when it will.
      codeLens: (await run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri)).map(
        ({ command }) => command?.title,
      ),
    });
    const on = await shown();
    assert.deepEqual(on.inlayHints, ["192 Ki"]);
    assert.deepEqual(
      on.codeLens.filter((title) => !/^(?:[●○]|Check$)/.test(title ?? "")),
      ["model lmstudio/qwen · 1 binding", "1 model · used by 1 agent"],
    );
    assert.ok(on.links > 0 && on.semanticHighlighting > 0);
    const settings = vscode.workspace.getConfiguration("openclawJson5");
    const { Workspace } = vscode.ConfigurationTarget;
    for (const name of ["semanticHighlighting", "inlayHints", "codeLens"])
      await settings.update(`${name}.enabled`, false, Workspace);
    const off = await shown();
    assert.deepEqual([off.semanticHighlighting, off.inlayHints, off.codeLens], [0, [], []]);
    for (const name of ["semanticHighlighting", "inlayHints", "codeLens"])
      await settings.update(`${name}.enabled`, undefined, Workspace);
  });
});

describe("configs and their copies", () => {
  it("the active config is opened", async () => {
    const { document } = await open("{ gateway: {} }");
    await open("{}");
    process.env.OPENCLAW_CONFIG_PATH = document.uri.fsPath;
    const done = run("openclawJson5.openConfig");
    await eventually(async () => {
      await run("workbench.action.acceptSelectedQuickOpenItem");
      return vscode.window.activeTextEditor?.document === document ? true : undefined;
    });
    await done;
    delete process.env.OPENCLAW_CONFIG_PATH;
  });

  it("a copy is compared", async () => {
    const { document } = await open("{ gateway: {} }");
    fs.writeFileSync(`${document.uri.fsPath}.last-good`, "{}");
    fs.writeFileSync(`${document.uri.fsPath}.bak.1`, "{}");
    const done = run("openclawJson5.compareWithBackup");
    const input = await eventually(async () => {
      await run("workbench.action.acceptSelectedQuickOpenItem");
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return tab instanceof vscode.TabInputTextDiff ? tab : undefined;
    });
    await done;
    assert.equal(input.original.fsPath, `${document.uri.fsPath}.last-good`);
    assert.equal(input.modified.fsPath, document.uri.fsPath);
  });
});
