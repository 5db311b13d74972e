// Which documents are configs, and the configs in play, as VS Code names them.
import type * as vscode from "vscode";
import { type Configs as AnyConfigs, includable, languageId } from "../workspace/configs";

export { languageId };

export const selector: vscode.DocumentSelector = [languageId, ...includable];

export type Configs = AnyConfigs<vscode.Uri>;
