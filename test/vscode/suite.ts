// The extension in a real VS Code, through the real API.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { diagnostics, eventually, example, open, position, quiet, summary, wordsOf } from "./helpers";

async function fix(document: vscode.TextDocument, title: string): Promise<void> {
  const [first] = vscode.languages.getDiagnostics(document.uri);
  assert.ok(first);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    first.range,
  );
  const action = actions.find((each) => each.title === title);
  assert.ok(action?.edit, `"${title}" among ${actions.map((each) => each.title).join(", ")}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

afterEach(async () => {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
});

describe("languages", () => {
  const names = {
    "openclaw.json": "openclaw",
    "openclaw.json5": "openclaw",
    "clawdbot.json": "openclaw",
    "other.json5": "json5",
    "other.json": "json",
  };
  for (const [name, language] of Object.entries(names)) {
    it(`${name} is ${language}`, async () => assert.equal((await open("{}", name)).document.languageId, language));
  }
});

describe("diagnostics", () => {
  for (const name of ["lmstudio", "hybrid", "local", "lmstudio.flat", "hybrid.flat", "local.flat", "gateway"]) {
    it(`${name}: no error and no warning, from us or from anybody`, async () => {
      const { document } = await open(example(name));
      await quiet();
      assert.deepEqual(summary(document), []);
    });
  }

  const mistakes: readonly [right: string, wrong: string, finding: string, title: string | undefined][] = [
    [
      "contextWindow:",
      "contextWindw:",
      'Error openclaw schema/unknown-key "contextWindw"',
      'Change to "contextWindow"',
    ],
    ["baseUrl:", "baseURL:", 'Error openclaw schema/unknown-key "baseURL"', 'Change to "baseUrl"'],
    [
      '"openai-responses"',
      '"openai-response"',
      'Error openclaw schema/value ""openai-response""',
      'Change to "openai-responses"',
    ],
    ['"merge"', '"merg"', 'Error openclaw schema/value ""merg""', 'Change to "merge"'],
    ["maxTokens: 8192", 'maxTokens: "8192"', 'Error openclaw schema/type ""8192""', "Change to 8192"],
    ["reasoning: false", 'reasoning: "false"', 'Error openclaw schema/type ""false""', "Change to false"],
    ['input: ["text"]', 'input: "text"', 'Error openclaw schema/type ""text""', 'Change to ["text"]'],
    ['mode: "merge",', 'mode: "merge"', 'Error openclaw syntax/expected-comma """', "Insert ,"],
    ["contextWindow: 196608", "contextWindow: 0", 'Error openclaw schema/exclusive-minimum "0"', undefined],
    ["  agents: {", "  nonsense: 1,\n  agents: {", 'Error openclaw schema/unknown-key "nonsense"', 'Remove "nonsense"'],
    [
      'mode: "merge",',
      'mode: "replace", mode: "merge",',
      'Warning openclaw syntax/duplicate-key "mode"',
      'Remove "mode"',
    ],
  ];
  for (const [right, wrong, finding, title] of mistakes) {
    it(`${JSON.stringify(wrong)} is flagged once, and mended`, async () => {
      const sound = example("lmstudio");
      const { document } = await open(sound.replace(right, wrong));
      await diagnostics(document, [finding]);
      if (title === undefined) return;
      await fix(document, title);
      assert.equal(document.getText(), sound);
      await diagnostics(document, []);
    });
  }

  it("come as one types, and go", async () => {
    const editor = await open("{\n  gateway: { port: 18789 },\n}\n");
    await quiet();
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 18), '"'));
    await eventually(() => (summary(editor.document).length > 0 ? true : undefined));
    await vscode.commands.executeCommand("undo");
    await diagnostics(editor.document, []);
  });

  it("come with advice, which can be turned off one by one, or all of it", async () => {
    const settings = vscode.workspace.getConfiguration("openclawJson5.advice");
    const { document } = await open(
      "{\n  models: { providers: { lmstudio: { baseUrl: 'https://0.0.0.0:9/v1', models: [{ id: 'qwen3-8b', name: 'Q' }] } } },\n}\n",
    );
    const address = "Information openclaw advice/wildcard-address \"'https://0.0.0.0:9/v1'\"";
    const small = "Hint openclaw advice/small-model \"'qwen3-8b'\"";
    await diagnostics(document, [address, small], true);
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(position(document, "'qwen3-8b'"), position(document, "'qwen3-8b'")),
    );
    const action = all.find(({ title }) => title === "Turn off advice/small-model");
    assert.ok(action?.command);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    await diagnostics(document, [address], true);
    await settings.update("enabled", false, vscode.ConfigurationTarget.Global);
    await diagnostics(document, [], true);
    await settings.update("enabled", undefined, vscode.ConfigurationTarget.Global);
    await settings.update("disabled", undefined, vscode.ConfigurationTarget.Global);
    await diagnostics(document, [address, small], true);
  });

  it("follow a file that changes on disk", async () => {
    const { document } = await open("{}");
    fs.writeFileSync(document.uri.fsPath, "{ nope: 1 }");
    await diagnostics(document, ['Error openclaw schema/unknown-key "nope"']);
  });

  it("go when the file is closed, or becomes another language", async () => {
    const { document } = await open("{ nope: 1 }");
    await diagnostics(document, ['Error openclaw schema/unknown-key "nope"']);
    await vscode.languages.setTextDocumentLanguage(document, "plaintext");
    await eventually(() => (summary(document).length === 0 ? true : undefined));
  });

  it("can be turned off", async () => {
    const { document } = await open("{ nope: 1 }");
    await diagnostics(document, ['Error openclaw schema/unknown-key "nope"']);
    const settings = vscode.workspace.getConfiguration("openclawJson5");
    await settings.update("validate.enabled", false, vscode.ConfigurationTarget.Workspace);
    await diagnostics(document, []);
    await settings.update("validate.enabled", undefined, vscode.ConfigurationTarget.Workspace);
    await diagnostics(document, ['Error openclaw schema/unknown-key "nope"']);
  });

  it("say of bad input what to do, and hang on none", async () => {
    await diagnostics((await open("")).document, ['Error openclaw syntax/empty ""']);
    const { document } = await open(`{ /* ${"x".repeat(5_000_000)} */ nope: 1 }`);
    await diagnostics(document, ['Warning openclaw syntax/too-long "{"']);
    const long = await open(
      `{ agents: { entries: { ${Array.from({ length: 20_000 }, (_, index) => `a${index}: { modl: 'x' }`).join(", ")} } } }`,
    );
    await eventually(() => (summary(long.document).length > 0 ? true : undefined), 20_000);
  });

  it("keep line ends and comments in every fix", async () => {
    const { document } = await open("{\r\n\t// first\r\n\t'models': { 'mod': 'merge' /* kept */ }, // last\r\n}\r\n");
    await diagnostics(document, ["Error openclaw schema/unknown-key \"'mod'\""]);
    await fix(document, `Change to "mode"`);
    assert.equal(document.getText(), "{\r\n\t// first\r\n\t'models': { 'mode': 'merge' /* kept */ }, // last\r\n}\r\n");
  });
});

describe("hover", () => {
  const hover = async (document: vscode.TextDocument, at: vscode.Position) => {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
    return found
      .flatMap(({ contents }) =>
        contents.map((content) => (typeof content === "string" ? content : wordsOf(content.value))),
      )
      .join("\n");
  };

  it("explains contextWindow and its value", async () => {
    const { document } = await open(example("lmstudio"));
    const text = await hover(document, position(document, "196608"));
    assert.match(text, /196,608 tokens\*\* · 192 Ki/);
    assert.match(text, /context window/);
  });

  it("explains maxTokens, api values, and keys that only the schema knows", async () => {
    const { document } = await open(
      "{ models: { providers: { lmstudio: { api: 'openai-responses', maxTokens: 8192 } } }, gateway: { port: 1 } }",
    );
    assert.match(await hover(document, position(document, "maxTokens")), /longest answer/);
    assert.match(await hover(document, position(document, "openai-responses")), /OpenAI Responses/);
    assert.match(await hover(document, position(document, "port")), /a whole number/);
  });
});

describe("keys to type in", () => {
  const offered = async (document: vscode.TextDocument, text: string) => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position(document, text),
    );
    return list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Property);
  };
  const nameOf = ({ label }: vscode.CompletionItem) => (typeof label === "string" ? label : label.label);

  it("are those that are missing, required ones first, written as the file is", async () => {
    const editor = await open("{\n  'models': { 'providers': { 'mine': { 'models': [{  }] } } },\n}\n");
    const items = await offered(editor.document, "  }] }");
    const sorted = [...items].sort((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));
    assert.deepEqual(sorted.slice(0, 2).map(nameOf), ["id", "name"]);
    const item = items.find((each) => nameOf(each) === "contextWindow");
    assert.ok(item?.insertText instanceof vscode.SnippetString);
    assert.ok(await editor.insertSnippet(item.insertText, item.range as vscode.Range));
    assert.match(editor.document.getText(), /\[\{ 'contextWindow': 0 \}\]/);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("of later releases say so", async () => {
    const { document } = await open('{ meta: { lastTouchedVersion: "2026.7.35" }, agents: {  } }');
    const items = await offered(document, "  } }");
    const entries = items.find((each) => nameOf(each) === "entries");
    assert.ok(entries && typeof entries.label !== "string");
    assert.equal(entries.label.description, "new in OpenClaw 2026.8.2");
    assert.ok(items.some((each) => each.label === "list"));
  });
});

describe("model blocks", () => {
  const labels = async (document: vscode.TextDocument, at: vscode.Position) => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    return list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet);
  };
  const name = ({ label }: vscode.CompletionItem) => (typeof label === "string" ? label : label.label);

  it("an empty file takes any of them, and the result is sound", async () => {
    for (const block of [
      "lmstudio",
      "local",
      "ollama",
      "llamacpp",
      "vllm",
      "litellm",
      "openrouter",
      "hybrid",
      "local-first",
    ]) {
      const editor = await open("");
      const item = (await labels(editor.document, new vscode.Position(0, 0))).find((each) => name(each) === block);
      assert.ok(item?.insertText instanceof vscode.SnippetString, block);
      await editor.insertSnippet(item.insertText);
      await diagnostics(editor.document, []);
      assert.match(editor.document.getText(), /mode: "merge"/);
      await vscode.commands.executeCommand("undo");
    }
  });

  it("providers take provider blocks, values take none", async () => {
    const { document } = await open("{\n  models: {\n    mode: 'merge',\n    providers: {\n      \n    },\n  },\n}\n");
    assert.deepEqual((await labels(document, new vscode.Position(4, 6))).map(name), [
      "litellm",
      "llamacpp",
      "lmstudio",
      "local",
      "ollama",
      "openrouter",
      "vllm",
    ]);
    assert.deepEqual(await labels(document, new vscode.Position(2, 12)), []);
  });

  it("other languages get none", async () => {
    const { document } = await open("", "other.json5");
    assert.deepEqual((await labels(document, new vscode.Position(0, 0))).map(name), []);
  });
});

describe("model servers", () => {
  const check = () => vscode.commands.executeCommand("openclawJson5.health.checkNow");
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(`${request.url} ${request.headers.authorization ?? "-"}`);
    response.end('{"object":"list","data":[{"id":"m"}]}');
  });
  let base = "";

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests.length = 0;
  });

  const provider = (id: string, path: string, more = "") => `${id}: { baseUrl: "${base}${path}", ${more} models: [] },`;
  const configWith = (...providers: readonly string[]) =>
    `{\n  models: {\n    providers: {\n      ${providers.join("\n      ")}\n    },\n  },\n}\n`;
  /** Waits until the questions that follow a list of models have come, too. */
  const settled = async () => {
    for (let before = -1; before !== requests.length; ) {
      before = requests.length;
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  };
  const asked = (path: string) => eventually(() => requests.find((each) => each.startsWith(path)));

  it("are asked when the file opens and when asked to, each with its own key", async () => {
    await open(configWith(provider("a", "/openai/v1", 'apiKey: "key-a",'), provider("b", "/anthropic/v1")));
    assert.equal(await asked("/openai/v1/models"), "/openai/v1/models Bearer key-a");
    assert.equal(await asked("/anthropic/v1/models"), "/anthropic/v1/models -");
    requests.length = 0;
    const both = ["/openai/v1/models", "/anthropic/v1/models"];
    // Who is being asked already is not asked twice, and the first round may still be under way.
    await eventually(async () => {
      await check();
      return both.every((path) => requests.some((each) => each.startsWith(path))) || undefined;
    });
  });

  it("are asked when their addresses change, and no more when they are gone", async () => {
    const editor = await open(configWith(provider("a", "/api/v1")));
    await asked("/api/v1/models");
    const replace = async (from: string, to: string) => {
      const at = editor.document.getText().indexOf(from);
      await editor.edit((edit) =>
        edit.replace(
          new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + from.length)),
          to,
        ),
      );
    };
    await replace("/api/", "/engines/");
    await asked("/engines/v1/models");
    await settled();
    requests.length = 0;
    await replace(provider("a", "/engines/v1"), "");
    void check();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(requests, []);
  });

  it("are not asked when no config is visible, nor for addresses elsewhere", async () => {
    await open(configWith(provider("a", "/inference/v1")));
    await asked("/inference/v1/models");
    await settled();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    requests.length = 0;
    void check();
    await open(`// ${base}/other/v1\n{ models: { providers: { x: { baseUrl: "ftp://127.0.0.1/v1", models: [] } } } }`);
    void check();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(requests, []);
  });

  it("that say something else than the config are a finding, until they no longer do", async () => {
    let context = 4096;
    const studio = http.createServer((request, response) => {
      const loaded_instances = [{ id: "m", config: { context_length: context } }];
      const models = [{ type: "llm", key: "m", max_context_length: 65536, loaded_instances }];
      if (request.url === "/v1/models") response.end('{"object":"list","data":[{"id":"m"}]}');
      else if (request.url === "/api/v1/models") response.end(JSON.stringify({ models }));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => studio.listen(0, "127.0.0.1", resolve));
    const { port } = studio.address() as AddressInfo;
    try {
      const { document } = await open(
        `{ models: { providers: { lmstudio: { baseUrl: "http://127.0.0.1:${port}/v1", models: [{ id: "m", name: "M", contextWindow: 32768 }] } } } }`,
      );
      await diagnostics(document, ['Warning openclaw endpoint/context-too-large "32768"']);
      await fix(document, "Change to 4096");
      await diagnostics(document, []);
      const lenses = async () => {
        const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          document.uri,
        );
        return all.map((each) => each.command?.title ?? "");
      };
      await eventually(
        async () => (await lenses()).some((each) => /^● LM Studio · \d+ ms · 1 of 1 loaded$/.test(each)) || undefined,
      );
      context = 8192;
      await eventually(async () => {
        await check();
        return summary(document).length > 0 || undefined;
      });
      assert.deepEqual(summary(document), ['Hint openclaw endpoint/context-too-small "4096"']);
    } finally {
      studio.closeAllConnections();
      studio.close();
    }
    const { document } = await open("{}");
    await diagnostics(document, []);
  });

  it("offer their models, which are added with all that they say", async () => {
    const { document } = await open(`{ models: { providers: { lmstudio: { baseUrl: "${base}/v1", models: [] } } } }`);
    await asked("/v1/models");
    await eventually(async () => {
      await vscode.commands.executeCommand("openclawJson5.addModels", { provider: "lmstudio", models: ["m"] });
      return document.getText().includes('id: "m"') || undefined;
    });
    await diagnostics(document, []);
    await vscode.commands.executeCommand("undo");
    assert.ok(document.getText().includes("models: []"));
  });

  it("can be left alone", async () => {
    const settings = vscode.workspace.getConfiguration("openclawJson5");
    await settings.update("health.enabled", false, vscode.ConfigurationTarget.Workspace);
    await open(configWith(provider("a", "/openai/v1")));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(requests, []);
    await settings.update("health.enabled", undefined, vscode.ConfigurationTarget.Workspace);
    await asked("/openai/v1/models");
  });
});

describe("the manifest", () => {
  it("contributes the commands that exist", async () => {
    const extension = vscode.extensions.getExtension("openclaw-tools.openclaw-json5");
    assert.ok(extension?.isActive);
    const contributed = (
      extension.packageJSON as { contributes: { commands: { command: string }[] } }
    ).contributes.commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter((command) =>
      command.startsWith("openclawJson5."),
    );
    assert.deepEqual([...registered].sort(), [...contributed].sort());
  });
});
