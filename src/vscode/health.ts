// The status bar item: the health of the local model servers that the config in view names.
import * as vscode from "vscode";
import type { HealthState, ProviderHealth, StatusView } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import type { Picture, ServerWatch } from "../workspace/serverWatch";
import { iconText } from "./ask";
import { t } from "./l10n";
import { report } from "./log";
import { markdownString } from "./markdown";

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

export class HealthItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("openclawJson5.health", vscode.StatusBarAlignment.Right, 100);
  readonly #disposables: vscode.Disposable[];
  readonly #contexts = new Set<string>();
  #isDisposed = false;

  constructor(watch: ServerWatch<vscode.Uri>) {
    this.#item.name = "OpenClaw";
    this.#item.command = "openclawJson5.health.menu";
    this.#disposables = [
      this.#item,
      watch.onDidChange((picture) =>
        this.#show(picture).catch((error: unknown) => report("showing the health", error)),
      ),
    ];
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #show(picture: Picture): Promise<void> {
    const { idleView, statusView } = await loadFeatures();
    if (this.#isDisposed) return;
    const { hasMore, mode, servers, waits } = picture;
    const view = mode === "asking" || servers.length === 0 ? statusView(servers, waits, t, hasMore) : idleView(mode, t);
    if (!view) {
      this.#item.hide();
      return;
    }
    this.#setContexts(view, servers);
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
  #setContexts(view: StatusView, servers: readonly ProviderHealth[]): void {
    const contexts = {
      hasProviders: servers.length > 0,
      serverUp: servers.some(({ result }) => result?.state === "up"),
      allGreen: view.state === "up",
    };
    for (const [name, value] of Object.entries(contexts)) {
      if (!value || this.#contexts.has(name)) continue;
      this.#contexts.add(name);
      void vscode.commands.executeCommand("setContext", `openclawJson5.${name}`, true);
    }
  }
}
