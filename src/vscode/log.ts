// The output channel: one line for what went wrong inside, never a key or a file's text.
import * as vscode from "vscode";

let channel: vscode.LogOutputChannel | undefined;

/** Opens the channel on its first use. */
export function log(): vscode.LogOutputChannel {
  channel ??= vscode.window.createOutputChannel("OpenClaw JSON5", { log: true });
  return channel;
}

/** Notes a failure of our own, by its stack: that names our code and not the user's data. */
export function report(doing: string, error: unknown): void {
  const where = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : String(error);
  log().error(`While ${doing}: ${where}`);
}

export function disposeLog(): void {
  channel?.dispose();
  channel = undefined;
}
