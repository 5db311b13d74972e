// What strangers write is no icon, no image and no link, wherever it is shown.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import {
  command,
  healthItem,
  requestsToStrangers,
  root,
  type Screen,
  type ScreenTest,
  squiggle,
  status,
  tooltip,
} from "./screen";

const payloads = [
  "\\\\|![](https://e.io/x)",
  "a`**`b ![](https://e.io/y)",
  "<img src=https://e.io/z>",
  "[x](command:workbench.action.toggleZenMode)",
  "www.e.io https://e.io a@b.io",
  "$(trash)",
  "| a |\n| - |\n| ![](https://e.io) |",
];

/** Providers called like the payloads; the first one's server lists models called like them too. */
async function hostileConfig(screen: Screen): Promise<string> {
  const { port } = await screen.serve({ models: payloads });
  const providers = payloads.map((name, index) => {
    const models = [{ id: `${name}!`, name: "x" }];
    return [name, index === 0 ? { baseUrl: `http://127.0.0.1:${port}/v1`, models } : { baseUrl: name, models: [] }];
  });
  const first = { "$(trash)\u202ex": { baseUrl: "no" } };
  return JSON.stringify({ models: { providers: { ...first, ...Object.fromEntries(providers) } } });
}

async function statusAndTooltip(screen: Screen): Promise<void> {
  const { page } = await screen.open(await hostileConfig(screen));
  const asked = requestsToStrangers(page);
  // Of the worst state the first is named.
  await status(page, /^\$ \(trash\)\ufffdx: baseUrl is not a URL \(\+7 more\)$/);
  assert.equal(await page.$(`${healthItem} .codicon-trash`), null);
  const hover = await tooltip(page);
  for (const each of payloads) assert.ok(hover.includes(each.replace(/\s+/g, " ")), `${each} in ${hover}`);
  const made = ["img", "a", "table", ".codicon-trash"].map((what) => `.monaco-hover ${what}`).join(", ");
  assert.equal(await page.$(made), null);
  assert.deepEqual(asked, []);
}

async function notification(screen: Screen): Promise<void> {
  const { page } = await screen.open(
    '{ agents: { entries: { main: {} } },\n"zen": "[Click](command:workbench.action.toggleZenMode)",\nbindings: [{ match: { channel: "x" }, agentId: "[Click](command:workbench.action.toggleZenMode)" }] }',
  );
  const asked = requestsToStrangers(page);
  await page.waitForSelector(squiggle);
  await page.click(".view-line >> nth=2");
  await page.keyboard.press("End");
  for (let index = 0; index < 12; index++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F2");
  // A message at the cursor, or a notification: wherever VS Code shows it.
  await page.waitForFunction(() => /not declared in this config/.test(document.body.textContent ?? ""), undefined, {
    timeout: 10_000,
  });
  const links = 'a[href^="command:"], a[data-href^="command:"], .notification-list-item a[href]';
  assert.equal(await page.$(links), null);
  assert.deepEqual(asked, []);
}

/** Builds the extension whose hover holds many texts of strangers. */
async function buildRenderer(folder: string): Promise<void> {
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

async function renderer(screen: Screen): Promise<void> {
  const extension = screen.folder();
  await buildRenderer(extension);
  const { page } = await screen.open("hover here", { extension });
  const asked = requestsToStrangers(page);
  const isThere = () =>
    [...document.querySelectorAll(".monaco-hover")].some((each) => /the last of them/.test(each.textContent ?? ""));
  // The extension takes its time to be there.
  for (let tries = 0; tries < 10 && !(await page.evaluate(isThere)); tries++) {
    await page.keyboard.press("Escape");
    await page.click(".view-line");
    await command(page, "Show or Focus Hover");
    await page.waitForFunction(isThere, undefined, { timeout: 3000 }).catch(() => undefined);
  }
  const tags = await page.evaluate(() => {
    const hover = [...document.querySelectorAll(".monaco-hover")].find((each) =>
      /the last of them/.test(each.textContent ?? ""),
    );
    return [...(hover?.querySelectorAll(".rendered-markdown *") ?? [])].map((each) => each.tagName.toLowerCase());
  });
  assert.deepEqual(
    tags.filter((tag) => !["p", "code", "strong", "em"].includes(tag)),
    [],
  );
  const paragraphs = tags.filter((tag) => tag === "p").length;
  assert.ok(paragraphs >= 2000, String(paragraphs));
  assert.deepEqual(asked, []);
}

export const strangersTests: readonly ScreenTest[] = [
  { title: "what strangers write is no icon, no image and no link: status bar, tooltip", run: statusAndTooltip },
  { title: "what strangers write is no icon, no image and no link: notification", run: notification },
  { title: "VS Code's own renderer makes nothing of 2,000 texts of strangers", run: renderer },
];
