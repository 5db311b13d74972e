// Where model blocks are offered, and that what they put in is sound.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type BlockSnippet, snippetsAt } from "../../../../src/features/completion/snippets";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { parse } from "../../../../src/json5/parser";
import { find, toValue } from "../../../../src/json5/tree";
import { marked, summaries } from "../../support";

const everywhere = ["lmstudio", "local", "ollama", "llamacpp", "vllm", "litellm", "openrouter"];
const whole = [...everywhere, "hybrid", "local-first"];

function at(text: string): readonly BlockSnippet[] {
  const { text: source, offset } = marked(text);
  return snippetsAt(source, offset, english);
}

/** The text after a snippet went in, each tab stop at its default or its `choice`-th choice. */
function inserted(text: string, snippet: BlockSnippet, choice = 0): string {
  const body = snippet.body
    .replace(/\$\{\d+\|((?:\\.|[^|\\])*)\|\}/g, (_, list: string) => {
      const choices = list.match(/(?:\\.|[^,\\])+/g) ?? [];
      return (choices[Math.min(choice, choices.length - 1)] ?? "").replace(/\\(.)/g, "$1");
    })
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\\([\\$}])/g, "$1");
  const { text: source } = marked(text);
  return applyEdits(source, [...snippet.edits, { ...snippet.replace, text: body }]);
}

const places: readonly [name: string, text: string, labels: readonly string[]][] = [
  ["an empty file", "|", whole],
  ["a word in an empty file", "hyb|", whole],
  ["behind comments only", "// mine\n|", whole],
  ["the root", "{\n  |\n}", whole],
  ["the root beside other sections", "{\n  gateway: { port: 1 },\n  loc|\n}", whole],
  ["the root behind a member without its comma", "{\n  gateway: { port: 1 }\n  |\n}", whole],
  ["providers", "{ models: { providers: {\n  lm|\n} } }", everywhere],
  [
    "providers behind a member without its comma",
    "{ models: { providers: {\n  a: { baseUrl: 'http://x', models: [] } // mine\n  |\n} } }",
    everywhere,
  ],
  [
    "providers before a member",
    "{ models: { providers: {\n  |\n  a: { baseUrl: 'http://x', models: [] },\n} } }",
    everywhere,
  ],
  ["models", "{ models: { providers: { x: { baseUrl: 'http://x', models: [|] } } } }", everywhere],
  ["quoted keys", '{\n  "models": {\n    "providers": {\n      |\n    }\n  }\n}', everywhere],
];

describe("blocks are offered where they fit, and are right by the schema", () => {
  for (const [name, text, labels] of places) {
    it(name, () => {
      const snippets = at(text);
      assert.deepEqual(
        snippets.map(({ label }) => label),
        labels,
      );
      for (const snippet of snippets) {
        for (const choice of [0, 1, 2]) {
          const result = inserted(text, snippet, choice);
          assert.deepEqual(summaries(result), [], `${snippet.label}, choice ${choice}:\n${result}`);
          const before = parse(marked(text).text.replace(/\b(lm|loc|hyb)\b/, "")).comments.length;
          assert.ok(parse(result).comments.length >= before, "no comment is lost");
        }
      }
    });
  }
});

describe("blocks are not offered", () => {
  const nowhere = [
    "{ models: { providers: { x: { | } } } }",
    "{ models: { mode: | } }",
    "{ models: { mode: 'mer|ge' } }",
    "{ gateway: { | } }",
    "{ // |\n}",
    "{ /* | */ }",
    "{ models: {}, | }",
    "{ agents: {}, \n|\n }",
    "{ a: 1| }",
    "{} |",
    "[|]",
    "{ models: { providers: { x: { models: [{ | }] } } } }",
    '{ "|": 1 }',
    "{ lo|cal: 1 }",
  ];
  for (const text of nowhere) it(text, () => assert.deepEqual(at(text), []));
});

describe("what the blocks say", () => {
  const value = (label: string) => {
    const snippet = at("|").find((each) => each.label === label);
    assert.ok(snippet);
    return parse(inserted("|", snippet)).root;
  };

  it("lmstudio speaks the Responses API", () => {
    assert.equal(find(value("lmstudio"), ["models", "providers", "lmstudio", "api"])?.value, "openai-responses");
  });

  it("hybrid asks the hosted model first, local-first the local one; both merge", () => {
    const model = (label: string) => toValue(find(value(label), ["agents", "defaults", "model"]));
    assert.deepEqual(model("hybrid"), {
      primary: "anthropic/claude-sonnet-4-6",
      fallbacks: ["lmstudio/my-local-model"],
    });
    assert.deepEqual(model("local-first"), {
      primary: "lmstudio/my-local-model",
      fallbacks: ["anthropic/claude-sonnet-4-6"],
    });
    for (const label of whole) assert.equal(find(value(label), ["models", "mode"])?.value, "merge");
  });

  it("the primary model is the provider's own", () => {
    for (const label of everywhere) {
      const root = value(label);
      const primary = String(find(root, ["agents", "defaults", "model", "primary"])?.value);
      const [provider = "", ...rest] = primary.split("/");
      assert.equal(find(root, ["models", "providers", provider, "models", 0, "id"])?.value, rest.join("/"), label);
    }
  });

  it("keys are quoted where the file quotes them", () => {
    const snippet = at('{\n  "models": { "providers": { | } }\n}')[0];
    assert.match(snippet?.body ?? "", /^"lmstudio": \{\n {2}"baseUrl": /);
  });

  it("comments come in the reader's language", () => {
    const { body } = snippetsAt("", 0, (text) => `«${text}»`)[0] ?? { body: "" };
    assert.match(body, /\/\/ «LM Studio asks for no key; any text will do»/);
  });
});
