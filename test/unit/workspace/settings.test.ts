// Settings of a wrong type count as not set, and the list of them is that of the manifest.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type SettingName, settingOf, settings } from "../../../src/workspace/settings";
import { readProject } from "../support";

interface Property {
  readonly type: "boolean" | "string" | "array";
  readonly default: unknown;
  readonly enum?: readonly string[];
}

const { contributes } = JSON.parse(readProject("package.json")) as {
  contributes: { configuration: { properties: Record<string, Property> } };
};
const properties = Object.entries(contributes.configuration.properties);
const names = Object.keys(settings) as SettingName[];

describe("settings", () => {
  it("are those of the manifest, with its defaults", () => {
    const inManifest = properties.map(([name]) => name).sort();
    assert.deepEqual(
      names.map((name) => `openclawJson5.${name}`).sort(),
      inManifest,
      "src/workspace/settings.ts has other settings than package.json",
    );
    const told = [...readProject("README.md").matchAll(/^\| `(openclawJson5\.[\w.]+)` /gm)].map(([, name]) => name);
    assert.deepEqual(told.sort(), inManifest, 'README.md, "Settings", has other settings than package.json');
    for (const name of names) {
      const property = contributes.configuration.properties[`openclawJson5.${name}`];
      assert.deepEqual(settingOf(name, undefined), { value: property?.default, isWrong: false }, name);
    }
  });

  it("take what the manifest says, and nothing else", () => {
    const wrong = [
      5,
      null,
      {},
      Number.NaN,
      () => true,
      [5],
      [["small-model"]],
      new Set(),
      "constructor",
      true,
      "",
      "preserve",
      [],
    ];
    for (const name of names) {
      const property = contributes.configuration.properties[`openclawJson5.${name}`];
      assert.ok(property);
      const takes = (value: unknown) =>
        property.enum
          ? property.enum.includes(value as string)
          : property.type === "array"
            ? Array.isArray(value) && value.every((each) => typeof each === "string")
            : typeof value === property.type;
      for (const value of wrong) {
        const { value: read, isWrong } = settingOf(name, value);
        assert.equal(isWrong, !takes(value), `${name} ${String(value)}`);
        assert.deepEqual(read, takes(value) ? value : property.default);
      }
      for (const value of property.enum ?? []) assert.deepEqual(settingOf(name, value), { value, isWrong: false });
    }
    assert.deepEqual(settingOf("advice.disabled", 5), { value: [], isWrong: true });
  });
});
