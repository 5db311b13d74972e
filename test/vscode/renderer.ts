// An extension whose one hover holds 2,000 texts of strangers, each through our door to Markdown, for VS Code's own renderer.
import fc from "fast-check";
import * as vscode from "vscode";
import { code, type Markdown, md, paragraphs, text } from "../../src/features/text/markdown";

const count = 2000;
/** VS Code cuts longer Markdown off. */
const chunk = 50;

const dangerous = [..."`*_{}[]()#+-.!|~<>&$\\:/@=\"'^; \n\t\0a\u200b\u202e"];
const payloads = [
  "![](https://e.io/x)",
  "](",
  "<img src=https://e.io/x>",
  "https://e.io/",
  "www.e.io",
  "a@e.io",
  "```",
  "\n\n",
  "&#33;",
  "**",
  "\\|",
  "$(trash)",
  "[x](command:y)",
];

function made(): Markdown[] {
  const piece = fc.constantFrom(...dangerous, ...payloads);
  const foreign = fc.array(piece, { minLength: 1, maxLength: 16 }).map((all) => all.join(""));
  return fc.sample(foreign, { numRuns: count, seed: 7 }).map((each, index) => {
    if (index % 3 === 0) return md`**${code(each)}** · ${text(each)}`;
    return index % 3 === 1 ? md`*${text(each)}* ${code(each)}` : md`x${text(each)}`;
  });
}

export function activate(): void {
  const all = made();
  const contents: vscode.MarkdownString[] = [];
  for (let start = 0; start < count; start += chunk)
    contents.push(new vscode.MarkdownString(paragraphs(all.slice(start, start + chunk)).source));
  contents.push(new vscode.MarkdownString("the last of them"));
  vscode.languages.registerHoverProvider({ pattern: "**" }, { provideHover: () => new vscode.Hover(contents) });
}
