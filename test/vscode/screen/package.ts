// The package as users install it, and the picture that its README shows.
import path from "node:path";
import { demoConfig, hoverOn, picture, root, type Screen, type ScreenTest, squiggle, status } from "./screen";

async function install(screen: Screen): Promise<void> {
  const installed = await screen.host({ vsix: path.join(root, "openclaw-json5.vsix") });
  const server = await screen.serve();
  const text = demoConfig(server.port).replace("agents:", "agnts:");
  const { page } = await screen.open(text, { server: installed, extension: null });
  await status(page, /^lmstudio: up, \d+ ms$/);
  await page.waitForSelector(squiggle, { timeout: 10_000 });
  await hoverOn(page, "maxTokens");
}

async function readmePicture(screen: Screen): Promise<void> {
  const server = await screen.serve({ studio: [{ key: "minimax-m2.1-gs32", context: 131_072, max: 262_144 }] });
  const { page } = await screen.open(demoConfig(server.port).replace('mode: "merge"', 'mode: "merg"'));
  await status(page, /up/);
  await page.waitForSelector(squiggle);
  await page.keyboard.press("Control+B");
  await page.waitForTimeout(500);
  await hoverOn(page, "contextWindow");
  await page.waitForTimeout(500);
  await picture(page, "screenshot.png");
}

export const packageTests: readonly ScreenTest[] = [
  { title: "the package installs, and works without a development host", run: install },
  { title: "the picture for the README", run: readmePicture },
];
