// Variables in strings: their syntax, and who has a say in their value.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reveal } from "../../../src/config/resolvedText";
import {
  environmentOf,
  ownVariables,
  substitute,
  Values,
  type VariableSource,
  variableTokens,
} from "../../../src/config/variables";
import { openedValue } from "../../../src/config/verdictReading";
import { parse } from "../../../src/json5/parser";
import { get, type Node } from "../../../src/json5/tree";
import { including } from "../support";

const source = (values: Record<string, string>): VariableSource => ({
  kind: "process",
  values: new Values(Object.entries(values)),
});

describe("substitute", () => {
  const environment = source({ A: "1", EMPTY: "", B_2: "two" });
  const text = (written: string, ...sources: VariableSource[]) => reveal(substitute(written, sources));

  it("knows OpenClaw's syntax, and no other", () => {
    assert.equal(text("x${A}y${B_2}", environment), "x1ytwo");
    assert.equal(text("$${A} ${a} ${A-B} $A ${1} ${A", environment), "${A} ${a} ${A-B} $A ${1} ${A");
    assert.equal(text("$$${A}", environment), "$${A}");
  });

  it("leaves what nobody has, and takes the first value that is not empty", () => {
    assert.equal(text("${EMPTY}", environment), "${EMPTY}");
    assert.equal(text("${EMPTY}", environment, source({ EMPTY: "later" })), "later");
    assert.equal(text("${__PROTO} ${CONSTRUCTOR}", environment), "${__PROTO} ${CONSTRUCTOR}");
    assert.deepEqual(
      substitute("${A} $${A} ${B}", [environment]).variables.map((use) => [use.name, use.escaped, use.source?.kind]),
      [
        ["A", false, "process"],
        ["A", true, undefined],
        ["B", false, undefined],
      ],
    );
  });

  it("is done in one pass", () => {
    assert.equal(text("${A}", source({ A: "${B}", B: "x" })), "${B}");
  });
});

it("tokens say where they stand", () => {
  assert.deepEqual(variableTokens("a${B}$${C}"), [
    { name: "B", start: 1, end: 5, escaped: false },
    { name: "C", start: 5, end: 10, escaped: true },
  ]);
});

describe("the config's own variables", () => {
  const own = (vars: string) => {
    const variables = ownVariables(parse(`{ env: { vars: ${vars} } }`).root);
    return environmentOf([variables], variables.values.names());
  };

  it("are the texts of env.vars", () => {
    assert.deepEqual(own("{ A: 'x', B: 5, C: ' ', D: '', 'E-F': 'x', g: 'y' }"), { A: "x", g: "y" });
  });

  it("hold no variables, and set nothing that steers programs", () => {
    assert.deepEqual(own("{ A: '${B}', C: '$${B}', LD_PRELOAD: 'x', path: 'y', NODE_OPTIONS: 'x' }"), {
      C: "$${B}",
      path: "y",
    });
  });

  it("come after those of the process, and count wherever the file sets them", () => {
    const document = including(
      "{ ui: { assistant: { name: '${A}', avatar: '${B}' } }, $include: './env.json5' }",
      { "env.json5": "{ env: { vars: { A: 'file', B: 'file' } } }" },
      { A: "process" },
    );
    const assistant = get(get(document.root, "ui"), "assistant");
    const read = ["name", "avatar"].map((key) => openedValue(get(assistant, key) as Node));
    assert.deepEqual(read, ["process", "file"]);
  });
});
