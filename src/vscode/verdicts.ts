// OpenClaw itself as the last word: its verdict on a config when that is saved, or when asked for.
import * as vscode from "vscode";
import { type Installation, noteProgram } from "../workspace/installation";
import { loadFeatures } from "../workspace/rooms";
import { inform, offerAfterFailure, progress, warn } from "./ask";
import { type Configs, languageId } from "./configs";
import { t } from "./l10n";
import { info, log, report, reportOnce } from "./log";

const command = "openclawJson5.validateWithOpenClaw";
const pathSetting = "openclawJson5.openclawPath";
const asking = "asking OpenClaw for its verdict";

export class Verdicts implements vscode.Disposable {
  readonly #configs: Configs;
  readonly #installation: Installation<vscode.Uri>;
  readonly #disposables: vscode.Disposable[];

  constructor(configs: Configs, installation: Installation<vscode.Uri>) {
    this.#configs = configs;
    this.#installation = installation;
    const look = (document: vscode.TextDocument) => {
      if (document.languageId === languageId) void installation.find();
    };
    this.#disposables = [
      installation,
      vscode.commands.registerCommand(command, () =>
        this.#validateActive().catch((error: unknown) => report(command, error)),
      ),
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => vscode.workspace.textDocuments.forEach(look)),
    ];
    vscode.workspace.textDocuments.forEach(look);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #saved(document: vscode.TextDocument): void {
    const run = async () => {
      for (const uri of await this.#configs.ownersOf(document)) {
        const config = await this.#configs.config(uri);
        const installed = await this.#installation.find();
        // What is on disk must be what we show.
        if (installed && config && !this.#installation.isUnsaved(config))
          await this.#installation.validate(installed, uri, config);
      }
    };
    run().catch((error: unknown) => noteProgram({ info, report, reportOnce }, asking, error));
  }

  async #offerLog(message: string, show: string): Promise<void> {
    if (await offerAfterFailure(message, show)) log().show();
  }

  async #validateActive(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const [uri] = document ? await this.#configs.ownersOf(document) : [];
    const config = uri && (await this.#configs.config(uri));
    const { verdictTexts } = await loadFeatures();
    if (!uri || !config) {
      inform(t(verdictTexts.noConfig));
      return;
    }
    if (!vscode.workspace.isTrusted) {
      inform(t(verdictTexts.untrusted));
      return;
    }
    const installed = await this.#installation.find();
    if (!installed) {
      // It may have been installed by now.
      this.#installation.forget();
      warn(t(verdictTexts.notFound, { setting: pathSetting }));
      return;
    }
    await progress(t(verdictTexts.asking), async (calledOff) => {
      try {
        const { valid } = await this.#installation.validate(installed, uri, config, calledOff);
        const { version } = installed;
        // The message waits for nobody.
        if (valid) inform(t(verdictTexts.accepted, { version }));
        else warn(t(verdictTexts.refused, { version }));
      } catch (error) {
        await noteProgram({ info, report, reportOnce }, asking, error);
        if (!calledOff.aborted) void this.#offerLog(t(verdictTexts.noVerdict), t(verdictTexts.show));
      }
    });
  }
}
