// The status bar item: the health of the local model servers that the config in view names.
import * as vscode from "vscode";
import type { Monitor, Prober } from "../endpoints/main";
import type { HealthState, Provider, ProviderHealth, StatusView, Waits } from "../features/main";
import { type Configs, languageId } from "./configs";
import { rangeOf } from "./convert";
import { t } from "./l10n";
import { log, report } from "./log";
import { loadEndpoints, loadFeatures } from "./rooms";

const commands = {
  menu: "openclawJson5.health.menu",
  check: "openclawJson5.health.checkNow",
  copy: "openclawJson5.health.copyCurl",
  open: "openclawJson5.health.openProvider",
} as const;

/** Pause in typing after which changed endpoints are asked, in ms: a half-typed port is nobody's. */
const delay = 600;

const colors: Readonly<Partial<Record<HealthState, { readonly text?: string; readonly background?: string }>>> = {
  "model-missing": { background: "statusBarItem.warningBackground" },
  down: { background: "statusBarItem.errorBackground" },
  "bad-url": { background: "statusBarItem.errorBackground" },
  "refused-key": { text: "charts.orange" },
  "not-openai": { text: "charts.purple" },
  slow: { text: "charts.yellow" },
  loading: { text: "charts.yellow" },
};

interface Tools {
  readonly waits: Waits;
  readonly monitor: Monitor;
  readonly prober: Prober;
}

interface MenuItem extends vscode.QuickPickItem {
  readonly run: () => Promise<void>;
}

export class HealthItem implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #item = vscode.window.createStatusBarItem("openclawJson5.health", vscode.StatusBarAlignment.Right, 100);
  readonly #disposables: vscode.Disposable[];
  #tools: Promise<Tools> | undefined;
  #document: vscode.TextDocument | undefined;
  #providers: readonly Provider[] = [];
  #timer: NodeJS.Timeout | undefined;
  #logged = "";
  /** Counts updates: one that was overtaken while it waited ends without effect. */
  #turn = 0;
  #disposed = false;

  constructor(configs: Configs) {
    this.#configs = configs;
    this.#item.name = "OpenClaw";
    this.#item.command = commands.menu;
    const now = () => this.#schedule(0);
    this.#disposables = [
      this.#item,
      vscode.window.onDidChangeVisibleTextEditors(now),
      vscode.window.onDidChangeActiveTextEditor(now),
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
        if (change.affectsConfiguration("openclawJson5.health")) now();
      }),
      vscode.commands.registerCommand(commands.menu, () => this.#menu()),
      vscode.commands.registerCommand(commands.check, () => this.#checkNow()),
      vscode.commands.registerCommand(commands.copy, () => this.#copyOne()),
      vscode.commands.registerCommand(commands.open, () =>
        this.#choose(
          () => true,
          (provider) => this.#open(provider),
        ),
      ),
    ];
    now();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
    const end = async ({ monitor, prober }: Tools) => {
      monitor.dispose();
      await prober.dispose();
    };
    this.#tools?.then(end).catch((error: unknown) => report("closing connections", error));
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#update().catch((error: unknown) => report("looking for model servers", error));
    }, wait);
  }

  /** Finds out which config is in view and what it names; asks servers only where that is allowed. */
  async #update(): Promise<void> {
    const turn = ++this.#turn;
    const document = documentInView();
    const enabled = vscode.workspace.getConfiguration("openclawJson5").get<boolean>("health.enabled", true);
    const next = enabled ? document : undefined;
    // Of a config that is out of sight nothing is asked, and nothing known.
    if (this.#document && this.#document !== next) this.#configs.useHealth(this.#document.uri, new Map());
    this.#document = next;
    const { endpointOf, isShown, providersOf } = await loadFeatures();
    const root = this.#document && (await this.#configs.config(this.#document.uri))?.root;
    if (turn !== this.#turn || this.#disposed) return;
    this.#providers = providersOf(root).filter(isShown);
    const endpoints = vscode.workspace.isTrusted
      ? this.#providers.flatMap((provider) => endpointOf(provider) ?? [])
      : [];
    if (endpoints.length > 0) this.#tools ??= this.#load();
    const tools = await this.#tools;
    if (turn !== this.#turn || this.#disposed) return;
    tools?.monitor.setEndpoints(endpoints);
    tools?.monitor.setActive(endpoints.length > 0 && vscode.window.state.focused);
    await this.#render();
  }

  async #load(): Promise<Tools> {
    const { Monitor, Prober, probeLimits } = await loadEndpoints();
    const prober = new Prober();
    const monitor = new Monitor(prober.probe, () => {
      this.#render().catch((error: unknown) => report("showing the health", error));
    });
    return {
      monitor,
      prober,
      waits: { connect: probeLimits.connect / 1000, total: probeLimits.total / 1000 },
    };
  }

  async #render(): Promise<void> {
    const view = await this.#view();
    if (this.#disposed) return;
    if (!view || !this.#document) {
      this.#item.hide();
      return;
    }
    const { text, background } = colors[view.state] ?? {};
    this.#item.text = view.text;
    this.#item.tooltip = new vscode.MarkdownString(view.tooltip);
    this.#item.color = text === undefined ? undefined : new vscode.ThemeColor(text);
    this.#item.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
    this.#item.accessibilityInformation = { label: view.label };
    this.#item.show();
  }

  async #view(): Promise<StatusView | undefined> {
    if (this.#providers.length === 0) return undefined;
    const { healthTexts, statusView } = await loadFeatures();
    if (!vscode.workspace.isTrusted) {
      const label = t(healthTexts.untrusted);
      return {
        text: `$(shield) ${label}`,
        label,
        state: "checking",
        tooltip: t(healthTexts.untrustedTooltip),
      };
    }
    const all = await this.#health();
    const results = new Map(all.flatMap(({ provider, result }) => (result ? [[provider.id, result] as const] : [])));
    if (this.#document) this.#configs.useHealth(this.#document.uri, results);
    const { waits } = (await this.#tools) ?? {};
    const states = all.map(({ provider, result }) => `${provider.id}=${result?.state ?? "?"}`).join(" ");
    if (states !== this.#logged && all.every(({ endpoint, result }) => result || !endpoint)) {
      this.#logged = states;
      log().info(states);
    }
    return statusView(all, waits ?? { connect: 0, total: 0 }, t);
  }

  async #health(): Promise<ProviderHealth[]> {
    const { endpointOf } = await loadFeatures();
    const known = (await this.#tools)?.monitor.health ?? [];
    return this.#providers.map((provider) => {
      const endpoint = endpointOf(provider);
      const found = known.find((health) => health.endpoint.id === endpoint?.id && health.endpoint.url === endpoint.url);
      return { provider, endpoint, result: found?.result, history: found?.history ?? [] };
    });
  }

  /** Asks again; says why where nothing is asked. */
  async #checkNow(): Promise<void> {
    await this.#update();
    const { healthTexts } = await loadFeatures();
    if (this.#providers.length === 0) void vscode.window.showInformationMessage(t(healthTexts.nothing));
    else if (!vscode.workspace.isTrusted) void vscode.window.showInformationMessage(t(healthTexts.untrustedTooltip));
    else (await this.#tools)?.monitor.checkNow();
  }

  async #menu(): Promise<void> {
    await this.#checkNow();
    if (this.#providers.length === 0) return;
    const { endpointOf, healthTexts } = await loadFeatures();
    const items: MenuItem[] = [];
    if (vscode.workspace.isTrusted) {
      items.push({ label: `$(refresh) ${t(healthTexts["menu.check"])}`, run: () => this.#checkNow() });
    }
    for (const provider of this.#providers) {
      const name = provider.id;
      items.push({ label: `$(go-to-file) ${t(healthTexts["menu.open"], { name })}`, run: () => this.#open(provider) });
      if (!endpointOf(provider)) continue;
      items.push({ label: `$(copy) ${t(healthTexts["menu.copy"], { name })}`, run: () => this.#copy(provider) });
    }
    const chosen = await vscode.window.showQuickPick(items, { title: t(healthTexts.title) });
    await chosen?.run();
  }

  /** Runs something for the one provider that fits, or for the one that is picked. */
  async #choose(fits: (provider: Provider) => boolean, run: (provider: Provider) => Promise<void>): Promise<void> {
    await this.#update();
    const { healthTexts } = await loadFeatures();
    const fitting = this.#providers.filter(fits);
    const [first, ...others] = fitting;
    if (!first) {
      void vscode.window.showInformationMessage(t(healthTexts.nothing));
      return;
    }
    if (others.length === 0) return run(first);
    const items = fitting.map((provider) => ({ label: provider.id, provider }));
    const chosen = await vscode.window.showQuickPick(items, { title: t(healthTexts.title) });
    if (chosen) await run(chosen.provider);
  }

  async #open({ id }: Provider): Promise<void> {
    const document = this.#document;
    if (!document) return;
    // The text may have changed since the menu was opened.
    const { providersOf, sourceOf } = await loadFeatures();
    const config = await this.#configs.config(document.uri);
    const provider = providersOf(config?.root).find((each) => each.id === id);
    const place = provider?.baseUrlNode ?? provider?.property;
    if (!place) return;
    const file = sourceOf(place)?.path;
    const target = file === undefined ? document : await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    await vscode.window.showTextDocument(target, { selection: rangeOf(target, place) });
  }

  async #copyOne(): Promise<void> {
    const { endpointOf } = await loadFeatures();
    await this.#choose(
      (provider) => endpointOf(provider) !== undefined,
      (provider) => this.#copy(provider),
    );
  }

  async #copy(provider: Provider): Promise<void> {
    const { curlCommand, endpointOf, healthTexts } = await loadFeatures();
    const { probeLimits } = await loadEndpoints();
    const endpoint = endpointOf(provider);
    if (!endpoint) return;
    const command = curlCommand(endpoint, { connect: probeLimits.connect / 1000, total: probeLimits.total / 1000 });
    await vscode.env.clipboard.writeText(command);
    vscode.window.setStatusBarMessage(t(healthTexts["menu.copied"], { command }), 5000);
  }
}

/** The config that people look at: that of the active editor, else of any visible one. */
function documentInView(): vscode.TextDocument | undefined {
  const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === languageId);
  const active = vscode.window.activeTextEditor;
  return (active && editors.includes(active) ? active : editors[0])?.document;
}
