// The page of the local setup, and the walkthrough.
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import {
  command,
  copied,
  demoConfig,
  frameWith,
  listRow,
  picture,
  type Screen,
  type ScreenTest,
  secretConfig,
  status,
} from "./screen";

/** The titles of the page's lines, as far as a selector takes them. */
function titles(frame: Frame, lines: string): Promise<readonly (string | null | undefined)[]> {
  return frame.$$eval(`${lines} .title`, (all) => all.map((each) => each.lastChild?.textContent));
}

async function setupPage(screen: Screen): Promise<void> {
  const studio = [{ key: "minimax-m2.1-gs32", context: 32_768 }];
  const server = await screen.serve({ studio, key: "sk-very-secret" });
  const { page } = await screen.open(secretConfig(server.port));
  await status(page, /^lmstudio: up/);
  await command(page, "Check Local Setup");
  const frame = await frameWith(page, "li.failed");
  assert.deepEqual(await titles(frame, "li"), [
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
  assert.deepEqual(await titles(frame, "li.failed"), ["Hosted models stay available", "Context windows match"]);
  const hasInput = (body: unknown) => Boolean((body as { readonly input?: unknown } | undefined)?.input);
  const answers = () => server.requests.filter(({ url, body }) => url === "/v1/responses" && hasInput(body));
  assert.deepEqual(answers(), []);
  await frame.click('button[data-do="ask"]');
  await frame.waitForFunction(() => /answered in/.test(document.body.textContent ?? ""), undefined, {
    timeout: 10_000,
  });
  assert.equal(answers().length, 1);
  await frame.click('button[data-do="copy"]');
  await frame.waitForFunction(() => /Copied/.test(document.getElementById("note")?.textContent ?? ""));
  assert.match(await copied(page), /\[passed\] A real answer: minimax/);
  assert.doesNotMatch(await copied(page), /sk-very-secret/);
  await picture(page, "setup.png");
}

async function walkthrough(screen: Screen): Promise<void> {
  const server = await screen.serve();
  const { page } = await screen.open(demoConfig(server.port));
  await status(page, /^lmstudio: up/);
  await command(page, "Welcome: Open Walkthrough");
  await page.waitForSelector(listRow);
  await page.keyboard.type("A local model for OpenClaw");
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  await page.waitForSelector('.getting-started-step[aria-checked="true"]', { timeout: 10_000 });
  await page.waitForTimeout(500);
  const steps = await page.$$eval(".getting-started-step", (all) =>
    all.map((each) => [each.querySelector(".step-title")?.textContent, each.getAttribute("aria-checked") === "true"]),
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
  await picture(page, "walkthrough.png");
  // Its buttons find the config, which it hides.
  await page.getByText("Check it all", { exact: true }).click();
  await page.getByRole("button", { name: "Check Local Setup" }).click();
  await frameWith(page, "li.passed");
}

export const setupTests: readonly ScreenTest[] = [
  {
    title: "the local setup is a page: every line, a real answer when asked for, a copy without keys",
    run: setupPage,
  },
  { title: "the walkthrough knows what is done already", run: walkthrough },
];
