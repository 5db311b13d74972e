// Wires the rooms together.
import * as vscode from "vscode";
import { registerAddModels } from "./vscode/addModels";
import { registerBlocks } from "./vscode/blocks";
import { Diagnostics } from "./vscode/diagnostics";
import { registerStructure } from "./vscode/documentFeatures";
import { registerFormatting } from "./vscode/formatting";
import { HealthItem } from "./vscode/health";
import { HealthMenu } from "./vscode/healthMenu";
import { vscodeHost } from "./vscode/host";
import { vscodeView } from "./vscode/inView";
import { disposeLog } from "./vscode/log";
import { registerMigration } from "./vscode/migrations";
import { registerNavigation } from "./vscode/navigation";
import { registerOpenConfig } from "./vscode/openConfig";
import { registerProviders } from "./vscode/providers";
import { registerRefactorings } from "./vscode/refactorings";
import { SetupCheck } from "./vscode/setupCheck";
import { registerAdvice } from "./vscode/turnOffAdvice";
import { Verdicts } from "./vscode/verdicts";
import { Versions } from "./vscode/versions";
import { Configs } from "./workspace/configs";
import { Consents } from "./workspace/consents";
import { Installation } from "./workspace/installation";
import { ServerWatch } from "./workspace/serverWatch";

export function activate(context: vscode.ExtensionContext): void {
  const configs = new Configs(vscodeHost, vscode.Uri.joinPath(context.extensionUri, "dist", "schemas.br").fsPath);
  const verdicts = new Verdicts(configs, new Installation(vscodeHost, configs, context.globalStorageUri.fsPath));
  const consents = new Consents(context.globalState);
  const watch = new ServerWatch(vscodeHost, vscodeView, configs, consents);
  const menu = new HealthMenu(watch, configs, consents);
  context.subscriptions.push(
    configs,
    verdicts,
    new Diagnostics(configs),
    watch,
    new HealthItem(watch),
    menu,
    new SetupCheck(watch, menu, configs),
    new Versions(configs),
    registerMigration(configs),
    ...registerProviders(configs),
    registerNavigation(configs),
    registerStructure(configs),
    registerFormatting(),
    registerRefactorings(configs),
    registerBlocks(configs),
    registerAddModels(configs),
    registerOpenConfig(),
    registerAdvice(),
    {
      dispose: disposeLog,
    },
  );
}
