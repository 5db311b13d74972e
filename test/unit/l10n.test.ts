// Every text that a user sees is there in all four languages, with the same placeholders, and really translated.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { allTexts } from "../../src/features/texts";
import { projectRoot, readProject } from "./support";

const languages = ["ko", "ja", "zh-cn"] as const;
const scripts = {
  ko: /\p{Script=Hangul}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  "zh-cn": /\p{Script=Han}/u,
} as const;
/** Texts that are the same in every language. */
const international = new Set(["null", "{latency} ms", "{first} {second}"]);

type Bundle = Readonly<Record<string, string>>;
const read = (...parts: string[]) => JSON.parse(readProject(...parts)) as Bundle;

/** Placeholders, and the code spans that must not be translated. */
function fixed(text: string): string[] {
  return [...new Set([...(text.match(/\{\w+\}/g) ?? []), ...(text.match(/`[^`]+`/g) ?? [])])].sort();
}

function checkPair(english: string, translated: string | undefined, language: (typeof languages)[number]): void {
  assert.ok(translated, `missing: ${english}`);
  assert.deepEqual(fixed(translated), fixed(english), translated);
  if (international.has(english) || english === "OpenClaw JSON5") return;
  assert.notEqual(translated, english, `left standing: ${english}`);
  if (/[a-z]{3}/.test(english.replace(/`[^`]+`|\{\w+\}/g, "")))
    assert.match(translated, scripts[language], `not in its script: ${translated}`);
}

for (const language of languages) {
  describe(language, () => {
    const bundle = read("l10n", `bundle.l10n.${language}.json`);
    const texts = allTexts();

    it(`has all ${texts.length} texts and no others`, () => {
      const file = `l10n/bundle.l10n.${language}.json`;
      const missing = texts.filter((text) => !Object.hasOwn(bundle, text));
      assert.deepEqual(missing, [], `${file} lacks ${missing.join("\n")}`);
      const left = Object.keys(bundle).filter((text) => !texts.includes(text));
      assert.deepEqual(left, [], `${file} has what nothing says: ${left.join("\n")}`);
    });

    it("keeps placeholders and code, and leaves no English standing", () => {
      for (const english of texts) checkPair(english, bundle[english], language);
    });

    it("uses the field's terms", () => {
      const term = { ko: "컨텍스트 윈도우", ja: "コンテキストウィンドウ", "zh-cn": "上下文窗口" }[language];
      for (const [english, translated] of Object.entries(bundle))
        if (english.includes("context window") || english.includes("**context window**"))
          assert.ok(translated.includes(term), translated);
    });

    it("has the manifest's texts", () => {
      const english = read("package.nls.json");
      const own = read(`package.nls.${language}.json`);
      assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort());
      for (const [key, text] of Object.entries(english)) checkPair(text, own[key], language);
    });
  });
}

describe("the manifest", () => {
  it("names only texts that exist, and uses all that do", () => {
    const used = [...readProject("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key).sort();
    assert.deepEqual(used, Object.keys(read("package.nls.json")).sort());
  });
});

describe("the code that talks to users", () => {
  it("holds no sentence of its own", () => {
    const folder = path.join(projectRoot, "src", "vscode");
    for (const file of fs.readdirSync(folder)) {
      const code = fs.readFileSync(path.join(folder, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
      for (const [call] of code.matchAll(
        /\b(?:show\w+Message|setStatusBarMessage|new vscode\.Diagnostic|title:|label:|placeHolder:)[^;]*?"[A-Z][a-z]+ [^"]*"/g,
      )) {
        assert.fail(`${file}: a text that is not translated: ${call}`);
      }
    }
  });
});
