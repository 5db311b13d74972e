// The status bar item: the health of the local model servers that the config in view names.
import * as vscode from "vscode";
import type { Monitor, NetworkWatch, Prober } from "../endpoints/main";
import type { HealthState, Provider, ProviderHealth, StatusView, Waits } from "../features/main";
import { iconText, inform } from "./ask";
import type { Configs } from "./configs";
import type { Consents } from "./consents";
import { bringConfigIntoView, configInView, isOwnConfig } from "./inView";
import { t } from "./l10n";
import { info, report } from "./log";
import { markdownString } from "./markdown";
import { loadEndpoints, loadFeatures } from "./rooms";
import { affects, setting } from "./settings";

/** Pause in typing after which changed endpoints are asked, in ms: a half-typed port is nobody's. */
const delay = 600;
/** Time between two pictures of the health at least, in ms. */
const frame = 16;

const colors: Readonly<Partial<Record<HealthState, { readonly text?: string; readonly background?: string }>>> = {
  up: { text: "charts.green" },
  "model-missing": { background: "statusBarItem.warningBackground" },
  down: { background: "statusBarItem.errorBackground" },
  "bad-url": { background: "statusBarItem.errorBackground" },
  "refused-key": { text: "charts.orange" },
  "not-openai": { text: "charts.purple" },
  slow: { text: "charts.yellow" },
  loading: { text: "charts.yellow" },
  "hidden-key": { text: "charts.orange" },
};

interface Tools {
  readonly waits: Waits;
  readonly monitor: Monitor;
  readonly prober: Prober;
  readonly network: NetworkWatch;
}

export class HealthItem implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #consents: Consents;
  readonly #item = vscode.window.createStatusBarItem("openclawJson5.health", vscode.StatusBarAlignment.Right, 100);
  readonly #disposables: vscode.Disposable[];
  #tools: Promise<Tools> | undefined;
  #document: vscode.TextDocument | undefined;
  /** All that the config names, shown or not. */
  #providers: readonly Provider[] = [];
  #isStopped = false;
  /** Whether the config is nobody's own, so that its servers are asked only when somebody says so. */
  #isForeign = false;
  /** Configs elsewhere whose servers somebody has asked for, in this window. */
  readonly #wanted = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #frame: NodeJS.Timeout | undefined;
  #logged = "";
  readonly #contexts = new Set<string>();
  /** Counts updates: one that was overtaken while it waited ends without effect. */
  #turn = 0;
  #updating: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(configs: Configs, consents: Consents) {
    this.#configs = configs;
    this.#consents = consents;
    this.#item.name = "OpenClaw";
    this.#item.command = "openclawJson5.health.menu";
    const now = () => this.#schedule(0);
    this.#disposables = [
      this.#item,
      vscode.window.onDidChangeVisibleTextEditors(now),
      vscode.window.onDidChangeActiveTextEditor(now),
      vscode.window.tabGroups.onDidChangeTabs(now),
      vscode.workspace.onDidChangeWorkspaceFolders(now),
      vscode.window.onDidChangeWindowState(now),
      vscode.workspace.onDidGrantWorkspaceTrust(now),
      vscode.workspace.onDidOpenTextDocument(now),
      configs.onDidChange((uri) => {
        if (uri.toString() === this.#document?.uri.toString()) this.#schedule(delay);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#schedule(delay);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (affects(change, "health")) now();
      }),
    ];
    now();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#frame);
    for (const disposable of this.#disposables) disposable.dispose();
    const end = async ({ monitor, network, prober }: Tools) => {
      monitor.dispose();
      network.setActive(false);
      await prober.dispose();
    };
    this.#tools?.then(end).catch((error: unknown) => report("closing connections", error));
  }

  /** The config that is looked at. */
  get document(): vscode.TextDocument | undefined {
    return this.#document;
  }

  /** What it names, wherever the servers are. */
  get providers(): readonly Provider[] {
    return this.#providers;
  }

  /** Whether checking was stopped in this window. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  async setStopped(isStopped: boolean): Promise<void> {
    this.#isStopped = isStopped;
    await this.refresh();
  }

  /** Whether the config lies elsewhere, and nobody has asked for its servers yet. */
  get isForeign(): boolean {
    return this.#isForeign;
  }

  /** What sends requests; only to what {@link health} does not hold back. */
  async prober(): Promise<Prober> {
    this.#tools ??= this.#load();
    return (await this.#tools).prober;
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.refresh().catch((error: unknown) => report("looking for model servers", error));
    }, wait);
  }

  /** Brings all up to date; where the next update overtakes this one, both are waited for. */
  async refresh(): Promise<void> {
    this.#updating = this.#update();
    let awaited: Promise<void>;
    do {
      awaited = this.#updating;
      await awaited;
    } while (awaited !== this.#updating);
  }

  /** Finds out which config is in view and what it names; asks servers only where that is allowed. */
  async #update(): Promise<void> {
    const turn = ++this.#turn;
    const document = configInView();
    const enabled = setting("health.enabled");
    const next = enabled ? document : undefined;
    // Of a config that is out of sight nothing is asked, and nothing known.
    if (this.#document && this.#document !== next) this.#configs.useHealth(this.#document.uri, new Map());
    this.#document = next;
    const { endpointOf, mayAsk, providersOf } = await loadFeatures();
    const root = next && (await this.#configs.config(next.uri))?.root;
    const isForeign = next !== undefined && !this.#wanted.has(next.uri.toString()) && !(await isOwnConfig(next));
    if (turn !== this.#turn || this.#disposed) return;
    this.#providers = providersOf(root);
    this.#isForeign = isForeign;
    const allowed = this.#consents.digests;
    const endpoints =
      vscode.workspace.isTrusted && !this.#isStopped && !isForeign
        ? this.#providers.flatMap((provider) => endpointOf(provider) ?? []).filter((each) => mayAsk(each, allowed))
        : [];
    if (endpoints.length > 0) this.#tools ??= this.#load();
    const tools = await this.#tools;
    if (turn !== this.#turn || this.#disposed) return;
    const active = endpoints.length > 0 && vscode.window.state.focused;
    tools?.monitor.setEndpoints(endpoints);
    tools?.monitor.setActive(active);
    tools?.network.setActive(active);
    await this.#render();
  }

  async #load(): Promise<Tools> {
    const { Monitor, NetworkWatch, Prober, probeLimits, systemClock } = await loadEndpoints();
    const prober = new Prober();
    const monitor = new Monitor(
      prober.probe,
      () => this.#renderSoon(),
      (error) => report("asking a model server", error),
    );
    return {
      monitor,
      prober,
      network: new NetworkWatch(() => monitor.checkNow(), systemClock),
      waits: { connect: probeLimits.connect / 1000, total: probeLimits.total / 1000 },
    };
  }

  /** However many servers answer at a time, all is shown at once. */
  #renderSoon(): void {
    this.#frame ??= setTimeout(() => {
      this.#frame = undefined;
      this.#render().catch((error: unknown) => report("showing the health", error));
    }, frame);
  }

  async #render(): Promise<void> {
    const view = await this.#view();
    if (this.#disposed) return;
    this.#setContexts(view, await this.health());
    if (!view || !this.#document) {
      this.#item.hide();
      return;
    }
    const { text, background } = colors[view.state] ?? {};
    this.#item.text = iconText(view.icon, view.label);
    this.#item.tooltip = markdownString(view.tooltip);
    this.#item.color = text === undefined ? undefined : new vscode.ThemeColor(text);
    this.#item.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
    this.#item.accessibilityInformation = { label: iconText(undefined, view.label) };
    this.#item.show();
  }

  /**
   * What the walkthrough's steps are done by: what was so once stays done, though the walkthrough itself hides the config. VS Code misses
   * what is so before it knows of the walkthrough, so that the steps wait for its page as well.
   */
  #setContexts(view: StatusView | undefined, all: readonly ProviderHealth[]): void {
    const contexts = {
      hasProviders: all.length > 0,
      serverUp: all.some(({ result }) => result?.state === "up"),
      allGreen: view?.state === "up",
    };
    for (const [name, value] of Object.entries(contexts)) {
      if (!value || this.#contexts.has(name)) continue;
      this.#contexts.add(name);
      void vscode.commands.executeCommand("setContext", `openclawJson5.${name}`, true);
    }
  }

  async #view(): Promise<StatusView | undefined> {
    const { idleView, statusView } = await loadFeatures();
    const all = await this.health();
    if (all.length === 0) return undefined;
    if (!vscode.workspace.isTrusted) return idleView("untrusted", t);
    if (this.#isForeign) return idleView("foreign", t);
    if (this.#isStopped) {
      if (this.#document) this.#configs.useHealth(this.#document.uri, new Map());
      return idleView("paused", t);
    }
    const results = new Map(all.flatMap(({ provider, result }) => (result ? [[provider.id, result] as const] : [])));
    if (this.#document) this.#configs.useHealth(this.#document.uri, results);
    const { waits } = (await this.#tools) ?? {};
    const states = all.map(({ provider, result }) => `${provider.id}=${result?.state ?? "?"}`).join(" ");
    if (states !== this.#logged && all.every(({ endpoint, isHeldBack, result }) => result || isHeldBack || !endpoint)) {
      this.#logged = states;
      info(states);
    }
    return statusView(all, waits ?? { connect: 0, total: 0 }, t);
  }

  /** The providers that are shown, each with what its server said last. */
  async health(): Promise<ProviderHealth[]> {
    const { endpointOf, isShown, mayAsk } = await loadFeatures();
    const known = (await this.#tools)?.monitor.health ?? [];
    const allowed = this.#consents.digests;
    return this.#providers
      .filter((provider) => isShown(provider, allowed))
      .map((provider) => {
        const endpoint = endpointOf(provider);
        const found = known.find(
          ({ endpoint: { id, target } }) => endpoint && id === endpoint.id && target.equals(endpoint.target),
        );
        return {
          provider,
          endpoint,
          isHeldBack: endpoint !== undefined && (this.#isForeign || !mayAsk(endpoint, allowed)),
          result: found?.result,
          history: found?.history ?? [],
        };
      });
  }

  /** For commands: the config that they mean is looked at, too, where it was hidden. */
  async lookAgain(): Promise<void> {
    await bringConfigIntoView();
    await this.refresh();
  }

  /** Asks the servers of a config that lies elsewhere, from now on and as long as the window is open. */
  async askForeign(): Promise<void> {
    if (this.#document) this.#wanted.add(this.#document.uri.toString());
    await this.refresh();
  }

  /** Asks again; says why where nothing is asked. */
  async checkNow(): Promise<void> {
    await this.lookAgain();
    const { healthTexts } = await loadFeatures();
    if ((await this.health()).length === 0) inform(t(healthTexts.nothing));
    else if (!vscode.workspace.isTrusted) inform(t(healthTexts.untrustedTooltip));
    else if (this.#isForeign) await this.askForeign();
    else if (this.#isStopped) await this.setStopped(false);
    else (await this.#tools)?.monitor.checkNow();
  }
}
