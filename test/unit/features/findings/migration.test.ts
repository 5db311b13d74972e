// Migration as users meet it: a quick fix on a key, a whole file with a choice of what goes, and nothing lost on the way.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConfigDocument } from "../../../../src/config/document";
import { bundledVersions } from "../../../../src/config/versions";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import { finishMigration, migrationFixes, planMigration } from "../../../../src/features/findings/migration";
import { History } from "../../../../src/features/findings/versions";
import { english } from "../../../../src/features/text/translate";
import { applyEdits } from "../../../../src/json5/edits";
import { configPath, including, releases, surroundings } from "../../support";

const version = bundledVersions.at(-1) ?? "";
const schema = releases.get(version);
const history = new History([...releases]);

function config(text: string): ConfigDocument {
  assert.ok(schema);
  return new ConfigDocument(text, schema, { version });
}

function plan(file: Parameters<typeof planMigration>[0], to = version) {
  const target = releases.get(to);
  assert.ok(target);
  const found = planMigration(file, { version: to, schema: target }, history, english);
  assert.ok(found);
  return found;
}

function fixes(document: ConfigDocument) {
  return migrationFixes(document, diagnose(document), 0, document.text.length, english).map(
    ({ title, edits }) => `${title}: ${applyEdits(document.text, edits)}`,
  );
}

describe("a key", () => {
  it("has one fix that says where it goes", () => {
    assert.deepEqual(fixes(config("{ messages: { tts: { auto: 'off' } } }")), [
      "Move to tts: { tts: { auto: 'off' } }",
    ]);
    assert.deepEqual(fixes(config("{ cron: { failureDestination: {} } }")), [
      'Rename to "failureAlert": { cron: { failureAlert: {} } }',
    ]);
    assert.deepEqual(fixes(config("{ gateway: { bind: '0.0.0.0' } }")), [
      `Change to what OpenClaw ${version} takes: { gateway: { bind: 'lan' } }`,
    ]);
    assert.deepEqual(fixes(config("{ agents: { list: [{ id: 'a' }] } }")), [
      'Rename to "entries": { agents: { entries: { a: { } } } }',
    ]);
  });

  it("that nothing took the place of has none, nor has one whose place is taken", () => {
    for (const text of [
      "{ commands: { ownerDisplay: 'raw' } }",
      "{ nonsense: 1 }",
      "{ cron: { failureDestination: { mode: 'webhook' }, failureAlert: { mode: 'announce' } } }",
      "{ messages: { tts: { auto: 'off' }",
    ])
      assert.deepEqual(fixes(config(text)), [], text);
  });

  it("of an included file moves within it, or not at all", () => {
    const inside = including("{ channels: { $include: 'c.json5' } }", {
      "c.json5": "{ telegram: { streaming: 'off' } }",
    });
    const file = inside.file(configPath.replace("openclaw.json", "c.json5"));
    assert.ok(file);
    const found = migrationFixes(file, diagnose(inside), 0, 99, english);
    assert.deepEqual(
      found.map(({ edits }) => applyEdits(file.text, edits)),
      ["{ telegram: { streaming: { mode: 'off' } } }"],
    );
    assert.deepEqual(fixes(inside), []);
    const outside = including("{ messages: { $include: 'm.json5' } }", { "m.json5": "{ tts: { auto: 'off' } }" });
    const other = outside.file(configPath.replace("openclaw.json", "m.json5"));
    assert.ok(other);
    assert.deepEqual(migrationFixes(other, diagnose(outside), 0, 99, english), []);
  });
});

describe("a whole file", () => {
  const text = `// mine
{
  meta: { lastTouchedVersion: "2026.4.20", lastTouchedAt: "2026-04-20T00:00:00.000Z" },
  commands: {
    // show it
    ownerDisplay: "raw", // as it is
    native: "auto",
  },
  messages: { tts: { provider: "edge", edge: { voice: "v", /* loud */ prefsPath: "p" } } },
  gateway: { tailscale: { mode: "off", resetOnExit: false }, nope: 1 },
}
`;

  it("names what has no successor, and what was never right", () => {
    const { leftovers, steps } = plan(config(text));
    assert.ok(steps.length >= 4);
    assert.deepEqual(
      leftovers.map(({ name, detail, wasKnown }) => [name, wasKnown ? detail : "unknown"]),
      [
        ["meta.lastTouchedAt", "OpenClaw 2026.7.35 was the last to take it"],
        ["commands.ownerDisplay", "OpenClaw 2026.7.35 was the last to take it"],
        ["gateway.tailscale.resetOnExit", "OpenClaw 2026.7.35 was the last to take it"],
        ["gateway.nope", "unknown"],
      ],
    );
  });

  it("keeps what is not chosen, and every comment of what is", () => {
    const document = config(text);
    const planned = plan(document);
    const all = finishMigration(document, planned, planned.leftovers);
    assert.equal(applyEdits(text, all.edits), all.text);
    assert.ok(all.text.startsWith(`// mine\n{\n  meta: { lastTouchedVersion: "${version}" },\n`), all.text);
    assert.match(all.text, /\{\n {4}\/\/ show it\n {4}\/\/ as it is\n {4}native: "auto",\n/);
    assert.match(all.text, /speakerVoice: "v", \/\* loud \*\//);
    assert.doesNotMatch(all.text, /nope|resetOnExit|ownerDisplay/);
    const none = finishMigration(document, planned, []);
    assert.match(none.text, /ownerDisplay: "raw", \/\/ as it is/);
    assert.match(none.text, /nope: 1/);
  });

  it("keeps a wrong value of a part that moved: it is to be mended, not removed", () => {
    const document = config("{ messages: { tts: { auto: 'off', maxTextLength: 'long' } } }");
    const planned = plan(document);
    assert.deepEqual(planned.leftovers, []);
    assert.match(finishMigration(document, planned, []).text, /tts: \{ auto: 'off', maxTextLength: 'long' \}/);
  });

  it("is accepted then", () => {
    const document = config(text);
    const planned = plan(document);
    assert.deepEqual(diagnose(config(finishMigration(document, planned, planned.leftovers).text)), []);
  });

  it("is brought to earlier releases, too", () => {
    const document = config("{ agents: { list: [{ id: 'a' }] }, talk: { voiceId: 'v' } }");
    const planned = plan(document, "2026.7.35");
    assert.match(finishMigration(document, planned, []).text, /list: \[.*voiceId: 'v'/);
  });

  it("keeps a file without changes as it is, its version included", () => {
    const sound = "{ meta: { lastTouchedVersion: '2026.4.20' }, gateway: { mode: 'local' } }";
    const planned = plan(config(sound));
    assert.deepEqual([planned.steps, planned.leftovers], [[], []]);
    assert.deepEqual(finishMigration(config(sound), planned, []).edits, []);
  });

  it("that is included is brought there in its place, comments on its last line and all", () => {
    const inside = including("{ gateway: { $include: 'g.json5' } }", {
      "g.json5": "{ tailscale: { mode: 'off', resetOnExit: false } } // end",
    });
    const file = inside.file(configPath.replace("openclaw.json", "g.json5"));
    assert.ok(file);
    const planned = plan(file);
    assert.deepEqual(
      planned.leftovers.map(({ name }) => name),
      ["gateway.tailscale.resetOnExit"],
    );
    assert.equal(finishMigration(file, planned, planned.leftovers).text, "{ tailscale: { mode: 'off' } } // end");
  });

  it("with syntax errors is not touched", () => {
    assert.ok(schema);
    const broken = config("{ agents: { list: [");
    assert.equal(planMigration(broken, { version, schema }, history, english), undefined);
  });

  it("that is set twice says which counts", () => {
    const { leftovers } = plan(config("{ tts: { auto: 'off' }, messages: { tts: { auto: 'always' } } }"));
    assert.deepEqual(
      leftovers.map(({ name, detail }) => `${name}: ${detail}`),
      ["messages.tts: tts is set already, and counts"],
    );
  });

  it("leaves keys whose variables are not known where they belong", () => {
    assert.ok(schema);
    const document = new ConfigDocument("{ channels: { slack: { dm: { policy: '${P}' } } } }", schema, {
      version,
      path: configPath,
      surroundings: surroundings({}),
    });
    const planned = plan(document);
    assert.equal(planned.document.text, "{ channels: { slack: { dmPolicy: '${P}' } } }");
  });
});
