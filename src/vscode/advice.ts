// Advice is shown unless it was turned off: all of it, or a code at a time.
import * as vscode from "vscode";
import type { Finding } from "../features/main";
import { report } from "./log";
import { loadFeatures } from "./rooms";

const section = "openclawJson5.advice";
const prefix = "advice/";
/** Turns one code off; for quick fixes only. */
export const turnOffCommand = "_openclawJson5.turnOffAdvice";

/** The findings of a config without the advice that nobody wants. */
export function withoutUnwanted(uri: vscode.Uri, findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(isAdvice)) return findings;
  const settings = vscode.workspace.getConfiguration(section, uri);
  const isEnabled = settings.get<boolean>("enabled", true);
  const disabled = new Set(settings.get<readonly string[]>("disabled", []));
  return findings.filter((each) => !isAdvice(each) || (isEnabled && !disabled.has(each.code.slice(prefix.length))));
}

export function isAdvice({ code }: Finding): boolean {
  return code.startsWith(prefix);
}

/** Whether a change of settings has a say in advice. */
export function affectsAdvice(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration(section);
}

export function registerAdvice(): vscode.Disposable {
  return vscode.commands.registerCommand(turnOffCommand, (code: unknown) =>
    turnOff(code).catch((error: unknown) => report("turning advice off", error)),
  );
}

async function turnOff(code: unknown): Promise<void> {
  const { adviceNames } = await loadFeatures();
  const name = adviceNames.find((each) => `${prefix}${each}` === code);
  if (!name) return;
  const settings = vscode.workspace.getConfiguration(section);
  const disabled = settings.get<readonly string[]>("disabled", []);
  const now = [...new Set([...disabled, name])].sort();
  await settings.update("disabled", now, vscode.ConfigurationTarget.Global);
}
