// Outline, folding, selections, links, semantic tokens, inlay hints and code lenses for VS Code; each can be turned off.
import os from "node:os";
import * as vscode from "vscode";
import type { NameToken, OutlineSymbol, Provider } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { type Configs, languageId, selector } from "./configs";
import { rangeOf } from "./convert";
import { guarded } from "./guard";
import { inFile } from "./inFile";
import { t } from "./l10n";
import { locationOf } from "./navigation";
import { affects, setting } from "./settings";
import { codeLens, documentSymbol, inlayHint } from "./show";

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
      if (affects(change)) changed.fire();
    }),
    languages.registerDocumentSymbolProvider([languageId, "json5"], {
      provideDocumentSymbols: (document) =>
        inFile(configs, document, "the outline", (file, { outlineOf }) =>
          outlineOf(file, t).map((each) => symbolOf(document, each, setting("outlineDetails.enabled", document))),
        ),
    }),
    languages.registerFoldingRangeProvider(json5, {
      provideFoldingRanges: (document) => guarded("folding", () => folds(document)),
    }),
    languages.registerSelectionRangeProvider(json5, {
      provideSelectionRanges: (document, positions) => guarded("selections", () => selections(document, positions)),
    }),
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
  const result = documentSymbol(
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
  if (!setting("links.enabled", document)) return undefined;
  return inFile(configs, document, "links", (file, { includeLinks, openclawHome, targetLinks }) => [
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
  if (!setting("semanticHighlighting.enabled", document)) return undefined;
  return inFile(configs, document, "semantic tokens", (file, { nameTokensOf }) => {
    const builder = new vscode.SemanticTokensBuilder(legend);
    for (const { span, kind, isDeclaration } of nameTokensOf(file))
      builder.push(rangeOf(document, span), tokenTypes[kind], isDeclaration ? ["declaration"] : []);
    return builder.build();
  });
}

function hints(configs: Configs, document: vscode.TextDocument, range: vscode.Range) {
  if (!setting("inlayHints.enabled", document)) return undefined;
  return inFile(configs, document, "inlay hints", (file, { hintsOf }) =>
    hintsOf(file, document.offsetAt(range.start), document.offsetAt(range.end), t).map(({ offset, text }) =>
      inlayHint(document.positionAt(offset), text),
    ),
  );
}

function lenses(configs: Configs, document: vscode.TextDocument) {
  if (!setting("codeLens.enabled", document)) return undefined;
  return inFile(configs, document, "code lenses", (file, features) => {
    const { addModelTexts, healthLine, lensesOf, offeredModels, providersOf, referencesAt } = features;
    const providers = new Map<string, Provider>(providersOf(file.config.root).map((each) => [each.id, each]));
    const results = configs.healthOf(file.config);
    const offers = new Set<string>(offeredModels(file.config, results).map((each) => each.provider.id));
    return lensesOf(file, t).flatMap(({ span, title, provider }) => {
      const range = rangeOf(document, span);
      const places = referencesAt(file, span.offset, false).map((each) => locationOf(file, document, each));
      const command = "editor.action.showReferences";
      const users = codeLens(range, title, command, [document.uri, range.start, places]);
      const own = providers.get(provider ?? "");
      const result = own && results.get(own.id);
      const health =
        own && result
          ? [
              codeLens(range, healthLine(own, result, t), "openclawJson5.health.menu"),
              codeLens(range, t(addModelTexts.check), "openclawJson5.health.checkNow"),
            ]
          : [];
      const add = codeLens(range, t(addModelTexts.lens), "openclawJson5.addModels", [{ provider }]);
      return [...health, users, ...(provider !== undefined && offers.has(provider) ? [add] : [])];
    });
  });
}
