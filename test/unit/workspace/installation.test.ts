// The installed OpenClaw in a workspace without an editor: programs of the tests' own answer for it.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { Installation } from "../../../src/workspace/installation";
import { inWorkspace, type MemoryHost } from "./memoryHost";

/** A program that knows a key `extra`, and says of each config what it is given. */
function install(host: MemoryHost, verdict: string, version = "2026.9.6"): string {
  const schema = {
    type: "object",
    additionalProperties: false,
    properties: { gateway: { type: "object" }, agents: { type: "object" }, extra: { type: "string" } },
  };
  const file = host.write(
    "bin/openclaw",
    `#!${process.execPath}
const [first, second] = process.argv.slice(2);
if (first === "--version") console.log(${JSON.stringify(version)});
else if (second === "schema") console.log(${JSON.stringify(JSON.stringify(schema))});
else console.log(${JSON.stringify(verdict)});
`,
  );
  fs.chmodSync(file, 0o755);
  host.environment.PATH = path.dirname(file);
  return file;
}

const accepted = '{"valid":true,"issues":[],"warnings":[]}';
const refused = '{"valid":false,"issues":[{"path":"gateway","message":"no"}],"warnings":[]}';

const refusals = (findings: readonly { readonly code: string; readonly severity: string }[]) =>
  findings.filter(({ severity }) => severity === "error").map(({ code }) => code);

describe("the installed OpenClaw", () => {
  it("lends its schema to all configs, and is gone with the setting", () =>
    inWorkspace(async (host, configs) => {
      const program = install(host, accepted);
      host.write("openclaw.json", "{ extra: 'x' }");
      const document = host.open("openclaw.json");
      assert.deepEqual(refusals(await configs.findings(document.uri)), ["schema/unknown-key"]);
      const installation = new Installation(host, configs, path.join(host.folder, "kept"));
      const isKnown = async (known: boolean) => {
        while ((refusals(await configs.findings(document.uri)).length === 0) !== known)
          await new Promise((resolve) => setTimeout(resolve, 10));
      };
      try {
        assert.equal((await installation.find())?.version, "2026.9.6");
        await isKnown(true);
        assert.equal((await configs.versionOf(document.uri))?.origin, "installed");
        host.change("openclawPath", `${program}-not-there`);
        await isKnown(false);
        assert.equal(await installation.find(), undefined);
        assert.ok(host.lines.includes("No program at openclawJson5.openclawPath."), host.lines.join("\n"));
      } finally {
        installation.dispose();
      }
    }));

  it("has the last word on a config, saved or not", () =>
    inWorkspace(async (host, configs) => {
      install(host, refused);
      host.write("openclaw.json", "{ gateway: { port: 1 } }");
      const document = host.open("openclaw.json");
      const kept = path.join(host.folder, "kept");
      const installation = new Installation(host, configs, kept);
      try {
        const installed = await installation.find();
        // Its schema comes in by itself, and makes another config of the text.
        while (!fs.existsSync(path.join(kept, "schema-2026.9.6.json"))) await new Promise((r) => setTimeout(r, 10));
        const config = await configs.config(document.uri);
        assert.ok(installed && config);
        assert.equal(installation.isUnsaved(config), false);
        assert.deepEqual(refusals(await configs.findings(document.uri)), []);
        assert.equal((await installation.validate(installed, document.uri, config)).valid, false);
        assert.deepEqual(refusals(await configs.findings(document.uri)), ["config/openclaw"]);
        host.type(document, "{ gateway: { port: 2 } }");
        document.isDirty = true;
        const unsaved = await configs.config(document.uri);
        assert.ok(unsaved);
        assert.equal(installation.isUnsaved(unsaved), true);
        assert.deepEqual(refusals(await configs.findings(document.uri)), []);
        assert.equal((await installation.validate(installed, document.uri, unsaved)).valid, false);
        assert.deepEqual(refusals(await configs.findings(document.uri)), ["config/openclaw"]);
      } finally {
        installation.dispose();
      }
    }));

  it("is not run without trust", () =>
    inWorkspace(async (host, configs) => {
      install(host, accepted);
      host.isTrusted = false;
      const installation = new Installation(host, configs, path.join(host.folder, "kept"));
      try {
        assert.equal(await installation.find(), undefined);
        assert.deepEqual(host.lines, []);
        host.isTrusted = true;
        assert.equal((await installation.find())?.version, "2026.9.6");
      } finally {
        installation.dispose();
      }
    }));
});
