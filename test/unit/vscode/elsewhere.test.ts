// A config that lies in no open folder: nothing is asked until somebody says so, in either of the two ways.
import assert from "node:assert/strict";
import fs from "node:fs";
import type http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { close, json, listen, pause, reading } from "../endpoints/servers";
import { editor, start } from "./editor";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-elsewhere-")));
const requests: string[] = [];
let server: http.Server;
let port = 0;
let end = () => {};

before(async () => {
  server = reading((request, _, response) => {
    requests.push(`${request.headers.authorization} ${request.url}`);
    json(response, { data: [{ id: "m" }] });
  });
  port = await listen(server);
  end = start(path.join(root, "extension"));
});

after(async () => {
  end();
  await close(server);
  fs.rmSync(root, { recursive: true, force: true });
});

describe("For a config in no folder that is open, its servers are asked once you say so: _Ask the servers of this file_ behind the status bar item, or a command that checks them.", () => {
  for (const [index, command] of ["health.menu", "health.checkNow", "checkLocalSetup"].entries())
    it(command, async () => {
      const folder = path.join(root, String(index));
      fs.mkdirSync(folder);
      const provider = `{ baseUrl: "http://127.0.0.1:${port}/v1", apiKey: "key-${index}", models: [] }`;
      fs.writeFileSync(path.join(folder, "openclaw.json"), `{ models: { providers: { x: ${provider} } } }`);
      editor.open(path.join(folder, "openclaw.json"));
      const own = () => requests.filter((each) => each.startsWith(`Bearer key-${index} `));
      // Longer than any pause after which something would be asked.
      await pause(1000);
      assert.deepEqual(own(), []);
      editor.offered.length = 0;
      await editor.run(`openclawJson5.${command}`);
      if (command === "health.menu") assert.match(editor.offered[0] ?? "", /Ask the servers of this file/);
      for (let tries = 0; tries < 300 && own().length === 0; tries++) await pause(20);
      assert.ok(own().includes(`Bearer key-${index} /v1/models`));
    });
});
