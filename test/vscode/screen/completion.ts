// Completion as it opens while someone types.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Screen, type ScreenTest, squiggle } from "./screen";

const list = ".suggest-widget.visible .monaco-list-row";

/** The first entry of the list that opens by itself, which is closed again. */
async function first(page: Page): Promise<string> {
  await page.waitForSelector(list, { timeout: 5000 });
  const label = await page.textContent(`${list} .label-name`);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".suggest-widget.visible", { state: "detached", timeout: 5000 });
  return (label ?? "").trim();
}

async function opensWhereDue(screen: Screen): Promise<void> {
  const { page } = await screen.open("{\n  // here\n  x: 1,\n}\n");
  await page.waitForSelector(squiggle);
  await page.click(".view-lines");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  // Behind a line break in an object.
  await page.keyboard.press("Enter");
  assert.equal(await first(page), "agents");
  // In quotes, in braces, behind a colon.
  await page.keyboard.type('"');
  assert.equal(await first(page), "agents");
  await page.keyboard.type("gateway");
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.keyboard.type(": ");
  await page.keyboard.press("Escape");
  await page.keyboard.type("{");
  assert.equal(await first(page), "auth");
  await page.keyboard.type("mode: ");
  assert.equal(await first(page), "local");
  // Not in a comment.
  await page.keyboard.press("Control+End");
  for (let line = 0; line < 3; line++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type(" gate{");
  await page.waitForTimeout(1000);
  assert.equal(await page.$(list), null);
}

async function labels(page: Page): Promise<readonly string[]> {
  await page.waitForSelector(`${list} .label-name`, { timeout: 5000 });
  return page.$$eval(`${list} .label-name`, (all) => all.map((each) => (each.textContent ?? "").trim()));
}

/** Puts the cursor into the quotes that stand at the end of a line below. */
async function intoQuotes(page: Page, lines: number): Promise<void> {
  for (let line = 0; line < lines; line++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let at = 0; at < 6; at++) await page.keyboard.press("ArrowLeft");
}

async function modelsAndVariables(screen: Screen): Promise<void> {
  const { page } = await screen.open(
    '{\n  x: 1,\n  agents: { defaults: { model: "" } },\n  gateway: { auth: { token: "" } },\n  env: { vars: { MINE: "x" } },\n}\n',
  );
  await page.waitForSelector(squiggle);
  await page.click(".view-lines");
  await page.keyboard.press("Control+Home");
  await intoQuotes(page, 2);
  await page.keyboard.type("anthropic");
  await page.keyboard.press("Escape");
  await page.keyboard.type("/");
  assert.ok((await labels(page)).every((label) => label.startsWith("anthropic/")));
  await page.keyboard.press("Escape");
  await intoQuotes(page, 1);
  await page.keyboard.type("${");
  assert.equal((await labels(page))[0], "MINE");
}

export const completionTests: readonly ScreenTest[] = [
  { title: "completion opens by itself where something is due, and nowhere else", run: opensWhereDue },
  { title: "completion of models goes on behind the slash, that of variables opens at ${", run: modelsAndVariables },
];
