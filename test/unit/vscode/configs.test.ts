// Configs in play, in a small editor: what goes on while somebody types.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, it, mock } from "node:test";
import { configsAlone, editor } from "./editor";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-configs-")));
after(() => fs.rmSync(root, { recursive: true, force: true }));

const advised = (port: number) =>
  `{ models: { providers: { x: { baseUrl: "http://0.0.0.0:${port}/v1", models: [{ id: "m-7b", name: "m" }] } } }, agents: { defaults: { model: "x/m-7b" } } }`;

it("advice is called off by a newer text, which has advice of its own", async () => {
  const configs = configsAlone(path.join(root, "extension"));
  const file = path.join(root, "openclaw.json");
  fs.writeFileSync(file, advised(1));
  const document = editor.open(file);
  const uri = document.uri as unknown as Parameters<typeof configs.findings>[0];
  const adviceIn = async (found: ReturnType<typeof configs.findings>) =>
    (await found).filter(({ code }) => code.startsWith("advice/")).length;
  const all = await adviceIn(configs.findings(uri));
  assert.ok(all > 1);
  // A clock that has each step take longer than a slice: after each, others have their turn.
  let now = 0;
  const clock = mock.method(performance, "now", () => (now += 10));
  assert.equal(await adviceIn(configs.findings(uri)), all);
  const overtaken = configs.findings(uri);
  editor.type(document, advised(2));
  const newer = configs.findings(uri);
  assert.equal(await adviceIn(overtaken), 0);
  assert.equal(await adviceIn(newer), all);
  clock.mock.restore();
  configs.dispose();
});
