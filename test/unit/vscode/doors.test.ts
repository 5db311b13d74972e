// Texts reach VS Code through the doors only: no adapter calls what shows a text by itself.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { renameAt, renameableAt } from "../../../src/features/navigation/rename";
import { english } from "../../../src/features/text/translate";
import { Refused } from "../../../src/workspace/refused";
import { config, projectRoot } from "../support";

/** By name, those of the workspace with their room; without comments: those may speak of anything. */
const sources = new Map(
  ["vscode", "workspace"].flatMap((room) => {
    const folder = path.join(projectRoot, "src", room);
    const textOf = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
    return fs
      .readdirSync(folder)
      .map((name) => [
        room === "vscode" ? name : `${room}/${name}`,
        textOf(name).replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, ""),
      ]);
  }),
);

/** Each with the one file that may. */
const doors: readonly (readonly [file: string, calls: RegExp])[] = [
  ["markdown.ts", /MarkdownString\(|appendMarkdown|appendCodeblock|appendText/],
  [
    "ask.ts",
    /show(?:Information|Warning|Error)Message|(?:show|create)QuickPick|(?:show|create)InputBox|withProgress|setStatusBarMessage|\bQuickPickItem\b/,
  ],
  [
    "show.ts",
    /new (?:vscode\.)?(?:CodeLens|InlayHint|InlayHintLabelPart|DocumentSymbol|SymbolInformation|CompletionItem|CodeAction|Diagnostic|DiagnosticRelatedInformation)\(|"vscode\.diff"/,
  ],
  ["workspace/refused.ts", /extends Error/],
  ["settings.ts", /getConfiguration|affectsConfiguration/],
];

/** What is assigned to such a property is shown as it is. */
const shown = /\.(?:text|tooltip|detail|documentation|label|reason|message|placeholder|prompt|title|html) = (?!=)/;
const assigning = new Set(["show.ts"]);

describe("texts for VS Code", () => {
  for (const [door, calls] of doors)
    it(`go through ${door}`, () => {
      const callers = [...sources].filter(([, source]) => calls.test(source)).map(([name]) => name);
      assert.deepEqual(callers, [door]);
    });

  it("are not put into place by anything else", () => {
    for (const [name, source] of sources) {
      const lines = source.split("\n").filter((line) => shown.test(line));
      // The status bar's are made by the doors; the page is a page of its own with a policy of its own.
      const made = /= (?:iconText\(|markdownString\(|setupPage\()/;
      if (!assigning.has(name))
        assert.deepEqual(
          lines.filter((line) => !made.test(line)),
          [],
          name,
        );
    }
  });

  it("leave no way round through an object of the same shape", () => {
    const adapters = [...sources].filter(([name]) => !name.startsWith("workspace/"));
    for (const [name, source] of adapters)
      assert.doesNotMatch(source, /(?:isTrusted|supportHtml)\s*[:=](?!\s*false)|supportThemeIcons/, name);
  });
});

describe("Markdown of the features", () => {
  it("is of a type that only its own file can make", () => {
    const features = path.join(projectRoot, "src", "features");
    const names = fs
      .readdirSync(features, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"));
    assert.ok(names.length > 30);
    for (const name of names) {
      const source = fs.readFileSync(path.join(features, name), "utf8");
      assert.doesNotMatch(source, /markdown\??: string|tooltip\??: string|as (?:unknown as )?Markdown\b/, name);
    }
  });
});

describe("a refusal", () => {
  it("is no link to a command, whatever is refused", () => {
    const id = "[Click](command:workbench.action.toggleZenMode)";
    const text = `{ agents: { entries: { main: {} } }, bindings: [{ agentId: ${JSON.stringify(id)}, match: { channel: "telegram" } }] }`;
    const document = config(text);
    const at = text.indexOf("[Click");
    const refusals = [renameableAt(document, at + 1, english), renameAt(document, at + 1, "x", english)];
    for (const found of refusals) {
      assert.ok("refusal" in found);
      assert.match(found.refusal, /\]\(command:/);
      assert.doesNotMatch(new Refused(found.refusal).message, /\]\(/);
    }
  });
});
