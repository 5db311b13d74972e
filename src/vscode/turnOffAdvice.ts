// Turns advice off, a code at a time.
import * as vscode from "vscode";
import { advicePrefix } from "../workspace/advice";
import { loadFeatures } from "../workspace/rooms";
import { report } from "./log";
import { change, setting } from "./settings";

/** Turns one code off; for quick fixes only. */
export const turnOffCommand = "_openclawJson5.turnOffAdvice";

export function registerAdvice(): vscode.Disposable {
  return vscode.commands.registerCommand(turnOffCommand, (code: unknown) =>
    turnOff(code).catch((error: unknown) => report("turning advice off", error)),
  );
}

async function turnOff(code: unknown): Promise<void> {
  const { adviceNames } = await loadFeatures();
  const name = adviceNames.find((each) => `${advicePrefix}${each}` === code);
  if (!name) return;
  const now = [...new Set([...setting("advice.disabled"), name])].sort();
  await change("advice.disabled", now, vscode.ConfigurationTarget.Global);
}
