// Workspaces that are not trusted.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { VscodeServer } from "../../../tools/lib/host";
import { demoConfig, distrust, type Screen, type ScreenTest, squiggle, status } from "./screen";

async function nothingAsked(screen: Screen): Promise<void> {
  const server = await screen.serve({ models: [] });
  const text = demoConfig(server.port).replace("agents:", "agnts:");
  const { page } = await screen.open(text, { server: screen.untrusted });
  await distrust(page);
  await status(page, /^Model servers: not checked$/);
  await page.waitForSelector(squiggle, { timeout: 10_000 });
  await page.waitForTimeout(2000);
  assert.deepEqual(server.requests, []);
}

/** How many errors are marked in a config that has one, and whose include, a link, leads to another out of the workspace. */
async function errorsWithLink(screen: Screen, server: VscodeServer): Promise<number> {
  const outside = path.join(screen.folder(), "private.json5");
  fs.writeFileSync(outside, "{ nope: 1 }");
  const text = `{\n  // nope\n  agnts: {},\n  gateway: { $include: "./out.json5" },\n}\n`;
  const { page } = await screen.open(text, { server, links: { "out.json5": outside } });
  await distrust(page);
  await page.waitForSelector(squiggle, { timeout: 10_000 });
  await page.waitForTimeout(2000);
  return (await page.$$(squiggle)).length;
}

async function linksOut(screen: Screen): Promise<void> {
  assert.equal(await errorsWithLink(screen, screen.untrusted), 1);
  assert.equal(await errorsWithLink(screen, screen.trusted), 2);
}

export const trustTests: readonly ScreenTest[] = [
  { title: "an untrusted workspace: nothing is asked, everything else works", run: nothingAsked },
  {
    title: "an untrusted workspace: links that lead out of it are not followed, and nothing is said of them",
    run: linksOut,
  },
];
