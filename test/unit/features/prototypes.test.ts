// Names that every JavaScript object knows are names like others: they break no feature and silence no finding.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Finding } from "../../../src/config/finding";
import { providersOf } from "../../../src/config/providers";
import type { ProbeResult } from "../../../src/endpoints/types";
import { keysAt } from "../../../src/features/completion/keys";
import { snippetsAt } from "../../../src/features/completion/snippets";
import { valuesAt } from "../../../src/features/completion/values";
import { variableNamesAt } from "../../../src/features/completion/variableNames";
import { offeredModels } from "../../../src/features/editing/addModels";
import { refactoringsAt } from "../../../src/features/editing/refactorings";
import { toJson } from "../../../src/features/editing/spelling";
import { advise, diagnose } from "../../../src/features/findings/diagnostics";
import { liveFindings } from "../../../src/features/findings/liveFindings";
import { messageOf } from "../../../src/features/findings/messages";
import { finishMigration, planMigration } from "../../../src/features/findings/migration";
import { quickFixes } from "../../../src/features/findings/quickFixes";
import { breaking, History, withHistory } from "../../../src/features/findings/versions";
import { hoverAt } from "../../../src/features/hover/hover";
import { hintsOf, lensesOf, nameTokensOf } from "../../../src/features/navigation/annotations";
import { referencesAt } from "../../../src/features/navigation/findReferences";
import { foldsOf, selectionsAt } from "../../../src/features/navigation/folding";
import { includeLinks, targetLinks } from "../../../src/features/navigation/links";
import { outlineOf } from "../../../src/features/navigation/outline";
import { renameAt } from "../../../src/features/navigation/rename";
import { endpointOf } from "../../../src/features/servers/endpoints";
import { statusView } from "../../../src/features/servers/health";
import { checkSetup } from "../../../src/features/servers/setupCheck";
import { setupBody } from "../../../src/features/servers/setupPage";
import { english } from "../../../src/features/text/translate";
import { format } from "../../../src/json5/format";
import { forEachContainer, keyNode, type Node, valueNode } from "../../../src/json5/tree";
import { including, releases } from "../support";

/** Something of everything, with a few mistakes that every variant must still show. */
const source = `{
  meta: { lastTouchedVersion: "2026.9.6" },
  env: { vars: { MINE: "\${OTHER}" }, shellEnv: { enabled: "yes" } },
  models: { mode: "replace", providers: {
    local: { baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "lmstudio-local", headers: { "x-a": "b" },
      models: [{ id: "qwen3-4b", name: "Q", input: ["text"], contextWindow: 4096, maxTokens: 8192 }] },
    ollama: { api: "ollama", models: [{ id: "llama", name: "L", contextWindow: 65536 }] },
    lacking: {},
  } },
  agents: { defaults: { model: { primary: "local/qwen3-4b", fallbacks: ["nowhere/x", "Fast"] },
      models: { "local/qwen3-4b": { alias: "Fast" }, "ollama/llama": { alias: "Fast" } }, heartbeat: { every: "5 bananas", target: "nobody" } },
    ownership: "explicit", entries: { main: { model: "Fast", agentDir: "~/a" }, other: { model: "local/none", tools: { profile: "full" } } } },
  bindings: [{ agentId: "main", match: { channel: "telegram", accountId: "x" } }],
  channels: { telegram: { botToken: { source: "file", provider: "vault", id: "../x" }, allowFrom: ["1"], dmPolicy: "open" }, unheard: {} },
  gateway: { bind: "looopback", port: 1, auth: { mode: "token", token: "\${MISSING}" }, tailscale: { mode: "serve" } },
  secrets: { providers: { vault: { source: "file", path: "/x", mode: "json" } } },
  mcp: { servers: { gh: { command: "gh", args: ["-x"], env: { A: "b" }, transport: "stdio" } } },
  tools: { allow: ["exec"], alsoAllow: ["fs"], web: { search: { provider: "brave" } }, exec: { mode: "deny", security: "full" } },
  hooks: { mappings: [{ id: "a", match: { path: "x" }, action: "wake" }] },
  commands: { ownerDisplay: "raw" },
  messages: { tts: { auto: "off" } },
  plugins: { entries: { voice: { enabled: true } }, slots: { memory: "none" } },
  unknownKey: "value",
}`;

const names = [
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "__defineGetter__",
  "isPrototypeOf",
];

/** Of the same shape as the name, and known to nobody. */
const harmlessFor = (name: string) =>
  name.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));

interface Spot {
  readonly offset: number;
  readonly length: number;
}

/** All keys, and all texts. */
function spotsOf(root: Node | undefined): Spot[] {
  const spots: Spot[] = [];
  forEachContainer(root, ({ children = [] }) => {
    for (const child of children) {
      const key = child.type === "property" ? keyNode(child) : undefined;
      const value = child.type === "property" ? valueNode(child) : child;
      for (const node of [key, value])
        if (node?.type === "string") spots.push({ offset: node.offset, length: node.length });
    }
  });
  return spots;
}

const documentOf = (text: string) => including(text, {});
const spots = spotsOf(documentOf(source).json5.root);
const put = (name: string, { offset, length }: Spot) =>
  `${source.slice(0, offset)}"${name}"${source.slice(offset + length)}`;

const served = (id: string): ProbeResult => ({
  state: "up",
  latency: 1,
  models: [id, "qwen3-4b"],
  server: {
    kind: "ollama",
    version: "1",
    models: [
      { id, isLoaded: true, loadedContext: 2048 },
      { id: "qwen3-4b", isLoaded: true, loadedContext: 2048 },
    ],
  },
});
const history = new History([...releases]);

function findingsOf(text: string, name: string) {
  const document = documentOf(text);
  const results = new Map(providersOf(document.root).map(({ id }) => [id, served(name)]));
  return [
    ...withHistory(document, diagnose(document), history),
    ...advise(document),
    ...liveFindings(document, results),
  ];
}

/** Where OpenClaw itself treats these names otherwise than others: it refuses some as keys, and does not look below `__proto__`. */
function isOwnRule({ code, path }: Finding, written: string): boolean {
  return (
    code === "config/reserved-name" ||
    (["__proto__", harmlessFor("__proto__")].includes(written) && path.includes(written))
  );
}

describe("names that objects inherit", () => {
  it("are looked for in many places", () => {
    assert.ok(spots.length > 150, String(spots.length));
    assert.ok(findingsOf(source, "x").length > 25);
  });

  for (const name of names) {
    it(`${name} silences nothing, wherever it stands`, () => {
      for (const spot of spots) {
        const summary = (written: string) =>
          findingsOf(put(written, spot), written)
            .filter((each) => !isOwnRule(each, written))
            .map((each) => {
              assert.ok(!/\[native code\]|function|\[object/.test(messageOf(each, english)), messageOf(each, english));
              return `${each.code} ${each.severity} ${each.span.offset} ${each.fixes.length}`;
            });
        const harmless = harmlessFor(name);
        assert.deepEqual(
          summary(name),
          summary(harmless),
          put(name, spot).slice(Math.max(0, spot.offset - 60), spot.offset + 30),
        );
      }
    });
  }

  it("break no feature, wherever they stand", async () => {
    const release = { version: [...releases.keys()].at(-1) ?? "", schema: [...releases.values()].at(-1) };
    const earlier = [...releases].at(0);
    assert.ok(release.schema && earlier);
    const waits = { connect: 2, total: 5 };
    for (const [index, spot] of spots.entries()) {
      const name = names[index % names.length] ?? "";
      const text = put(name, spot);
      const document = documentOf(text);
      const findings = findingsOf(text, name);
      const all = providersOf(document.root).map((provider) => {
        const endpoint = endpointOf(provider);
        return { provider, endpoint, result: endpoint && served(name) };
      });
      const results = new Map(all.map(({ provider }) => [provider.id, served(name)]));
      quickFixes(document, findings, 0, text.length, english);
      outlineOf(document, english);
      nameTokensOf(document);
      lensesOf(document, english);
      hintsOf(document, 0, text.length, english);
      includeLinks(document);
      targetLinks(document, "/home/u");
      foldsOf(document.json5);
      offeredModels(document, results);
      toJson(document.json5, "  ");
      format(document.json5, {
        indent: "  ",
        tabSize: 2,
        lineBreak: "\n",
        quotes: "double",
        keys: "quoted",
        trailingCommas: "add",
      });
      statusView(all, waits, english);
      setupBody(checkSetup(document, 1, all, new Map(), waits, english), "x", english);
      breaking(findings, findings);
      for (const target of [
        { ...release, schema: release.schema },
        { version: earlier[0], schema: earlier[1] },
      ]) {
        const plan = planMigration(document, target, history, english);
        if (plan) finishMigration(document, plan, plan.leftovers);
      }
      for (const offset of [spot.offset + 1, spot.offset + 5, (index * 97) % text.length]) {
        const shown = hoverAt(document, offset, english, { history, health: results })?.markdown.source ?? "";
        assert.doesNotMatch(shown, /native code|undefined/);
        keysAt(document, offset, english, { history });
        valuesAt(document, offset, english, results);
        variableNamesAt(document, offset);
        snippetsAt(text, offset, english);
        selectionsAt(document.json5, offset);
        referencesAt(document, offset, true);
        renameAt(document, offset, "another", english);
        renameAt(document, offset, name, english);
        for (const { title } of refactoringsAt(document, offset, english)) assert.doesNotMatch(title, /native code/);
      }
    }
  });
});
