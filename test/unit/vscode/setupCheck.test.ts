// "Check Local Setup" on many servers: how many it asks at a time, and that nothing goes on behind a closed page.
import assert from "node:assert/strict";
import fs from "node:fs";
import type http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { close, json, listen, pause, reading } from "../endpoints/servers";
import { editor, start } from "./editor";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-setup-")));
/** Each of its own: to one, few connections are made at a time. */
const servers: http.Server[] = [];
const count = 8;
/** Questions of the report, which no server answers by itself. */
const held: http.ServerResponse[] = [];
const asked: string[] = [];
let arrived = 0;
let closed = 0;
let onArrival = () => {};
let end = () => {};

before(async () => {
  const answering = (request: http.IncomingMessage, body: string, response: http.ServerResponse) => {
    const key = request.headers.authorization?.replace(/ .*/, "") ?? "-";
    asked.push(`${request.method} ${request.url} ${key} ${body}`);
    const isList = request.method === "GET" && request.url === "/v1/models";
    if (isList && request.headers.authorization) json(response, { data: [{ id: "m" }] });
    else if (isList || request.url === "/v1/responses") {
      arrived++;
      held.push(response);
      response.once("close", () => closed++);
      onArrival();
    } else json(response, {}, 404);
  };
  const ports: number[] = [];
  for (let each = 0; each < count; each++) {
    const server = reading(answering);
    servers.push(server);
    ports.push(await listen(server));
  }
  const workspace = path.join(root, "workspace");
  fs.mkdirSync(workspace);
  const provider = (port: number, index: number) =>
    `p${index}: { baseUrl: "http://127.0.0.1:${port}/v1", apiKey: "key-${index}", api: "openai-responses", models: [{ id: "m", name: "m" }] }`;
  fs.writeFileSync(
    path.join(workspace, "openclaw.json"),
    `{ models: { providers: { ${ports.map(provider).join(", ")} } } }`,
  );
  editor.openFolder(workspace);
  end = start(path.join(root, "extension"));
  editor.open(path.join(workspace, "openclaw.json"));
});

after(async () => {
  end();
  await Promise.all(servers.map(close));
  fs.rmSync(root, { recursive: true, force: true });
});

const answer = (response: http.ServerResponse | undefined) => response && json(response, {}, 400);

async function eventually(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !isSo(); tries++) await pause(20);
  assert.ok(isSo(), what);
}

it("_Check Local Setup_ also asks for the list without the key and sends an empty `POST {baseUrl}/responses`, which no model answers.", async () => {
  const count = asked.length;
  onArrival = () => answer(held.shift());
  await editor.run("openclawJson5.checkLocalSetup");
  const questions = new Set(asked.slice(count).filter((each) => !each.startsWith("GET /v1/models Bearer")));
  for (const question of ["GET /v1/models - ", "POST /v1/responses Bearer {}"])
    assert.ok(questions.delete(question), question);
  // All else is what a server is asked anyway.
  for (const other of questions) assert.match(other, /^(?:GET \S+|POST \/api\/show) Bearer /);
});

it("asks at most four questions at a time, of all servers", async () => {
  arrived = 0;
  let most = 0;
  let timer: NodeJS.Timeout | undefined;
  // One is answered whenever no other has come for a while: all that would come at once has come by then.
  const answerOne = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      answer(held.shift());
      if (held.length > 0) answerOne();
    }, 100);
  };
  onArrival = () => {
    most = Math.max(most, held.length);
    answerOne();
  };
  await editor.run("openclawJson5.checkLocalSetup");
  assert.equal(arrived, 2 * count);
  assert.equal(most, 4);
});

it("ends what it has started when its page is closed, and starts nothing more", async () => {
  arrived = 0;
  closed = 0;
  onArrival = () => {};
  const running = editor.run("openclawJson5.checkLocalSetup");
  await eventually("questions are asked", () => arrived === 4);
  editor.pages.at(-1)?.dispose();
  await eventually("they are called off", () => closed === 4);
  await running;
  await pause(200);
  assert.equal(arrived, 4);
});
