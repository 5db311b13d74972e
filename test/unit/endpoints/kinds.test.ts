// Servers of each kind, as real servers on loopback that answer as theirs do: told apart, and what they say of their models.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, describe, it } from "node:test";
import { recordOf, serverKinds } from "../../../src/endpoints/kinds";
import { Prober } from "../../../src/endpoints/probe";
import type { Description, ProbeResult } from "../../../src/endpoints/types";
import { projectRoot, readProject } from "../support";
import { at, endpoint, json, never, reading, serve } from "./servers";

const limits = { connect: 300, total: 1500, body: 64 * 1024 };
const prober = new Prober(limits);
after(() => prober.dispose());

type Answers = Readonly<Record<string, unknown>>;

interface Server {
  readonly requests: string[];
  ask(wanted?: readonly string[], apiKey?: string): Promise<ProbeResult>;
}

/** Runs `use` while a server gives these answers, by method and path; 404 for all else. */
function answering(answers: Answers, use: (server: Server) => Promise<void>): Promise<void> {
  const requests: string[] = [];
  const server = reading((request, body, response) => {
    requests.push(`${request.method} ${request.url}${body} ${request.headers.authorization ?? "-"}`);
    const answer = answers[`${request.method === "GET" ? "" : `${request.method} `}${request.url}${body}`];
    json(response, answer ?? {}, answer === undefined ? 404 : 200);
  });
  return serve(server, (port) =>
    use({
      requests,
      ask: (wanted = [], apiKey) =>
        prober.probe(
          {
            ...endpoint(port, apiKey),
            isWanted: (model) => wanted.some((each) => model === each || model === `${each}:latest`),
          },
          never,
        ),
    }),
  );
}

const openaiList = (...data: object[]) => ({ object: "list", data });

const servers: readonly (readonly [name: string, answers: Answers, expected: Description])[] = [
  [
    "LM Studio 0.4",
    {
      "/v1/models": openaiList({ id: "qwen3-8b" }, { id: "embed" }),
      "/api/v1/models": {
        models: [
          {
            type: "llm",
            key: "qwen3-8b",
            quantization: { name: "Q4_K_M", bits_per_weight: 4 },
            params_string: "8B",
            max_context_length: 131072,
            loaded_instances: [{ id: "qwen3-8b", config: { context_length: 32768 } }],
            capabilities: { vision: false, trained_for_tool_use: true },
          },
          { type: "embedding", key: "embed", max_context_length: 2048, loaded_instances: [] },
        ],
      },
    },
    {
      kind: "lmstudio",
      canLoad: true,
      models: [
        {
          id: "qwen3-8b",
          isEmbedding: false,
          isLoaded: true,
          loadedContext: 32768,
          maxContext: 131072,
          quantization: "Q4_K_M",
          size: "8B",
          vision: false,
          tools: true,
        },
        { id: "embed", isEmbedding: true, isLoaded: false, maxContext: 2048 },
      ],
    },
  ],
  [
    "LM Studio 0.3",
    {
      "/v1/models": openaiList({ id: "a" }),
      "/api/v0/models": openaiList({
        id: "a",
        type: "vlm",
        state: "loaded",
        quantization: "4bit",
        loaded_context_length: 4096,
        max_context_length: 8192,
      }),
    },
    {
      kind: "lmstudio",
      models: [
        {
          id: "a",
          isEmbedding: false,
          isLoaded: true,
          loadedContext: 4096,
          maxContext: 8192,
          quantization: "4bit",
          vision: true,
        },
      ],
    },
  ],
  [
    "Ollama",
    {
      "/v1/models": openaiList({ id: "qwen3:32b", owned_by: "library" }),
      "/api/version": { version: "0.12.6" },
      "/api/tags": {
        models: [
          { name: "qwen3:32b", details: { parameter_size: "32.8B", quantization_level: "Q4_K_M" } },
          { name: "other:latest" },
        ],
      },
      "/api/ps": { models: [{ name: "qwen3:32b", context_length: 16384 }] },
      'POST /api/show{"model":"qwen3:32b"}': {
        model_info: { "qwen3.context_length": 40960 },
        capabilities: ["completion", "tools"],
      },
    },
    {
      kind: "ollama",
      canLoad: true,
      version: "0.12.6",
      models: [
        {
          id: "qwen3:32b",
          isEmbedding: false,
          isLoaded: true,
          loadedContext: 16384,
          maxContext: 40960,
          quantization: "Q4_K_M",
          size: "32.8B",
          vision: false,
          tools: true,
        },
        { id: "other:latest", isLoaded: false },
      ],
    },
  ],
  [
    "llama.cpp",
    {
      "/v1/models": openaiList({ id: "m.gguf", owned_by: "llamacpp", meta: { n_ctx_train: 32768 } }),
      "/props": { default_generation_settings: { n_ctx: 8192 }, modalities: { vision: true }, build_info: "b6500" },
    },
    {
      kind: "llamacpp",
      version: "b6500",
      models: [{ id: "m.gguf", isLoaded: true, loadedContext: 8192, maxContext: 32768, vision: true }],
    },
  ],
  [
    "vLLM",
    {
      "/v1/models": openaiList({ id: "m", owned_by: "vllm", max_model_len: 65536 }),
      "/version": { version: "0.11.0" },
    },
    { kind: "vllm", version: "0.11.0", models: [{ id: "m", isLoaded: true, loadedContext: 65536, maxContext: 65536 }] },
  ],
  [
    "SGLang",
    {
      "/v1/models": openaiList({ id: "m", max_model_len: 4096 }),
      "/get_model_info": { model_path: "m", is_generation: true },
    },
    { kind: "sglang", models: [{ id: "m", isLoaded: true, loadedContext: 4096, maxContext: 4096 }] },
  ],
  [
    "LiteLLM",
    {
      "/v1/models": openaiList({ id: "gpt" }, { id: "b" }),
      "/health/liveliness": "I'm alive!",
      "/model/info": {
        data: [{ model_name: "gpt", model_info: { max_input_tokens: 128000, supports_vision: true } }],
      },
    },
    {
      kind: "litellm",
      models: [{ id: "gpt", loadedContext: 128000, maxContext: 128000, vision: true }, { id: "b" }],
    },
  ],
  [
    "anything else",
    { "/v1/models": openaiList({ id: "m", context_length: 2048 }, { id: "n", context_window: "many" }) },
    { kind: "openai", models: [{ id: "m", loadedContext: 2048 }, { id: "n" }] },
  ],
];

describe("servers are told apart", () => {
  for (const [name, answers, expected] of servers)
    it(name, () =>
      answering(answers, async ({ ask }) => {
        const { state, server } = await ask(["qwen3:32b"]);
        assert.equal(state, "up");
        assert.deepEqual(server, expected);
      }),
    );
});

/** What is asked at the root of the origin, once a list is there. */
const rootPaths: ReadonlySet<string> = new Set([
  ...serverKinds.flatMap(({ paths }) => paths).map((path) => `GET ${path}`),
  "POST /api/show",
]);

describe("a kind of server", () => {
  const folder = path.join("src", "endpoints", "kinds");
  const records = fs
    .readdirSync(path.join(projectRoot, folder))
    .filter((file) => /= serverRecord\(/.test(readProject(folder, file)));

  it("is in the list, under the name of its file", () => {
    assert.deepEqual(
      records.map((file) => path.basename(file, ".ts")).sort(),
      serverKinds.map(({ id }) => id).sort(),
      "src/endpoints/kinds/index.ts must list each file of that folder that has a record, by an id that is the file's name",
    );
    assert.equal(serverKinds.at(-1)?.id, "openai", "src/endpoints/kinds/index.ts: the kind that takes all comes last");
  });

  it("has a server here that answers as its servers do", () => {
    for (const { id } of serverKinds)
      assert.ok(
        servers.some(([, , { kind }]) => kind === id),
        `test/unit/endpoints/kinds.test.ts: "servers" has none of the kind ${id}`,
      );
  });

  it("that can be told to load a model says how", () => {
    for (const [name, , { kind, canLoad }] of servers)
      if (canLoad) assert.ok(recordOf(kind).load, `src/endpoints/kinds/${kind}.ts: no "load", yet ${name} can load`);
    for (const { id, load } of serverKinds)
      if (load)
        assert.ok(
          servers.some(([, , { kind, canLoad }]) => kind === id && canLoad),
          `src/endpoints/kinds/${id}.ts: none of its servers says that it can load`,
        );
  });

  it("has an id, owners, a name and an API that no other has", () => {
    const all: readonly (readonly [what: string, values: readonly string[]])[] = [
      ["id", serverKinds.map(({ id }) => id)],
      ["owners", serverKinds.flatMap(({ owners }) => owners)],
      ["usual.provider", serverKinds.flatMap(({ usual }) => usual?.provider ?? [])],
      ["label", serverKinds.map(({ label }) => label)],
      ["native.api", serverKinds.flatMap(({ native }) => native?.api ?? [])],
    ];
    for (const [what, values] of all) {
      const twice = values.filter((value, index) => values.indexOf(value) !== index);
      assert.deepEqual(twice, [], `src/endpoints/kinds: ${twice.join(", ")} is the "${what}" of two kinds`);
    }
  });

  it("is named in the README", () => {
    const told = /\*\*What the server says\*\*: ([^.]*(?:\.[a-z][^.]*)*)\./.exec(readProject("README.md"))?.[1] ?? "";
    for (const { label } of serverKinds)
      assert.ok(told.includes(label), `README.md, "What the server says", does not name ${label}: ${told}`);
  });
});

describe("A server is asked for its models, and where it lists some, at the same origin for what it is and what is loaded: these paths and no others.", () => {
  it("`GET {baseUrl}/models`, with and without `/v1`, at the root or without a pasted route, `/api/v1/models`, `/api/v0/models`, `/api/version`, `/api/tags`, `/api/ps`, `POST /api/show`, `/props`, `/version`, `/get_model_info`, `/model_info`, `/health/liveliness`, `/model/info`.", async () => {
    const section = /## What leaves your machine\n(.*?)\n## /s.exec(readProject("README.md"))?.[1] ?? "";
    const told = /these paths and no others\.\s+(.*?)_Check Local Setup_/s.exec(section)?.[1] ?? "";
    const listed = new Set([...told.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path.replace(/^GET /, "")));
    const asked = new Set<string>();
    for (const [, answers] of [
      ...servers,
      ["any", {}] as const,
      ["list", { "/v1/models": openaiList({ id: "m" }) }] as const,
    ])
      await answering(answers, async ({ ask, requests }) => {
        await ask(["qwen3:32b", "other"]);
        for (const request of requests) {
          const [method = "", target = ""] = request.split(" ");
          const path = target.replace(/\{.*/, "");
          const isList = path === "/v1/models" || path === "/models";
          asked.add(isList ? "{baseUrl}/models" : method === "GET" ? path : `${method} ${path}`);
        }
      });
    listed.delete("/v1");
    const place = 'README.md, "What leaves your machine",';
    const untold = [...asked].filter((each) => !listed.has(each));
    assert.deepEqual(untold, [], `${place} does not list ${untold.join(", ")}: servers are asked at it`);
    const unasked = [...listed].filter((each) => !asked.has(each));
    assert.deepEqual(unasked, [], `${place} lists ${unasked.join(", ")}: no server is asked at it`);
    const questions = new Set([...asked].map((each) => each.replace(/^POST /, "")));
    for (const { id, paths } of serverKinds)
      for (const each of paths)
        assert.ok(questions.has(each), `src/endpoints/kinds/${id}.ts: it does not ask at ${each}, one of its "paths"`);
  });

  it("are at the written base, with or without `/v1`, at the root, and without a pasted route, whatever the base is", async () => {
    const bases: Readonly<Record<string, readonly string[]>> = {
      "/v1": ["/v1/models", "/models"],
      "": ["/models", "/v1/models"],
      "/openai": ["/openai/models", "/openai/v1/models", "/v1/models"],
      "/openai/v1": ["/openai/v1/models", "/openai/models", "/v1/models"],
      "/api/v1": ["/api/v1/models", "/api/models", "/v1/models"],
      "/v1/chat/completions": ["/v1/chat/completions/models", "/v1/models", "/v1/chat/completions/v1/models"],
      "/openai/v1/responses": ["/openai/v1/responses/models", "/openai/v1/models", "/openai/v1/responses/v1/models"],
      "/v1/models": ["/v1/models/models", "/v1/models", "/v1/models/v1/models"],
      "/v1/messages": ["/v1/messages/models", "/v1/models", "/v1/messages/v1/models"],
    };
    for (const [base, lists] of Object.entries(bases)) {
      const requests: string[] = [];
      const server = reading((request, _, response) => {
        requests.push(`${request.method} ${request.url}`);
        json(response, {}, 404);
      });
      await serve(server, (port) => prober.probe(at(`http://127.0.0.1:${port}${base}/models`), never));
      assert.deepEqual(
        requests,
        lists.map((list) => `GET ${list}`),
        base,
      );
      // Whichever of them lists models, all else is asked at the root of the same origin, whatever the base is.
      for (const place of lists) {
        const rest = new Set<string>();
        const listing = reading((request, _, response) => {
          const isPlace = request.method === "GET" && request.url === place;
          if (request.method !== "GET" || !lists.includes(request.url ?? ""))
            rest.add(`${request.method} ${request.url}`);
          json(response, isPlace ? openaiList({ id: "m" }) : {}, isPlace ? 200 : 404);
        });
        const { state } = await serve(listing, (port) =>
          prober.probe(at(`http://127.0.0.1:${port}${base}/models`), never),
        );
        for (const asked of rest) assert.ok(rootPaths.has(asked), `${base}: ${asked}`);
        assert.equal(state === "up", place === lists[0], `${base} ${place}`);
        if (state === "up") assert.ok(rest.size > 5, `${base}: ${rest.size}`);
      }
    }
  });

  it("are few once the kind is known, and only of this origin", () =>
    answering(servers[3]?.[1] ?? {}, async ({ ask, requests }) => {
      await ask([], "sk-1");
      const first = requests.length;
      await ask([], "sk-1");
      assert.deepEqual(requests.slice(first), ["GET /v1/models Bearer sk-1", "GET /props Bearer sk-1"]);
    }));

  it("are few where something else answers: two other places for the list", () =>
    answering({}, async ({ ask, requests }) => {
      assert.equal((await ask()).state, "not-openai");
      assert.deepEqual(requests, ["GET /v1/models -", "GET /models -"]);
    }));

  it("that hang leave the server up, within the time limit", async () => {
    const server = http.createServer((request, response) => {
      if (request.url === "/v1/models") response.end(JSON.stringify(openaiList({ id: "m" })));
    });
    const start = performance.now();
    const result = await serve(server, (port) => prober.probe(endpoint(port), never));
    assert.equal(result.state, "up");
    assert.deepEqual(result.models, ["m"]);
    assert.ok(result.latency < limits.total / 2 && performance.now() - start < limits.total * 2);
  });

  it("with nonsense for an answer are as good as none", () =>
    answering(
      {
        "/v1/models": openaiList({ id: "m" }),
        "/api/v1/models": { models: [null, 5, { key: 7 }] },
        "/api/v0/models": { data: "x" },
        "/api/version": { version: 5 },
        "/props": { default_generation_settings: "x" },
        "/get_model_info": [],
      },
      async ({ ask }) => assert.deepEqual((await ask()).server, { kind: "openai", models: [{ id: "m" }] }),
    ));
});

it("a server that was too busy to say what it is is asked again", async () => {
  let isBusy = true;
  const server = reading((request, _body, response) => {
    if (request.url === "/v1/models") json(response, openaiList({ id: "m" }));
    else if (request.url === "/props")
      json(response, { default_generation_settings: { n_ctx: 4096 } }, isBusy ? 503 : 200);
    else json(response, {}, 404);
  });
  await serve(server, async (port) => {
    assert.equal((await prober.probe(endpoint(port), never)).server?.kind, "openai");
    isBusy = false;
    assert.equal((await prober.probe(endpoint(port), never)).server?.kind, "llamacpp");
  });
});

it("what a list says of its owner counts more than that nothing else was known before", async () => {
  let owner = "me";
  const server = reading((request, _body, response) => {
    if (request.url === "/v1/models") json(response, openaiList({ id: "m", owned_by: owner }));
    else if (request.url === "/props" && owner === "llamacpp")
      json(response, { default_generation_settings: { n_ctx: 4096 } });
    else json(response, {}, 404);
  });
  await serve(server, async (port) => {
    assert.equal((await prober.probe(endpoint(port), never)).server?.kind, "openai");
    owner = "llamacpp";
    assert.equal((await prober.probe(endpoint(port), never)).server?.kind, "llamacpp");
  });
});

it("a server that loads its model says so", async () => {
  const server = http.createServer((_, response) =>
    response.writeHead(503).end(JSON.stringify({ error: { message: "Loading model", code: 503 } })),
  );
  const result = await serve(server, (port) => prober.probe(endpoint(port), never));
  assert.equal(result.state, "loading");
});
