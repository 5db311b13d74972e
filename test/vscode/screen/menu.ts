// The menu and the tooltip of the status bar item.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ModelServer } from "../../../tools/lib/modelServer";
import {
  choose,
  command,
  copied,
  listRow,
  openMenu,
  type Screen,
  type ScreenTest,
  secretConfig,
  status,
  tooltip,
} from "./screen";

/** A config with a key that must not be shown, its server up. */
async function start(screen: Screen): Promise<{ readonly page: Page; readonly server: ModelServer }> {
  const server = await screen.serve();
  const { page } = await screen.open(secretConfig(server.port));
  await status(page, /up/);
  return { page, server };
}

async function blocks(screen: Screen): Promise<void> {
  const { page, server } = await start(screen);
  const said = await tooltip(page);
  assert.match(said, /● lmstudio · \d+ ms|● lmstudio · up · \d+ ms/);
  assert.match(said, new RegExp(`127\\.0\\.0\\.1:${server.port}`));
  assert.doesNotMatch(said, /sk-very-secret/);
}

async function check(screen: Screen): Promise<void> {
  const { page, server } = await start(screen);
  const asked = server.requests.length;
  await openMenu(page);
  const rows = await page.$$eval(`${listRow} .label-name`, (all) => all.map((each) => each.textContent?.trim()));
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
}

async function goTo(screen: Screen): Promise<void> {
  const { page } = await start(screen);
  await openMenu(page);
  await choose(page, "Go to lmstudio");
  await page.waitForFunction(
    () => /Ln 16, /.test(document.querySelector('[id="status.editor.selection"]')?.textContent ?? ""),
    undefined,
    { timeout: 5000 },
  );
}

async function curl(screen: Screen): Promise<void> {
  const { page, server } = await start(screen);
  await command(page, "Copy the curl Command");
  await page.waitForTimeout(500);
  assert.equal(
    await copied(page),
    `curl -g -sS --connect-timeout 2 --max-time 5 -H "Authorization: Bearer $\{OPENCLAW_API_KEY}" "http://127.0.0.1:${server.port}/v1/models"`,
  );
}

export const menuTests: readonly ScreenTest[] = [
  { title: "the tooltip has a block a server, without its key", run: blocks },
  { title: "the menu names what can be done, and checks now", run: check },
  { title: "the menu goes to the provider in the config", run: goTo },
  { title: "the curl command is copied without the key", run: curl },
];
