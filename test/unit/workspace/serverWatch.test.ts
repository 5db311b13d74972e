// Which servers are asked, and what is handed on of what they say: real servers on loopback, no editor.
import assert from "node:assert/strict";
import http from "node:http";
import { describe, it } from "node:test";
import type { Configs } from "../../../src/workspace/configs";
import { Consents } from "../../../src/workspace/consents";
import { Emitter, type Event, type OpenDocument } from "../../../src/workspace/host";
import { type Picture, ServerWatch, type View } from "../../../src/workspace/serverWatch";
import { json, never, serve } from "../endpoints/servers";
import { inWorkspace, type MemoryHost } from "./memoryHost";

type Uri = ReturnType<MemoryHost["fileUri"]>;

class MemoryView implements View<Uri> {
  config: OpenDocument<Uri> | undefined;
  isFocused = true;
  readonly #changed: Emitter<void>;
  readonly onDidChange: Event<void>;

  constructor(host: MemoryHost) {
    this.#changed = new Emitter(host);
    this.onDidChange = this.#changed.event;
  }

  /** Another config comes into view, or none. */
  show(config: OpenDocument<Uri> | undefined): void {
    this.config = config;
    this.#changed.fire();
  }
}

const nothingKept = { get: () => undefined, update: async () => {} };

const naming = (port: number, model = "q") =>
  `{ models: { providers: { lmstudio: { baseUrl: 'http://127.0.0.1:${port}/v1', api: 'openai-completions', models: [{ id: '${model}', name: 'Q' }] } } } }`;

interface Scene {
  readonly host: MemoryHost;
  readonly configs: Configs<Uri>;
  readonly view: MemoryView;
  readonly watch: ServerWatch<Uri>;
  /** Paths that were asked for. */
  readonly asked: string[];
  readonly port: number;
  readonly pictures: Picture[];
}

/** A config in view that names a server which has one model, `q`. */
function watching(use: (scene: Scene) => Promise<void>, arrange: (host: MemoryHost) => void = () => {}): Promise<void> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/v1/models") json(response, { object: "list", data: [{ id: "q" }] });
    else json(response, {}, 404);
  });
  return serve(server, (port) =>
    inWorkspace(async (host, configs) => {
      arrange(host);
      host.write("openclaw.json", naming(port));
      const view = new MemoryView(host);
      view.config = host.open("openclaw.json");
      const watch = new ServerWatch(host, view, configs, new Consents(nothingKept));
      const pictures: Picture[] = [];
      watch.onDidChange((picture) => pictures.push(picture));
      try {
        await watch.refresh();
        await use({ host, configs, view, watch, asked, port, pictures });
      } finally {
        watch.dispose();
      }
    }),
  );
}

const states = async (watch: ServerWatch<Uri>) => (await watch.servers()).map(({ result }) => result?.state);

describe("the servers of the config in view", () => {
  it("are asked, and settled when all have answered", () =>
    watching(async ({ watch, host, pictures }) => {
      await watch.settled(never);
      assert.deepEqual(await states(watch), ["up"]);
      const last = pictures.at(-1);
      assert.equal(last?.mode, "asking");
      assert.deepEqual(
        last?.servers.map(({ provider }) => provider.id),
        ["lmstudio"],
      );
      assert.ok((last?.waits.total ?? 0) > 0);
      assert.deepEqual(host.lines, ["lmstudio=up"]);
    }));

  it("speak in the findings of the config, and no longer when it is out of view", () =>
    watching(async ({ watch, host, configs, view, port }) => {
      const live = async () => {
        if (!view.config) return [];
        return (await configs.findings(view.config.uri))
          .map(({ code }) => code)
          .filter((code) => /^endpoint/.test(code));
      };
      await watch.settled(never);
      assert.deepEqual(await live(), []);
      const [document] = host.documents;
      assert.ok(document);
      host.type(document, naming(port, "other"));
      await watch.refresh();
      await watch.settled(never);
      assert.deepEqual(await live(), ["endpoint/model-not-served"]);
      view.show(undefined);
      await watch.refresh();
      view.config = document;
      assert.deepEqual(await live(), []);
      assert.deepEqual(watch.providers, []);
    }));

  it("are not asked while checking is stopped, and what they said is withdrawn", () =>
    watching(async ({ watch, configs, pictures, view, asked }) => {
      await watch.settled(never);
      assert.ok(view.config);
      await watch.setStopped(true);
      assert.equal(pictures.at(-1)?.mode, "paused");
      const config = await configs.config(view.config.uri);
      assert.ok(config);
      assert.equal(configs.healthOf(config).size, 0);
      const before = asked.length;
      await watch.checkNow();
      await watch.settled(never);
      assert.equal(asked.length, before);
      await watch.setStopped(false);
      await watch.settled(never);
      assert.ok(asked.length > before);
      assert.deepEqual(await states(watch), ["up"]);
    }));

  it("are not asked without trust", () =>
    watching(
      async ({ watch, host, pictures, asked }) => {
        await watch.settled(never);
        assert.equal(pictures.at(-1)?.mode, "untrusted");
        assert.deepEqual(asked, []);
        host.trust();
        await watch.refresh();
        await watch.settled(never);
        assert.deepEqual(await states(watch), ["up"]);
      },
      (host) => {
        host.isTrusted = false;
      },
    ));

  it("of a config that lies elsewhere are asked when somebody says so", () =>
    watching(
      async ({ watch, host, pictures, asked }) => {
        await watch.settled(never);
        assert.equal(pictures.at(-1)?.mode, "foreign");
        assert.ok((await watch.servers()).every(({ isHeldBack }) => isHeldBack));
        assert.deepEqual(asked, []);
        const [document] = host.documents;
        assert.ok(document);
        await watch.askForeign(host.fileUri("/another/openclaw.json"));
        await watch.settled(never);
        assert.deepEqual(asked, []);
        await watch.askForeign(document.uri);
        await watch.settled(never);
        assert.deepEqual(await states(watch), ["up"]);
      },
      (host) => {
        host.folders = [];
      },
    ));

  it("are waited for no longer than the signal says", () =>
    watching(async ({ watch, view, host }) => {
      const silent = http.createServer(() => {});
      await serve(silent, async (port) => {
        const [document] = host.documents;
        assert.ok(document && view.config);
        host.type(document, naming(port));
        await watch.refresh();
        const waiting = new AbortController();
        const settled = watch.settled(waiting.signal);
        waiting.abort();
        await settled;
        assert.deepEqual(await states(watch), [undefined]);
        await watch.setStopped(true);
      });
    }));
});

it("of a config with very many providers a hundred are in the picture and 32 are asked, and nobody waits for the others", () =>
  watching(async ({ host, watch, pictures, port }) => {
    const [document] = host.documents;
    assert.ok(document);
    const each = Array.from(
      { length: 20_000 },
      (_, index) => `p${index}: { baseUrl: 'http://127.0.0.1:${port}/v1', models: [] }`,
    );
    host.type(document, `{ models: { providers: { ${each.join(", ")} } } }`);
    await watch.refresh();
    await watch.settled(never);
    const servers = await watch.servers();
    assert.equal(servers.length, 100);
    assert.equal(servers.filter(({ result }) => result?.state === "up").length, 32);
    assert.equal(servers.filter(({ isBeyond }) => isBeyond).length, 68);
    assert.equal(pictures.at(-1)?.hasMore, true);
  }));
