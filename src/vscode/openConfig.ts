// Opens the config that OpenClaw reads, and compares a config with the copies that OpenClaw keeps of it.
import { lstat, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { exists } from "../config/exists";
import { configNames } from "../config/location";
import type { Backup } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { type Choice, inform, offer, pick } from "./ask";
import { pickBlock } from "./blocks";
import { languageId } from "./configs";
import { t } from "./l10n";
import { report } from "./log";
import { showDifference } from "./show";

export function registerOpenConfig(): vscode.Disposable {
  const register = (command: string, run: () => Promise<void>) =>
    vscode.commands.registerCommand(command, () => run().catch((error: unknown) => report(command, error)));
  return vscode.Disposable.from(
    register("openclawJson5.openConfig", open),
    register("openclawJson5.compareWithBackup", compare),
  );
}

/** So many copies of a config are offered. */
const maxCopies = 100;

interface ConfigItem extends Choice {
  readonly uri: vscode.Uri;
}

async function open(): Promise<void> {
  const { activeConfig, commandTexts } = await loadFeatures();
  const active = await activeConfig({ environment: process.env, home: os.homedir(), exists });
  const description =
    active.reason === "default" ? t(commandTexts.active) : t(commandTexts.byVariable, { name: active.reason });
  const own: ConfigItem = { label: short(active.path), description, uri: vscode.Uri.file(active.path) };
  const others = [...(await profiles()), ...(await inWorkspace())].filter(({ uri }) => uri.fsPath !== active.path);
  const items = [...(active.exists ? [own] : []), ...others];
  if (items.length === 0) {
    await offerToCreate(active.path);
    return;
  }
  const [only] = items;
  const chosen = items.length === 1 ? only : await pick(items, t(commandTexts.pickConfig));
  if (chosen) await vscode.window.showTextDocument(chosen.uri);
}

/** A path as people read it. */
function short(file: string): string {
  const relative = path.relative(os.homedir(), file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : `~/${relative.split(path.sep).join("/")}`;
}

/** Configs of profiles, in folders beside the usual one. */
async function profiles(): Promise<ConfigItem[]> {
  const { commandTexts, openclawHome, profileOf } = await loadFeatures();
  const home = openclawHome(process.env, os.homedir());
  const folders = await readdir(home).catch(() => []);
  const items: ConfigItem[] = [];
  for (const folder of folders.sort()) {
    const name = profileOf(folder);
    const file = path.join(home, folder, configNames[0]);
    if (name !== undefined && (await exists(file)))
      items.push({ label: short(file), description: t(commandTexts.profile, { name }), uri: vscode.Uri.file(file) });
  }
  return items;
}

async function inWorkspace(): Promise<ConfigItem[]> {
  const { commandTexts } = await loadFeatures();
  const found = await vscode.workspace.findFiles(`**/{${configNames.join(",")}}`, "**/node_modules/**", 50);
  return found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), description: t(commandTexts.inWorkspace), uri }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** The new file is open and not saved yet: nothing is written for the user. */
async function offerToCreate(file: string): Promise<void> {
  const { commandTexts } = await loadFeatures();
  const create = t(commandTexts.create);
  const sentence = t(commandTexts.noConfigYet, { file: short(file) });
  if (!(await offer(sentence, create))) return;
  const block = await pickBlock();
  if (!block) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file).with({ scheme: "untitled" }));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), `${block.file}\n`);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

async function compare(): Promise<void> {
  const { backupsOf, commandTexts, verdictTexts } = await loadFeatures();
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== languageId || document.uri.scheme !== "file") {
    inform(t(verdictTexts.noConfig));
    return;
  }
  if (!vscode.workspace.isTrusted) {
    inform(t(commandTexts.untrusted));
    return;
  }
  const file = document.uri.fsPath;
  const folder = path.dirname(file);
  const copies = backupsOf(file, await readdir(folder)).slice(0, maxCopies);
  if (copies.length === 0) {
    inform(t(commandTexts.noBackups, { file: path.basename(file) }));
    return;
  }
  const told: Readonly<Record<Backup["kind"], string>> = {
    "last-good": commandTexts.lastGood,
    backup: commandTexts.backup,
    rejected: commandTexts.rejected,
    clobbered: commandTexts.clobbered,
  };
  const items = await Promise.all(
    copies.map(async ({ name, kind }) => {
      const { mtime } = await lstat(path.join(folder, name));
      return { label: name, description: t(told[kind]), detail: mtime.toLocaleString(vscode.env.language) };
    }),
  );
  const title = t(commandTexts.pickBackup, { file: path.basename(file) });
  const chosen = await pick(items, title);
  if (!chosen) return;
  const copy = vscode.Uri.file(path.join(folder, chosen.label));
  const heading = t(commandTexts.compared, { copy: chosen.label, file: path.basename(file) });
  await showDifference(copy, document.uri, heading);
}
