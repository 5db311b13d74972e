// Files of strangers: what merely looking at one may cause, and what it may not.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { eventually, open, quiet, workspace } from "./helpers";

describe("They are made for a config that you see in an editor of its own while the window has the focus: a file in a folder that is open, the config that OpenClaw reads, or an unsaved one; for no side of a comparison, no earlier version and no pull request.", () => {
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"}`);
    response.end('{"object":"list","data":[{"id":"m"}]}');
  });
  let base = "";
  const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-elsewhere-"));

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    fs.rmSync(elsewhere, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await settled();
    requests.length = 0;
  });
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const config = (address: string, more = "") =>
    `{ models: { providers: { x: { baseUrl: "${address}", ${more} models: [] } } } }\n`;
  /** Long enough for what would be asked to have been asked. */
  const settled = async () => {
    for (let before = -1; before !== requests.length; ) {
      before = requests.length;
      await quiet();
    }
    await quiet();
  };
  const none = async () => {
    await settled();
    assert.deepEqual(requests, []);
  };
  const asked = (start: string) => eventually(() => requests.find((each) => each.startsWith(start)));

  it("servers are not asked for a file of no open folder, until somebody asks for them", async () => {
    const file = path.join(elsewhere, "openclaw.json");
    fs.writeFileSync(file, config(`${base}/v1`));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    await none();
    await vscode.commands.executeCommand("openclawJson5.health.checkNow");
    await asked("GET /v1/models");
  });

  it("servers are not asked for either side of a comparison", async () => {
    const [left, right] = ["left", "right"].map((name) => {
      const folder = path.join(workspace(), `compared-${name}`);
      fs.mkdirSync(folder);
      fs.writeFileSync(path.join(folder, "openclaw.json"), config(`${base}/api/v1`, `apiKey: "${name}",`));
      return vscode.Uri.file(path.join(folder, "openclaw.json"));
    });
    await vscode.commands.executeCommand("vscode.diff", left, right, "compared");
    await none();
    assert.ok(right);
    await vscode.window.showTextDocument(right);
    await asked("GET /api/v1/models Bearer right");
    assert.ok(!requests.some((each) => each.includes("left")));
  });

  it("servers are not asked for what is no file: an earlier version, a pull request's", async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider("review", {
      provideTextDocumentContent: () => config(`${base}/v1`),
    });
    const uri = vscode.Uri.from({ scheme: "review", path: "/pull/1/openclaw.json" });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, "openclaw");
    await vscode.window.showTextDocument(document);
    await none();
    await vscode.commands.executeCommand("openclawJson5.health.checkNow");
    await none();
    provider.dispose();
  });

  it("servers are not sent what only the machine's environment holds", async () => {
    assert.ok(process.env.OPENROUTER_API_KEY);
    await open(config(`${base}/v1`, `apiKey: "\${OPENROUTER_API_KEY}",`));
    await none();
    await vscode.commands.executeCommand("openclawJson5.health.checkNow");
    await none();
    const { document } = await open(config(`${base}/v1`, `apiKey: "\${OWN_KEY_OF_TEST}",`));
    fs.writeFileSync(path.join(path.dirname(document.uri.fsPath), ".env"), "OWN_KEY_OF_TEST=from-the-file\n");
    await asked("GET /v1/models Bearer from-the-file");
  });

  it("servers are not asked at addresses that may do something", async () => {
    for (const address of ["/job/deploy/build", "/v1?token=x", "/v1/../admin"])
      await open(config(base + address, "apiKey: 'k',"));
    await none();
  });
});
