// The status bar item of the model servers: what it says, and what is asked when.
import assert from "node:assert/strict";
import { choose, command, demoConfig, listRow, openMenu, type Screen, type ScreenTest, status } from "./screen";

const models = ["minimax-m2.1-gs32"];
/** Long enough for a request that must not come, in ms. */
const quiet = 1500;

async function states(screen: Screen): Promise<void> {
  const first = await screen.serve({ models });
  const { port } = first;
  const { page } = await screen.open(demoConfig(port));
  const checkNow = () => command(page, "Check Local Model Servers Now");
  await status(page, /^lmstudio: up, \d+ ms$/);
  assert.equal(first.requests[0]?.url, "/v1/models");
  assert.equal(first.requests[0]?.authorization, "Bearer lmstudio");
  await first.stop();
  await checkNow();
  await status(page, /^lmstudio: down$/);
  const other = await screen.serve({ models: ["other"], port });
  await checkNow();
  await status(page, /^lmstudio: model not listed$/);
  await other.stop();
  const closed = await screen.serve({ models, port, key: "another" });
  await checkNow();
  await status(page, /^lmstudio: key refused$/);
  await closed.stop();
  await screen.serve({ models, port });
  await checkNow();
  await status(page, /^lmstudio: up/);
}

async function consent(screen: Screen): Promise<void> {
  // The wildcard address leads to this machine, and names no host: it has to be allowed.
  const server = await screen.serve({ models });
  const { page } = await screen.open(demoConfig(server.port).replace("127.0.0.1", "0.0.0.0"));
  await status(page, /^lmstudio: not asked$/);
  await page.waitForTimeout(quiet);
  assert.deepEqual([...server.requests], []);
  await openMenu(page);
  await choose(page, "Allow requests");
  const dialog = await page.waitForSelector(".monaco-dialog-box");
  assert.match((await dialog.textContent()) ?? "", new RegExp(`Send requests to http://0\\.0\\.0\\.0:${server.port}`));
  assert.deepEqual([...server.requests], []);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await status(page, /^lmstudio: up/);
  assert.equal(server.requests[0]?.authorization, "Bearer lmstudio");
  await command(page, "Manage Allowed Model Servers");
  await page.waitForSelector(listRow);
  await page.waitForTimeout(300);
  await page.click(listRow);
  await page.keyboard.press("Enter");
  await status(page, /^lmstudio: not asked$/);
  const before = server.requests.length;
  await command(page, "Check Local Model Servers Now");
  await page.waitForTimeout(quiet);
  assert.equal(server.requests.length, before);
}

async function stopping(screen: Screen): Promise<void> {
  const server = await screen.serve({ models });
  const { page } = await screen.open(demoConfig(server.port));
  await status(page, /^lmstudio: up/);
  await command(page, "Stop or Start Checking");
  await status(page, /^Model servers: not checked$/);
  await page.waitForTimeout(300);
  const before = server.requests.length;
  await page.waitForTimeout(quiet);
  assert.equal(server.requests.length, before);
  await openMenu(page);
  await page.keyboard.press("Enter");
  await status(page, /^lmstudio: up/);
  assert.ok(server.requests.length > before);
}

async function loading(screen: Screen): Promise<void> {
  const server = await screen.serve({ studio: [{ key: "minimax-m2.1-gs32", max: 262_144 }, { key: "other" }] });
  const { page } = await screen.open(demoConfig(server.port));
  await status(page, /^lmstudio: up/);
  const loads = () => server.requests.filter(({ url }) => url === "/api/v1/models/load").map(({ body }) => body);
  await openMenu(page);
  await choose(page, "Load minimax");
  await page.waitForSelector(".monaco-dialog-box");
  assert.deepEqual(loads(), []);
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await page.waitForFunction(
    () => /1 of 2 loaded/.test(document.querySelector(".view-lines")?.parentElement?.textContent ?? ""),
    undefined,
    { timeout: 15_000 },
  );
  assert.deepEqual(loads(), [{ model: "minimax-m2.1-gs32", context_length: 196_608 }]);
}

export const healthTests: readonly ScreenTest[] = [
  { title: "the status bar: up, model not listed, down, key refused, and up again", run: states },
  {
    title: "a server beyond this machine: nothing is sent until that is allowed, and no more when it is taken back",
    run: consent,
  },
  { title: "checking can be stopped, and started again", run: stopping },
  { title: "a model is loaded after asking, with the context of the config", run: loading },
];
