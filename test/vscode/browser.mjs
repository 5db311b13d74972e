// What only the screen shows: the status bar, hovers and menus of VS Code in a browser.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { startModelServer } from "../../tools/lib/demo-server.mjs";
import { address, openPage, startBrowser, startServer } from "../../tools/lib/host.mjs";

const item = '[id="openclaw-tools.openclaw-json5.openclawJson5.health"]';

/** Waits until the status bar item's text matches. */
async function status(page, pattern, timeout = 15_000) {
  const end = Date.now() + timeout;
  let text = "";
  while (Date.now() < end) {
    text = (await page.$(item)) ? ((await page.textContent(item)) ?? "").trim() : "";
    if (pattern.test(text)) return text;
    await page.waitForTimeout(100);
  }
  throw new assert.AssertionError({ message: `the status bar says "${text}", not ${pattern}` });
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.waitForSelector(".quick-input-widget input");
  await page.keyboard.type(title);
  await page.waitForSelector(".quick-input-list .monaco-list-row");
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
}

/** Hovers over a word until its hover is there: lines that come in above it move it away from under the mouse. */
async function hoverOn(page, word) {
  for (let tries = 0; tries < 8; tries++) {
    await page.mouse.move(5, 5);
    await page.getByText(word, { exact: true }).hover();
    const shown = await page.waitForSelector(".monaco-hover .hover-contents", { timeout: 3000 }).catch(() => undefined);
    if (shown) return;
  }
}

/** The frame of a webview, once it shows what matches. */
async function frameWith(page, selector) {
  for (let tries = 0; tries < 100; tries++) {
    for (const frame of page.frames()) if (await frame.$(selector).catch(() => undefined)) return frame;
    await page.waitForTimeout(150);
  }
  throw new assert.AssertionError({ message: `no webview shows ${selector}` });
}

/** Builds the extension whose hover holds many texts of strangers. */
async function buildRenderer(root, folder) {
  fs.mkdirSync(folder);
  const manifest = { name: "renderer", publisher: "test", version: "1.0.0", engines: { vscode: "^1.95.0" } };
  fs.writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ ...manifest, main: "main.js", activationEvents: ["*"] }),
  );
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["test/vscode/renderer.ts"],
    outfile: path.join(folder, "main.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
}

/** The example config, its server on another port. */
function demoConfig(root, port) {
  return fs
    .readFileSync(path.join(root, "test", "fixtures", "examples", "lmstudio.json5"), "utf8")
    .replace("127.0.0.1:1234", `127.0.0.1:${port}`);
}

/** Runs all; prints a line each. */
export async function browserTests(root, scratch) {
  let passed = 0;
  let failed = 0;
  const browser = await startBrowser();
  const trusted = await startServer();
  const untrusted = await startServer({ trust: false });
  let folders = 0;
  const open = async (text, options = {}) => {
    const { server = trusted, language, extension = root } = options;
    const folder = path.join(scratch, `screen-${++folders}`);
    fs.mkdirSync(folder);
    for (const [name, target] of Object.entries(options.links ?? {})) fs.symlinkSync(target, path.join(folder, name));
    const file = path.join(folder, "openclaw.json");
    fs.writeFileSync(file, text);
    const page = await openPage(browser, address(server.port, { folder, extension, file }), { language });
    await page.waitForSelector(".view-line", { timeout: 30_000 });
    return page;
  };
  const test = async (name, run) => {
    try {
      await run();
      passed++;
      process.stdout.write(`  ✔ ${name}\n`);
    } catch (error) {
      failed++;
      process.stdout.write(`  ✖ ${name}\n${error.stack}\n`);
    }
  };

  try {
    await test("the status bar: up, model not listed, down, key refused, and up again", async () => {
      const models = ["minimax-m2.1-gs32"];
      let server = await startModelServer({ models });
      const { port } = server;
      const page = await open(demoConfig(root, port));
      await status(page, /^lmstudio: up, \d+ ms$/);
      assert.equal(server.requests[0].url, "/v1/models");
      assert.equal(server.requests[0].authorization, "Bearer lmstudio");
      await server.stop();
      await command(page, "Check Local Model Servers Now");
      await status(page, /^lmstudio: down$/);
      server = await startModelServer({ models: ["other"], port });
      await command(page, "Check Local Model Servers Now");
      await status(page, /^lmstudio: model not listed$/);
      await server.stop();
      server = await startModelServer({ models, port, key: "another" });
      await command(page, "Check Local Model Servers Now");
      await status(page, /^lmstudio: key refused$/);
      await server.stop();
      server = await startModelServer({ models, port });
      await command(page, "Check Local Model Servers Now");
      await status(page, /^lmstudio: up/);
      await server.stop();
      await page.context().close();
    });

    await test("the menu: check, go to the provider, copy the curl command; the tooltip has a block a server", async () => {
      const server = await startModelServer({ models: ["minimax-m2.1-gs32"] });
      const page = await open(
        demoConfig(root, server.port).replace('"lmstudio",\n        api', '"sk-very-secret",\n        api'),
      );
      await status(page, /up/);
      await page.hover(item);
      await page.waitForSelector(".monaco-hover strong", { timeout: 10_000 });
      const tooltip = await page.textContent(".monaco-hover");
      assert.match(tooltip, /● lmstudio · \d+ ms|● lmstudio · up · \d+ ms/);
      assert.match(tooltip, new RegExp(`127\\.0\\.0\\.1:${server.port}`));
      assert.doesNotMatch(tooltip, /sk-very-secret/);
      const asked = server.requests.length;
      await page.click(item);
      await page.waitForSelector(".quick-input-list .monaco-list-row");
      const rows = await page.$$eval(".quick-input-list .monaco-list-row .label-name", (all) =>
        all.map((each) => each.textContent.trim()),
      );
      assert.deepEqual(rows, [
        "Check now",
        "Check local setup",
        "Add models from lmstudio…",
        "Go to lmstudio in the config",
        "Copy the curl command for lmstudio",
        "Stop checking in this window",
      ]);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(1000);
      assert.ok(server.requests.length > asked, "the server was asked again");
      await page.click(item);
      await page.waitForSelector(".quick-input-list .monaco-list-row");
      await page.keyboard.type("Go to lmstudio");
      await page.waitForTimeout(300);
      await page.keyboard.press("Enter");
      await page.waitForFunction(
        () => /Ln 16, /.test(document.querySelector('[id="status.editor.selection"]')?.textContent ?? ""),
        undefined,
        { timeout: 5000 },
      );
      await command(page, "Copy the curl Command");
      await page.waitForTimeout(500);
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(
        copied,
        `curl -sS --connect-timeout 2 --max-time 5 -H "Authorization: Bearer $\{OPENCLAW_API_KEY}" "http://127.0.0.1:${server.port}/v1/models"`,
      );
      await server.stop();
      await page.context().close();
    });

    await test("what strangers write is no icon, no image and no link: status bar, tooltip, notification", async () => {
      const payloads = [
        "\\\\|![](https://e.io/x)",
        "a`**`b ![](https://e.io/y)",
        "<img src=https://e.io/z>",
        "[x](command:workbench.action.toggleZenMode)",
        "www.e.io https://e.io a@b.io",
        "$(trash)",
        "| a |\n| - |\n| ![](https://e.io) |",
      ];
      const server = await startModelServer({ models: payloads });
      const providers = Object.fromEntries(
        payloads.map((each, index) => [
          each,
          index === 0
            ? { baseUrl: `http://127.0.0.1:${server.port}/v1`, models: [{ id: `${each}!`, name: "x" }] }
            : { baseUrl: each, models: [] },
        ]),
      );
      const page = await open(
        JSON.stringify({ models: { providers: { "$(trash)\u202ex": { baseUrl: "no" }, ...providers } } }),
      );
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      // Of the worst state the first is named.
      await status(page, /^\$ \(trash\)\ufffdx: baseUrl is not a URL \(\+7 more\)$/);
      assert.equal(await page.$(`${item} .codicon-trash`), null);
      await page.hover(item);
      await page.waitForSelector(".monaco-hover strong", { timeout: 10_000 });
      const hover = await page.textContent(".monaco-hover");
      for (const each of payloads) assert.ok(hover.includes(each.replace(/\s+/g, " ")), `${each} in ${hover}`);
      assert.equal(
        await page.$(".monaco-hover img, .monaco-hover a, .monaco-hover table, .monaco-hover .codicon-trash"),
        null,
      );
      await page.keyboard.press("Escape");
      const other = await open(
        '{ agents: { entries: { main: {} } },\n"zen": "[Click](command:workbench.action.toggleZenMode)",\nbindings: [{ match: { channel: "x" }, agentId: "[Click](command:workbench.action.toggleZenMode)" }] }',
      );
      await other.waitForSelector(".squiggly-error");
      await other.click(".view-line >> nth=2");
      await other.keyboard.press("End");
      for (let index = 0; index < 12; index++) await other.keyboard.press("ArrowLeft");
      await other.keyboard.press("F2");
      // A message at the cursor, or a notification: wherever VS Code shows it.
      await other.waitForFunction(() => /not declared in this config/.test(document.body.textContent), undefined, {
        timeout: 10_000,
      });
      assert.equal(
        await other.$('a[href^="command:"], a[data-href^="command:"], .notification-list-item a[href]'),
        null,
      );
      assert.deepEqual(
        asked.filter((url) => url.includes("e.io")),
        [],
      );
      await server.stop();
      await page.context().close();
      await other.context().close();
    });

    await test("VS Code's own renderer makes nothing of 2,000 texts of strangers", async () => {
      const extension = path.join(scratch, "renderer");
      await buildRenderer(root, extension);
      const page = await open("hover here", { extension });
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      const isThere = () =>
        [...document.querySelectorAll(".monaco-hover")].some((each) => /the last of them/.test(each.textContent));
      // The extension takes its time to be there.
      for (let tries = 0; tries < 10 && !(await page.evaluate(isThere)); tries++) {
        await page.keyboard.press("Escape");
        await page.click(".view-line");
        await command(page, "Show or Focus Hover");
        await page.waitForFunction(isThere, undefined, { timeout: 3000 }).catch(() => undefined);
      }
      const found = await page.evaluate(() => {
        const hover = [...document.querySelectorAll(".monaco-hover")].find((each) =>
          /the last of them/.test(each.textContent),
        );
        const tags = [...hover.querySelectorAll(".rendered-markdown *")].map((each) => each.tagName.toLowerCase());
        return { tags: [...new Set(tags)].sort(), paragraphs: tags.filter((tag) => tag === "p").length };
      });
      assert.deepEqual(
        found.tags.filter((tag) => !["p", "code", "strong", "em"].includes(tag)),
        [],
      );
      assert.ok(found.paragraphs >= 2000, String(found.paragraphs));
      assert.deepEqual(
        asked.filter((url) => url.includes("e.io")),
        [],
      );
      await page.context().close();
    });

    await test("a server beyond this machine: nothing is sent until that is allowed, and no more when it is taken back", async () => {
      // The wildcard address leads to this machine, and names no host: it has to be allowed.
      const server = await startModelServer({ models: ["minimax-m2.1-gs32"] });
      const page = await open(demoConfig(root, server.port).replace("127.0.0.1", "0.0.0.0"));
      await status(page, /^lmstudio: not asked$/);
      await page.waitForTimeout(1500);
      assert.deepEqual(server.requests, []);
      const pick = async (label) => {
        await page.waitForSelector(".quick-input-list .monaco-list-row");
        await page.keyboard.type(label);
        await page.waitForTimeout(300);
        await page.keyboard.press("Enter");
      };
      await page.click(item);
      await pick("Allow requests");
      const dialog = await page.waitForSelector(".monaco-dialog-box");
      assert.match(await dialog.textContent(), new RegExp(`Send requests to http://0\\.0\\.0\\.0:${server.port}`));
      assert.deepEqual(server.requests, []);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      await status(page, /^lmstudio: up/);
      assert.equal(server.requests[0].authorization, "Bearer lmstudio");
      await command(page, "Manage Allowed Model Servers");
      await page.waitForSelector(".quick-input-list .monaco-list-row");
      await page.waitForTimeout(300);
      await page.click(".quick-input-list .monaco-list-row");
      await page.keyboard.press("Enter");
      await status(page, /^lmstudio: not asked$/);
      const before = server.requests.length;
      await command(page, "Check Local Model Servers Now");
      await page.waitForTimeout(1500);
      assert.equal(server.requests.length, before);
      await server.stop();
      await page.context().close();
    });

    await test("checking can be stopped, and started again", async () => {
      const server = await startModelServer({ models: ["minimax-m2.1-gs32"] });
      const page = await open(demoConfig(root, server.port));
      await status(page, /^lmstudio: up/);
      await command(page, "Stop or Start Checking");
      await status(page, /^Model servers: not checked$/);
      await page.waitForTimeout(300);
      const before = server.requests.length;
      await page.waitForTimeout(1500);
      assert.equal(server.requests.length, before);
      await page.click(item);
      await page.waitForSelector(".quick-input-list .monaco-list-row");
      await page.keyboard.press("Enter");
      await status(page, /^lmstudio: up/);
      assert.ok(server.requests.length > before);
      await server.stop();
      await page.context().close();
    });

    await test("a model is loaded after asking, with the context of the config", async () => {
      const server = await startModelServer({ studio: [{ key: "minimax-m2.1-gs32", max: 262_144 }, { key: "other" }] });
      const page = await open(demoConfig(root, server.port));
      await status(page, /^lmstudio: up/);
      const loads = () => server.requests.filter(({ url }) => url === "/api/v1/models/load");
      await page.click(item);
      await page.waitForSelector(".quick-input-list .monaco-list-row");
      await page.keyboard.type("Load minimax");
      await page.waitForTimeout(300);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".monaco-dialog-box");
      assert.deepEqual(loads(), []);
      await page.getByRole("button", { name: "Load", exact: true }).click();
      await page.waitForFunction(
        () => /1 of 2 loaded/.test(document.querySelector(".view-lines")?.parentElement?.textContent ?? ""),
        undefined,
        {
          timeout: 15_000,
        },
      );
      assert.deepEqual(
        loads().map(({ body }) => body),
        [{ model: "minimax-m2.1-gs32", context_length: 196_608 }],
      );
      await server.stop();
      await page.context().close();
    });

    await test("the local setup is a page: every line, a real answer when asked for, a copy without keys", async () => {
      const server = await startModelServer({
        studio: [{ key: "minimax-m2.1-gs32", context: 32_768 }],
        key: "sk-very-secret",
      });
      const page = await open(
        demoConfig(root, server.port).replace('"lmstudio",\n        api', '"sk-very-secret",\n        api'),
      );
      await status(page, /^lmstudio: up/);
      await command(page, "Check Local Setup");
      const frame = await frameWith(page, "li.failed");
      const titles = await frame.$$eval("li .title", (all) => all.map((each) => each.lastChild.textContent));
      assert.deepEqual(titles, [
        "OpenClaw accepts the config",
        "Hosted models stay available",
        "Server reachable",
        "Models listed",
        "Models loaded",
        "Context windows match",
        "Responses API",
        "A model is in agents.defaults.models",
        "Key works",
        "A real answer",
      ]);
      const failed = await frame.$$eval("li.failed .title", (all) => all.map((each) => each.lastChild.textContent));
      assert.deepEqual(failed, ["Hosted models stay available", "Context windows match"]);
      const answers = () => server.requests.filter(({ url, body }) => url === "/v1/responses" && body?.input);
      assert.deepEqual(answers(), []);
      await frame.click('button[data-do="ask"]');
      await frame.waitForFunction(() => /answered in/.test(document.body.textContent), undefined, { timeout: 10_000 });
      assert.equal(answers().length, 1);
      await frame.click('button[data-do="copy"]');
      await frame.waitForFunction(() => /Copied/.test(document.getElementById("note").textContent));
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /\[passed\] A real answer: minimax/);
      assert.doesNotMatch(copied, /sk-very-secret/);
      await page.screenshot({ path: path.join(root, "out", "setup.png") });
      await server.stop();
      await page.context().close();
    });

    await test("the walkthrough knows what is done already", async () => {
      const server = await startModelServer({ models: ["minimax-m2.1-gs32"] });
      const page = await open(demoConfig(root, server.port));
      await status(page, /^lmstudio: up/);
      await command(page, "Welcome: Open Walkthrough");
      await page.waitForSelector(".quick-input-list .monaco-list-row");
      await page.keyboard.type("A local model for OpenClaw");
      await page.waitForTimeout(500);
      await page.keyboard.press("Enter");
      await page.waitForSelector('.getting-started-step[aria-checked="true"]', { timeout: 10_000 });
      await page.waitForTimeout(500);
      const steps = await page.$$eval(".getting-started-step", (all) =>
        all.map((each) => [
          each.querySelector(".step-title").textContent,
          each.getAttribute("aria-checked") === "true",
        ]),
      );
      assert.deepEqual(steps, [
        ["Open your config", true],
        ["Add a block for your server", true],
        ["Start the server", true],
        ["Take its models", true],
        ["Check it all", true],
      ]);
      await page.setViewportSize({ width: 1600, height: 900 });
      await page.waitForTimeout(1000);
      await page.screenshot({ path: path.join(root, "out", "walkthrough.png") });
      // Its buttons find the config, which it hides.
      await page.getByText("Check it all", { exact: true }).click();
      await page.getByRole("button", { name: "Check Local Setup" }).click();
      await frameWith(page, "li.passed");
      await server.stop();
      await page.context().close();
    });

    await test("an untrusted workspace: nothing is asked, everything else works", async () => {
      const server = await startModelServer({ models: [] });
      const page = await open(demoConfig(root, server.port).replace("agents:", "agnts:"), { server: untrusted });
      await page.waitForSelector(".monaco-dialog-box, .squiggly-error", { timeout: 20_000 });
      const dialog = page.getByRole("button", { name: /No, I don't trust|Don't Trust/i });
      if (await dialog.count()) await dialog.first().click();
      await status(page, /^Model servers: not checked$/);
      await page.waitForSelector(".squiggly-error", { timeout: 10_000 });
      await page.waitForTimeout(2000);
      assert.deepEqual(server.requests, []);
      await server.stop();
      await page.context().close();
    });

    await test("an untrusted workspace: links that lead out of it are not followed, and nothing is said of them", async () => {
      const outside = path.join(scratch, "private.json5");
      fs.writeFileSync(outside, "{ nope: 1 }");
      const text = `{\n  // nope\n  agnts: {},\n  gateway: { $include: "./out.json5" },\n}\n`;
      for (const [server, count] of [
        [untrusted, 1],
        [trusted, 2],
      ]) {
        const page = await open(text, { server, links: { "out.json5": outside } });
        await page.waitForSelector(".monaco-dialog-box, .squiggly-error", { timeout: 20_000 });
        const dialog = page.getByRole("button", { name: /No, I don't trust|Don't Trust/i });
        if (await dialog.count()) await dialog.first().click();
        await page.waitForSelector(".squiggly-error", { timeout: 10_000 });
        await page.waitForTimeout(2000);
        assert.equal((await page.$$(".squiggly-error")).length, count);
        await page.context().close();
      }
    });

    await test("the version stands in the language status", async () => {
      const page = await open('{ meta: { lastTouchedVersion: "2026.8.2" } }');
      await page.hover('[id="status.languageStatus"]');
      await page.waitForFunction(
        () =>
          /OpenClaw 2026\.8\.2.*lastTouchedVersion/.test(document.querySelector(".monaco-hover")?.textContent ?? ""),
        undefined,
        { timeout: 10_000 },
      );
      await page.context().close();
    });

    await test("completion opens by itself where something is due, and nowhere else", async () => {
      const page = await open("{\n  // here\n  x: 1,\n}\n");
      await page.waitForSelector(".squiggly-error");
      const list = ".suggest-widget.visible .monaco-list-row";
      const first = async () => {
        await page.waitForSelector(list, { timeout: 5000 });
        const label = await page.textContent(`${list} .label-name`);
        await page.keyboard.press("Escape");
        await page.waitForSelector(".suggest-widget.visible", { state: "detached", timeout: 5000 });
        return label.trim();
      };
      await page.click(".view-lines");
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("End");
      // Behind a line break in an object.
      await page.keyboard.press("Enter");
      assert.equal(await first(), "agents");
      // In quotes, in braces, behind a colon.
      await page.keyboard.type('"');
      assert.equal(await first(), "agents");
      await page.keyboard.type("gateway");
      await page.keyboard.press("Escape");
      await page.keyboard.press("End");
      await page.keyboard.type(": ");
      await page.keyboard.press("Escape");
      await page.keyboard.type("{");
      assert.equal(await first(), "auth");
      await page.keyboard.type("mode: ");
      assert.equal(await first(), "local");
      // Not in a comment.
      await page.keyboard.press("Control+End");
      for (let line = 0; line < 3; line++) await page.keyboard.press("ArrowUp");
      await page.keyboard.press("End");
      await page.keyboard.type(" gate{");
      await page.waitForTimeout(1000);
      assert.equal(await page.$(list), null);
      await page.context().close();
    });

    await test("completion of models goes on behind the slash, that of variables opens at ${", async () => {
      const page = await open(
        '{\n  x: 1,\n  agents: { defaults: { model: "" } },\n  gateway: { auth: { token: "" } },\n  env: { vars: { MINE: "x" } },\n}\n',
      );
      await page.waitForSelector(".squiggly-error");
      const labels = async () => {
        const list = ".suggest-widget.visible .monaco-list-row .label-name";
        await page.waitForSelector(list, { timeout: 5000 });
        return page.$$eval(list, (all) => all.map((each) => each.textContent.trim()));
      };
      await page.click(".view-lines");
      await page.keyboard.press("Control+Home");
      const intoQuotes = async (lines) => {
        for (let line = 0; line < lines; line++) await page.keyboard.press("ArrowDown");
        await page.keyboard.press("End");
        for (let at = 0; at < 6; at++) await page.keyboard.press("ArrowLeft");
      };
      await intoQuotes(2);
      await page.keyboard.type("anthropic");
      await page.keyboard.press("Escape");
      await page.keyboard.type("/");
      assert.ok((await labels()).every((label) => label.startsWith("anthropic/")));
      await page.keyboard.press("Escape");
      await intoQuotes(1);
      await page.keyboard.type("${");
      assert.equal((await labels())[0], "MINE");
      await page.context().close();
    });

    await test("Open Config offers to create one where there is none", async () => {
      const home = path.join(scratch, "empty-home");
      fs.mkdirSync(home);
      const server = await startServer({ env: { OPENCLAW_HOME: home } });
      try {
        const folder = path.join(scratch, "empty");
        fs.mkdirSync(folder);
        const file = path.join(folder, "notes.txt");
        fs.writeFileSync(file, "notes");
        const page = await openPage(browser, address(server.port, { folder, extension: root, file }), {});
        await page.waitForSelector(".view-line", { timeout: 30_000 });
        await command(page, "OpenClaw: Open Config");
        // Under a test driver VS Code keeps messages in the notification centre.
        await page.waitForTimeout(2000);
        await command(page, "Notifications: Show Notifications");
        await page.click('.notification-list-item .monaco-button:has-text("Create from a Block")', { timeout: 20_000 });
        await page.waitForSelector('.quick-input-title:has-text("Model block to insert")');
        await page.waitForSelector(".quick-input-list .monaco-list-row.focused");
        await page.keyboard.press("Enter");
        await page.waitForSelector('.tab:has-text("openclaw.json")');
        await page.waitForFunction(() => /providers/.test(document.querySelector(".view-lines")?.textContent ?? ""));
        assert.deepEqual(fs.readdirSync(home), [], "nothing is saved for the user");
        await page.context().close();
      } finally {
        await server.stop();
      }
    });

    await test("a migration asks what goes, shows what changes, and is applied", async () => {
      const text = "{\n  // kept\n  commands: { ownerDisplay: 'raw' },\n  messages: { tts: { auto: 'off' } },\n}\n";
      const page = await open(text);
      const file = path.join(scratch, `screen-${folders}`, "openclaw.json");
      await page.waitForSelector(".squiggly-error", { timeout: 10_000 });
      await command(page, "Migrate the Whole File");
      await page.getByText("2026.9.6", { exact: true }).click();
      await page.getByText("OpenClaw 2026.7.35 was the last to take it").waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Apply" }).click();
      await page.waitForFunction(() => document.querySelector(".squiggly-error") === null);
      await page.keyboard.press("Control+S");
      const end = Date.now() + 10_000;
      const migrated = "{\n  // kept\n  tts: { auto: 'off' },\n}\n";
      // For a moment a file that is being saved is empty.
      while (fs.readFileSync(file, "utf8") !== migrated && Date.now() < end) await page.waitForTimeout(100);
      assert.equal(fs.readFileSync(file, "utf8"), migrated);
      await page.context().close();
    });

    for (const [language, pattern, hover] of [
      ["ko", /정상/, /컨텍스트 윈도우/],
      ["ja", /稼働中/, /コンテキストウィンドウ/],
      ["zh-cn", /正常/, /上下文窗口/],
    ]) {
      await test(`speaks ${language}`, async () => {
        const server = await startModelServer({ models: ["minimax-m2.1-gs32"] });
        const page = await open(demoConfig(root, server.port), { language });
        await status(page, pattern);
        await hoverOn(page, "contextWindow");
        await page.waitForFunction(
          (source) => new RegExp(source).test(document.querySelector(".monaco-hover")?.textContent ?? ""),
          hover.source,
          { timeout: 10_000 },
        );
        await server.stop();
        await page.context().close();
      });
    }

    await test("the package installs, and works without a development host", async () => {
      const installed = await startServer({ vsix: path.join(root, "openclaw-json5.vsix") });
      try {
        const server = await startModelServer({ models: ["minimax-m2.1-gs32"] });
        const page = await open(demoConfig(root, server.port).replace("agents:", "agnts:"), {
          server: installed,
          extension: null,
        });
        await status(page, /^lmstudio: up, \d+ ms$/);
        await page.waitForSelector(".squiggly-error", { timeout: 10_000 });
        await hoverOn(page, "maxTokens");
        await page.waitForSelector(".monaco-hover .hover-contents", { timeout: 10_000 });
        await server.stop();
        await page.context().close();
      } finally {
        await installed.stop();
      }
    });

    await test("the picture for the README", async () => {
      const server = await startModelServer({ studio: [{ key: "minimax-m2.1-gs32", context: 131_072, max: 262_144 }] });
      const page = await open(demoConfig(root, server.port).replace('mode: "merge"', 'mode: "merg"'));
      await status(page, /up/);
      await page.waitForSelector(".squiggly-error");
      await page.keyboard.press("Control+B");
      await page.waitForTimeout(500);
      await hoverOn(page, "contextWindow");
      await page.waitForSelector(".monaco-hover .hover-contents", { timeout: 10_000 });
      await page.waitForTimeout(500);
      fs.mkdirSync(path.join(root, "out"), { recursive: true });
      await page.screenshot({ path: path.join(root, "out", "screenshot.png") });
      await server.stop();
      await page.context().close();
    });
  } finally {
    await browser.close();
    await trusted.stop();
    await untrusted.stop();
  }
  return { passed, failed };
}
