// The output channel: one line for what went wrong inside, never a key or a file's text.
import * as vscode from "vscode";
import { visible } from "../features/text/plain";
import { Failures, placesOf } from "../workspace/failures";

let channel: vscode.LogOutputChannel | undefined;

/** Opens the channel on its first use. */
export function log(): vscode.LogOutputChannel {
  channel ??= vscode.window.createOutputChannel("OpenClaw JSON5", { log: true });
  return channel;
}

/** One line, whatever others wrote into it. */
export function info(line: string): void {
  log().info(visible(line, maxLine));
}

/** In UTF-16 code units. */
const maxLine = 2000;

const failures = new Failures();

/** Notes a failure of a feature the first time that it happens: what runs with each keystroke would fill the log. */
export function reportOnce(feature: string, error: unknown): void {
  if (failures.isNew(feature, error)) report(feature, error);
}

/** Notes a failure of our own, by its kind and the places in our code: its message may quote the user's data. */
export function report(doing: string, error: unknown): void {
  log().error(`While ${doing}: ${placesOf(error)}`);
}

export function disposeLog(): void {
  channel?.dispose();
  channel = undefined;
}
