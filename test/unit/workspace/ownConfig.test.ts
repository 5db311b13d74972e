// Whose a config is, and what may be read for it, by its scheme and its place.
import assert from "node:assert/strict";
import path from "node:path";
import { it } from "node:test";
import { Texts } from "../../../src/workspace/fileTexts";
import type { DocumentUri, Host } from "../../../src/workspace/host";
import { isOwnConfig } from "../../../src/workspace/ownConfig";
import { inWorkspace } from "./memoryHost";

const named = (scheme: string, file: string): DocumentUri => ({
  scheme,
  fsPath: file,
  toString: () => `${scheme}:${file}`,
});

it("an earlier version of a file, or a side of a review, is nobody's own although it has the file's path", () =>
  inWorkspace(async (host) => {
    const file = path.join(host.folder, "openclaw.json");
    const any = host as unknown as Host<DocumentUri>;
    assert.equal(await isOwnConfig(any, named("file", file)), true);
    assert.equal(await isOwnConfig(any, named("untitled", "Untitled-1")), true);
    for (const scheme of ["git", "review", "vscode-userdata"])
      assert.equal(await isOwnConfig(any, named(scheme, file)), false, scheme);
    assert.equal(await isOwnConfig(any, named("file", `${host.folder}2/openclaw.json`)), false);
  }));

it("without trust, a document that is no file, or stands at the root of the disk, opens no folder", () =>
  inWorkspace(async (host) => {
    host.isTrusted = false;
    const texts = new Texts(host as unknown as Host<DocumentUri>);
    const elsewhere = path.resolve("/elsewhere/openclaw.json");
    assert.equal(texts.mayRead(path.resolve("/elsewhere/x.json5"), named("file", elsewhere)), true);
    for (const config of [
      named("untitled", "Untitled-1"),
      named("evil", "/openclaw.json"),
      named("file", "/openclaw.json"),
    ])
      assert.equal(texts.mayRead(path.resolve("/etc/passwd"), config), false, config.toString());
    assert.equal(texts.mayRead(path.join(host.folder, "x.json5"), named("untitled", "Untitled-1")), true);
  }));
