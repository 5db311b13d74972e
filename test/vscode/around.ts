// What stands around a config, in a real VS Code: included files, variables, and the openclaw program.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { diagnostics, eventually, isAdvice, open, position, quiet, summary, wordsOf } from "./helpers";

/** Opens a config with files beside it. */
async function openWith(text: string, files: Readonly<Record<string, string>>): Promise<vscode.TextEditor> {
  const editor = await open("{}");
  const folder = path.dirname(editor.document.uri.fsPath);
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  await replaceAll(editor, text);
  await editor.document.save();
  return editor;
}

function beside(editor: vscode.TextEditor, name: string): vscode.Uri {
  return vscode.Uri.file(path.join(path.dirname(editor.document.uri.fsPath), name));
}

async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
  assert.ok(await editor.edit((edit) => edit.replace(all, text)));
}

/** Findings of a file, in an editor or not. */
function codes(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((each) => !isAdvice(each))
    .map(({ code, range }) => `${String(code)} ${range.start.line}`);
}

function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? wordsOf(content.value) : ""))
    .join("\n");
}

async function shows(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  let seen: string[] = [];
  await eventually(() => {
    seen = codes(uri);
    return JSON.stringify(seen) === JSON.stringify(expected) || undefined;
  }).catch(() => assert.deepEqual(seen, expected));
}

const config = "{\n  models: { $include: './models.json5' },\n}\n";
const models = (key: string) =>
  `// local models\n{\n  providers: {\n    mine: { baseUrl: 'http://127.0.0.1:9/v1', models: [{ id: 'a', name: 'a', ${key}: 4096 }] },\n  },\n}\n`;

describe("included files", () => {
  it("show their own findings, and those go when the file changes on disk", async () => {
    const editor = await openWith(config, { "models.json5": models("contextWindw") });
    const file = beside(editor, "models.json5");
    await shows(file, ["schema/unknown-key 3"]);
    await diagnostics(editor.document, []);
    fs.writeFileSync(file.fsPath, models("contextWindow"));
    await shows(file, []);
    fs.rmSync(file.fsPath);
    await shows(editor.document.uri, ["config/include-missing 1"]);
    fs.writeFileSync(file.fsPath, "{ providers: ");
    await shows(editor.document.uri, ["config/include-broken 1"]);
    assert.ok(codes(file).some((code) => code.startsWith("syntax/")));
    fs.writeFileSync(file.fsPath, models("contextWindow"));
    await shows(editor.document.uri, []);
    await shows(file, []);
  });

  it("count as they are in the editor, saved or not", async () => {
    const editor = await openWith(config, { "models.json5": models("contextWindow") });
    const file = beside(editor, "models.json5");
    await shows(file, []);
    const included = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    await replaceAll(included, models("contextWindw"));
    await shows(file, ["schema/unknown-key 3"]);
    const [first] = vscode.languages.getDiagnostics(file).filter((each) => !isAdvice(each));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      file,
      first?.range,
    );
    const action = actions.find(({ title }) => title === 'Change to "contextWindow"');
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    await shows(file, []);
    assert.equal(included.document.getText(), models("contextWindow"));
    await included.document.save();
  });

  it("have the help of their place, with the config open or not", async () => {
    const editor = await openWith(config, { "models.json5": models("contextWindow") });
    const file = beside(editor, "models.json5");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const included = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    const hovers = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        file,
        position(included.document, "contextWindow"),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.match(textOf(hovers), /models\.providers\.mine\.models\[0\]\.contextWindow/);
    await replaceAll(included, models("contextWindw"));
    await shows(file, ["schema/unknown-key 3"]);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await shows(file, []);
  });

  it("are a link and a definition away", async () => {
    const { document } = await openWith(config, { "models.json5": models("contextWindow") });
    const links = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        "vscode.executeLinkProvider",
        document.uri,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.equal(path.basename(links[0]?.target?.fsPath ?? ""), "models.json5");
    assert.equal(document.getText(links[0]?.range), "./models.json5");
    const [definition] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      position(document, "./models"),
    );
    assert.equal(path.basename(definition?.targetUri.fsPath ?? ""), "models.json5");
  });

  it("that nobody includes are nobody's business", async () => {
    const editor = await openWith("{ gateway: { mode: 'local' } }", { "other.json5": "{ gatewy: 1 }" });
    const other = beside(editor, "other.json5");
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(other));
    await quiet();
    assert.deepEqual(vscode.languages.getDiagnostics(other), []);
  });
});

describe("variables", () => {
  it("are missed until a .env file beside the config sets them", async () => {
    const editor = await openWith("{\n  logging: { file: '${OPENCLAW_JSON5_UNSET}' },\n}\n", {});
    await diagnostics(editor.document, ['Warning openclaw env/missing "${OPENCLAW_JSON5_UNSET}"']);
    fs.writeFileSync(beside(editor, ".env").fsPath, "OPENCLAW_JSON5_UNSET=/tmp/log\n");
    await diagnostics(editor.document, []);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      editor.document.uri,
      position(editor.document, "{OPENCLAW_JSON5"),
    );
    assert.match(textOf(hovers), /\.env/);
    assert.doesNotMatch(textOf(hovers), /\/tmp\/log/);
  });

  it("refused for want of a value are a warning, too", async () => {
    const { document } = await openWith("{ gateway: { mode: '${OPENCLAW_JSON5_UNSET}' } }", {});
    await diagnostics(document, ["Warning openclaw host/variable-missing \"'${OPENCLAW_JSON5_UNSET}'\""]);
  });

  it("complete by name, the config's own first", async () => {
    const { document } = await openWith("{\n  env: { vars: { ZZ_OWN: 'x' } },\n  logging: { file: '${}' },\n}\n", {});
    const at = position(document, "${}").translate(0, 1);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    const items = list.items
      .filter(({ kind }) => kind === vscode.CompletionItemKind.Variable)
      .sort((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));
    assert.equal(items[0]?.label, "ZZ_OWN");
    assert.ok(items.some(({ label }) => label === "PATH"));
    assert.equal(items[0]?.insertText, "${ZZ_OWN}");
  });
});

describe("versions", () => {
  it("the file's own counts, and unknown keys of others say so", async () => {
    const { document } = await openWith("{ agents: { list: 5 } }", {});
    await diagnostics(document, ['Error openclaw version/removed-key "list"']);
    const old = await openWith("{ meta: { lastTouchedVersion: '2026.7.35' }, agents: { entries: {} } }", {});
    await diagnostics(old.document, ['Error openclaw version/new-key "entries"']);
    assert.match(vscode.languages.getDiagnostics(old.document.uri)[0]?.message ?? "", /new in OpenClaw 2026\.8\.2/);
  });

  it("a pinned one counts before it, and nonsense counts for nothing", async () => {
    const settings = vscode.workspace.getConfiguration("openclawJson5");
    const editor = await openWith("{ meta: { lastTouchedVersion: 'soon' }, agents: { entries: {} } }", {});
    await quiet();
    await diagnostics(editor.document, []);
    await settings.update("version", "2026.7.35", vscode.ConfigurationTarget.Workspace);
    await diagnostics(editor.document, ['Error openclaw version/new-key "entries"']);
    await settings.update("version", undefined, vscode.ConfigurationTarget.Workspace);
    await diagnostics(editor.document, []);
  });

  it("the hover says since when a key exists", async () => {
    const { document } = await openWith("{ agents: { entries: {} } }", {});
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position(document, "entries"),
    );
    assert.match(textOf(hovers), /Since OpenClaw 2026\.8\.2/);
  });
});

describe("migration", () => {
  const old = `{
  // the way in
  gateway: { mode: 'local', tailscale: { mode: 'off', resetOnExit: false /* why */ } },
  messages: { tts: { auto: 'off' } }, // silent
}
`;

  it("mends one key by a quick fix", async () => {
    const editor = await openWith(old, {});
    const { document } = editor;
    await eventually(() => codes(document.uri).length === 2 || undefined);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(position(document, "tts"), position(document, "tts")),
    );
    const action = actions.find(({ title }) => title === "Move to tts");
    assert.ok(action?.edit && action.isPreferred);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.match(document.getText(), /\n {2}tts: \{ auto: 'off' \}, \/\/ silent\n\}\n$/);
    await document.save();
  });

  it("brings a whole file to a release in one step that can be undone", async () => {
    const { document } = await openWith(old, {});
    await vscode.commands.executeCommand("openclawJson5.migrate", {
      version: "2026.9.6",
      removeAll: true,
      preview: false,
    });
    await eventually(() => (document.getText() === old ? undefined : true));
    assert.equal(
      document.getText(),
      `{
  // the way in
  gateway: { mode: 'local', tailscale: { mode: 'off' /* why */ } },
  tts: { auto: 'off' }, // silent
}
`,
    );
    await diagnostics(document, []);
    await vscode.commands.executeCommand("undo");
    await eventually(() => (document.getText() === old ? true : undefined));
    await document.save();
  });
});

describe("the openclaw program", () => {
  const setting = (value: string | undefined) =>
    vscode.workspace.getConfiguration().update("openclawJson5.openclawPath", value, vscode.ConfigurationTarget.Global);

  /** A program of our own in the place of OpenClaw's; it notes what it is asked. */
  async function useProgram(body: string): Promise<{ readonly calls: () => string[] }> {
    const editor = await open("{}");
    const folder = path.dirname(editor.document.uri.fsPath);
    const [file, log] = [path.join(folder, "openclaw-of-tests"), path.join(folder, "calls")];
    const script = `#!${process.execPath}
const fs = require("node:fs");
fs.appendFileSync(${JSON.stringify(log)}, process.argv.slice(2).join(" ") + "\\n");
const config = process.env.OPENCLAW_CONFIG_PATH;
const text = config ? fs.readFileSync(config, "utf8") : "";
if (process.argv[2] === "--version") console.log("OpenClaw 2026.9.6 (tests)");
else if (process.argv[3] === "schema") console.log("{}");
else { ${body} }
`;
    fs.writeFileSync(file, script, { mode: 0o755 });
    await setting(file);
    return { calls: () => (fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n") : []) };
  }

  after(() => setting(undefined));

  const say = (issues: string) =>
    `console.log(JSON.stringify({ valid: false, issues: ${issues} })); process.exitCode = 1;`;

  it("is asked when a config is saved, and what it says is shown until the text changes", async () => {
    const { calls } = await useProgram(
      say(
        `text.includes("9999") ? [{ path: "gateway.port", message: "not this port" }] : [{ path: "gateway", message: "hm" }]`,
      ),
    );
    const editor = await openWith("{\n  gateway: { port: 1234 },\n}\n", {});
    await replaceAll(editor, "{\n  gateway: { port: 9999 },\n}\n");
    await diagnostics(editor.document, []);
    await editor.document.save();
    await diagnostics(editor.document, ['Error openclaw config/openclaw "9999"']);
    assert.match(vscode.languages.getDiagnostics(editor.document.uri)[0]?.message ?? "", /not this port/);
    assert.ok(calls().includes("config validate --json"));
    await replaceAll(editor, "{\n  gateway: { port: 9998 },\n}\n");
    await diagnostics(editor.document, []);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("is asked when an included file is saved, and what it says stays there", async () => {
    await useProgram(say(`[{ path: "models.providers.mine.models.0.contextWindow", message: "too much" }]`));
    const editor = await openWith(config, { "models.json5": models("contextWindow") });
    const file = beside(editor, "models.json5");
    await shows(file, ["config/openclaw 3"]);
    const included = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    await replaceAll(included, `${models("contextWindow")}// saved\n`);
    await shows(file, []);
    await included.document.save();
    await shows(file, ["config/openclaw 3"]);
    // The news of the file on disk comes later.
    await quiet();
    await quiet();
    await shows(file, ["config/openclaw 3"]);
  });

  it("is asked about what is not saved by a command, on a private copy", async () => {
    const { calls } = await useProgram(say(`[{ path: "gateway.port", message: text.trim() }]`));
    const editor = await openWith("{ gateway: { port: 1 } }", {});
    await eventually(() => calls().includes("config validate --json") || undefined);
    await replaceAll(editor, "{ gateway: { port: 2 } }");
    await vscode.commands.executeCommand("openclawJson5.validateWithOpenClaw");
    await diagnostics(editor.document, ['Error openclaw config/openclaw "2"']);
    assert.match(vscode.languages.getDiagnostics(editor.document.uri)[0]?.message ?? "", /port: 2/);
    assert.equal(fs.readFileSync(editor.document.uri.fsPath, "utf8"), "{ gateway: { port: 1 } }");
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("has the last word: what it accepts is no error", async () => {
    await useProgram(`console.log('{"valid":true,"warnings":[]}');`);
    const editor = await openWith("{ channels: { nope: {} } }", {});
    await diagnostics(editor.document, []);
    await replaceAll(editor, "{ channels: { nope: { } } }");
    assert.ok(await eventually(() => summary(editor.document).length > 0 || undefined));
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("may print nonsense, fail or be missing: our own findings stay", async () => {
    for (const body of ["console.log('nonsense');", "process.exit(3);", "console.log('{\"valid\":false}');"]) {
      const { calls } = await useProgram(body);
      const editor = await openWith("{ channels: { nope: {} } }", {});
      await eventually(() => calls().includes("config validate --json") || undefined);
      await quiet();
      await diagnostics(editor.document, ['Error openclaw config/unknown-channel "nope"']);
    }
    await setting("/no/such/program");
    const editor = await openWith("{ channels: { nope: {} } }", {});
    await diagnostics(editor.document, ['Error openclaw config/unknown-channel "nope"']);
  });

  it("that hangs holds nothing up", async () => {
    const { calls } = await useProgram("setInterval(() => {}, 1000);");
    const editor = await openWith("{ channels: { nope: {} } }", {});
    await eventually(() => calls().includes("config validate --json") || undefined);
    await diagnostics(editor.document, ['Error openclaw config/unknown-channel "nope"']);
    await replaceAll(editor, "{ channels: { } }");
    await diagnostics(editor.document, []);
    await editor.document.save();
  });
});
