// "Check Local Setup": the page with the report, kept up to date while it is open.
import { randomBytes } from "node:crypto";
import path from "node:path";
import * as vscode from "vscode";
import type { Target } from "../endpoints/main";
import type { ProviderHealth, SetupAnswers, SetupReport } from "../features/main";
import { loadEndpoints, loadFeatures } from "../workspace/rooms";
import type { ServerWatch } from "../workspace/serverWatch";
import { inform } from "./ask";
import { checkNow, lookAgain } from "./checkNow";
import type { Configs } from "./configs";
import type { HealthMenu } from "./healthMenu";
import { t } from "./l10n";
import { report } from "./log";

const command = "openclawJson5.checkLocalSetup";

/** How long servers that have not answered yet are waited for, in ms: longer than they may take. */
const patience = 6000;

/** What the page says. */
interface Message {
  readonly do?: unknown;
  readonly provider?: unknown;
  readonly model?: unknown;
}

export class SetupCheck implements vscode.Disposable {
  readonly #watch: ServerWatch<vscode.Uri>;
  readonly #menu: HealthMenu;
  readonly #configs: Configs;
  readonly #disposables: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  /** The config that the page is about: the page itself may have taken its place. */
  #uri: vscode.Uri | undefined;
  /** By provider; of another address it says nothing. */
  #asked = new Map<string, { readonly target: Target; readonly asked: SetupAnswers }>();
  #report: SetupReport | undefined;
  #body = "";
  /** Ends what the page has started when it is closed. */
  #closed = new AbortController();

  constructor(watch: ServerWatch<vscode.Uri>, menu: HealthMenu, configs: Configs) {
    this.#watch = watch;
    this.#menu = menu;
    this.#configs = configs;
    const update = () => {
      if (this.#panel) this.#update().catch((error: unknown) => report("checking the local setup", error));
    };
    this.#disposables = [
      vscode.commands.registerCommand(command, () =>
        this.#run().catch((error: unknown) => report("checking the local setup", error)),
      ),
      configs.onDidChangeHealth(update),
    ];
  }

  dispose(): void {
    this.#closed.abort();
    this.#panel?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #run(): Promise<void> {
    const { healthTexts, setupPageTexts, setupPage } = await loadFeatures();
    await lookAgain(this.#watch);
    const { document } = this.#watch;
    if (!document || (await this.#watch.servers()).length === 0) {
      inform(t(healthTexts.nothing));
      return;
    }
    if (!vscode.workspace.isTrusted) return this.#menu.offerTrust();
    this.#uri = document.uri;
    this.#asked = new Map();
    if (!this.#panel) {
      // Beside the config: what is out of sight is not checked.
      this.#panel = vscode.window.createWebviewPanel(
        "openclawJson5.setupCheck",
        t(setupPageTexts.title),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true, localResourceRoots: [] },
      );
      this.#panel.onDidDispose(() => {
        this.#panel = undefined;
        this.#closed.abort();
      });
      this.#closed = new AbortController();
      this.#panel.webview.onDidReceiveMessage((message: Message) =>
        this.#do(message).catch((error: unknown) => report("the page on the local setup", error)),
      );
      await this.#compose();
      this.#panel.webview.html = setupPage(this.#body, randomBytes(16).toString("hex"), vscode.env.language, t);
    } else this.#panel.reveal(undefined, true);
    // What is known is shown; what the servers say comes in.
    await this.#ask();
    await this.#update();
  }

  async #do({ do: action, provider, model }: Message): Promise<void> {
    if (action === "again") return this.#run();
    if (action === "copy") return this.#copy();
    const health = (await this.#health()).find(({ provider: { id } }) => id === provider);
    if (!health) return;
    if (action === "go") return this.#menu.open(health);
    if (action === "allow" && health.endpoint) {
      await this.#menu.allow(health.endpoint);
      return this.#run();
    }
    if (action === "ask" && typeof model === "string") return this.#answer(health, model);
  }

  /** The servers of the config that the page is about, as long as it is in view. */
  async #health(): Promise<readonly ProviderHealth[]> {
    return this.#watch.document?.uri.toString() === this.#uri?.toString() ? this.#watch.servers() : [];
  }

  /** Waits for all servers, and asks those that are up what only the report wants to know. */
  async #ask(): Promise<void> {
    const { signal } = this.#closed;
    await checkNow(this.#watch);
    await this.#watch.settled(AbortSignal.any([signal, AbortSignal.timeout(patience)]));
    const [{ hasResponses, listsOpenly }, { speaksOpenAi }, { send }] = await Promise.all([
      loadEndpoints(),
      loadFeatures(),
      this.#watch.prober(),
    ]);
    const waiting = [...(await this.#health())];
    const inTurn = async () => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        const { provider, endpoint, isHeldBack, result } = next;
        if (!endpoint || isHeldBack || result?.state !== "up") continue;
        const asked = await unless(
          signal,
          Promise.all([
            speaksOpenAi(provider.api) ? hasResponses(send, endpoint, signal) : undefined,
            endpoint.target.hasKey ? listsOpenly(send, endpoint, signal) : undefined,
          ]),
        );
        if (!asked) return;
        const [has, open] = asked;
        this.#keep(provider.id, endpoint.target, { hasResponses: has, isOpen: open === true });
      }
    };
    // Two questions each: four at a time, as elsewhere.
    await Promise.all([inTurn(), inTurn()]);
  }

  /** One real request, which somebody has asked for by its button. */
  async #answer({ provider, endpoint, isHeldBack }: ProviderHealth, model: string): Promise<void> {
    if (!endpoint || isHeldBack || !vscode.workspace.isTrusted) return;
    const { answerOnce, probeLimits, taskLimits } = await loadEndpoints();
    const { send } = await this.#watch.prober();
    const waits = { connect: probeLimits.connect / 1000, total: taskLimits.answer / 1000 };
    const { signal } = this.#closed;
    try {
      const result = await unless(signal, answerOnce(send, endpoint, provider.api, model, signal));
      if (result) this.#keep(provider.id, endpoint.target, { answer: { model, result, waits } });
    } finally {
      // The button waits, whatever came of it.
      this.#body = "";
      await this.#update();
    }
  }

  #keep(provider: string, target: Target, more: SetupAnswers): void {
    const known = this.#asked.get(provider);
    this.#asked.set(provider, { target, asked: { ...(known?.target.equals(target) && known.asked), ...more } });
  }

  async #copy(): Promise<void> {
    if (!this.#report || !this.#uri) return;
    const { setupPageTexts, setupText } = await loadFeatures();
    const targets = (await this.#health()).flatMap(({ endpoint }) => endpoint?.target ?? []);
    await vscode.env.clipboard.writeText(setupText(this.#report, path.basename(this.#uri.fsPath), targets, t));
    await this.#panel?.webview.postMessage({ note: t(setupPageTexts.copied) });
  }

  async #update(): Promise<void> {
    const before = this.#body;
    await this.#compose();
    if (this.#body !== before) await this.#panel?.webview.postMessage({ body: this.#body, note: "" });
  }

  /** Works out the report; of a config that is out of view it stays as it was. */
  async #compose(): Promise<void> {
    const uri = this.#uri;
    const health = await this.#health();
    const config = uri && (await this.#configs.config(uri));
    if (!uri || !config || health.length === 0) return;
    const { checkSetup, setupBody } = await loadFeatures();
    const { probeLimits } = await loadEndpoints();
    const errors = (await this.#configs.findings(uri)).filter(({ severity }) => severity === "error").length;
    const waits = { connect: probeLimits.connect / 1000, total: probeLimits.total / 1000 };
    const asked = health.flatMap(({ provider: { id }, endpoint }) => {
      const known = this.#asked.get(id);
      return known && endpoint && known.target.equals(endpoint.target) ? [[id, known.asked] as const] : [];
    });
    this.#report = checkSetup(config, errors, health, new Map(asked), waits, t);
    this.#body = setupBody(this.#report, path.basename(uri.fsPath), t);
  }
}

/** What comes of requests; undefined where they were called off. */
async function unless<T>(signal: AbortSignal, requests: Promise<T>): Promise<T | undefined> {
  try {
    return await requests;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
