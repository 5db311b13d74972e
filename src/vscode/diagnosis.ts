// Checks a config while others have their turn, and keeps of what is found what can be told in this workspace.
import * as vscode from "vscode";
import type { ConfigDocument, Finding, History } from "../features/main";
import { mayRead } from "./files";
import { loadFeatures } from "./rooms";

/** @returns undefined where it was overtaken */
export async function diagnosed(
  document: ConfigDocument,
  history: () => Promise<History>,
  isOvertaken: () => boolean,
): Promise<readonly Finding[] | undefined> {
  const { diagnoseSteps, inSlices, withHistory } = await loadFeatures();
  const all = await inSlices(diagnoseSteps(document), { isOvertaken });
  if (!all) return undefined;
  const findings = all.filter((each) => isKnowable(each, document));
  const unknown = findings.some(({ code }) => code === "schema/unknown-key");
  return unknown ? withHistory(document, findings, await history()) : findings;
}

/** In an untrusted workspace, what depends on files that were not looked at is not known. */
function isKnowable({ code, params }: Finding, { source }: ConfigDocument): boolean {
  if (vscode.workspace.isTrusted || source.path === undefined) return true;
  if (code === "env/missing" || code.startsWith("host/")) return false;
  return typeof params.target !== "string" || mayRead(params.target, vscode.Uri.file(source.path));
}
