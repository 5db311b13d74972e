// The grammars, run by VS Code's own TextMate engine.
import assert from "node:assert/strict";
import fs from "node:fs";
import { before, describe, it } from "node:test";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import { Scanner, Token } from "../../src/json5/scanner";
import { example, exampleNames, readProject } from "./support";

const files: Readonly<Record<string, string>> = { "source.json5": "json5", "source.openclaw": "openclaw" };
const key = "support.type.property-name";
let openclaw: IGrammar;
let json5: IGrammar;

async function load(registry: Registry, scope: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar, scope);
  return grammar;
}

before(async () => {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const name = `${files[scope]}.tmLanguage.json`;
      return parseRawGrammar(readProject("syntaxes", name), name);
    },
  });
  openclaw = await load(registry, "source.openclaw");
  json5 = await load(registry, "source.json5");
});

interface Piece {
  readonly text: string;
  readonly scopes: string;
  readonly offset: number;
}

function tokenize(grammar: IGrammar, text: string): Piece[] {
  let state = INITIAL;
  let offset = 0;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const start = offset;
    offset += line.length + 1;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.join(" "),
      offset: start + startIndex,
    }));
  });
}

function scopesOf(text: string, part: string, grammar = openclaw): string {
  const piece = tokenize(grammar, text).find((each) => each.text === part);
  assert.ok(piece, `${JSON.stringify(part)} is a token of its own in ${text}`);
  return piece.scopes;
}

describe("values", () => {
  for (const number of ["0", "-1", "+1.5", ".5", "5.", "1e-7", "6.02E+23"]) {
    it(number, () => assert.match(scopesOf(`{ a: ${number}, }`, number), /constant\.numeric\.json5/));
  }
  for (const number of ["0x1F", "-0XfF"])
    it(number, () => assert.match(scopesOf(`[${number}]`, number), /constant\.numeric\.hex/));
  for (const number of ["Infinity", "-Infinity", "+NaN", "NaN"])
    it(number, () => assert.match(scopesOf(`[${number}]`, number), /constant\.numeric/));
  for (const word of ["true", "false", "null"])
    it(word, () => assert.match(scopesOf(`{ a: ${word} }`, word), /constant\.language/));
  for (const wrong of ["truth", "nul", "01", "1_000", "0x", "undefined"])
    it(`${wrong} is marked`, () => assert.match(scopesOf(`{ a: ${wrong} }`, wrong), /invalid/));
});

describe("keys are property names, whatever their spelling", () => {
  for (const spelling of ["plain", "$_1", "ünï", "가나다", "null", "Infinity", "true"]) {
    it(spelling, () => assert.match(scopesOf(`{ ${spelling}: 1 }`, spelling), new RegExp(`${key}\\.json`)));
  }
  it("with Unicode escapes", () => {
    assert.match(scopesOf("{ \\u0061bc: 1 }", "\\u0061"), new RegExp(`${key}.*constant\\.character\\.escape`));
    assert.match(scopesOf("{ \\u0061bc: 1 }", "bc"), new RegExp(key));
  });
  it("in either quotes", () => {
    assert.match(scopesOf(`{ "one two": 1 }`, "one two"), new RegExp(`string\\.quoted\\.double.*${key}\\.json`));
    assert.match(scopesOf("{ 'a b': 1 }", "a b"), new RegExp(`string\\.quoted\\.single.*${key}\\.json`));
  });
  it("a value of the same spelling is none", () =>
    assert.doesNotMatch(scopesOf("{ a: 'key' }", "key"), new RegExp(key)));
  it("after a value without a comma, on its own line, too", () =>
    assert.match(scopesOf("{ a: { b: 1 }, c: [\n{ d: 2 }] }", "d"), new RegExp(key)));
});

describe("strings", () => {
  it("escapes", () => {
    for (const escaped of ["\\n", "\\x41", "\\u0041", "\\0", "\\'", "\\q"])
      assert.match(scopesOf(`["a${escaped}b"]`, escaped), /constant\.character\.escape/);
    for (const wrong of ["\\1", "\\x", "\\u"]) assert.match(scopesOf(`["a${wrong}-"]`, wrong), /invalid\.illegal/);
  });
  it("go on behind a line continuation, and end with the line otherwise", () => {
    assert.match(scopesOf("{ a: 'one \\\ntwo', b: 1 }", "two"), /string\.quoted\.single/);
    assert.match(scopesOf("{ a: 'one \\\ntwo', b: 1 }", "b"), new RegExp(key));
    assert.match(scopesOf("{ a: 'open\n, b: 1 }", "b"), new RegExp(key));
  });
});

describe("variables", () => {
  it("stand out inside strings of an OpenClaw config", () => {
    assert.match(scopesOf('{ a: "x ${TOKEN_1} y" }', "TOKEN_1"), /variable\.other/);
    assert.match(scopesOf('{ a: "x ${TOKEN_1} y" }', "${"), /punctuation\.definition\.template-expression/);
  });
  it("not where OpenClaw puts nothing in: keys, escaped, lower case, other JSON5", () => {
    for (const [text, grammar] of [
      ["{ '${A}': 1 }", openclaw],
      ["{ a: '$${A}' }", openclaw],
      ["{ a: '${a}' }", openclaw],
      ["{ a: '${A}' }", json5],
    ] as const) {
      assert.ok(
        tokenize(grammar, text).every(({ scopes }) => !scopes.includes("variable.other")),
        text,
      );
    }
  });
});

describe("comments", () => {
  it("anywhere between tokens, and not inside strings", () => {
    const text = "/* a */ { // b\n c /* d */ : /* e */ 1, /* f\n g */ } // h";
    for (const part of [" a ", " b", " d ", " e ", " f", " g ", " h"]) assert.match(scopesOf(text, part), /comment/);
    assert.doesNotMatch(scopesOf("{ a: 'http://x' }", "http://x"), /comment/);
  });
});

describe("whole configs", () => {
  for (const name of [...exampleNames, "gateway"]) {
    it(`${name}: every token is scoped as the scanner reads it, and nothing is marked as invalid`, () => {
      const text = example(name);
      const pieces = tokenize(openclaw, text);
      for (const piece of pieces) assert.doesNotMatch(piece.scopes, /invalid/, piece.text);
      const at = (offset: number) => pieces.findLast((piece) => piece.offset <= offset)?.scopes ?? "";
      const scanner = new Scanner(text);
      while (scanner.scan() !== Token.endOfFile) {
        const follows = text.slice(scanner.end).match(/^\s*(.)/)?.[1];
        const scopes = at(scanner.offset);
        if (scanner.token === Token.number) assert.match(scopes, /constant\.numeric/);
        else if ((scanner.token === Token.string || scanner.token === Token.identifier) && follows === ":")
          assert.match(scopes, new RegExp(key));
        else if (scanner.token === Token.string) assert.match(scopes, /string\.quoted/);
        else if (scanner.token === Token.identifier) assert.match(scopes, /constant\.language/);
        else assert.match(scopes, /punctuation/);
      }
    });
  }
});
