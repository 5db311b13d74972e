// Asks model servers again because somebody wants to know now; says why where nothing is asked.
import * as vscode from "vscode";
import { loadFeatures } from "../workspace/rooms";
import type { ServerWatch } from "../workspace/serverWatch";
import { inform } from "./ask";
import { bringConfigIntoView } from "./inView";
import { t } from "./l10n";

/** For commands: the config that they mean is looked at, too, where it was hidden. */
export async function lookAgain(watch: ServerWatch<vscode.Uri>): Promise<void> {
  await bringConfigIntoView();
  await watch.refresh();
}

export async function checkNow(watch: ServerWatch<vscode.Uri>): Promise<void> {
  await lookAgain(watch);
  const uri = watch.document?.uri;
  const { healthTexts } = await loadFeatures();
  if ((await watch.servers()).length === 0) inform(t(healthTexts.nothing));
  else if (!vscode.workspace.isTrusted) inform(t(healthTexts.untrustedTooltip));
  else if (watch.isForeign && uri) await watch.askForeign(uri);
  else if (watch.isStopped) await watch.setStopped(false);
  else await watch.checkNow();
}
