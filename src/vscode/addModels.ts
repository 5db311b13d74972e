// "Add Models…": puts models that a local server offers into the config in view.
import * as vscode from "vscode";
import type { Offer } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { inform, pick, pickMany, warn } from "./ask";
import type { Configs } from "./configs";
import { textEditsOf } from "./convert";
import { bringConfigIntoView } from "./inView";
import { t } from "./l10n";
import { report } from "./log";

const command = "openclawJson5.addModels";

/** What a code lens or a key binding may say in place of the user. */
interface AddArguments {
  readonly provider?: string;
  /** Ids; asked for where undefined. */
  readonly models?: readonly string[];
}

export function registerAddModels(configs: Configs): vscode.Disposable {
  return vscode.commands.registerCommand(command, (options: AddArguments = {}) =>
    run(configs, options).catch((error: unknown) => report("adding models", error)),
  );
}

async function run(configs: Configs, { provider, models: named }: AddArguments): Promise<void> {
  const { addModels, addModelTexts, commandTexts, factsOf, offeredModels, verdictTexts } = await loadFeatures();
  const uri = (await bringConfigIntoView())?.uri;
  const config = uri && (await configs.config(uri));
  if (!uri || !config) {
    inform(t(verdictTexts.noConfig));
    return;
  }
  const offers = offeredModels(config, configs.healthOf(config));
  const offer = await chooseOffer(offers.filter(({ provider: { id } }) => provider === undefined || id === provider));
  if (!offer) {
    if (offers.length === 0) inform(t(addModelTexts.nothing));
    return;
  }
  const items = offer.models.map((model) => {
    const contextWindow = model.loadedContext ?? model.maxContext;
    const facts = factsOf({ ...(contextWindow && { contextWindow }), image: model.vision === true }, t);
    const description = [model.size, model.quantization, facts].filter((each) => each).join(" · ");
    return { label: model.id, description, picked: model.isLoaded === true, model };
  });
  const title = t(addModelTexts.title, { provider: offer.provider.id });
  const chosen = named
    ? items.filter(({ label }) => named.includes(label))
    : await pickMany(items, title, { matchOnDescription: true });
  if (!chosen || chosen.length === 0) return;
  const change = addModels(
    config,
    offer.provider,
    chosen.map(({ model }) => model),
  );
  if (!change) {
    warn(t(addModelTexts.elsewhere, { provider: offer.provider.id }));
    return;
  }
  const target = change.source === config.source ? uri : vscode.Uri.file(change.source.path ?? "");
  const document = await vscode.workspace.openTextDocument(target);
  if (document.getText() !== change.source.json5.text) {
    warn(t(commandTexts.changed));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(target, textEditsOf(document, change.edits));
  await vscode.workspace.applyEdit(edit);
}

async function chooseOffer(offers: readonly Offer[]): Promise<Offer | undefined> {
  const [first, ...others] = offers;
  if (others.length === 0) return first;
  const { addModelTexts } = await loadFeatures();
  const items = offers.map((offer) => ({ label: offer.provider.id, offer }));
  return (await pick(items, t(addModelTexts.provider)))?.offer;
}
