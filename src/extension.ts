// Wires the rooms together.
import * as vscode from "vscode";
import { Configs } from "./vscode/configs";
import { Diagnostics } from "./vscode/diagnostics";
import { HealthItem } from "./vscode/health";
import { disposeLog } from "./vscode/log";
import { registerMigration } from "./vscode/migrations";
import { registerProviders } from "./vscode/providers";
import { Verdicts } from "./vscode/verdicts";
import { Versions } from "./vscode/versions";

export function activate(context: vscode.ExtensionContext): void {
  const configs = new Configs(vscode.Uri.joinPath(context.extensionUri, "dist", "schemas.br").fsPath);
  const verdicts = new Verdicts(configs, context.globalStorageUri.fsPath);
  context.subscriptions.push(
    configs,
    verdicts,
    new Diagnostics(configs),
    new HealthItem(configs),
    new Versions(configs),
    registerMigration(configs),
    ...registerProviders(configs),
    {
      dispose: disposeLog,
    },
  );
}
