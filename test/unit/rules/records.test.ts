// Rules, codes and sentences are one list: a rule that nobody runs, a code that nothing finds and a case that is missing are named here,
// with the file to open. That each code has a sentence, and each sentence a code, the compiler holds.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { it } from "node:test";
import json5 from "json5";
import { configCodes, hostCodes, modelCodes } from "../../../src/config/codes";
import { bundledVersions } from "../../../src/config/versions";
import { rules } from "../../../src/rules/main";
import { found, type Rule, rule } from "../../../src/rules/rule";
import { readCases } from "../../parity/cases";
import { projectRoot, readProject } from "../support";

const folder = path.join(projectRoot, "src", "rules");

/** Found where the host or an unset variable is looked at: by no rule. */
const elsewhere = new Set<string>(["host/variable-missing"]);

it("every rule of every family is run", async () => {
  const run = new Set(rules);
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    const source = fs.readFileSync(path.join(folder, file), "utf8").replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
    const written = [...source.matchAll(/(?<!function )\brule(?:<[^(]*>)?\(/g)].length;
    if (written === 0) continue;
    const family = Object.values((await import(path.join(folder, file))) as Record<string, unknown>)
      .filter((each): each is readonly Rule[] => Array.isArray(each) && each.every((one) => typeof one === "object"))
      .flat();
    assert.equal(family.length, written, `a rule of src/rules/${file} is missing in the list at its end`);
    for (const each of family)
      assert.ok(run.has(each), `src/rules/main.ts does not list the rules of src/rules/${file}: ${each.codes}`);
  }
  assert.equal(run.size, rules.length, "src/rules/main.ts lists a rule twice");
  assert.ok(rules.length > 40, `${rules.length} rules`);
});

it("every rule says where it looks", () => {
  for (const { at, word, codes } of rules) {
    assert.ok(at.length > 0 || word !== undefined, `at is empty in the rule of ${codes}`);
    assert.ok(codes.length > 0, `codes are empty in the rule at ${at}`);
    assert.equal(new Set(at).size, at.length, `a place stands twice in the rule of ${codes}`);
  }
});

it("every code is found by a rule", () => {
  const listed = new Set<string>(rules.flatMap(({ codes }) => codes));
  const codes = [...configCodes, ...hostCodes, ...modelCodes];
  assert.deepEqual(
    codes.filter((code) => !listed.has(code) && !elsewhere.has(code)),
    [],
    "a code of src/config/codes.ts is listed by no rule in src/rules",
  );
  assert.equal(new Set(codes).size, codes.length, "a code stands twice in src/config/codes.ts");
});

it("every code of a rule stands below a case", () => {
  const beside = json5.parse<{ found: readonly string[] }[]>(readProject("test", "parity", "beside.json5"));
  const cases = [...readCases(readProject("test", "parity", "cases.txt")), ...beside].flatMap((each) => each.found);
  const seen = new Set(cases.map((each) => each.split(" ")[0]));
  const missing = new Set(rules.flatMap(({ codes }) => codes).filter((code) => !seen.has(code)));
  // What makes a command unsafe depends on the owner of files and on the rights to them.
  for (const code of ["host/command-link", "host/command-open", "host/command-owner"] as const) missing.delete(code);
  assert.deepEqual([...missing], [], "no case in test/parity/cases.txt has this code");
});

it("releases that bound a rule are bundled ones", () => {
  for (const { codes, holds } of rules) {
    for (const code of codes) {
      const taken = bundledVersions.filter((version) => holds(code, version));
      assert.ok(taken.length > 0, `no bundled release refuses ${code}`);
    }
  }
});

it("bounds are of a rule as a whole, or of each code", () => {
  const check = () => [];
  const whole = rule({ at: ["a"], codes: ["config/blank"], since: "2026.5.28", until: "2026.7.35", check });
  const held = (record: Rule, code: "config/blank" | "config/time") =>
    ["2026.4.29", "2026.5.28", "2026.7.35", "2026.8.2"].map((version) => record.holds(code, version));
  assert.deepEqual(held(whole, "config/blank"), [false, true, true, false]);
  const parts = rule({
    at: ["a"],
    codes: ["config/blank", "config/time"],
    since: { "config/time": "2026.8.2" },
    check,
  });
  assert.deepEqual(held(parts, "config/blank"), [true, true, true, true]);
  assert.deepEqual(held(parts, "config/time"), [false, false, false, true]);
});

it("the compiler refuses a code that the record does not list", () => {
  const node = { type: "null", offset: 0, length: 4, value: null } as const;
  const record = rule({
    at: ["a"],
    codes: ["config/blank"],
    // @ts-expect-error a finding of another code
    *check() {
      yield found("config/blank", node);
      yield found("config/time", node);
    },
  });
  // @ts-expect-error a bound of another code
  rule({ at: ["a"], codes: ["config/blank"], since: { "config/time": "2026.8.2" }, check: () => [] });
  // @ts-expect-error a code that nobody knows
  rule({ at: ["a"], codes: ["config/brand-new"], check: () => [] });
  assert.deepEqual(record.codes, ["config/blank"]);
});
