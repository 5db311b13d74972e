// Wires the rooms together.
import * as vscode from "vscode";
import { Configs } from "./vscode/configs";
import { Diagnostics } from "./vscode/diagnostics";
import { HealthItem } from "./vscode/health";
import { disposeLog } from "./vscode/log";
import { registerProviders } from "./vscode/providers";

export function activate(context: vscode.ExtensionContext): void {
  const configs = new Configs(vscode.Uri.joinPath(context.extensionUri, "schemas").fsPath);
  context.subscriptions.push(new Diagnostics(configs), new HealthItem(configs), ...registerProviders(configs), {
    dispose: disposeLog,
  });
}
