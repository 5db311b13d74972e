// What the tests of the screen share: VS Code in a browser, servers of models, and hands for the page.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import {
  address,
  openPage,
  type ServerOptions,
  startBrowser,
  startServer,
  type VscodeServer,
} from "../../../tools/lib/host";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../../tools/lib/modelServer";

export const root = path.join(__dirname, "..", "..", "..");

/** The status bar item of the model servers. */
export const healthItem = '[id="openclaw-tools.openclaw-json5.openclawJson5.health"]';
export const listRow = ".quick-input-list .monaco-list-row";
export const squiggle = ".squiggly-error";

export interface ScreenTest {
  readonly title: string;
  readonly run: (screen: Screen) => Promise<void>;
}

export interface OpenOptions {
  /** The one that trusts every workspace by default. */
  readonly server?: VscodeServer;
  /** The display language that extensions see. */
  readonly language?: string;
  /** The folder of the extension in development; ours by default, null for none. */
  readonly extension?: string | null;
  /** Symbolic links beside the config: targets by name. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A page on a config, and where that config stands. */
export interface OpenedConfig {
  readonly page: Page;
  readonly file: string;
}

/** A VS Code that trusts, one that does not, and a browser; what a test opens is closed after it. */
export class Screen {
  readonly scratch: string;
  readonly trusted: VscodeServer;
  readonly untrusted: VscodeServer;
  readonly #browser: Browser;
  readonly #ends: (() => Promise<unknown>)[] = [];
  #folders = 0;

  private constructor(scratch: string, browser: Browser, trusted: VscodeServer, untrusted: VscodeServer) {
    this.scratch = scratch;
    this.#browser = browser;
    this.trusted = trusted;
    this.untrusted = untrusted;
  }

  static async start(): Promise<Screen> {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-screen-"));
    return new Screen(scratch, await startBrowser(), await startServer(), await startServer({ trust: false }));
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.trusted.stop();
    await this.untrusted.stop();
    fs.rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** A page on a config with this text, in a folder of its own. */
  async open(text: string, options: OpenOptions = {}): Promise<OpenedConfig> {
    const { server = this.trusted, extension = root } = options;
    const folder = this.folder();
    for (const [name, target] of Object.entries(options.links ?? {})) fs.symlinkSync(target, path.join(folder, name));
    const file = path.join(folder, "openclaw.json");
    fs.writeFileSync(file, text);
    const page = await this.openFile(server, folder, file, extension ?? undefined, options.language);
    return { page, file };
  }

  /** A page on any file. */
  async openFile(
    server: VscodeServer,
    folder: string,
    file: string,
    extension: string | undefined = undefined,
    language?: string,
  ): Promise<Page> {
    const page = await openPage(this.#browser, address(server.port, { folder, extension, file }), language);
    this.#ends.push(() => page.context().close());
    await page.waitForSelector(".view-line", { timeout: 30_000 });
    return page;
  }

  /** A new empty folder. */
  folder(): string {
    const folder = path.join(this.scratch, `screen-${++this.#folders}`);
    fs.mkdirSync(folder);
    return folder;
  }

  /** A server of models; by default it lists the one of the example config. */
  async serve(options: ModelServerOptions = { models: ["minimax-m2.1-gs32"] }): Promise<ModelServer> {
    const server = await startModelServer(options);
    this.#ends.push(server.stop);
    return server;
  }

  /** A VS Code of the test's own. */
  async host(options: ServerOptions): Promise<VscodeServer> {
    const server = await startServer(options);
    this.#ends.push(server.stop);
    return server;
  }

  /** Closes what the test has opened, the last first. */
  async clear(): Promise<void> {
    for (let end = this.#ends.pop(); end; end = this.#ends.pop()) await end();
  }
}

/** The example config, its server on another port. */
export function demoConfig(port: number): string {
  return fs
    .readFileSync(path.join(root, "test", "fixtures", "examples", "lmstudio.json5"), "utf8")
    .replace("127.0.0.1:1234", `127.0.0.1:${port}`);
}

/** The same with a key that must not be shown. */
export function secretConfig(port: number): string {
  return demoConfig(port).replace('"lmstudio",\n        api', '"sk-very-secret",\n        api');
}

/** Waits until the status bar item's text matches. */
export async function status(page: Page, pattern: RegExp): Promise<void> {
  const end = Date.now() + 15_000;
  let text = "";
  while (Date.now() < end) {
    text = (await page.$(healthItem)) ? ((await page.textContent(healthItem)) ?? "").trim() : "";
    if (pattern.test(text)) return;
    await page.waitForTimeout(100);
  }
  throw new assert.AssertionError({ message: `the status bar says "${text}", not ${pattern}` });
}

/** Runs a command by its title. */
export async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.waitForSelector(".quick-input-widget input");
  await choose(page, title);
}

/** Takes the entry of the open list that a word leads to. */
export async function choose(page: Page, word: string): Promise<void> {
  await page.keyboard.type(word);
  await page.waitForSelector(listRow);
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
}

/** Opens the menu of the status bar item. */
export async function openMenu(page: Page): Promise<void> {
  await page.click(healthItem);
  await page.waitForSelector(listRow);
}

/** Hovers over a word until its hover is there: lines that come in above it move it away from under the mouse. */
export async function hoverOn(page: Page, word: string): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    await page.mouse.move(5, 5);
    await page.getByText(word, { exact: true }).hover();
    const shown = await page.waitForSelector(".monaco-hover .hover-contents", { timeout: 3000 }).catch(() => undefined);
    if (shown) return;
  }
  throw new assert.AssertionError({ message: `no hover comes over ${word}` });
}

/** Waits until the hover says what matches. */
export async function hoverSays(page: Page, pattern: RegExp): Promise<void> {
  await page.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector(".monaco-hover")?.textContent ?? ""),
    pattern.source,
    { timeout: 10_000 },
  );
}

/** Hovers over the status bar item, and returns what the tooltip says. */
export async function tooltip(page: Page): Promise<string> {
  await page.hover(healthItem);
  await page.waitForSelector(".monaco-hover strong", { timeout: 10_000 });
  return (await page.textContent(".monaco-hover")) ?? "";
}

/** The frame of a webview, once it shows what matches. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  for (let tries = 0; tries < 100; tries++) {
    // A frame may go while it is looked at.
    for (const frame of page.frames()) if (await frame.$(selector).catch(() => undefined)) return frame;
    await page.waitForTimeout(150);
  }
  throw new assert.AssertionError({ message: `no webview shows ${selector}` });
}

/** Says no to the question whether the folder is trusted, where it is asked. */
export async function distrust(page: Page): Promise<void> {
  await page.waitForSelector(`.monaco-dialog-box, ${squiggle}`, { timeout: 20_000 });
  const dialog = page.getByRole("button", { name: /No, I don't trust|Don't Trust/i });
  if (await dialog.count()) await dialog.first().click();
}

/** The addresses that a page asks for, of those hosts that the texts of strangers name. */
export function requestsToStrangers(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("e.io")) asked.push(request.url());
  });
  return asked;
}

/** What stands in the clipboard. */
export function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Keeps a picture of the page in out/. */
export async function picture(page: Page, name: string): Promise<void> {
  fs.mkdirSync(path.join(root, "out"), { recursive: true });
  await page.screenshot({ path: path.join(root, "out", name) });
}
