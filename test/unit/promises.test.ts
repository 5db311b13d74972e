// README says what leaves the machine; each of its sentences has a test of that name.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { describe, it } from "node:test";
import { build } from "esbuild";
import { loadModel } from "../../src/endpoints/tasks";
import { at, json, never, probing, reading, serve } from "./endpoints/servers";
import { projectRoot, readProject } from "./support";

function filesIn(folder: string): string[] {
  const all = fs.readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  return all.map((file) => path.join(folder, file)).filter((file) => /\.(?:ts|mjs)$/.test(file));
}

/** The sentences of the section, those of a bullet's further lines and of loose paragraphs as well. */
function sentences(): string[] {
  const section = /## What leaves your machine\n(.*?)\n## /s.exec(readProject("README.md"))?.[1] ?? "";
  const paragraphs = section
    .split(/\n(?=- )|\n{2,}/)
    .map((text) => text.replace(/^- /, "").replace(/\s+/g, " ").trim())
    .filter((text) => text !== "");
  return paragraphs.flatMap((text) => text.split(/(?<=\.) (?=[A-Z`_[])/));
}

/** The titles of all tests and of groups of them, each with its file. */
function titles(): ReadonlyMap<string, string> {
  return new Map(
    filesIn("test").flatMap((file) =>
      [...readProject(file).matchAll(/\b(?:it|describe)\(\s*("(?:[^"\\\n]|\\.)*")/g)].map(
        ([, title = '""']) => [JSON.parse(title) as string, file] as const,
      ),
    ),
  );
}

/** Where the test of a sentence is, or of what it said before it was changed: the file with the title that begins most like it. */
function fileOf(sentence: string, named: ReadonlyMap<string, string>): string {
  const begins = (title: string) => {
    let shared = 0;
    while (shared < title.length && title[shared] === sentence[shared]) shared++;
    return shared;
  };
  const [nearest] = [...named].sort(([a], [b]) => begins(b) - begins(a));
  return nearest?.[1] ?? "test/unit/promises.test.ts";
}

describe("Nothing unasked.", () => {
  it("What follows is all that a file can cause that you open, whoever wrote it; each sentence is held by a test of that name, and [SECURITY.md](SECURITY.md) says who may control what.", () => {
    const said = sentences();
    assert.ok(said.length >= 20, String(said.length));
    const named = titles();
    const unheld = said.filter((sentence) => !named.has(sentence));
    const told = unheld.map(
      (each) => `${fileOf(each, named)}: no test has this sentence of README.md for its title: ${each}`,
    );
    assert.deepEqual(unheld, [], told.join("\n"));
    const threats = readProject("SECURITY.md");
    for (const who of ["file", "server", "`.env`", "program", "settings"]) assert.ok(threats.includes(who), who);
  });
});

describe("`apiKey` goes to its own server as a Bearer header and nowhere else; secret references are not resolved, and redirects are not followed.", () => {
  it("in one header of its requests, of which none follows a redirect", async () => {
    const seen: string[] = [];
    const elsewhere = http.createServer((request, response) => {
      seen.push(`elsewhere ${request.headers.authorization}`);
      json(response, { data: [] });
    });
    await serve(elsewhere, (other) => {
      const server = reading((request, body, response) => {
        seen.push(`own ${request.headers.authorization} ${JSON.stringify([request.url, body]).includes("sk-secret")}`);
        response.writeHead(307, { location: `http://127.0.0.1:${other}/v1/models` }).end();
      });
      return serve(server, (port) =>
        probing((prober) => prober.probe(at(`http://127.0.0.1:${port}/v1/models`, "sk-secret"), never)),
      );
    });
    assert.ok(seen.length > 0);
    for (const each of seen) assert.equal(each, "own Bearer sk-secret false");
  });
});

it("A server loads a model, or answers with a token, only when you say so.", async () => {
  const posts: string[] = [];
  const server = reading((request, body, response) => {
    if (request.method !== "GET") posts.push(`${request.url} ${body}`);
    const model = { key: "m", loaded_instances: [], max_context_length: 4096 };
    if (request.url === "/v1/models") json(response, { data: [{ id: "m" }] });
    else if (request.url === "/api/v1/models") json(response, { models: [model] });
    else json(response, {}, request.method === "GET" ? 404 : 200);
  });
  await serve(server, (port) =>
    probing(async (prober) => {
      const endpoint = { ...at(`http://127.0.0.1:${port}/v1/models`), isWanted: () => true };
      for (let round = 0; round < 3; round++) assert.equal((await prober.probe(endpoint, never)).state, "up");
      assert.deepEqual(posts, []);
      // Said so, it is asked once.
      await loadModel(prober.send, endpoint, "lmstudio", "m", undefined, never);
      assert.deepEqual(posts, ['/api/v1/models/load {"model":"m"}']);
    }),
  );
});

/** Every way to another machine that Node and a browser have, by the name of its module or its global. */
const modules = [
  "undici",
  "http",
  "https",
  "http2",
  "net",
  "tls",
  "dgram",
  "dns",
  "dns/promises",
  "inspector",
  "cluster",
];
const senders = new RegExp(
  [
    String.raw`(?:\bfrom|\bimport|\brequire|\bgetBuiltinModule)\s*\(?\s*["'\`](?:node:)?(?:${modules.join("|")})["'\`]`,
    String.raw`(?<![.\w])fetch\s*\(|\bglobalThis\.fetch\b`,
    String.raw`\bnew\s+(?:WebSocket|WebSocketStream|XMLHttpRequest|EventSource|WebTransport|RTCPeerConnection)\b|\bsendBeacon\b`,
  ].join("|"),
);
/** What tells addresses from names, and sends nothing. */
const judging = /import \{ (?:(?:isIP|isIPv4|isIPv6|BlockList)(?:, )?)+ \} from "node:net";/g;
const connecting = /\.(?:createConnection|createServer|connect)\(|\.Socket\b/;
const telemetry =
  /TelemetryLogger|[sS]endTelemetry|telemetryLevel|isTelemetryEnabled|applicationinsights|machineId|sessionId/;

describe("There is no telemetry.", () => {
  const sources = filesIn("src").map((file) => [file, readProject(file)] as const);

  it("whatever way there is to send it", () => {
    for (const way of [
      ...['import net from "node:net";', 'import "node:http2";', 'await import("undici")', "require('https')"],
      ...['import { request } from "http";', "require(`node:tls`)", 'process.getBuiltinModule("dgram")'],
      ...["new WebSocket(url)", "new XMLHttpRequest()", "navigator.sendBeacon(url)", "fetch(url)", "globalThis.fetch"],
    ])
      assert.match(way, senders);
    for (const other of ['schemes = ["http", "https"]', "prefetch(x)", "this.fetch(x)"])
      assert.doesNotMatch(other, senders);
  });

  it("in the sources: one room sends requests, one file starts programs", () => {
    const sending = sources.filter(([, text]) => senders.test(text.replace(judging, ""))).map(([file]) => file);
    assert.ok(sending.length > 0);
    assert.deepEqual(
      sending.filter((file) => path.dirname(file) !== path.join("src", "endpoints")),
      [],
    );
    const starting = sources.filter(([, text]) => /["'`](?:node:)?(?:child_process|worker_threads)["'`]/.test(text));
    assert.deepEqual(
      starting.map(([file]) => file),
      [path.join("src", "openclaw", "program.ts")],
    );
    assert.deepEqual(
      sources.filter(([, text]) => telemetry.test(text)).map(([file]) => file),
      [],
    );
    // What is loaded by a name that is worked out could be anything.
    const unknown = /\b(?:require|import)\s*\(\s*(?!["'])/;
    assert.deepEqual(
      sources.filter(([, text]) => unknown.test(text)).map(([file]) => file),
      [],
    );
  });

  it("in what is shipped: of the bundles only that of the model servers sends, and it has no more than the client it is made of", async () => {
    const { outputFiles, metafile } = await build({
      absWorkingDir: projectRoot,
      entryPoints: {
        extension: "src/extension.ts",
        features: "src/features/main.ts",
        endpoints: "src/endpoints/main.ts",
      },
      outdir: "out/promises",
      ...{
        bundle: true,
        write: false,
        metafile: true,
        minify: true,
        platform: "node",
        format: "cjs",
        logLevel: "silent",
      },
      external: ["vscode", "../features/main", "../endpoints/main"],
      plugins: [
        {
          name: "rooms",
          setup: (own) =>
            own.onResolve({ filter: /^\.\.\/(?:features|endpoints)\/main$/ }, ({ path: request, kind }) =>
              kind === "dynamic-import" ? { path: request, external: true } : undefined,
            ),
        },
      ],
    });
    const bundles = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file, ".js"), text]));
    assert.deepEqual([...bundles.keys()].sort(), ["endpoints", "extension", "features"]);
    for (const name of ["extension", "features"]) {
      const text = bundles.get(name) ?? "";
      assert.equal(senders.exec(text.replace(/require\("node:net"\)/g, ""))?.[0], undefined, name);
      assert.equal(connecting.exec(text)?.[0], undefined, name);
    }
    assert.match(bundles.get("endpoints") ?? "", connecting);
    assert.match(bundles.get("endpoints") ?? "", senders);
    for (const [name, text] of bundles) assert.equal(telemetry.exec(text)?.[0], undefined, name);
    const packages = new Set(
      Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
    );
    const notices = readProject("THIRD_PARTY_NOTICES.md");
    assert.ok(packages.has("undici"));
    for (const name of packages) assert.ok(notices.includes(name), name);
  });
});
