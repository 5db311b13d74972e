// Reads the settings: whoever wrote them, a wrong type counts as the default and is told once, in the log.
import * as vscode from "vscode";
import { type SettingName, type SettingValue, settingOf } from "../workspace/settings";
import { log } from "./log";

const section = "openclawJson5";
const told = new Set<SettingName>();

export function setting<N extends SettingName>(name: N, scope?: vscode.ConfigurationScope): SettingValue<N> {
  const { value, isWrong } = settingOf(name, vscode.workspace.getConfiguration(section, scope).get<unknown>(name));
  if (isWrong && !told.has(name)) {
    told.add(name);
    log().warn(`The setting ${section}.${name} has a wrong type or value: the default counts.`);
  }
  return value;
}

/** Sets a setting; undefined takes it back. */
export async function change<N extends SettingName>(
  name: N,
  value: SettingValue<N> | undefined,
  target: vscode.ConfigurationTarget,
): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(name, value, target);
}

/** Whether a change has a say in a setting, or in any below a name. */
export function affects({ affectsConfiguration }: vscode.ConfigurationChangeEvent, name = ""): boolean {
  return affectsConfiguration(name === "" ? section : `${section}.${name}`);
}
