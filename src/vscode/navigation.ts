// Definitions, references, highlights and renames for VS Code.
import * as vscode from "vscode";
import type { ConfigFile, Location, Place } from "../features/main";
import { Refused } from "../workspace/refused";
import { type Configs, selector } from "./configs";
import { rangeOf, textEditsOf } from "./convert";
import { inFile } from "./inFile";
import { t } from "./l10n";

export function registerNavigation(configs: Configs): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position) => definition(configs, document, position),
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: (document, position, { includeDeclaration }) =>
        inFile(configs, document, "references", (file, { referencesAt }) =>
          referencesAt(file, document.offsetAt(position), includeDeclaration).map((each) =>
            locationOf(file, document, each),
          ),
        ),
    }),
    languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: (document, position) =>
        inFile(configs, document, "highlights", (file, { highlightsAt }) =>
          highlightsAt(file, document.offsetAt(position)).map(({ span, isDeclaration }) => {
            const { Read, Write } = vscode.DocumentHighlightKind;
            return new vscode.DocumentHighlight(rangeOf(document, span), isDeclaration ? Write : Read);
          }),
        ),
    }),
    languages.registerRenameProvider(selector, {
      prepareRename: (document, position) =>
        inFile(configs, document, "renaming", (file, { renameableAt }) => {
          const found = renameableAt(file, document.offsetAt(position), t);
          if ("refusal" in found) throw new Refused(found.refusal);
          return { range: rangeOf(document, found.span), placeholder: found.name };
        }),
      provideRenameEdits: (document, position, name) => rename(configs, document, position, name),
    }),
  );
}

function definition(configs: Configs, document: vscode.TextDocument, position: vscode.Position) {
  return inFile(configs, document, "definitions", (file, { definitionAt }): vscode.LocationLink[] => {
    const place = definitionAt(file, document.offsetAt(position));
    if (!place) return [];
    const targetUri = place.path === undefined ? document.uri : vscode.Uri.file(place.path);
    const originSelectionRange = rangeOf(document, place.origin);
    return [{ originSelectionRange, targetUri, targetRange: targetRange(file, place) }];
  });
}

function targetRange(file: ConfigFile, { path, span }: Place): vscode.Range {
  const target = path === undefined ? file.config : file.config.file(path);
  return span && target ? rangeOf(target.lines, span) : new vscode.Range(0, 0, 0, 0);
}

export function locationOf(file: ConfigFile, document: vscode.TextDocument, { path, span }: Location): vscode.Location {
  const uri = path === undefined ? document.uri : vscode.Uri.file(path);
  return new vscode.Location(uri, targetRange(file, { path, span }));
}

async function rename(
  configs: Configs,
  document: vscode.TextDocument,
  position: vscode.Position,
  name: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  return inFile(configs, document, "renaming", (file, { renameAt }) => {
    const result = renameAt(file, document.offsetAt(position), name, t);
    // VS Code shows the words of an error to the user.
    if ("refusal" in result) throw new Refused(result.refusal);
    const edit = new vscode.WorkspaceEdit();
    for (const { path, edits } of result.files) {
      const target = path === undefined ? file.config : file.config.file(path);
      if (target) edit.set(path === undefined ? document.uri : vscode.Uri.file(path), textEditsOf(target.lines, edits));
    }
    if (result.move)
      edit.renameFile(vscode.Uri.file(result.move.from), vscode.Uri.file(result.move.to), { overwrite: false });
    return edit;
  });
}
