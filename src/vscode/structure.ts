// Outline, folding, selections, links, semantic tokens, inlay hints and code lenses for VS Code; each can be turned off.
import os from "node:os";
import * as vscode from "vscode";
import type { NameToken, OutlineSymbol } from "../features/main";
import { type Configs, languageId, selector } from "./configs";
import { rangeOf } from "./convert";
import { inFile } from "./inFile";
import { t } from "./l10n";
import { locationOf } from "./navigation";
import { loadFeatures } from "./rooms";

/** What needs no config around it: any JSON5 has it. */
const json5 = [languageId, "json5"];

const symbolKinds: Readonly<Record<OutlineSymbol["kind"], vscode.SymbolKind>> = {
  object: vscode.SymbolKind.Object,
  array: vscode.SymbolKind.Array,
  string: vscode.SymbolKind.String,
  number: vscode.SymbolKind.Number,
  boolean: vscode.SymbolKind.Boolean,
  null: vscode.SymbolKind.Null,
  provider: vscode.SymbolKind.Module,
  model: vscode.SymbolKind.Class,
  agent: vscode.SymbolKind.Interface,
  channel: vscode.SymbolKind.Event,
};

/** Types that every theme knows: no colours of our own. */
const tokenTypes: Readonly<Record<NameToken["kind"], string>> = {
  provider: "namespace",
  model: "class",
  alias: "variable",
  agent: "interface",
  channel: "event",
  profile: "variable",
  secret: "variable",
};
const legend = new vscode.SemanticTokensLegend([...new Set(Object.values(tokenTypes))], ["declaration"]);

function isOn(setting: string, document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("openclawJson5", document).get<boolean>(`${setting}.enabled`, true);
}

export function registerStructure(configs: Configs): vscode.Disposable {
  const { languages } = vscode;
  const changed = new vscode.EventEmitter<void>();
  const lensesChanged = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    lensesChanged,
    configs.onDidChange(() => changed.fire()),
    configs.onDidChangeHealth(() => lensesChanged.fire()),
    changed.event(() => lensesChanged.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("openclawJson5")) changed.fire();
    }),
    languages.registerDocumentSymbolProvider([languageId, "json5"], {
      provideDocumentSymbols: (document) =>
        inFile(configs, document, (file, { outlineOf }) =>
          outlineOf(file, t).map((each) => symbolOf(document, each, isOn("outlineDetails", document))),
        ),
    }),
    languages.registerFoldingRangeProvider(json5, { provideFoldingRanges: folds }),
    languages.registerSelectionRangeProvider(json5, { provideSelectionRanges: selections }),
    languages.registerDocumentLinkProvider(selector, { provideDocumentLinks: (document) => links(configs, document) }),
    languages.registerDocumentSemanticTokensProvider(
      selector,
      {
        onDidChangeSemanticTokens: changed.event,
        provideDocumentSemanticTokens: (document) => tokens(configs, document),
      },
      legend,
    ),
    languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: (document, range) => hints(configs, document, range),
    }),
    languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: (document) => lenses(configs, document),
    }),
  );
}

function symbolOf(document: vscode.TextDocument, symbol: OutlineSymbol, withDetail: boolean): vscode.DocumentSymbol {
  const { name, detail, kind, span, selection, children } = symbol;
  const result = new vscode.DocumentSymbol(
    name,
    withDetail ? detail : "",
    symbolKinds[kind],
    rangeOf(document, span),
    rangeOf(document, selection),
  );
  result.children = children.map((each) => symbolOf(document, each, withDetail));
  return result;
}

const foldKinds = { code: undefined, comment: vscode.FoldingRangeKind.Comment, region: vscode.FoldingRangeKind.Region };

async function folds(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
  const { foldsOf, parse } = await loadFeatures();
  return foldsOf(parse(document.getText())).map(
    ({ start, end, kind }) =>
      new vscode.FoldingRange(document.positionAt(start).line, document.positionAt(end).line, foldKinds[kind]),
  );
}

async function selections(
  document: vscode.TextDocument,
  positions: readonly vscode.Position[],
): Promise<vscode.SelectionRange[]> {
  const { parse, selectionsAt } = await loadFeatures();
  const parsed = parse(document.getText());
  return positions.map((position) => {
    const spans = selectionsAt(parsed, document.offsetAt(position));
    const nothing = new vscode.SelectionRange(new vscode.Range(position, position));
    return (
      spans
        .reverse()
        .reduce<vscode.SelectionRange | undefined>(
          (parent, span) => new vscode.SelectionRange(rangeOf(document, span), parent),
          undefined,
        ) ?? nothing
    );
  });
}

function links(configs: Configs, document: vscode.TextDocument) {
  if (!isOn("links", document)) return undefined;
  return inFile(configs, document, (file, { includeLinks, openclawHome, targetLinks }) => [
    ...includeLinks(file).map(
      ({ span, target }) => new vscode.DocumentLink(rangeOf(document, span), vscode.Uri.file(target)),
    ),
    ...targetLinks(file, openclawHome(process.env, os.homedir())).map(
      ({ span, url, file: target }) =>
        new vscode.DocumentLink(
          rangeOf(document, span),
          url === undefined ? vscode.Uri.file(target ?? "") : vscode.Uri.parse(url),
        ),
    ),
  ]);
}

function tokens(configs: Configs, document: vscode.TextDocument) {
  if (!isOn("semanticHighlighting", document)) return undefined;
  return inFile(configs, document, (file, { nameTokensOf }) => {
    const builder = new vscode.SemanticTokensBuilder(legend);
    for (const { span, kind, isDeclaration } of nameTokensOf(file))
      builder.push(rangeOf(document, span), tokenTypes[kind], isDeclaration ? ["declaration"] : []);
    return builder.build();
  });
}

function hints(configs: Configs, document: vscode.TextDocument, range: vscode.Range) {
  if (!isOn("inlayHints", document)) return undefined;
  return inFile(configs, document, (file, { hintsOf }) =>
    hintsOf(file, document.offsetAt(range.start), document.offsetAt(range.end), t).map(({ offset, text }) => {
      const hint = new vscode.InlayHint(document.positionAt(offset), text);
      hint.paddingLeft = true;
      return hint;
    }),
  );
}

function lenses(configs: Configs, document: vscode.TextDocument) {
  if (!isOn("codeLens", document)) return undefined;
  return inFile(configs, document, (file, features) => {
    const { addModelTexts, healthLine, lensesOf, offeredModels, providersOf, referencesAt } = features;
    const providers = new Map(providersOf(file.config.root).map((each) => [each.id, each]));
    const health = configs.healthOf(file.config);
    const offers = new Set(offeredModels(file.config, health).map((each) => each.provider.id));
    return lensesOf(file, t).flatMap(({ span, title, provider }) => {
      const range = rangeOf(document, span);
      const places = referencesAt(file, span.offset, false).map((each) => locationOf(file, document, each));
      const command = "editor.action.showReferences";
      const users = new vscode.CodeLens(range, { title, command, arguments: [document.uri, range.start, places] });
      const own = providers.get(provider ?? "");
      const result = own && health.get(own.id);
      const state = { title: own && result ? healthLine(own, result, t) : "", command: "openclawJson5.health.menu" };
      const check = { title: t(addModelTexts.check), command: "openclawJson5.health.checkNow" };
      const add = { title: t(addModelTexts.lens), command: "openclawJson5.addModels", arguments: [{ provider }] };
      return [
        ...(result ? [new vscode.CodeLens(range, state), new vscode.CodeLens(range, check)] : []),
        users,
        ...(provider !== undefined && offers.has(provider) ? [new vscode.CodeLens(range, add)] : []),
      ];
    });
  });
}
