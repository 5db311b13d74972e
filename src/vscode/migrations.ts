// "Migrate the whole file": brings the file in view to another OpenClaw version, after showing what would change.
import * as vscode from "vscode";
import type { Edit, Leftover, MigrationPlan } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { type Choice, inform, pickMany, pickText, warn } from "./ask";
import type { Configs } from "./configs";
import { textEditsOf } from "./convert";
import { t } from "./l10n";
import { report } from "./log";

const command = "openclawJson5.migrate";

/** What a key binding or another extension may say in place of the user. */
interface MigrateArguments {
  /** A bundled version. */
  readonly version?: string;
  /** Whether all that OpenClaw once took, and that has no successor, is removed; asked where undefined. */
  readonly removeAll?: boolean;
  /** Whether the changes are shown first; they are by default. */
  readonly preview?: boolean;
}

interface Item extends Choice {
  readonly leftover: Leftover;
}

export function registerMigration(configs: Configs): vscode.Disposable {
  return vscode.commands.registerCommand(command, (options: MigrateArguments = {}) =>
    run(configs, options).catch((error: unknown) => report("migrating", error)),
  );
}

async function run(configs: Configs, { version, removeAll, preview = true }: MigrateArguments): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const file = document && (await configs.fileOf(document));
  const { bundledVersions, finishMigration, inSlices, migrateTexts, migrationSteps, verdictTexts } =
    await loadFeatures();
  if (!document || !file) {
    inform(t(verdictTexts.noConfig));
    return;
  }
  const named = bundledVersions.find((each) => each === version);
  const target = named ?? (await pickText([...bundledVersions].reverse(), t(migrateTexts.title)));
  if (target === undefined) return;
  const release = { version: target, schema: await configs.releases.schemaOf(target) };
  const plan = await inSlices(migrationSteps(file, release, await configs.releases.history(), t));
  if (!plan) {
    warn(t(migrateTexts.broken));
    return;
  }
  const removed = await chooseRemoved(plan, removeAll);
  if (!removed) return;
  if (plan.steps.length === 0 && removed.length === 0) {
    inform(t(migrateTexts.nothing, { version: target }));
    return;
  }
  if (document.getText() !== file.text) {
    warn(t(migrateTexts.changed));
    return;
  }
  const { edits } = finishMigration(file, plan, removed);
  const described = [
    ...(plan.steps.length > 0 ? [t(migrateTexts.moved, { count: plan.steps.length })] : []),
    ...(removed.length > 0 ? [t(migrateTexts.removed, { count: removed.length })] : []),
  ];
  const label = t(migrateTexts.label, { version: target });
  const edit = new vscode.WorkspaceEdit();
  const metadata = { label, description: described.join(", "), needsConfirmation: false };
  // One change, that nobody takes the half of: what goes in one place may come in another.
  for (const { range, newText } of textEditsOf(document, joined(document.getText(), edits)))
    edit.replace(document.uri, range, newText, metadata);
  // An edit to be confirmed makes VS Code show all of them; those that need no confirmation are ticked then.
  if (preview)
    edit.insert(document.uri, document.positionAt(document.getText().length), "", {
      ...metadata,
      needsConfirmation: true,
    });
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/** Edits as one: from the first to the last of them. */
function joined(text: string, edits: readonly Edit[]): Edit[] {
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return [];
  let at = first.offset;
  let result = "";
  for (const { offset, length, text: own } of edits) {
    result += text.slice(at, offset) + own;
    at = offset + length;
  }
  return [{ offset: first.offset, length: at - first.offset, text: result }];
}

/** @returns undefined where the user thought better of it */
async function chooseRemoved(
  { leftovers, release: { version } }: MigrationPlan,
  removeAll: boolean | undefined,
): Promise<readonly Leftover[] | undefined> {
  if (removeAll !== undefined) return removeAll ? leftovers.filter(({ wasKnown }) => wasKnown) : [];
  if (leftovers.length === 0) return [];
  const { migrateTexts } = await loadFeatures();
  const items = leftovers.map(
    (leftover): Item => ({
      label: leftover.name,
      detail: leftover.detail,
      picked: leftover.wasKnown,
      leftover,
    }),
  );
  const title = t(migrateTexts.remove, { version });
  const chosen = await pickMany(items, title, { matchOnDetail: true });
  return chosen?.map(({ leftover }) => leftover);
}
