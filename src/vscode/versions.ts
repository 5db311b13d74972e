// Which OpenClaw version the config in view is checked against: shown, chosen, and held against another one.
import * as vscode from "vscode";
import type { ConfigDocument, Finding } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { type Choice, inform, pick, pickText } from "./ask";
import { type Configs, languageId, selector } from "./configs";
import { rangeOf } from "./convert";
import { t } from "./l10n";
import { report } from "./log";
import { change } from "./settings";
import { setLanguageStatus } from "./show";

const commands = {
  pick: "openclawJson5.pickVersion",
  upgrade: "openclawJson5.checkUpgrade",
  migrate: "openclawJson5.migrate",
} as const;

interface Break extends Choice {
  /** None: the way to mend them all. */
  readonly finding?: Finding;
}

export class Versions implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #item = vscode.languages.createLanguageStatusItem("openclawJson5.version", selector);
  readonly #disposables: vscode.Disposable[];
  #turn = 0;

  constructor(configs: Configs) {
    this.#configs = configs;
    this.#item.name = "OpenClaw";
    const show = () => {
      this.#show().catch((error: unknown) => report("showing the version", error));
    };
    const register = (command: string, run: () => Promise<void>) =>
      vscode.commands.registerCommand(command, () => run().catch((error: unknown) => report(command, error)));
    this.#disposables = [
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(show),
      vscode.workspace.onDidSaveTextDocument(show),
      configs.onDidChange(show),
      register(commands.pick, () => this.#pick()),
      register(commands.upgrade, () => this.#upgrade()),
    ];
    show();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const uri = await this.#config();
    const version = uri && (await this.#configs.versionOf(uri));
    const difference = version && (await this.#configs.releases.differenceOf(version.bundled));
    // Another editor may have come to the front meanwhile.
    if (turn !== this.#turn) return;
    this.#item.selector = version ? selector : { language: languageId };
    if (!version) {
      setLanguageStatus(this.#item, "OpenClaw");
      return;
    }
    const { bundledVersions, versionDetail, versionTexts } = await loadFeatures();
    const newest = bundledVersions.at(-1) ?? "";
    setLanguageStatus(this.#item, `OpenClaw ${version.version}`, versionDetail(version, difference ?? 0, newest, t));
    this.#item.severity =
      version.nonsense === undefined
        ? vscode.LanguageStatusSeverity.Information
        : vscode.LanguageStatusSeverity.Warning;
    this.#item.command = { command: commands.pick, title: t(versionTexts.change) };
  }

  /** The config that the active editor has to do with. */
  async #config(): Promise<vscode.Uri | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    return document && (await this.#configs.ownersOf(document))[0];
  }

  /** Sets or takes back the pinned version. */
  async #pick(): Promise<void> {
    const { bundledVersions, versionTexts } = await loadFeatures();
    const automatic = t(versionTexts.automatic);
    const items = [automatic, ...[...bundledVersions].reverse()];
    const chosen = await pickText(items, t(versionTexts.choose));
    if (chosen === undefined) return;
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    await change("version", chosen === automatic ? undefined : chosen, target);
  }

  /** Lists what another version would refuse; a choice goes to its place. */
  async #upgrade(): Promise<void> {
    const uri = await this.#config();
    const config = uri && (await this.#configs.config(uri));
    const { bundledVersions, breaking, messageOf, migrateTexts, verdictTexts, versionTexts } = await loadFeatures();
    if (!uri || !config) {
      inform(t(verdictTexts.noConfig));
      return;
    }
    const others = bundledVersions.filter((version) => version !== config.version).reverse();
    const version = await pickText(others, t(versionTexts.upgrade));
    if (version === undefined) return;
    const [now, then] = await Promise.all([this.#configs.findings(uri), this.#configs.findingsAs(uri, version)]);
    const items = breaking(now, then).map((finding): Break => {
      const { line } = linesOf(config, finding).positionAt(finding.span.offset);
      return { label: finding.path.join("."), description: `:${line + 1}`, detail: messageOf(finding, t), finding };
    });
    if (items.length === 0) {
      inform(t(versionTexts.nothing, { version }));
      return;
    }
    const title = t(versionTexts.breaks, { version });
    const mend: Break = { icon: "wand", label: t(migrateTexts.label, { version }), alwaysShow: true };
    const chosen = await pick([mend, ...items], title, { matchOnDetail: true });
    if (!chosen) return;
    if (!chosen.finding) {
      await vscode.commands.executeCommand(commands.migrate, { version });
      return;
    }
    const { source, span } = chosen.finding;
    const target = source?.path === undefined ? uri : vscode.Uri.file(source.path);
    await vscode.window.showTextDocument(target, { selection: rangeOf(linesOf(config, chosen.finding), span) });
  }
}

function linesOf(config: ConfigDocument, { source }: Finding) {
  return ((source?.path === undefined ? undefined : config.file(source.path)) ?? config).lines;
}
