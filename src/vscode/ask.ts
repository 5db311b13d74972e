// Tells and asks people something outside of the editor: all of it goes through the door for plain text.
import * as vscode from "vscode";
import { plain, plainLimits } from "../features/text/plain";

/** What nobody need answer. */
export function inform(message: string): void {
  void vscode.window.showInformationMessage(plain(message));
}

export function warn(message: string): void {
  void vscode.window.showWarningMessage(plain(message));
}

/** A message with one thing to do. @returns whether it was chosen */
export async function offer(message: string, action: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(plain(message), action)) === action;
}

export async function offerAfterFailure(message: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(plain(message), action)) === action;
}

/**
 * A question that has to be answered first.
 *
 * @param detail what one should know, a line each
 * @returns whether the answer was yes
 */
export async function confirm(question: string, yes: string, detail: readonly string[] = []): Promise<boolean> {
  const options = { modal: true, ...(detail.length > 0 && { detail: detail.map((line) => plain(line)).join("\n") }) };
  return (await vscode.window.showWarningMessage(plain(question), options, yes)) === yes;
}

/** One line of a menu. */
export interface Choice {
  /** A name among VS Code's icons, ours. */
  readonly icon?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly picked?: boolean;
  readonly alwaysShow?: boolean;
}

export interface PickOptions {
  readonly matchOnDescription?: boolean;
  readonly matchOnDetail?: boolean;
}

interface Line<T> extends vscode.QuickPickItem {
  readonly choice: T;
}

function linesOf<T extends Choice>(choices: readonly T[]): Line<T>[] {
  return choices.map((choice) => {
    const { icon, label, description, detail, picked, alwaysShow } = choice;
    return {
      label: iconText(icon, label),
      ...(description !== undefined && { description: plain(description, plainLimits.label) }),
      ...(detail !== undefined && { detail: plain(detail) }),
      ...(picked !== undefined && { picked }),
      ...(alwaysShow !== undefined && { alwaysShow }),
      choice,
    };
  });
}

/** @returns undefined where the user thought better of it */
export async function pick<T extends Choice>(
  choices: readonly T[],
  title: string,
  options: PickOptions = {},
): Promise<T | undefined> {
  const chosen = await vscode.window.showQuickPick(linesOf(choices), { ...options, title: plain(title) });
  return chosen?.choice;
}

/** @returns undefined where the user thought better of it */
export async function pickMany<T extends Choice>(
  choices: readonly T[],
  title: string,
  options: PickOptions = {},
): Promise<T[] | undefined> {
  const shown = { ...options, title: plain(title), canPickMany: true } as const;
  return (await vscode.window.showQuickPick(linesOf(choices), shown))?.map(({ choice }) => choice);
}

/** @returns undefined where the user thought better of it */
export async function pickText(texts: readonly string[], title: string): Promise<string | undefined> {
  return (
    await pick(
      texts.map((label) => ({ label })),
      title,
    )
  )?.label;
}

/**
 * @param check what is wrong with an answer, if anything is
 * @returns undefined where the user thought better of it
 */
export function input(
  title: string,
  value: string,
  selection: [start: number, end: number],
  check: (answer: string) => Promise<string | undefined>,
): Thenable<string | undefined> {
  const validateInput = async (answer: string) => {
    const fault = await check(answer);
    return fault === undefined ? undefined : plain(fault);
  };
  return vscode.window.showInputBox({ title: plain(title), value, valueSelection: selection, validateInput });
}

/** Runs something that takes its time and can be called off, under a title. */
export function progress<T>(title: string, run: (calledOff: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: plain(title), cancellable: true };
  return vscode.window.withProgress(options, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return run(controller.signal);
  });
}

/** For some ms, in the status bar. */
export function statusMessage(message: string, time: number): void {
  vscode.window.setStatusBarMessage(plain(message, plainLimits.label), time);
}

/** Where icons are live, ours and no other. */
export function iconText(icon: string | undefined, label: string): string {
  const shown = plain(label, plainLimits.label);
  return icon === undefined ? shown : `$(${icon}) ${shown}`;
}
