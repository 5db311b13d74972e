// What is shown of a config holds no secret of it, wherever it is shown.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { providersOf } from "../../../src/config/providers";
import type { ProbeResult } from "../../../src/endpoints/types";
import { keysAt } from "../../../src/features/completion/keys";
import { valuesAt } from "../../../src/features/completion/values";
import { refactoringsAt } from "../../../src/features/editing/refactorings";
import { advise, diagnose } from "../../../src/features/findings/diagnostics";
import { messageOf } from "../../../src/features/findings/messages";
import { planMigration } from "../../../src/features/findings/migration";
import { quickFixes } from "../../../src/features/findings/quickFixes";
import { History } from "../../../src/features/findings/versions";
import { hoverAt } from "../../../src/features/hover/hover";
import { hintsOf, lensesOf } from "../../../src/features/navigation/annotations";
import { type OutlineSymbol, outlineOf } from "../../../src/features/navigation/outline";
import { endpointOf } from "../../../src/features/servers/endpoints";
import { type ProviderHealth, statusView } from "../../../src/features/servers/health";
import { checkSetup } from "../../../src/features/servers/setupCheck";
import { setupBody, setupText } from "../../../src/features/servers/setupPage";
import { english } from "../../../src/features/text/translate";
import { config, releases, wordsOf } from "../support";

/** Each of these is written in the config below, and must not be shown. */
const secrets = [
  "live-openai-1",
  "live-plain-2",
  "live-authorization-3",
  "live-x-api-key-4",
  "live-github-5",
  "pa55-6",
  "live-query-7",
  "sk-live-0123456789abcdef8",
  "live-password-9",
  "live-list-10",
  "ghp_0123456789abcdefghijKLMN11",
  "live_unquoted_12",
];

const source = `{
  env: { vars: { OPENAI_API_KEY: "live-openai-1", "HARMLESS": 'live-plain-2' } },
  models: { providers: {
    a: { baseUrl: "https://user:pa55-6@host.example/v1?token=live-query-7",
         headers: { Authorization: "Bearer live-authorization-3", 'x-api-key': "live-x-api-key-4" },
         apiKey: "\\u0073k-live-0123456789abcdef8", models: [{ id: "ghp_0123456789abcdefghijKLMN11", name: "M" }] },
    b: { baseUrl: "htp://user:pa55-6@host:x", models: [] },
  } },
  mcp: { servers: { gh: { command: "gh", env: { GITHUB_PERSONAL_ACCESS_TOKEN: "live-github-5" }, args: ["--key=sk-live-0123456789abcdef8"] } } },
  gateway: { auth: { mode: "password", password: "live-password-9", API_TOKENS: ["live-list-10"] }, bind: "sk-live-0123456789abcdef8" },
  agents: { defaults: { model: { primary: "ghp_0123456789abcdefghijKLMN11/x", fallbacks: ["ghp_0123456789abcdefghijKLMN11/y"] } }, entries: { main: { model: "ghp_0123456789abcdefghijKLMN11/x" } } },
}`;

function none(shown: string, where: string): void {
  // The escape in the text is no disguise.
  for (const secret of secrets)
    assert.ok(!shown.includes(secret) && !shown.includes(secret.slice(1)), `${secret} in ${where}: ${shown}`);
}

const flat = (symbols: readonly OutlineSymbol[]): OutlineSymbol[] =>
  symbols.flatMap((each) => [each, ...flat(each.children)]);
const history = new History([...releases]);

describe("a config with secrets in it", () => {
  const document = config(source);

  it("has none of them in its outline, which says what is no secret", () => {
    const symbols = flat(outlineOf(document, english));
    for (const { name, detail } of symbols) none(`${name} ${detail}`, name);
    const detail = (name: string) => symbols.find((each) => each.name === name)?.detail;
    assert.equal(detail("OPENAI_API_KEY"), "•••");
    assert.equal(detail("Authorization"), "•••");
    assert.equal(detail("x-api-key"), "•••");
    assert.equal(detail("GITHUB_PERSONAL_ACCESS_TOKEN"), "•••");
    assert.equal(detail("baseUrl"), "https://•••@host.example/v1?token=•••");
    assert.equal(detail("args"), "--key=•••");
    assert.equal(detail("command"), '"gh"');
    assert.equal(detail("mode"), '"password"');
  });

  it("has none in hovers, completion, lenses, hints and refactorings", () => {
    for (let offset = 0; offset < source.length; offset += 3) {
      none(hoverAt(document, offset, english, { history })?.markdown.source ?? "", `the hover at ${offset}`);
      for (const { title, disabled } of refactoringsAt(document, offset, english))
        none(`${title} ${disabled}`, "a refactoring");
    }
    for (const { title } of lensesOf(document, english)) none(title, "a lens");
    for (const { text } of hintsOf(document, 0, source.length, english)) none(text, "a hint");
    const at = source.indexOf('bind: "') + 7;
    for (const { detail, markdown } of [...keysAt(document, 2, english), ...valuesAt(document, at, english)])
      none(detail + markdown.source, "completion");
  });

  it("has none in what is wrong with it, and in what can be done about that", () => {
    for (const text of [
      source,
      source.replace('"live-password-9"', "live_unquoted_12"),
      source.replace('"live-openai-1"', "\\u0073live_unquoted_12"),
    ]) {
      const checked = config(text);
      const findings = [...diagnose(checked), ...advise(checked)];
      assert.ok(findings.length > 3);
      for (const finding of findings) none(messageOf(finding, english), finding.code);
      for (const { title } of quickFixes(checked, findings, 0, text.length, english)) none(title, "a quick fix");
    }
    const release = [...releases].at(-1);
    assert.ok(release);
    const plan = planMigration(document, { version: release[0], schema: release[1] }, history, english);
    assert.ok(plan && plan.leftovers.length > 0);
    for (const { name, detail } of plan.leftovers) none(`${name} ${detail}`, "what a migration removes");
  });

  it("has none in the status bar, the setup check and its copy", () => {
    const result: ProbeResult = { state: "up", latency: 1, models: ["other"] };
    const all = providersOf(document.root).map((provider): ProviderHealth => {
      const endpoint = endpointOf(provider);
      return { provider, endpoint, result: endpoint && result };
    });
    assert.equal(all.length, 2);
    const waits = { connect: 2, total: 5 };
    const view = statusView(all, waits, english);
    assert.ok(view);
    none(`${view.label} ${wordsOf(view.tooltip)}`, "the status bar");
    const report = checkSetup(document, 0, all, new Map(), waits, english);
    const body = setupBody(report, "openclaw.json", english).replace(/data-model="[^"]*"/g, "");
    none(body, "the page");
    none(setupText(report, "openclaw.json", [], english), "the copy");
  });
});
