// What is said of the file's version, and commands that make or change a file.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { bundledVersions } from "../../../src/config/versions";
import { command, hoverSays, root, type Screen, type ScreenTest, squiggle } from "./screen";

async function version(screen: Screen): Promise<void> {
  const { page } = await screen.open('{ meta: { lastTouchedVersion: "2026.8.2" } }');
  await page.hover('[id="status.languageStatus"]');
  await hoverSays(page, /OpenClaw 2026\.8\.2.*lastTouchedVersion/);
}

async function create(screen: Screen): Promise<void> {
  const home = screen.folder();
  const server = await screen.host({ env: { OPENCLAW_HOME: home } });
  const folder = screen.folder();
  const file = path.join(folder, "notes.txt");
  fs.writeFileSync(file, "notes");
  const page = await screen.openFile(server, folder, file, root);
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
}

async function migrate(screen: Screen): Promise<void> {
  const newest = bundledVersions.at(-1) ?? "";
  const { page, file } = await screen.open(
    "{\n  // kept\n  commands: { ownerDisplay: 'raw' },\n  messages: { tts: { auto: 'off' } },\n}\n",
  );
  await page.waitForSelector(squiggle, { timeout: 10_000 });
  await command(page, "Migrate the Whole File");
  await page.getByText(newest, { exact: true }).click();
  await page.getByText("OpenClaw 2026.7.35 was the last to take it").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForFunction((selector) => document.querySelector(selector) === null, squiggle);
  await page.keyboard.press("Control+S");
  const end = Date.now() + 10_000;
  const migrated = "{\n  // kept\n  tts: { auto: 'off' },\n}\n";
  // For a moment a file that is being saved is empty.
  while (fs.readFileSync(file, "utf8") !== migrated && Date.now() < end) await page.waitForTimeout(100);
  assert.equal(fs.readFileSync(file, "utf8"), migrated);
}

export const filesTests: readonly ScreenTest[] = [
  { title: "the version stands in the language status", run: version },
  { title: "Open Config offers to create one where there is none", run: create },
  { title: "a migration asks what goes, shows what changes, and is applied", run: migrate },
];
