// Advice is shown unless it was turned off: all of it, or a code at a time.
import * as vscode from "vscode";
import type { Finding } from "../features/main";
import { report } from "./log";
import { loadFeatures } from "./rooms";
import { affects, change, setting } from "./settings";

const prefix = "advice/";
/** Turns one code off; for quick fixes only. */
export const turnOffCommand = "_openclawJson5.turnOffAdvice";

/** The findings of a config without the advice that nobody wants. */
export function withoutUnwanted(uri: vscode.Uri, findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(isAdvice)) return findings;
  const isEnabled = setting("advice.enabled", uri);
  const disabled = new Set(setting("advice.disabled", uri));
  return findings.filter((each) => !isAdvice(each) || (isEnabled && !disabled.has(each.code.slice(prefix.length))));
}

export function isAdvice({ code }: Finding): boolean {
  return code.startsWith(prefix);
}

/** Whether a change of settings has a say in advice. */
export function affectsAdvice(event: vscode.ConfigurationChangeEvent): boolean {
  return affects(event, "advice");
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
  const now = [...new Set([...setting("advice.disabled"), name])].sort();
  await change("advice.disabled", now, vscode.ConfigurationTarget.Global);
}
