// Keys that moved, step by step: what the table makes of a text. That it means what OpenClaw's own repair makes of it is held by parity tests.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bundledVersions } from "../../../src/config/versions";
import type { Path } from "../../../src/json5/tree";
import { migrate } from "../../../src/migrate/migrate";
import { rows } from "../../../src/migrate/table";
import { schemasAt } from "../../../src/schema/lookup";
import { releases } from "../support";

const newest = bundledVersions.at(-1) ?? "";

function migrated(text: string, version = newest, base: readonly string[] = []): string {
  const schema = releases.get(version);
  assert.ok(schema);
  return migrate(text, { version, schema, base }).document.text;
}

const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
  "a rename keeps the place, the quotes and the comments": [
    `{\n  "cron": {\n    // who hears of it\n    "failureDestination": { "mode": "announce" } // loud\n  }\n}\n`,
    `{\n  "cron": {\n    // who hears of it\n    "failureAlert": { "mode": "announce" } // loud\n  }\n}\n`,
  ],
  "a move takes its comments along, and an object that is left empty": [
    "{\n  // talking\n  messages: {\n    // aloud\n    tts: { auto: 'off' }, // not now\n  },\n  // last\n  gateway: {},\n}\n",
    "{\n  // talking\n  // aloud\n  tts: { auto: 'off' }, // not now\n  // last\n  gateway: {},\n}\n",
  ],
  "a value may become an object in its own place": [
    "{ channels: { telegram: { botToken: 'x', streaming: 'partial', name: 'y' } } }",
    "{ channels: { telegram: { botToken: 'x', streaming: { mode: 'partial' }, name: 'y' } } }",
  ],
  "values change with their key": [
    "{ agents: { defaults: { sandbox: { perSession: true } } }, skills: { workshop: { autonomous: { enabled: false } } } }",
    '{ agents: { defaults: { sandbox: { scope: "session" } } }, skills: { workshop: { autonomous: { mode: "off" } } } }',
  ],
  "two objects become one, and what is set already counts": [
    "{ memory: { search: { enabled: true } }, memorySearch: { enabled: false, provider: 'local' } }",
    "{ memory: { search: { enabled: true, provider: 'local' } }, memorySearch: { enabled: false } }",
  ],
  "accounts are migrated like their channel": [
    "{ channels: { slack: { accounts: { a: { dm: { policy: 'open', allowFrom: ['*'] } } } } } }",
    "{ channels: { slack: { accounts: { a: { allowFrom: ['*'], dmPolicy: 'open' } } } } }",
  ],
  "a search provider's settings go to its plugin": [
    "{ tools: { web: { search: { provider: 'gemini', gemini: { apiKey: '${KEY}' } } } } }",
    "{ tools: { web: { search: { provider: 'gemini' } } }, plugins: { entries: { google: { config: { webSearch: { apiKey: '${KEY}' } }, enabled: true } } } }",
  ],
  "a list of agents becomes an object, each with its comments": [
    "{\n  agents: {\n    // all\n    list: [\n      // boss\n      { id: 'main', default: true }, // first\n      {\n        // second\n        id: 'Helper One',\n        name: 'H',\n      },\n    ],\n  },\n}\n",
    "{\n  agents: {\n    // all\n    entries: {\n      // boss\n      main: { default: true }, // first\n      'helper-one': {\n        // second\n        name: 'H',\n      },\n    },\n  },\n}\n",
  ],
  "agents without a default say whose the rest is": [
    "{ agents: { list: [{ id: 'main', name: 'M' }, { id: 'b' }] } }",
    "{ agents: { entries: { main: { name: 'M', workspace: '~/.openclaw/workspace' }, b: { } }, ownership: 'explicit', defaults: { systemAgent: { agentId: 'main' }, heartbeat: { agentId: 'main' } } } }",
  ],
  "lists of one kind of model become the common list": [
    "{ tools: { media: { audio: { enabled: true, models: [{ provider: 'x' }, /* 2nd */ { provider: 'y' }] }, image: { models: [{ provider: 'x' }] } } } }",
    "{ tools: { media: { audio: { enabled: true }, models: [{ provider: 'x', capabilities: ['audio'] }, /* 2nd */ { provider: 'y', capabilities: ['audio'] }, { provider: 'x', capabilities: ['image'] }] } } }",
  ],
  "a program that transcribes becomes a model": [
    "{ audio: { transcription: { command: ['whisper', '{input}'] } } }",
    "{\n  tools: {\n    media: {\n      models: [{\n        type: 'cli',\n        command: 'whisper',\n        args: ['{{AttachmentPath}}'],\n        capabilities: ['audio']\n      }],\n      audio: {\n        enabled: true,\n        preferredModel: 'cli:whisper'\n      }\n    }\n  }\n}",
  ],
  "sound configs and broken ones stay as they are": [
    "{ agents: { list: [{ id: 'a' }]",
    "{ agents: { list: [{ id: 'a' }]",
  ],
};

describe("a config of yesterday", () => {
  for (const [name, [before, after]] of Object.entries(cases))
    it(name, () => {
      assert.equal(
        migrated(before),
        after,
        "src/migrate/table.ts, or src/migrate/reshapes.ts, makes something else of it",
      );
      assert.equal(migrated(after), after, "a second time changes nothing");
    });

  it("keeps every comment, however it is written", () => {
    const commentsOf = (text: string) => (text.match(/\/\*\w+\*\//g) ?? []).sort().join(" ");
    for (const [before] of Object.values(cases)) {
      let count = 0;
      const text = before.replace(/[{}[\],:]/g, (mark, offset: number) =>
        /["'/]/.test(before.slice(offset - 1, offset)) ? mark : `/*a${++count}*/${mark}/*b${count}*/`,
      );
      assert.equal(commentsOf(migrated(text)), commentsOf(text), text);
    }
  });

  it("whose agents have heartbeats of their own gets no common one", () => {
    const text = "{ agents: { list: [{ id: 'main', heartbeat: { every: '5m' } }, { id: 'b' }] } }";
    assert.match(migrated(text), /defaults: \{ systemAgent: \{ agentId: 'main' \} \}/);
  });

  it("with parts that are not known here keeps them", () => {
    for (const text of [
      "{ agents: { list: [{ id: '${AGENT}' }] } }",
      "{ agents: { list: [{ $include: './a.json5' }] } }",
      "{ agents: { list: { $include: './a.json5' } } }",
    ])
      assert.equal(migrated(text), text);
  });

  it("is brought no further than its release", () => {
    const text = "{ agents: { list: [{ id: 'a' }] }, gateway: { nodes: { denyCommands: ['x'] } } }";
    assert.equal(migrated(text, "2026.7.35"), text);
    assert.match(migrated(text, "2026.8.2"), /entries: \{ a: \{/);
  });

  it("in an included file, what belongs elsewhere stays", () => {
    const text = "{ tts: { auto: 'off' }, queue: { mode: 'queue' } }";
    assert.equal(migrated(text, newest, ["messages"]), "{ tts: { auto: 'off' }, queue: { mode: 'steer' } }");
    assert.equal(migrated("{ streaming: 'off' }", newest, ["channels", "telegram"]), "{ streaming: { mode: 'off' } }");
  });
});

it("every row leads to a place that some release knows", () => {
  const knows = (path: Path) => [...releases.values()].some((schema) => schemasAt(schema, undefined, path).length > 0);
  const lost = rows.filter(({ from, to }) => {
    const names: Path = (to ?? from).steps.map((key) => (key === "*" ? "x" : key));
    const items = names.map((key, index) =>
      key === "x" && /^(models|bindings)$/.test(String(names[index - 1])) ? 0 : key,
    );
    // What a plugin takes is its own affair.
    return !knows(names) && !knows(items) && names[0] !== "plugins";
  });
  assert.deepEqual(
    lost.map(({ from, to }) => `${from.text} to ${to?.text}`),
    [],
    "a row of src/migrate/table.ts leads to a place that no bundled release knows",
  );
});

describe("an object with very many members", () => {
  const entries: Readonly<Record<string, (name: string) => string>> = {
    "over lines, with comments": (name) =>
      `    // of ${name}\n    ${name}: {\n      // one\n      memorySearch: { enabled: true }, // two\n      sandbox: { perSession: true },\n    }, // three\n`,
    "on one line each": (name) => `    ${name}: { embeddedPi: {}, memorySearch: { enabled: true } },\n`,
    "all on one line": (name) => ` ${name}: { embeddedPi: {}, name: 'x' },`,
    "with other line breaks": (name) => `    "${name}": {\r\n      "embeddedPi": {}\r\n    },\r\n`,
    "some of which are left empty": (name) => `    ${name}: { memorySearch: { enabled: true } },\n`,
  };
  const around = (entry: (name: string) => string, count: number, trailing: boolean) => {
    const all = Array.from({ length: count }, (_, index) => entry(`a${index}`)).join("");
    const inner = trailing ? all : all.replace(/,(?=[^,]*$)/, "");
    const lineBreak = /[\r\n]+$/.exec(all)?.[0] ?? "";
    return `{ agents: { ownership: "explicit", entries: {${lineBreak}${inner}  } }, bindings: [${"{ x: 1 }, ".repeat(90)}] }`;
  };
  /** What became of the members, each with the same name. */
  const kinds = (text: string) =>
    new Set(text.split(/(?=\ba\d+['"]?: )/).map((part) => part.replace(/\ba\d+\b/g, "a")));
  for (const [name, entry] of Object.entries(entries)) {
    for (const trailing of [true, false]) {
      it(`${name}${trailing ? "" : ", no comma behind the last"}, is changed as a small one is`, () => {
        const [few, many] = [migrated(around(entry, 7, trailing)), migrated(around(entry, 217, trailing))];
        assert.notEqual(few, around(entry, 7, trailing));
        assert.deepEqual(kinds(many), kinds(few));
        assert.equal(many.match(/\ba\d+['"]?: /g)?.length, 217);
      });
    }
  }

  it("that was a list is changed in all its members", () => {
    const list = Array.from({ length: 120 }, (_, index) => `{ id: "a${index}", sandbox: { perSession: true } }`);
    const text = migrated(`{ agents: { ownership: "explicit", list: [${list.join(", ")}] } }`);
    assert.equal(text.match(/scope: "session"/g)?.length, 120);
  });

  it("beside a list of agents that is not read is changed, and the list is not", () => {
    const list = Array.from({ length: 120 }, (_, index) => `{ id: "a${index}", embeddedPi: {} }`).join(", ");
    const entries = (key: string) => Array.from({ length: 120 }, (_, index) => `b${index}: { ${key}: {} }`).join(", ");
    const around = (key: string) =>
      `{ agents: { list: [${list}], ownership: "explicit", entries: { ${entries(key)} } } }`;
    assert.equal(migrated(around("embeddedPi")), around("embeddedAgent"));
  });

  it("has its steps told by their places in the whole", () => {
    const schema = releases.get(newest);
    assert.ok(schema);
    const text = around((name) => `    ${name}: { embeddedPi: {} },\n`, 120, true);
    const { steps } = migrate(text, { version: newest, schema });
    assert.equal(new Set(steps.map(({ from }) => from.join("."))).size, 120);
    assert.ok(steps.some(({ to }) => to.join(".") === "agents.entries.a119.embeddedAgent"));
  });
});
