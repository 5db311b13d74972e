// The configs in play, in a workspace without an editor.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import type { Finding } from "../../../src/config/finding";
import { parseVerdict } from "../../../src/openclaw/verdict";
import { inWorkspace } from "./memoryHost";

const codes = (findings: readonly Finding[]) =>
  findings.map(({ code }) => code).filter((code) => !/^advice/.test(code));

/** Ends when a condition holds; the test's own time limit says when it never does. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("a config in play", () => {
  it("is put together and checked once a change", () =>
    inWorkspace(async (host, configs) => {
      host.write("openclaw.json", "{ gateway: { prot: 1 } }");
      const document = host.open("openclaw.json");
      const [first, again] = [await configs.config(document.uri), await configs.config(document.uri)];
      assert.ok(first);
      assert.equal(first, again);
      assert.deepEqual(codes(await configs.findings(document.uri)), ["schema/unknown-key"]);
      host.type(document, "{ gateway: { port: 1 } }");
      assert.notEqual(await configs.config(document.uri), first);
      assert.deepEqual(codes(await configs.findings(document.uri)), []);
    }));

  it("gives the findings of the newest text to those who asked before it", () =>
    inWorkspace(async (host, configs) => {
      host.write("openclaw.json", "{ gateway: { prot: 1 } }");
      const document = host.open("openclaw.json");
      const early = configs.findings(document.uri);
      host.type(document, "{ gateway: { port: 'x' } }");
      const late = configs.findings(document.uri);
      assert.deepEqual(codes(await late), ["schema/type"]);
      assert.deepEqual(codes(await early), ["schema/type"]);
    }));

  it("is told of when a file that it includes changes, in an editor or on disk", () =>
    inWorkspace(async (host, configs) => {
      host.write("openclaw.json", "{ $include: './more.json5' }");
      host.write("more.json5", "{ gateway: { port: 1 } }");
      const document = host.open("openclaw.json");
      const told: string[] = [];
      configs.onDidChange((uri) => told.push(path.basename(uri.fsPath)));
      assert.deepEqual(codes(await configs.findings(document.uri)), []);
      await until(() => host.watched.has(host.folder));
      host.write("more.json5", "{ gateway: { prot: 1 } }");
      assert.deepEqual(told, ["openclaw.json"]);
      assert.deepEqual(codes(await configs.findings(document.uri)), ["schema/unknown-key"]);
      const more = host.open("more.json5", "json5");
      host.type(more, "{ gateway: { port: 2 } }");
      assert.deepEqual(told, ["openclaw.json", "openclaw.json"]);
      assert.deepEqual(codes(await configs.findings(document.uri)), []);
    }));

  it("owns the files that it includes, and no others", () =>
    inWorkspace(async (host, configs) => {
      host.write("openclaw.json", "{ $include: './more.json5' }");
      host.write("more.json5", "{ gateway: { port: 1 } }");
      host.write("other.json5", "{}");
      const more = host.open("more.json5", "json5");
      const owners = await configs.ownersOf(more);
      assert.deepEqual(
        owners.map(({ fsPath }) => path.basename(fsPath)),
        ["openclaw.json"],
      );
      assert.equal((await configs.fileOf(more))?.text, more.text);
      assert.deepEqual(await configs.ownersOf(host.open("other.json5", "json5")), []);
      assert.equal(await configs.fileOf(host.open("other.json5", "json5")), undefined);
    }));

  it("owns its files beside one whose includes nest very deep, in one file and along ten", () =>
    inWorkspace(async (host, configs) => {
      const nested = (levels: number, next: string) =>
        `${'{ $include: "./e.json5", a: '.repeat(levels)}{ ${next} }${"}".repeat(levels)}`;
      host.write("e.json5", "{}");
      for (let file = 0; file < 10; file++)
        host.write(`f${file}.json5`, nested(100, file < 9 ? `$include: "./f${file + 1}.json5"` : ""));
      host.write("one.json", nested(900, ""));
      host.write("chained.json", '{ $include: "./f0.json5" }');
      host.write("openclaw.json", "{ $include: './more.json5' }");
      host.write("more.json5", "{ gateway: { port: 1 } }");
      for (const name of ["one.json", "chained.json"]) {
        const config = await configs.config(host.open(name).uri);
        assert.equal(config?.root?.type, "object", name);
      }
      const owners = await configs.ownersOf(host.open("more.json5", "json5"));
      assert.deepEqual(
        owners.map(({ fsPath }) => path.basename(fsPath)),
        ["openclaw.json"],
      );
      assert.deepEqual(host.failures, []);
    }));

  it("that cannot be put together silences no other, and is told of", () =>
    inWorkspace(async (host, configs) => {
      host.write("broken.json", "{ $include: './more.json5' }");
      host.write("openclaw.json", "{ $include: './more.json5' }");
      host.write("more.json5", "{ gateway: { port: 1 } }");
      const broken = host.open("broken.json");
      broken.getText = () => {
        throw new RangeError("no text");
      };
      assert.equal(await configs.config(broken.uri), undefined);
      const owners = await configs.ownersOf(host.open("more.json5", "json5"));
      assert.deepEqual(
        owners.map(({ fsPath }) => path.basename(fsPath)),
        ["openclaw.json"],
      );
      assert.deepEqual(
        host.failures.map((failure) => failure instanceof Error && failure.message),
        ["no text"],
      );
      host.failures.length = 0;
    }));

  it("is read no further than its own folders without trust, until that is given", () =>
    inWorkspace(async (host, configs) => {
      const elsewhere = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-elsewhere-")));
      try {
        fs.writeFileSync(path.join(elsewhere, "more.json5"), "{ gateway: { prot: 1 } }");
        host.environment.OPENCLAW_INCLUDE_ROOTS = elsewhere;
        host.isTrusted = false;
        host.write("openclaw.json", `{ $include: ${JSON.stringify(path.join(elsewhere, "more.json5"))} }`);
        const document = host.open("openclaw.json");
        assert.deepEqual(codes(await configs.findings(document.uri)), []);
        host.trust();
        assert.deepEqual(codes(await configs.findings(document.uri)), ["schema/unknown-key"]);
      } finally {
        fs.rmSync(elsewhere, { recursive: true });
      }
    }));

  it("gives no advice that was turned off", () =>
    inWorkspace(async (host, configs) => {
      host.write(
        "openclaw.json",
        "{ models: { providers: { ollama: { baseUrl: 'http://0.0.0.0:11434', api: 'ollama', models: [] } } } }",
      );
      const document = host.open("openclaw.json");
      const advice = async () =>
        (await configs.findings(document.uri)).filter(({ code }) => code.startsWith("advice/"));
      const [one] = await advice();
      assert.ok(one);
      host.change("advice.disabled", [one.code.slice("advice/".length)]);
      assert.ok((await advice()).every(({ code }) => code !== one.code));
      host.change("advice.enabled", false);
      assert.deepEqual(await advice(), []);
    }));

  it("keeps OpenClaw's verdict until its next change", () =>
    inWorkspace(async (host, configs) => {
      host.write("openclaw.json", "{ gateway: { prot: 1 } }");
      const document = host.open("openclaw.json");
      const config = await configs.config(document.uri);
      const verdict = parseVerdict('{"valid":true,"issues":[],"warnings":[]}');
      assert.ok(config && verdict);
      const contradicted = await configs.useVerdict(document.uri, config, verdict);
      assert.deepEqual(codes(contradicted), ["schema/unknown-key"]);
      assert.deepEqual(codes(await configs.findings(document.uri)), []);
      host.type(document, "{ gateway: { prot: 2 } }");
      assert.deepEqual(codes(await configs.findings(document.uri)), ["schema/unknown-key"]);
    }));

  it("is forgotten with all that was watched for it", () =>
    inWorkspace(async (host, configs) => {
      host.write("openclaw.json", "{}");
      const document = host.open("openclaw.json");
      await configs.config(document.uri);
      await until(() => host.watched.has(host.folder));
      configs.forget(document.uri);
      await until(() => host.watched.size === 0);
    }));
});
