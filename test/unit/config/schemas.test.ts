// The archive of schemas: every release in it, damage told and not kept.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, it } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { SchemaArchive } from "../../../src/config/schemas";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-schemas-"));
after(() => fs.rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, "schemas.br");

it("holds a schema a release, read once", async () => {
  fs.writeFileSync(file, brotliCompressSync('2026.1.1\t{"properties":{"a":{"type":"string"}}}\n2026.2.1\t{}\n'));
  const archive = new SchemaArchive(file);
  const root = await archive.load("2026.1.1");
  assert.ok(root.schema.property("a"));
  assert.equal(await archive.load("2026.1.1"), root);
  await assert.rejects(archive.load("2026.3.1"), /no schema of OpenClaw 2026\.3\.1/);
});

it("tells damage, and tries again", async () => {
  const archive = new SchemaArchive(path.join(folder, "later.br"));
  await assert.rejects(archive.load("2026.1.1"));
  fs.writeFileSync(path.join(folder, "later.br"), "nonsense");
  await assert.rejects(archive.load("2026.1.1"));
  fs.copyFileSync(file, path.join(folder, "later.br"));
  assert.ok(await archive.load("2026.2.1"));
});
