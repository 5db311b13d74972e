// Formats documents, ranges and what has just been typed.
import * as vscode from "vscode";
import type * as Features from "../features/main";
import type { Edit } from "../features/main";
import { loadFeatures } from "../workspace/rooms";
import { languageId } from "./configs";
import { textEditsOf } from "./convert";
import { guarded } from "./guard";
import { setting } from "./settings";

const languages = [languageId, "json5"];

interface Parsed {
  readonly parsed: ReturnType<typeof Features.parse>;
  readonly nodeAt: typeof Features.nodeAt;
}

export function registerFormatting(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentFormattingEditProvider(languages, {
      provideDocumentFormattingEdits: (document, options) => edits(document, options, () => true),
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(languages, {
      provideDocumentRangeFormattingEdits: (document, range, options) => {
        // Lines that are touched are laid out as a whole.
        const start = document.offsetAt(new vscode.Position(range.start.line, 0));
        const end = document.offsetAt(document.lineAt(range.end).range.end);
        // Blanks belong to what follows them: those behind the last line are of the next.
        return edits(document, options, ({ offset, length }) => offset + length >= start && offset + length <= end);
      },
    }),
    vscode.languages.registerOnTypeFormattingEditProvider(
      languages,
      { provideOnTypeFormattingEdits: onType },
      "}",
      "]",
      ",",
      "\n",
    ),
  );
}

/** The lines that have just been finished; what the cursor stands in is still being written. */
function onType(
  document: vscode.TextDocument,
  position: vscode.Position,
  typed: string,
  options: vscode.FormattingOptions,
) {
  const cursor = document.offsetAt(position);
  const line = typed === "\n" ? Math.max(0, position.line - 1) : position.line;
  return edits(document, options, ({ offset, length }, { nodeAt, parsed }) => {
    // Behind a closing bracket, all that it closes.
    const start = /[}\]]/.test(typed)
      ? (nodeAt(parsed.root, cursor)?.offset ?? 0)
      : document.offsetAt(new vscode.Position(line, 0));
    return offset >= start && offset + length < cursor;
  });
}

async function edits(
  document: vscode.TextDocument,
  options: vscode.FormattingOptions,
  isWanted: (edit: Edit, context: Parsed) => boolean,
): Promise<vscode.TextEdit[] | undefined> {
  return guarded("formatting", () => formatted(document, options, isWanted));
}

async function formatted(
  document: vscode.TextDocument,
  { tabSize, insertSpaces }: vscode.FormattingOptions,
  isWanted: (edit: Edit, context: Parsed) => boolean,
): Promise<vscode.TextEdit[]> {
  const { format, nodeAt, parse } = await loadFeatures();
  if (!setting("format.enabled", document)) return [];
  const parsed = parse(document.getText());
  const all = format(parsed, {
    indent: insertSpaces ? " ".repeat(tabSize) : "\t",
    tabSize,
    lineBreak: document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
    quotes: setting("format.quotes", document),
    keys: setting("format.keys", document),
    trailingCommas: setting("format.trailingCommas", document),
  });
  return textEditsOf(
    document,
    all.filter((edit) => isWanted(edit, { nodeAt, parsed })),
  );
}
