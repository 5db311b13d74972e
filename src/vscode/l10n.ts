// Texts in the language of the editor.
import * as vscode from "vscode";
import type { Translate } from "../features/main";

export const t: Translate = (text, params) => (params ? vscode.l10n.t(text, { ...params }) : vscode.l10n.t(text));
