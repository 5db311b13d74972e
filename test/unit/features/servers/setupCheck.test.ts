// The checklist for local models: each line passed, failed or unknown for a reason, and nothing in the page that should not be.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { providersOf } from "../../../../src/config/providers";
import type { ProbeResult, ServedModel, ServerKind, TaskResult } from "../../../../src/endpoints/types";
import { endpointOf } from "../../../../src/features/servers/endpoints";
import { checkSetup, type SetupAnswers, type SetupReport } from "../../../../src/features/servers/setupCheck";
import { setupBody, setupPage, setupText } from "../../../../src/features/servers/setupPage";
import { english } from "../../../../src/features/text/translate";
import { at } from "../../endpoints/servers";
import { config } from "../../support";

const target = (key: string) => at("http://127.0.0.1:1234/v1/models", key).target;
const waits = { connect: 2, total: 5 };

function up(kind: ServerKind, ...models: ServedModel[]): ProbeResult {
  return { state: "up", latency: 12, models: models.map(({ id }) => id), server: { kind, models } };
}

/** A config with one local provider, `result` what its server said. */
function check(
  provider: string,
  result: ProbeResult | undefined,
  {
    agents = "",
    mode = "",
    asked = {},
    errors = 0,
  }: { agents?: string; mode?: string; asked?: SetupAnswers; errors?: number } = {},
): SetupReport {
  const document = config(
    `{ models: { ${mode} providers: { local: { ${provider} } } }, agents: { defaults: { ${agents} } } }`,
  );
  const all = providersOf(document.root).map((each) => ({ provider: each, endpoint: endpointOf(each), result }));
  return checkSetup(document, errors, all, new Map([["local", asked]]), waits, english);
}

/** `state detail` of the check with a title. */
function line({ general, providers }: SetupReport, title: string): string | undefined {
  const checks = [...general, ...providers.flatMap((each) => each.checks)];
  const found = checks.find((each) => each.title === title);
  return found && `${found.state} ${found.detail}`;
}

const base = "baseUrl: 'http://127.0.0.1:1234/v1', api: 'openai-responses', apiKey: 'x',";
const good = `${base} models: [{ id: 'q', name: 'Q', contextWindow: 32768 }]`;
const loaded: ServedModel = { id: "q", isLoaded: true, loadedContext: 32768, maxContext: 131072 };
const roster =
  "model: { primary: 'local/q', fallbacks: ['anthropic/claude-opus-4-6'] }, models: { 'local/q': { alias: 'Local' } }";

describe("a local setup that is right", () => {
  it("passes in every line", () => {
    const asked: SetupAnswers = {
      hasResponses: true,
      answer: { model: "q", result: { isDone: true, latency: 1234 }, waits },
    };
    const report = check(good, up("lmstudio", loaded), { agents: roster, asked });
    const checks = [...report.general, ...(report.providers[0]?.checks ?? [])];
    assert.equal(checks.length, 10);
    assert.deepEqual(
      checks.filter(({ state }) => state !== "passed"),
      [],
    );
    assert.equal(line(report, "A real answer"), "passed q answered in 1.2 s.");
    assert.equal(line(report, "Hosted models stay available")?.includes("anthropic/claude-opus-4-6"), true);
  });
});

describe("a local setup that is not", () => {
  const failing = (report: SetupReport, title: string, words: RegExp) => {
    const found = line(report, title) ?? "";
    assert.match(found, /^failed /, title);
    assert.match(found, words);
  };

  it("is told of the server", () => {
    const down = (result: Partial<ProbeResult>) => check(good, { state: "down", latency: 1, models: [], ...result });
    failing(down({ detail: { kind: "refused" } }), "Server reachable", /start the server/);
    failing(down({ state: "not-openai", instead: "/v1" }), "Server reachable", /\/v1\/models: correct baseUrl/);
    failing(check("baseUrl: 'nowhere', models: []", undefined), "Server reachable", /not a URL/);
    failing(down({ state: "refused-key", detail: { kind: "status", status: 401 } }), "Key works", /correct apiKey/);
    assert.match(line(check(good, undefined), "Server reachable") ?? "", /^unknown/);
  });

  it("is told of models", () => {
    failing(check(good, up("lmstudio", { id: "Q" })), "Models listed", /does not list q\..* It lists: Q/);
    failing(check(good, up("lmstudio", { id: "q", isLoaded: false })), "Models loaded", /Not loaded: q/);
    const small = up("lmstudio", { ...loaded, loadedContext: 4096 });
    failing(check(good, small), "Context windows match", /32,768, the server takes 4,096/);
    failing(
      check(`${base} models: [{ id: 'q', name: 'Q' }]`, small),
      "Context windows match",
      /assumes 200,000 tokens. Set it to 4,096/,
    );
    assert.match(line(check(good, up("openai", { id: "q" })), "Context windows match") ?? "", /^unknown/);
  });

  it("is told of the API and the key", () => {
    const server = up("lmstudio", loaded);
    const completions = good.replace("openai-responses", "openai-completions");
    failing(check(good, server, { asked: { hasResponses: false } }), "Responses API", /openai-completions/);
    failing(check(completions, server, { asked: { hasResponses: true } }), "Responses API", /recommends/);
    assert.match(line(check(completions, server), "Responses API") ?? "", /^unknown/);
    failing(check(good.replace("'x'", "'custom-local'"), server), "Key works", /only with openai-completions/);
    const named = completions.replace("'x'", "'custom-local'").replace("127.0.0.1", "nas");
    failing(check(named, server), "Key works", /address of this machine or network/);
    failing(check("baseUrl: 'http://127.0.0.1:1234/v1', models: []", server), "Key works", /wants api/);
  });

  it("is told whether the key counts only as far as the server tells", () => {
    const server = up("llamacpp", loaded);
    const answer = (result: object) => ({
      answer: { model: "q", result: { isDone: false, ...result } as TaskResult, waits },
    });
    assert.match(line(check(good, server), "Key works") ?? "", /^passed/);
    assert.match(line(check(good, server, { asked: { isOpen: true } }), "Key works") ?? "", /^unknown/);
    const done = { isOpen: true, ...answer({ isDone: true, latency: 1 }) };
    assert.match(line(check(good, server, { asked: done }), "Key works") ?? "", /^passed/);
    failing(
      check(good, server, { asked: { isOpen: true, ...answer({ status: 401 }) } }),
      "Key works",
      /correct apiKey/,
    );
  });

  it("is told of a server that is started on demand, and of a key that the config does not tell", () => {
    const onDemand = check(`localService: { command: '/bin/x' }, ${good}`, { state: "down", latency: 1, models: [] });
    assert.match(line(onDemand, "Server reachable") ?? "", /^unknown .*localService/);
    const refused: ProbeResult = {
      state: "refused-key",
      latency: 1,
      models: [],
      detail: { kind: "status", status: 401 },
    };
    const secret = check(good.replace("'x'", "{ source: 'env', provider: 'a', id: 'X' }"), refused);
    assert.match(line(secret, "Key works") ?? "", /^unknown .*does not tell/);
    assert.match(line(secret, "Server reachable") ?? "", /^passed/);
  });

  it("is told of agents", () => {
    const server = up("lmstudio", loaded);
    failing(check(good, server), "A model is in agents.defaults.models", /Add "local\/q": \{\} to/);
    failing(check(good, server), "Hosted models stay available", /No hosted model/);
    failing(check(good, server, { mode: "mode: 'replace',", agents: roster }), "Hosted models stay available", /merge/);
    failing(check(good, server, { errors: 3 }), "OpenClaw accepts the config", /3 errors/);
  });

  it("is told of an answer that did not come, in the server's words", () => {
    const fail = (result: object) =>
      check(good, up("lmstudio", loaded), {
        asked: { answer: { model: "q", result: { isDone: false, ...result }, waits: { connect: 2, total: 120 } } },
      });
    failing(fail({ status: 400, message: "context exceeded" }), "A real answer", /q did not answer: context exceeded/);
    failing(fail({ detail: { kind: "timeout" } }), "A real answer", /120 s/);
    failing(fail({ status: 500 }), "A real answer", /HTTP 500/);
  });

  it("is asked for a token only of a model that is there, the agents' own first", () => {
    const two = `${base} models: [{ id: 'a', name: 'A' }, { id: 'q', name: 'Q' }]`;
    const ask = (result: ProbeResult, agents = "") =>
      check(two, result, { agents }).providers[0]?.checks.find(({ title }) => title === "A real answer")?.ask;
    assert.equal(ask(up("lmstudio", { id: "a" }, { id: "q" }), "model: 'local/q'"), "q");
    assert.equal(ask(up("lmstudio", { id: "a", isLoaded: false }, loaded)), "q");
    assert.equal(ask(up("lmstudio", { id: "a", isEmbedding: true })), undefined);
  });
});

describe("the page", () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>&'`;
  const asked: SetupAnswers = {
    answer: { model: evil, result: { isDone: false, status: 400, message: `${evil} sk-secret` }, waits },
  };
  const report = check(good.replace("'x'", "'sk-secret'"), up("lmstudio", { id: evil }), { asked });

  it("holds nothing that a server said but as text", () => {
    const body = setupBody(report, evil, english);
    const tags = new Set(body.match(/<\/?[a-z0-9]+/g));
    for (const tag of tags) assert.match(tag, /^<\/?(h1|h2|p|ul|li|div|span|button|br)$/);
    assert.equal(body.includes("onerror=alert"), true);
    assert.doesNotMatch(body, /<[^>]*onerror/);
  });

  it("runs one script and loads nothing", () => {
    const page = setupPage("", "0123abcd", "en", english);
    assert.match(page, /default-src 'none'; style-src 'nonce-0123abcd'; script-src 'nonce-0123abcd'/);
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.doesNotMatch(page, /https?:|unsafe/);
  });

  it("is copied as text without keys", () => {
    const text = setupText(report, "openclaw.json", [target("sk-secret"), target("")], english);
    assert.doesNotMatch(text, /sk-secret/);
    assert.match(text, /\[failed\] Models listed: The server does not list q/);
    // What stands for "no key" is no secret, and may be a word of the report.
    const plain = setupText(report, "openclaw.json", [target("local"), target("o")], english);
    assert.match(plain, /^local · http/m);
    assert.doesNotMatch(plain, /sk-•••/);
    assert.match(text, /^local · http:\/\/127\.0\.0\.1:1234\/v1 · ● LM Studio/m);
  });
});

it("a server that is held back has a button to allow it, and no word of a click", () => {
  const document = config("{ models: { providers: { nas: { baseUrl: 'http://nas:1/v1', models: [] } } } }");
  const all = providersOf(document.root).map((provider) => ({
    provider,
    endpoint: endpointOf(provider),
    isHeldBack: true,
    result: undefined,
  }));
  const report = checkSetup(document, 0, all, new Map(), waits, english);
  const body = setupBody(report, "openclaw.json", english);
  assert.match(body, /<button class="" data-do="allow" data-provider="nas">Allow…<\/button>/);
  assert.doesNotMatch(body, /[Cc]lick/);
  const asked = all.map((each) => ({ ...each, isHeldBack: false }));
  assert.doesNotMatch(setupBody(checkSetup(document, 0, asked, new Map(), waits, english), "x", english), /"allow"/);
});
