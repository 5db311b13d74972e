// What a hover says of the server, at the places that it has a say in.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProbeResult } from "../../../../src/endpoints/types";
import { hoverAt } from "../../../../src/features/hover/hover";
import { english } from "../../../../src/features/text/translate";
import { config, wordsOf } from "../../support";

const source = `{ models: { providers: { lmstudio: { baseUrl: 'http://127.0.0.1:1234/v1', models: [
  { id: 'other', name: 'O' }, { id: 'q', name: 'Q', contextWindow: 65536, maxTokens: 8192 } ] } } } }`;
const server = {
  kind: "lmstudio",
  version: "0.4",
  models: [
    {
      id: "q",
      isLoaded: true,
      loadedContext: 32768,
      maxContext: 131072,
      quantization: "Q4_K_M",
      size: "8B",
      vision: false,
      tools: true,
    },
  ],
} as const;
const up: ProbeResult = { state: "up", latency: 12, models: ["q"], server };

function said(word: string, result: ProbeResult | undefined = up): string | undefined {
  const health = new Map(result ? [["lmstudio", result]] : []);
  const { markdown } = hoverAt(config(source), source.indexOf(word) + 1, english, { health }) ?? {};
  return wordsOf(markdown)
    .split("\n\n")
    .find((part) => part.startsWith("**The server now:**"))
    ?.slice(19)
    .trim();
}

describe("the server's word in a hover", () => {
  it("is its state at baseUrl", () => {
    assert.equal(said("baseUrl"), "● LM Studio 0.4 · 12 ms · 1 of 1 loaded");
    assert.equal(said("'http:", { state: "down", latency: 1, models: [] }), "○ down");
  });

  it("is what it has loaded at a model and its limits", () => {
    const context = "loaded with 32,768 (32 Ki) tokens · 131,072 (128 Ki) at most";
    assert.equal(said("'q'"), `${context} · 8B · Q4_K_M · no images · tools`);
    for (const key of ["contextWindow", "65536", "maxTokens"]) assert.equal(said(key), context);
    assert.equal(said("'other'"), "it does not list `other`");
  });

  it("is not there where it says nothing", () => {
    assert.equal(said("name: 'Q'"), undefined);
    assert.equal(said("'q'", { state: "down", latency: 1, models: [] }), undefined);
    assert.equal(
      said("'q'", { state: "up", latency: 1, models: ["q"], server: { kind: "openai", models: [{ id: "q" }] } }),
      undefined,
    );
    assert.doesNotMatch(wordsOf(hoverAt(config(source), source.indexOf("'q'") + 1, english)?.markdown), /server now/);
  });

  it("cannot be more than words", () => {
    const evil = "![x](http://evil) [y](command:z) <img src=x>";
    const models = [{ id: "q", size: evil, quantization: evil }];
    const health = new Map([["lmstudio", { ...up, server: { kind: "openai", models } } as const]]);
    const { source: words = "" } =
      hoverAt(config(source), source.indexOf("'q'") + 1, english, { health })?.markdown ?? {};
    const line = words.split("\n\n").find((each) => each.startsWith("**The server now:**")) ?? "";
    assert.match(line, /http/);
    assert.doesNotMatch(line, /[<[\]!]/);
  });
});
