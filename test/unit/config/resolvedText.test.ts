// What variables hold leaves its value nowhere but where the verdict and the prober open it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { providersOf } from "../../../src/config/providers";
import { ResolvedText, reveal } from "../../../src/config/resolvedText";
import { Values } from "../../../src/config/variables";
import { ours, type Written, writtenOf } from "../../../src/config/written";
import { valuesAt } from "../../../src/features/completion/values";
import { advise, diagnose } from "../../../src/features/findings/diagnostics";
import { liveFindings } from "../../../src/features/findings/liveFindings";
import { messageOf } from "../../../src/features/findings/messages";
import { quickFixes } from "../../../src/features/findings/quickFixes";
import { hoverAt } from "../../../src/features/hover/hover";
import { hintsOf, lensesOf, nameTokensOf } from "../../../src/features/navigation/annotations";
import { targetLinks } from "../../../src/features/navigation/links";
import { outlineOf } from "../../../src/features/navigation/outline";
import { endpointOf } from "../../../src/features/servers/endpoints";
import { statusView } from "../../../src/features/servers/health";
import { curlCommand } from "../../../src/features/servers/healthMenu";
import { checkSetup } from "../../../src/features/servers/setupCheck";
import { setupBody, setupText } from "../../../src/features/servers/setupPage";
import { english } from "../../../src/features/text/translate";
import { found, type RuleFinding, type RuleFix, type RuleParams } from "../../../src/rules/rule";
import { config, surroundings } from "../support";

describe("a text with its variables put in", () => {
  const text = new ResolvedText("${KEY}", "sk-secret", []);

  it("becomes no string but the written one", () => {
    assert.equal(`${text}`, "${KEY}");
    assert.equal(JSON.stringify({ text }), '{"text":"${KEY}"}');
    assert.doesNotMatch(inspect(text, { depth: 9, showHidden: true }), /sk-secret/);
    assert.doesNotMatch(inspect(structuredClone(text), { depth: 9, showHidden: true }), /sk-secret/);
    assert.equal(reveal(text), "sk-secret");
    const values = new Values([["KEY", "sk-secret"]]);
    assert.doesNotMatch(inspect(values, { depth: 9, showHidden: true }) + JSON.stringify(values), /sk-secret/);
  });

  it("is refused by the compiler wherever a text for people is wanted", () => {
    const plain = reveal(text);
    // @ts-expect-error a text with variables put in is no string
    const sentence: string = text;
    // @ts-expect-error nor can a sentence be made of it
    english("{key}", { key: text });
    // @ts-expect-error what was opened is no text that stands in the file
    const params: RuleParams = { key: plain };
    // @ts-expect-error and no fix puts it there
    const fix: RuleFix = { kind: "replace-value", node: {} as never, value: plain };
    // @ts-expect-error nor do our own words take it in
    const words: Written = ours`key ${plain}`;
    // @ts-expect-error nor a key by it
    const renamed: RuleFix = { kind: "rename-key", property: {} as never, name: plain };
    // @ts-expect-error nor does a finding that was made well take it in later
    const spread = (made: RuleFinding): RuleFinding => ({ ...made, params: { key: plain } });
    assert.ok([sentence, params, fix, words, renamed, spread].every((each) => each !== undefined));
    assert.equal(found.length, 2);
    assert.equal(writtenOf({ type: "string", offset: 0, length: 1, value: "x" }), "x");
  });
});

const secret = "wJalrXUtnFEMIK7MDENG";
/** Every place of which a text for people is made, with a variable in it. */
const everywhere = `{
  meta: { lastTouchedVersion: "\${S}" },
  models: { mode: "\${S}", providers: {
    x: { baseUrl: "http://127.0.0.1:1/\${S}", apiKey: "\${S}", api: "\${S}", models: [
      { id: "\${S}", name: "\${S}", contextWindow: 8000, maxTokens: 9000, input: ["\${S}"] } ] },
    y: { baseUrl: "https://\${S}/v1", models: [{ id: "q" }] },
    z: { baseUrl: "http://u:\${S}@127.0.0.1:2/v1?\${S}=1", models: [{ id: "q" }] },
  } },
  agents: { ownership: "\${S}", defaults: { model: { primary: "x/\${S}", fallbacks: ["\${S}", "\${S}"] }, models: { "x/q": { alias: "\${S}" } },
    modelPolicy: { allow: ["\${S}"] }, heartbeat: { target: "\${S}", every: "\${S}", agentId: "\${S}" } },
    entries: { a: { model: "\${S}", agentDir: "/\${S}", identity: { avatar: "\${S}:x" } }, b: { agentDir: "/\${S}" } } },
  bindings: [{ agentId: "\${S}", match: { channel: "\${S}" } }],
  channels: { telegram: { botToken: "\${S}", "\${S}": 1 }, nowhere: {} },
  gateway: { bind: "\${S}", port: "\${S}", auth: { mode: "\${S}" }, tailscale: { mode: "serve" }, publicOrigin: "\${S}" },
  secrets: { providers: { p: { source: "\${S}", command: "/\${S}" } } },
  tools: { profile: "\${S}", web: { search: { provider: "\${S}" } } },
  talk: { provider: "\${S}", providers: { a: {}, b: {} } },
  hooks: { token: { source: "env", provider: "p", id: "\${S}" } },
  plugins: { slots: { memory: "\${S}" }, load: { paths: ["\${S}"] } },
  broadcast: { peer: ["\${S}"] },
}`;

const waits = { connect: 1, total: 1 };

function saidOf(ids: readonly string[]): Readonly<Record<string, unknown>> {
  const document = config(everywhere, { surroundings: surroundings({}, { S: secret }) });
  const result = {
    state: "up",
    latency: 1,
    models: ids,
    server: { kind: "ollama", models: ids.map((id) => ({ id, isLoaded: false, loadedContext: 4096, vision: false })) },
  } as const;
  const results = new Map(["x", "y", "z"].map((id) => [id, result]));
  const health = providersOf(document.root).map((provider) => ({ provider, endpoint: endpointOf(provider), result }));
  assert.equal(health.filter(({ endpoint }) => endpoint).length, 3);
  const findings = [...diagnose(document), ...advise(document), ...liveFindings(document, results)];
  assert.ok(findings.length > 20);
  const report = checkSetup(document, 1, health, new Map(), waits, english);
  const targets = health.flatMap(({ endpoint }) => endpoint?.target ?? []);
  const held = health.map((each) => ({ ...each, isHeldBack: true }));
  return {
    messages: findings.map((finding) => messageOf(finding, english)),
    fixes: quickFixes(document, findings, 0, everywhere.length, english).map(({ title, edits }) => [title, edits]),
    params: findings.map(({ params, path }) => [params, path]),
    lenses: lensesOf(document, english),
    hints: hintsOf(document, 0, everywhere.length, english),
    tokens: nameTokensOf(document).length,
    outline: outlineOf(document, english),
    links: targetLinks(document, "/home/me"),
    hovers: [...everywhere].map((_, offset) => hoverAt(document, offset, english)),
    status: statusView(health, waits, english),
    waiting: statusView(held, waits, english),
    setup: setupBody(report, "openclaw.json", english),
    curl: health.map(({ endpoint }) => endpoint && curlCommand(endpoint, waits, "posix")),
    consents: health.map(({ endpoint }) => [endpoint?.consent, String(endpoint?.target)]),
    log: inspect([health.map(({ endpoint }) => endpoint), document.resolved.variables], { depth: 9, showHidden: true }),
    copied: setupText(report, "openclaw.json", targets, english),
  };
}

describe("What a variable holds is in no finding, hover, lens, outline, tooltip, report, log or copied command.", () => {
  const leaks = (said: Readonly<Record<string, unknown>>) =>
    Object.entries(said).flatMap(([what, texts]) => {
      const text = typeof texts === "string" ? texts : JSON.stringify(texts);
      return text.toLowerCase().includes(secret.toLowerCase()) ? [`${what}: ${around(text)}`] : [];
    });

  it("is in nothing that is made for people", () => {
    assert.deepEqual(leaks(saidOf(["q"])), []);
  });

  it("is in no finding, though a server has a model of that name", () => {
    const { messages, fixes, params, lenses, hints, hovers, curl, consents } = saidOf([secret]);
    assert.deepEqual(leaks({ messages, params, lenses, hints, hovers, curl, consents }), []);
    // A model may be replaced by what its server lists: that is the server's word, which the fix puts there as it was told.
    const telling = (fixes as readonly (readonly [string, unknown])[]).filter(
      (fix) => leaks({ fix: [fix] }).length > 0,
    );
    const mended = (written: string) => [
      `Change to "${secret}"`,
      [{ offset: everywhere.indexOf(written) + written.indexOf('"q"'), length: 3, text: `"${secret}"` }],
    ];
    assert.deepEqual(telling, [mended('/v1", models: [{ id: "q"'), mended('?${S}=1", models: [{ id: "q"')]);
  });
});

function around(text: string): string {
  const at = text.toLowerCase().indexOf(secret.toLowerCase());
  return text.slice(Math.max(0, at - 200), at + 60);
}

it("values to complete are those of the file, the server and OpenClaw, none of a variable", () => {
  const document = config(everywhere, { surroundings: surroundings({}, { S: secret }) });
  for (let offset = 0; offset < everywhere.length; offset += 3) {
    const offers = JSON.stringify(valuesAt(document, offset, english));
    assert.ok(!offers.includes(secret), `${offset}: ${around(offers)}`);
  }
});
