// OpenClaw's verdict beside our findings: nothing said twice, nothing lost, nonsense passed over.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Values } from "../../../src/config/variables";
import { diagnose } from "../../../src/features/findings/diagnostics";
import { messageOf } from "../../../src/features/findings/messages";
import { english } from "../../../src/features/text/translate";
import { parseVerdict, type Verdict, withVerdict } from "../../../src/openclaw/verdict";
import { config, configPath, including, surroundings } from "../support";

const refusing = (...issues: { path: string; message: string }[]): Verdict => ({ valid: false, issues, warnings: [] });
const shown = (document: ReturnType<typeof config>, verdict: Verdict) =>
  withVerdict(document, diagnose(document), verdict).findings.map(
    ({ code, severity, span, source }) =>
      `${severity} ${code} at ${(source ?? document.source).json5.text.slice(span.offset, span.offset + span.length)}`,
  );

/** What is said in place of words that may quote what a variable holds. */
const withheld =
  "OpenClaw refuses this. Its words are not shown: they may quote what a variable holds. `openclaw config validate` tells them.";

describe("what the program prints", () => {
  it("is a verdict", () => {
    assert.deepEqual(parseVerdict('{"valid":true,"path":"x","warnings":[{"path":"a","message":"b"}]}'), {
      valid: true,
      issues: [],
      warnings: [{ path: "a", message: "b" }],
    });
    assert.deepEqual(
      parseVerdict('Some line first\n{ "ok": false, "valid": false, "issues": [{ "path": "", "message": "no" }] }\n')
        ?.issues,
      [{ path: "", message: "no" }],
    );
  });

  it("or is none", () => {
    for (const output of [
      "",
      "nonsense",
      "{",
      "[]",
      '{"valid":"yes"}',
      '{"valid":false}',
      '{"valid":false,"issues":5}',
      '{"valid":false,"issues":[5,{"path":1,"message":2}]}',
      '{"error":{"message":"file not found"}}',
    ])
      assert.equal(parseVerdict(output), undefined, output);
  });
});

describe("beside our findings", () => {
  it("what we say already is not said again", () => {
    const document = config("{ gateway: { mode: 'nope', prt: 1 }, agents: { entries: { a: {}, b: {} } } }");
    const ours = shown(document, refusing({ path: "gateway.mode", message: "x" }));
    assert.deepEqual(
      ours,
      shown(
        document,
        refusing({ path: "gateway", message: 'Unrecognized key: "prt"' }, { path: "agents", message: "y" }),
      ),
    );
    assert.equal(ours.filter((each) => each.includes("config/openclaw")).length, 0);
  });

  it("what is new is shown where it belongs, dots in names and all", () => {
    const document = config("{ agents: { defaults: { models: { 'a/b.c': { alias: 'x' } } } }, bindings: [{ x: 1 }] }");
    assert.deepEqual(
      shown(document, refusing({ path: "agents.defaults.models.a/b.c.alias", message: "x" })).filter((each) =>
        each.includes("config/openclaw"),
      ),
      ["error config/openclaw at 'x'"],
    );
    const valid = config("{ gateway: { mode: 'local' }, tools: { allow: ['x', 'y'] } }");
    assert.deepEqual(shown(valid, refusing({ path: "tools.allow.1", message: "x" })), ["error config/openclaw at 'y'"]);
    assert.deepEqual(shown(valid, refusing({ path: 'tools["allow"][1]', message: "x" })), [
      "error config/openclaw at 'y'",
    ]);
    assert.deepEqual(shown(valid, refusing({ path: "gateway.port", message: "x" })), [
      "error config/openclaw at gateway",
    ]);
    assert.deepEqual(shown(valid, refusing({ path: "<root>", message: "x" })), ["error config/openclaw at {"]);
    assert.deepEqual(shown(config(""), refusing({ path: "<root>", message: "x" })), ["error syntax/empty at "]);
  });

  it("warnings are warnings, and both are told in one line", () => {
    const document = config("{ gateway: { mode: 'local' } }");
    const verdict: Verdict = {
      valid: true,
      issues: [],
      warnings: [{ path: "gateway.mode", message: "careful\nmore" }],
    };
    const [finding] = withVerdict(document, diagnose(document), verdict).findings;
    assert.ok(finding);
    assert.equal(finding.severity, "warning");
    assert.equal(messageOf(finding, english), "OpenClaw warns: careful");
    const refused = refusing({ path: "gateway.mode", message: "x".repeat(9999) });
    const [error] = withVerdict(document, [], refused).findings;
    assert.ok(error && messageOf(error, english).length < 600);
  });

  it("what a variable holds is not told, though OpenClaw quotes it", () => {
    const text = "{ logging: { level: 'x' }, gateway: { auth: { token: '${TOKEN}' } } }";
    const document = including(text, {}, { TOKEN: "sk-$&-secret" });
    const quoting = refusing({ path: "logging.level", message: 'bad token "sk-$&-secret"' });
    const [finding] = withVerdict(document, [], quoting).findings;
    assert.equal(finding && messageOf(finding, english), 'OpenClaw refuses this: bad token "${TOKEN}"');
  });

  it("nor is it in another form, or where one value begins as another does", () => {
    const values = { A: "passw", B: "passw0rd-hunter2", C: 'qu"ote\\s', D: "  spaced-secret ", E: "MixedSecretName" };
    const names = Object.keys(values).map((name) => `'\${${name}}'`);
    const document = including(`{ ui: [${names.join(", ")}], logging: {} }`, {}, values);
    const said = (message: string) => {
      const [finding] = withVerdict(document, [], refusing({ path: "logging", message })).findings;
      return finding && messageOf(finding, english).replace("OpenClaw refuses this: ", "");
    };
    assert.equal(said("got passw0rd-hunter2, passw"), "got ${B}, ${A}");
    assert.equal(said(`got ${JSON.stringify(values.C)}`), 'got "${C}"');
    assert.equal(said("got spaced-secret"), "got ${D}");
    assert.equal(said("got mixedsecretname"), "got ${E}");
  });

  it("of very many variables in one text none is told, and nothing breaks", () => {
    const names = Array.from({ length: 300 }, (_, index) => `V_${index}`);
    const values = Object.fromEntries(names.map((name) => [name, `secret-of-${name}`]));
    const text = names.map((name) => `\${${name}}`).join("") + "${V_1}".repeat(200_000);
    const document = including(`{ ui: '${text}', logging: {} }`, {}, values);
    const [finding] = withVerdict(document, [], refusing({ path: "logging", message: "got secret-of-V_7" })).findings;
    assert.equal(finding && messageOf(finding, english), withheld);
  });

  it("of a place with variables in it, OpenClaw's words are not told: they may quote a part of what a variable holds", () => {
    const text = "{ gateway: { auth: { token: '${TOKEN}', mode: 'x' }, port: 1 } }";
    const document = including(text, {}, { TOKEN: "s3cr-hunter2-etc" });
    const said = (path: string, message: string) => {
      const [finding] = withVerdict(document, [], refusing({ path, message })).findings;
      assert.ok(finding);
      assert.ok(!JSON.stringify(finding.params).includes("s3c"));
      return messageOf(finding, english);
    };
    for (const path of ["gateway.auth.token", "gateway.auth.token.deeper", "gateway.auth", "gateway", "<root>", ""])
      assert.equal(said(path, 'too short: "s3c…"'), withheld, path);
    assert.equal(said("gateway.auth.mode", "must be token"), "OpenClaw refuses this: must be token");
    const verdict = { valid: true, issues: [], warnings: [{ path: "gateway.auth", message: "s3c…" }] };
    const [warning] = withVerdict(document, [], verdict).findings;
    assert.match((warning && messageOf(warning, english)) ?? "", /^OpenClaw warns of this\. Its words/);
  });

  it("nor are they elsewhere, where they hold a part of a value", () => {
    const text = "{ logging: { level: 'x' }, gateway: { auth: { token: '${TOKEN}' } } }";
    const document = including(text, {}, { TOKEN: "s3cr-hunter2-etc" });
    const said = (message: string) => {
      const [finding] = withVerdict(document, [], refusing({ path: "logging.level", message })).findings;
      return finding && messageOf(finding, english);
    };
    for (const message of ['got "s3cr-hun…"', "got …nter2-etc", "got S3CR-HUN"]) assert.equal(said(message), withheld);
    assert.equal(said("got s3cr-hunter2-etc and x"), "OpenClaw refuses this: got ${TOKEN} and x");
  });

  it("what OpenClaw accepts is no error, warnings of ours stay", () => {
    const document = including(
      "{ gateway: { mode: '${MODE}' }, channels: { nope: {} }, logging: { file: '${NAME}' } }",
      {},
    );
    const { findings, contradicted } = withVerdict(document, diagnose(document), {
      valid: true,
      issues: [],
      warnings: [{ path: "logging.file", message: "Missing env var" }],
    });
    assert.deepEqual(
      findings.map(({ code }) => code),
      ["env/missing"],
    );
    assert.deepEqual(contradicted.map(({ code }) => code).sort(), ["config/unknown-channel", "host/variable-missing"]);
  });

  it("an included file keeps its own", () => {
    const document = including("{ gateway: { $include: './g.json5' } }", { "g.json5": "{ mode: 'local' }" });
    const [finding] = withVerdict(document, [], refusing({ path: "gateway.mode", message: "x" })).findings;
    assert.equal(finding?.source?.json5.text, "{ mode: 'local' }");
  });
});

it("OpenClaw's words stay out where it may know a value that we have not looked up", () => {
  const verdict: Verdict = {
    valid: false,
    issues: [{ path: "gateway.mode", message: 'received "hunter-77"' }],
    warnings: [],
  };
  const said = (text: string, options: Parameters<typeof config>[1]) => {
    const document = config(text, options);
    return withVerdict(document, [], verdict).findings.map(({ params }) => params.message);
  };
  const around = surroundings({});
  const unread = [
    ...around.variables,
    { kind: "file" as const, path: "/home/.env", values: new Values([]), unread: true as const },
  ];
  const secret = "{ gateway: { mode: '${MY_SECRET}' } }";
  assert.deepEqual(said(secret, { path: configPath, surroundings: { ...around, variables: unread } }), [undefined]);
  // Without surroundings nothing is looked up, and OpenClaw looks everything up; beside the place, too.
  assert.deepEqual(said("{ gateway: { mode: 'x' }, other: '${MY_SECRET}' }", {}), [undefined]);
  assert.deepEqual(
    said("{ gateway: { mode: 'x', $include: './gone.json5' } }", { path: configPath, surroundings: around }),
    [undefined],
  );
  assert.deepEqual(said("{ gateway: { mode: 'x', y: '$${MY_SECRET}' } }", {}), ['received "hunter-77"']);
});

it("a value is found in OpenClaw's words however long it is, in any case and as an address has it", () => {
  const long = "ab/c d".repeat(10_000);
  const document = config("{ a: '${LONG}', b: '${PIN}', gateway: {} }", {
    path: configPath,
    surroundings: surroundings({}, { LONG: long, PIN: "48a/91" }),
  });
  const told = (message: string) => {
    const verdict: Verdict = { valid: false, issues: [{ path: "gateway", message }], warnings: [] };
    return withVerdict(document, [], verdict).findings.map(({ params }) => params.message);
  };
  assert.deepEqual(told("no"), ["no"]);
  assert.deepEqual(told("got 48A/91"), ["got ${PIN}"]);
  assert.deepEqual(told("got 48a%2F91"), ["got ${PIN}"]);
  assert.deepEqual(told(`got ${long.slice(0, 300)}`), [undefined]);
});

it("OpenClaw's words stay out where a part of the config lies too deep for us to look variables up in it", () => {
  const verdict = refusing({ path: "gateway.mode", message: 'received "hunter-77"' });
  const nested = (levels: number) =>
    `${'{ $include: "./e.json5", a: '.repeat(levels)}{ q: '\${DEEP}' }${"}".repeat(levels)}`;
  const said = (levels: number, name: string) => {
    const text = `{ gateway: { mode: 'x' }, z: ${nested(levels)} }`;
    const document = including(text, { "e.json5": "{}" }, { [name]: "hunter-77" });
    return withVerdict(document, [], verdict).findings.map(({ params }) => params.message);
  };
  assert.deepEqual(said(10, "DEEP"), ['received "${DEEP}"']);
  assert.deepEqual(said(900, "DEEP"), [undefined]);
  // One file alone may nest too deep to be read to its end.
  const deep = `${"{ a: ".repeat(1200)}'\${DEEP}'${" }".repeat(1200)}`;
  const document = including("{ gateway: { mode: 'x', $include: './d.json5' } }", { "d.json5": deep }, { DEEP: "x" });
  assert.deepEqual(
    withVerdict(document, [], verdict).findings.map(({ params }) => params.message),
    [undefined],
  );
});

it("a part of a value is found from its middle, and from how JSON or an address has it", () => {
  const values = {
    LONG: `${"a".repeat(3000)}MIDDLE-secret-99${"b".repeat(3000)}`,
    URL: "ab/cd ef/gh",
    QUOTED: '"1"2"3"4"5',
  };
  const document = including("{ a: ['${LONG}', '${URL}', '${QUOTED}'], gateway: {} }", {}, values);
  const said = (message: string) =>
    withVerdict(document, [], refusing({ path: "gateway", message })).findings.map(({ params }) => params.message);
  assert.deepEqual(said("got …MIDDLE-secret-99…"), [undefined]);
  assert.deepEqual(said("got ab%2Fcd%20e…"), [undefined]);
  assert.deepEqual(said('got \\"1\\"2\\"…'), [undefined]);
  assert.deepEqual(said("must be local"), ["must be local"]);
});

it("a value beyond the letters of one code unit is found as an address has it, too", () => {
  const document = including("{ a: '${EMOJI}', gateway: {} }", {}, { EMOJI: "a😀/b" });
  const issue = { path: "gateway", message: `got ${encodeURIComponent("a😀/b")}` };
  const [finding] = withVerdict(document, [], refusing(issue)).findings;
  assert.equal(finding?.params.message, "got ${EMOJI}");
});

it("of values too long to be looked for in full, no word is told", () => {
  const document = including("{ a: '${HUGE}', gateway: {} }", {}, { HUGE: "ab/c d".repeat(200_000) });
  const [finding] = withVerdict(document, [], refusing({ path: "gateway", message: "got no" })).findings;
  assert.equal(finding && messageOf(finding, english), withheld);
});
