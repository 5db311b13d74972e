// What people are told of kinds of servers, and that all that is said of a kind beside its record agrees with it.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import blocks from "../../../../snippets/blocks.json";
import { shippedProviders } from "../../../../src/config/catalog";
import { ownServer, ownServers } from "../../../../src/config/servers";
import { serverKinds } from "../../../../src/endpoints/kinds";
import { plainBlocks } from "../../../../src/features/completion/snippets";
import { nothingToLoad, raiseSentence, usualAddresses, usualServers } from "../../../../src/features/text/serverKinds";
import { english } from "../../../../src/features/text/translate";
import { projectRoot, readProject, wordsOf } from "../../support";

describe("people are told", () => {
  it("how a server's window is raised, if anything general can be said of it", () => {
    const said = (kind: string) => raiseSentence(kind, { wanted: 65536 }, english);
    assert.equal(said("vllm"), "vLLM: --max-model-len 65536.");
    assert.equal(said("sglang"), "SGLang: --context-length 65536.");
    assert.match(said("ollama") ?? "", /^Ollama: OLLAMA_CONTEXT_LENGTH=65536 /);
    for (const kind of ["openai", "litellm", "constructor", ""]) assert.equal(said(kind), undefined);
  });

  it("where servers listen, and which can load models", () => {
    assert.match(wordsOf(usualAddresses()), /^LM Studio `http:\/\/127\.0\.0\.1:1234\/v1`, Ollama `[^`]*`, vLLM /);
    assert.match(nothingToLoad(english), /: LM Studio, Ollama[,;] /);
  });
});

describe("what is said of a kind beside its record", () => {
  const port = (url: string) => new URL(url).port;

  it("is there for each that OpenClaw ships a provider for, with the same port", () => {
    for (const { id, usual } of serverKinds) {
      if (!usual || !shippedProviders.has(usual.provider)) continue;
      const url = ownServer(usual.provider)?.usualUrl;
      assert.ok(url, `src/config/servers.ts has no row, or no "usualUrl", for ${usual.provider}, which OpenClaw ships`);
      assert.equal(port(url), port(usual.baseUrl), `src/config/servers.ts and src/endpoints/kinds/${id}.ts differ`);
    }
    for (const provider of ownServers)
      if (ownServer(provider)?.usualUrl !== undefined)
        assert.ok(
          usualServers.some((each) => each.provider === provider),
          `src/endpoints/kinds has no kind whose "usual" provider is ${provider}, as in src/config/servers.ts`,
        );
  });

  it("is the same in the blocks to insert", () => {
    const all = new Map(plainBlocks(english).map((block) => [block.label, block.provider]));
    for (const { id, usual } of serverKinds) {
      const block = all.get(id);
      if (!usual || !block) continue;
      const differ = `snippets/blocks.json, "${id}", and src/endpoints/kinds/${id}.ts differ`;
      assert.equal(block.id, usual.provider, differ);
      assert.equal(/baseUrl: "([^"]*)"/.exec(block.text)?.[1], usual.baseUrl, differ);
    }
    const [, choices = "", told = ""] = /\|([\d,]+)\|.*\/\/ (.*)/.exec(blocks.local.provider.join("\n")) ?? [];
    const ports = told.split(", ").map((each) => [each.replace(/ \d+$/, ""), each.replace(/^.* /, "")] as const);
    assert.deepEqual(
      ports.map(([, each]) => each),
      choices.split(","),
    );
    for (const [label, each] of ports) {
      const usual = usualServers.find((server) => server.label === label);
      assert.equal(
        each,
        usual && port(usual.baseUrl),
        `snippets/blocks.json, "local", and the file of ${label} differ`,
      );
    }
  });
});

it("no other code asks which kind a server is: it reads the records", () => {
  const inRecords = (file: string) => /^src\/(endpoints\/kinds\/|config\/servers\.ts$)/.test(file);
  // The names of APIs and of OpenAI's provider are more than names of kinds.
  const names = serverKinds
    .filter(({ native, usual }) => !native && usual)
    .flatMap(({ id, usual }) => [id, usual?.provider ?? id]);
  const quoted = new RegExp(`["'](?:${[...new Set(names)].join("|")})["']`);
  const files = fs
    .readdirSync(path.join(projectRoot, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => `src/${file.replaceAll(path.sep, "/")}`)
    .filter((file) => file.endsWith(".ts") && !inRecords(file));
  assert.ok(files.length > 100);
  for (const file of files) {
    const line = readProject(file)
      .split("\n")
      .findIndex((each) => quoted.test(each));
    assert.equal(line, -1, `${file}:${line + 1} names a kind of server: say it in its record, in src/endpoints/kinds`);
  }
});
