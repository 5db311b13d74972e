// Links of includes, definitions and names of variables, and help in files that a config includes.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import type { ConfigFile } from "../../../../src/config/document";
import { variableNamesAt } from "../../../../src/features/completion/variableNames";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import { quickFixes } from "../../../../src/features/findings/quickFixes";
import { hoverAt } from "../../../../src/features/hover/hover";
import { definitionAt, includeLinks } from "../../../../src/features/navigation/links";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { config, configPath, including, marked, wordsOf } from "../../support";

const beside = (name: string) => path.join(path.dirname(configPath), name);

function fileOf(document: ReturnType<typeof config>, name: string): ConfigFile {
  const file = document.file(beside(name));
  assert.ok(file);
  return file;
}

describe("links", () => {
  it("lead from each path to its file, in every file", () => {
    const document = including("{ models: { $include: ['./m.json5', './none'] }, $include: './m.json5' }", {
      "m.json5": "{ a: { $include: './n.json5' } }",
      "n.json5": "{}",
      none: "missing",
    });
    const shown = (file: ConfigFile) =>
      includeLinks(file).map(
        ({ span, target }) =>
          `${file.text.slice(span.offset, span.offset + span.length)} > ${path.relative(path.dirname(configPath), target)}`,
      );
    assert.deepEqual(shown(document), ["./m.json5 > m.json5", "./m.json5 > m.json5"]);
    assert.deepEqual(shown(fileOf(document, "m.json5")), ["./n.json5 > n.json5"]);
    assert.deepEqual(includeLinks(config("{ $include: './x' }")), []);
  });

  it("definitions: an include, and a variable that the config sets", () => {
    const { text, offset } = marked("{ $include: './v.json5', ui: { assistant: { name: '${NA|ME}' } } }");
    const document = including(text, { "v.json5": "{ env: { vars: { NAME: 'x' } } }" });
    const variable = definitionAt(document, offset);
    assert.equal(variable?.path, beside("v.json5"));
    assert.deepEqual(variable?.span, { offset: 17, length: 4 });
    assert.equal(definitionAt(document, text.indexOf("./v"))?.path, beside("v.json5"));
    assert.equal(definitionAt(document, 0), undefined);
  });
});

it("the hover explains an include, key and paths", () => {
  for (const source of ["{ $inc|lude: './x' }", "{ models: { $include: ['./|x'] } }"]) {
    const { text, offset } = marked(source);
    assert.match(
      wordsOf(hoverAt(including(text, { x: "{}" }), offset, english)?.markdown),
      /puts the content of this file here/,
    );
  }
});

describe("variables", () => {
  const hover = (source: string, environment = {}) => {
    const { text, offset } = marked(source);
    return wordsOf(hoverAt(including(text, {}, environment), offset, english)?.markdown);
  };

  it("the hover says where one is set, never to what", () => {
    const secret = "sk-very-secret";
    const found = hover("{ models: { providers: { x: { apiKey: '${K|EY}' } } } }", { KEY: secret });
    assert.match(found, /environment that this editor runs in/);
    assert.doesNotMatch(found, /secret/);
    assert.match(hover("{ env: { vars: { A: 'x' } }, ui: { seamColor: '${A|}' } }") ?? "", /env\.vars of this config/);
    assert.match(hover("{ ui: { seamColor: '|${A}' } }") ?? "", /set neither here/);
    assert.match(hover("{ ui: { seamColor: '$${|A}' } }") ?? "", /stands for one/);
  });

  const names = (source: string, environment = {}) => {
    const { text, offset } = marked(source);
    const document = including(text, {}, environment);
    return variableNamesAt(document, offset).map((each) => applyEdits(text, [{ ...each.replace, text: each.text }]));
  };

  it("names complete what is begun", () => {
    const environment = { KEY: "1", lower: "2", EMPTY: "" };
    assert.deepEqual(names("{ a: '$|' }", environment), ["{ a: '${KEY}' }"]);
    assert.deepEqual(names("{ a: 'x${K|}y' }", environment), ["{ a: 'x${KEY}y' }"]);
    assert.deepEqual(names("{ a: '${|' }", environment), ["{ a: '${KEY}' }"]);
    assert.deepEqual(names("{ env: { vars: { KEY: 'own', B: 'b' } }, a: '${|}' }", environment), [
      "{ env: { vars: { KEY: 'own', B: 'b' } }, a: '${KEY}' }",
      "{ env: { vars: { KEY: 'own', B: 'b' } }, a: '${B}' }",
    ]);
    for (const text of ["{ a: 'x|' }", "{ '$|': 1 }", "{ a: $| }", "// $|\n{}", "{ a: 'x' }|"])
      assert.deepEqual(names(text, environment), [], text);
  });

  it("what one holds shows in no message", () => {
    const document = including("{ talk: { agentId: '${TOKEN}' } }", {}, { TOKEN: "sk-secret" });
    const [finding] = diagnose(document);
    assert.equal(finding?.code, "config/unknown-agent");
    assert.equal(finding?.params.key, "${TOKEN}");
  });
});

describe("an included file", () => {
  const document = including("{ models: { providers: { $include: './p.json5' } } }", {
    "p.json5": "{ mine: { baseUrl: 'http://x/v1', models: [{ id: 'a', name: 'a', contextWindw: 5 }] }, other: {} }",
  });
  const file = fileOf(document, "p.json5");

  it("has the help of its place", () => {
    const hover = wordsOf(hoverAt(file, file.text.indexOf("baseUrl"), english)?.markdown);
    assert.match(hover, /models\.providers\.mine\.baseUrl/);
  });

  it("has its own fixes, which change it alone", () => {
    const fixes = quickFixes(file, diagnose(document), 0, file.text.length, english);
    const [rename] = fixes;
    assert.equal(rename?.title, 'Change to "contextWindow"');
    assert.match(applyEdits(file.text, rename?.edits ?? []), /contextWindow: 5/);
    assert.deepEqual(quickFixes(document, diagnose(document), 0, document.text.length, english), []);
  });
});
