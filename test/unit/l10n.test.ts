// Every text that a user sees is there in all four languages, with the same placeholders, and really translated.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { allTexts } from "../../src/features/texts";
import { projectRoot, readProject } from "./support";

/** By their names in the README. */
const names = { ko: "한국어", ja: "日本語", "zh-cn": "简体中文" } as const;
const languages = Object.keys(names) as (keyof typeof names)[];
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

function checkPair(english: string, translated: string | undefined, language: keyof typeof names, file: string): void {
  assert.ok(translated, `${file}: missing: ${english}`);
  assert.deepEqual(fixed(translated), fixed(english), `${file}: placeholders or code differ: ${translated}`);
  if (international.has(english) || english === "OpenClaw JSON5") return;
  assert.notEqual(translated, english, `${file}: left standing: ${english}`);
  if (/[a-z]{3}/.test(english.replace(/`[^`]+`|\{\w+\}/g, "")))
    assert.match(translated, scripts[language], `${file}: not in its script: ${translated}`);
}

for (const language of languages) {
  describe(language, () => {
    const file = `l10n/bundle.l10n.${language}.json`;
    const bundle = read(file);
    const texts = allTexts();

    it(`has all ${texts.length} texts and no others`, () => {
      const missing = texts.filter((text) => !Object.hasOwn(bundle, text));
      assert.deepEqual(missing, [], `${file} lacks ${missing.join("\n")}`);
      const left = Object.keys(bundle).filter((text) => !texts.includes(text));
      assert.deepEqual(left, [], `${file} has what nothing says: ${left.join("\n")}`);
    });

    it("keeps placeholders and code, and leaves no English standing", () => {
      for (const english of texts) checkPair(english, bundle[english], language, file);
    });

    it("uses the field's terms", () => {
      const term = { ko: "컨텍스트 윈도우", ja: "コンテキストウィンドウ", "zh-cn": "上下文窗口" }[language];
      for (const [english, translated] of Object.entries(bundle))
        if (english.includes("context window") || english.includes("**context window**"))
          assert.ok(translated.includes(term), `${file}: without ${term}: ${translated}`);
    });

    it("has the manifest's texts", () => {
      const english = read("package.nls.json");
      const manifestFile = `package.nls.${language}.json`;
      const own = read(manifestFile);
      assert.deepEqual(
        Object.keys(own).sort(),
        Object.keys(english).sort(),
        `${manifestFile} has other keys than package.nls.json`,
      );
      for (const [key, text] of Object.entries(english)) checkPair(text, own[key], language, manifestFile);
    });
  });
}

describe("the manifest", () => {
  it("names only texts that exist, and uses all that do", () => {
    const used = [...readProject("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key).sort();
    assert.deepEqual(
      used,
      Object.keys(read("package.nls.json")).sort(),
      "package.nls.json has other texts than package.json names",
    );
  });
});

describe("a language", () => {
  it("has both of its files, its tests, and its name in the README", () => {
    const idsOf = (folder: string, pattern: RegExp) =>
      fs
        .readdirSync(path.join(projectRoot, folder))
        .flatMap((file) => pattern.exec(file)?.[1] ?? [])
        .sort();
    const here = 'names another language than "names" of test/unit/l10n.test.ts';
    const sorted = [...languages].sort();
    assert.deepEqual(idsOf("l10n", /^bundle\.l10n\.(.+)\.json$/), sorted, `l10n/ ${here}`);
    assert.deepEqual(idsOf(".", /^package\.nls\.(.+)\.json$/), sorted, `package.nls.*.json ${here}`);
    const line = `- English, ${Object.values(names).join(", ")}.`;
    assert.ok(readProject("README.md").includes(`\n${line}\n`), `README.md does not say "${line}"`);
    const onScreen = readProject("test", "vscode", "screen", "languages.ts");
    for (const language of languages)
      assert.ok(onScreen.includes(`["${language}", `), `test/vscode/screen/languages.ts does not try ${language}`);
  });
});

describe("texts of a feature", () => {
  it("are in the list of all", () => {
    const list = readProject("src", "features", "texts.ts");
    const sources = path.join(projectRoot, "src");
    const objects = fs
      .readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => {
        const source = readProject("src", file);
        const declared = source.matchAll(/^(?:export )?const (\w+Texts)\b[^;]*? = \{([^;]*)/gm);
        // One that only names texts of another has none of its own.
        return [...declared].flatMap(([, name, body = ""]) => (/:\s*"/.test(body) ? [[file, name] as const] : []));
      });
    assert.ok(objects.length > 20, String(objects.length));
    for (const [file, name] of objects)
      assert.ok(list.includes(`...Object.values(${name}),`), `src/features/texts.ts lacks ${name} of src/${file}`);
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
