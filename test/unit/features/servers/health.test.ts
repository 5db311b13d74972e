// The health of model servers in words, and that no key is among them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { providersOf } from "../../../../src/config/providers";
import { Values } from "../../../../src/config/variables";
import { open } from "../../../../src/endpoints/target";
import type { EndpointState, ProbeResult } from "../../../../src/endpoints/types";
import {
  endpointOf,
  heldBack,
  isShown,
  mayAsk,
  type ServerEndpoint,
  shownProviders,
} from "../../../../src/features/servers/endpoints";
import {
  healthLine,
  holdText,
  markBeyond,
  type ProviderHealth,
  statusView,
} from "../../../../src/features/servers/health";
import {
  consentDetail,
  contextToLoad,
  curlCommand,
  isAskable,
  omittedVariables,
} from "../../../../src/features/servers/healthMenu";
import { english, type Translate } from "../../../../src/features/text/translate";
import { parse } from "../../../../src/json5/parser";
import { config, readProject, surroundings, wordsOf } from "../../support";

const waits = { connect: 2, total: 5 };

function health(fields: string, result?: Partial<ProbeResult>, id = "local"): ProviderHealth {
  const [provider] = providersOf(parse(`{ models: { providers: { '${id}': { ${fields} } } } }`).root);
  assert.ok(provider);
  return {
    provider,
    endpoint: endpointOf(provider),
    result: result && { state: "up", latency: 12, models: [], ...result },
  };
}

const hrefOf = (endpoint: ServerEndpoint | undefined) => endpoint && open(endpoint.target).url.href;
/** What is remembered where somebody allows a provider's server. */
const allowing = (fields: string) => new Set([health(fields).endpoint?.consent.digest ?? ""]);

const base = "baseUrl: 'http://127.0.0.1:8000/v1'";
const one = `${base}, models: [{ id: 'm' }]`;

describe("where a provider is asked", () => {
  const url = (fields: string) => hrefOf(health(fields).endpoint);

  it("below its baseUrl", () => {
    assert.equal(url(base), "http://127.0.0.1:8000/v1/models");
    assert.equal(url("baseUrl: 'http://localhost:1234/v1/'"), "http://localhost:1234/v1/models");
    assert.equal(url("baseUrl: 'http://user:secret@127.0.0.1/v1#x'"), "http://127.0.0.1/v1/models");
  });

  it("at Ollama's list, which is not below the baseUrl of its own API", () => {
    assert.equal(url("baseUrl: 'http://127.0.0.1:11434', api: 'ollama'"), "http://127.0.0.1:11434/v1/models");
  });

  it("where OpenClaw looks for it by itself, if no address is written", () => {
    const usual = (id: string, fields = "") => hrefOf(health(fields, undefined, id).endpoint);
    assert.equal(usual("lmstudio"), "http://localhost:1234/v1/models");
    assert.equal(usual("ollama"), "http://127.0.0.1:11434/v1/models");
    assert.equal(usual("vllm"), "http://127.0.0.1:8000/v1/models");
    assert.equal(usual("litellm"), "http://localhost:4000/v1/models");
    assert.equal(usual("mine"), undefined);
    assert.equal(usual("ollama", "baseUrl: 'http://127.0.0.1:11434'"), "http://127.0.0.1:11434/models");
    assert.equal(usual("lmstudio", "baseUrl: '${NOT_SET}'"), undefined);
  });

  it("beyond this machine only where that is allowed", () => {
    const none: ReadonlySet<string> = new Set();
    const may = (fields: string, allowed = none) => {
      const { endpoint } = health(fields);
      return endpoint && mayAsk(endpoint, allowed);
    };
    const nas = "baseUrl: 'http://192.168.1.5:1234/v1'";
    assert.equal(may(base), true);
    assert.equal(may("baseUrl: 'http://localhost:8080'"), true);
    assert.equal(may(nas), false);
    assert.equal(may("baseUrl: 'http://0.0.0.0:1234/v1'"), false);
    assert.equal(may("baseUrl: 'https://openrouter.ai/api/v1'"), false);
    assert.equal(may(nas, allowing(nas)), true);
    // What is allowed is scheme, host, port and path, all of them.
    for (const other of ["http://192.168.1.5/v1", "https://192.168.1.5:1234/v1", "http://192.168.1.5:1234/other/v1"])
      assert.equal(may(`baseUrl: '${other}'`, allowing(nas)), false, other);
  });

  it("Where the address on your machine or network is none that model servers have, nothing is sent until you allow it.", () => {
    const holds = (address: string) => health(`baseUrl: '${address}'`).endpoint?.holds;
    for (const path of ["", "/", "/v1", "/v1/", "/api/v1", "/openai/v1", "/v1beta/openai", "/engines/llama.cpp/v1"])
      assert.deepEqual(holds(`http://127.0.0.1:8000${path}`), [], path);
    for (const path of ["/v1/chat/completions", "/v1/models"])
      assert.deepEqual(holds(`http://127.0.0.1:8000${path}`), [], path);
    for (const path of [
      "/job/deploy/build",
      "/v1?token=x",
      "/v1#x",
      "/v1/../admin/v1x",
      "/api/v1/api/v1/api",
      "/v1%2F..",
      "//v1",
    ])
      assert.deepEqual(holds(`http://localhost:8000${path}`), ["path"], path);
    assert.deepEqual(holds("http://192.168.0.2/job/deploy"), ["host", "path"]);
    assert.deepEqual(holds("https://example.com/tenant/v1"), ["host"]);
  });

  it("Where the address or the key takes a variable of your environment, nothing is sent until you allow it for this address and these variables.", () => {
    const held = (fields: string, environment: Readonly<Record<string, string>>) => {
      const text = `{ env: { vars: { OWN: 'v1' } }, models: { providers: { x: { ${fields} } } } }`;
      const [provider] = providersOf(config(text, { surroundings: surroundings({}, environment) }).root);
      const endpoint = provider && endpointOf(provider);
      assert.ok(endpoint);
      return endpoint;
    };
    const own = held("baseUrl: 'http://127.0.0.1:1/${OWN}'", {});
    assert.deepEqual([own.holds, own.consent.variables, hrefOf(own)], [[], [], "http://127.0.0.1:1/v1/models"]);
    const key = held("baseUrl: 'http://127.0.0.1:1/v1', apiKey: '${KEY}'", { KEY: "sk-secret" });
    assert.deepEqual([key.holds, key.consent.variables], [["variables"], ["KEY"]]);
    assert.equal(mayAsk(key, new Set()), false);
    assert.equal(mayAsk(key, new Set([key.consent.digest])), true);
    const other = held("baseUrl: 'http://127.0.0.1:1/v1', apiKey: '${OTHER}'", { OTHER: "sk-other" });
    assert.equal(mayAsk(other, new Set([key.consent.digest])), false);
    const plain = held("baseUrl: 'http://127.0.0.1:1/v1'", {});
    assert.equal(mayAsk(other, new Set([plain.consent.digest])), false);
    // What the state folder of OpenClaw holds is the machine's, too; what lies beside the config is not.
    const fromFile = (isBeside: boolean) => {
      const around = surroundings({}, {});
      const file = { kind: "file", path: "/x/.env", values: new Values([["KEY", "k"]]), isBeside } as const;
      const text = "{ models: { providers: { x: { baseUrl: 'http://127.0.0.1:1/v1', apiKey: '${KEY}' } } } }";
      const { root } = config(text, { surroundings: { ...around, variables: [file] } });
      const [provider] = providersOf(root);
      return provider && endpointOf(provider)?.holds;
    };
    assert.deepEqual([fromFile(false), fromFile(true)], [["variables"], []]);
    // Where the variable leads elsewhere, it is another address.
    const host = (value: string) => held("baseUrl: 'https://${HOST}/v1'", { HOST: value });
    assert.equal(mayAsk(host("b.test"), new Set([host("a.test").consent.digest])), false);
    assert.equal(host("a.test").consent.shown, "https://${HOST}/v1");
    assert.doesNotMatch(JSON.stringify(host("a.test")), /a\.test/);
  });

  it("is told of servers on one's own network, and of others that are allowed", () => {
    const none: ReadonlySet<string> = new Set();
    const shown = (fields: string, allowed = none) => isShown(health(fields).provider, allowed);
    assert.equal(shown("baseUrl: 'http://192.168.1.5:1234/v1'"), true);
    assert.equal(shown("baseUrl: 'https://openrouter.ai/api/v1'"), false);
    assert.equal(
      shown("baseUrl: 'https://openrouter.ai/api/v1'", allowing("baseUrl: 'https://openrouter.ai/api/v1'")),
      true,
    );
    assert.equal(shown("api: 'ollama'"), false);
    assert.equal(shown("baseUrl: 'no url'"), true);
    assert.equal(shown("baseUrl: 'ftp://127.0.0.1'"), false);
    const all = ["baseUrl: 'https://openrouter.ai/api/v1'", "baseUrl: 'http://nas:1/v1'", base];
    const providers = all.map((fields) => health(fields).provider);
    assert.deepEqual(heldBack(providers, none).map(hrefOf), [
      "http://nas:1/v1/models",
      "https://openrouter.ai/api/v1/models",
    ]);
    assert.deepEqual(
      heldBack([health("baseUrl: 'https://api.anthropic.com', api: 'anthropic-messages'").provider], none),
      [],
    );
  });
});

describe("the status bar", () => {
  const text = (...all: ProviderHealth[]) => {
    const view = statusView(all, waits, english);
    return view && `$(${view.icon}) ${view.label}`;
  };

  it("tells the states apart by icon and by words", () => {
    const states: readonly EndpointState[] = ["refused-key", "not-openai", "slow", "down"];
    const seen = [
      text(health(one, { models: ["m", "n"] })),
      text(health(one, { models: ["n"] })),
      ...states.map((state) => text(health(one, { state }))),
      text(health(one)),
      text(health("baseUrl: 'no url'")),
      text({ ...health("baseUrl: 'http://nas:1/v1'"), isHeldBack: true }),
    ];
    assert.deepEqual(seen, [
      "$(pass) local: up, 12 ms",
      "$(warning) local: model not listed",
      "$(key) local: key refused",
      "$(question) local: not a model server",
      "$(watch) local: no answer in time",
      "$(circle-slash) local: down",
      "$(sync~spin) local: checking…",
      "$(link) local: baseUrl is not a URL",
      "$(shield) local: not asked",
    ]);
    assert.equal(new Set(seen.map((each) => each?.split(" ")[0])).size, seen.length);
  });

  it("raises no alarm where OpenClaw starts the server, or has a key that the config does not tell", () => {
    const onDemand = `${one}, localService: { command: '/bin/x' }`;
    assert.equal(text(health(onDemand, { state: "down" })), "$(debug-start) local: starts on demand");
    assert.equal(text(health(onDemand, { models: ["m"] })), "$(pass) local: up, 12 ms");
    for (const key of ["{ source: 'env', provider: 'x', id: 'X' }", "'$LM_KEY'", "'LM_API_KEY'"])
      assert.equal(text(health(`${one}, apiKey: ${key}`, { state: "refused-key" })), "$(lock) local: wants a key", key);
    const hidden = health(`${one}, apiKey: '$X'`, { state: "refused-key" });
    assert.match(wordsOf(statusView([hidden], waits, english)?.tooltip), /none was sent/);
    const both = [health(onDemand, { state: "down" }, "a"), health(one, { models: ["m"] }, "b")];
    assert.equal(text(...both), "$(pass) b: up, 12 ms (+1 more)");
  });

  it("shows the worst of several, and how many more there are", () => {
    assert.equal(
      text(health(one, { models: ["m"] }, "a"), health(one, { state: "down" }, "b"), health(one, undefined, "c")),
      "$(circle-slash) b: down (+2 more)",
    );
    assert.equal(text(), undefined);
  });

  it("says how many of several nobody asks: they hide behind no number of those that are fine", () => {
    const held = { ...health("baseUrl: 'http://nas:1/v1'", undefined, "n"), isHeldBack: true };
    const up = (id: string) => health(one, { models: ["m"] }, id);
    assert.equal(text(up("a"), held, held), "$(pass) a: up, 12 ms (2 not asked)");
    assert.equal(text(up("a"), held, up("b")), "$(pass) a: up, 12 ms (+1 more, 1 not asked)");
    assert.equal(text(held, held), "$(shield) n: not asked (1 not asked)");
  });

  it("knows which can be asked as they are: one without an address cannot, and hides none that waits for leave", () => {
    const held = { ...health("baseUrl: 'http://nas:1/v1'", undefined, "n"), isHeldBack: true };
    assert.deepEqual([held, health("baseUrl: 'localhost:9/v1'"), health(one)].map(isAskable), [false, false, true]);
  });

  it("says of those beyond the number that is asked that they are not, and waits for none of them", () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      health(one, index < 32 ? { models: ["m"] } : undefined, `p${index}`),
    );
    assert.equal(text(...markBeyond(many)), "$(pass) p0: up, 12 ms (+31 more, 8 not asked)");
    const beyond = Array.from({ length: 33 }, (_, index) => health(one, index < 32 ? { state: "up" } : undefined));
    assert.doesNotMatch(text(...markBeyond(beyond)) ?? "", /checking/);
  });

  it("tells of an address without a scheme, and what to write", () => {
    for (const baseUrl of ["localhost:1234/v1", "127.0.0.1:1234/v1", "nas.local:80", "127.0.0.1"]) {
      const without = health(`baseUrl: '${baseUrl}'`);
      assert.equal(without.endpoint, undefined);
      assert.ok(isShown(without.provider, new Set()), baseUrl);
      assert.match(wordsOf(statusView([without], waits, english)?.tooltip), /write http:\/\/ or https:\/\//, baseUrl);
    }
    for (const baseUrl of ["ftp://127.0.0.1", "no url", "x:y"])
      assert.doesNotMatch(
        wordsOf(statusView([health(`baseUrl: '${baseUrl}'`)], waits, english)?.tooltip),
        /write http:/,
        baseUrl,
      );
  });

  it("takes Ollama's `latest` for granted", () => {
    assert.match(text(health(one, { models: ["m:latest"] })) ?? "", /up/);
  });
});

describe("the tooltip", () => {
  const tooltip = (...all: ProviderHealth[]) => wordsOf(statusView(all, waits, english)?.tooltip);

  it("is a block a server: name, state, latency, address, models", () => {
    assert.equal(
      tooltip(health(one, { models: ["n", "o"] })),
      [
        "**Local model servers**",
        "◐ **local** · model not listed · 12 ms  \n`http://127.0.0.1:8000/v1`  \nModels: not listed: `m` · 2 listed: `n`, `o`",
        "---",
        "Click for more.",
      ].join("\n\n"),
    );
  });

  it("has the worst server first, and so many as fit", () => {
    const down = health(one, { state: "down", detail: { kind: "refused" } }, "b");
    const text = tooltip(health(one, { models: ["m"] }, "a"), down);
    assert.match(
      text,
      /○ \*\*b\*\* · down · 12 ms {2}\n`http:\/\/127\.0\.0\.1:8000\/v1` {2}\n\*Nothing listens there[^\n]*\*\n\n---\n\n● \*\*a\*\*/,
    );
    const many = Array.from({ length: 300 }, (_, index) => health(one, undefined, `p${index}`));
    assert.equal(tooltip(...many).split("\n---\n").length, 13);
    assert.match(tooltip(...many), /288 more servers are not shown here\. Click for more\.$/);
    assert.doesNotMatch(tooltip(...many.slice(0, 12)), /not shown here/);
    const cut = wordsOf(statusView(many.slice(0, 100), waits, english, true)?.tooltip);
    assert.match(cut, /More than 88 more servers are not shown here\. Click for more\.$/);
  });

  it("tells what the server is, what it has loaded, and how it has answered", () => {
    const models = [
      { id: "m", isLoaded: true, loadedContext: 32768 },
      { id: "n", isLoaded: false },
    ];
    const server = { kind: "lmstudio", version: "0.4.1", models } as const;
    const history = [
      { state: "up", latency: 10 },
      { state: "down", latency: 1 },
      { state: "up", latency: 20 },
    ] as const;
    const text = tooltip({ ...health(one, { models: ["m", "n"], server }), history });
    assert.match(
      text,
      /`http:\/\/127\.0\.0\.1:8000\/v1` · LM Studio 0\.4\.1 {2}\nLoaded: `m` 32 Ki {2}\nModels: 2 listed/,
    );
    assert.match(text, /\n▄×▇ Latency of the last 3 checks, 20 ms at most\n/);
    const many = Array.from(
      { length: 60 },
      (_, index) => ({ state: index === 3 ? "down" : "up", latency: index }) as const,
    );
    const chart = /\n(.*) Latency of the last 60 checks, 59 ms at most/.exec(
      tooltip({ ...health(one), history: many }),
    );
    assert.match(chart?.[1] ?? "", /^▁×[▁▂▃▄▅▆▇]{27}▇$/);
    // Where none has answered there is nothing to draw.
    assert.doesNotMatch(tooltip({ ...health(one), history: [history[1], history[1]] }), /Latency/);
  });

  it("fits in one line above the provider", () => {
    const models = [
      { id: "m", isLoaded: true },
      { id: "n", isLoaded: false },
    ];
    const server = { kind: "lmstudio", models } as const;
    const line = ({ provider, result }: ProviderHealth) => result && healthLine(provider, result, english);
    assert.equal(line(health(one, { models: ["m", "n"], server })), "● LM Studio · 12 ms · 1 of 2 loaded");
    assert.equal(line(health(one, { state: "down", detail: { kind: "refused" } })), "○ down");
    const onDemand = `${one}, localService: { command: '/bin/x' }`;
    assert.equal(line(health(onDemand, { state: "down" })), "○ starts on demand");
  });

  it("gives every reason for which a server is held back, and says that a click leads on only where one does", () => {
    const { endpoint } = health("baseUrl: 'http://192.168.0.2/job/deploy'");
    assert.ok(endpoint);
    const both =
      "http://192.168.0.2/job/deploy does not name this machine (127.0.0.1, localhost). http://192.168.0.2/job/deploy is no usual address of a model server. Nothing is sent there until you allow it.";
    assert.equal(holdText(endpoint, english), both);
    const held = { ...health("baseUrl: 'http://192.168.0.2/job/deploy'"), isHeldBack: true };
    assert.match(tooltip(held), /until you allow it\. Click to allow it\./);
    const foreign = { ...health(one), isHeldBack: true };
    assert.match(tooltip(foreign), /not asked by themselves/);
    assert.doesNotMatch(tooltip(foreign), /Click to allow/);
  });

  it("sets no blank behind a full stop where a language has none", () => {
    for (const language of ["ja", "zh-cn"]) {
      const bundle = JSON.parse(readProject("l10n", `bundle.l10n.${language}.json`)) as Record<string, string>;
      const t: Translate = (text, params) => english(bundle[text] ?? text, params);
      const held = { ...health("baseUrl: 'http://192.168.0.2/job/deploy'"), isHeldBack: true };
      const listed = health(one, { models: ["n", "o"] });
      const shown = wordsOf(statusView([held, listed], waits, t)?.tooltip);
      const { endpoint } = held;
      assert.ok(endpoint);
      for (const text of [shown, holdText(endpoint, t), ...consentDetail(endpoint, t)])
        assert.doesNotMatch(text, /[。、：（），；] (?! \n)/, language);
    }
  });

  it("does not say the latency twice", () => {
    assert.equal(tooltip(health(one, { models: ["m"] })).match(/12 ms/g)?.length, 1);
  });

  it("says what to do", () => {
    assert.match(tooltip(health(one, { state: "down", detail: { kind: "refused" } })), /start the server/);
    assert.match(
      tooltip(health(one, { state: "not-openai", detail: { kind: "status", status: 404 } })),
      /HTTP 404.*v1/,
    );
  });

  it("escapes what a server or a file says, and is short of it", () => {
    const hostile = [
      "x`|](command:evil) <img src=x>",
      "a".repeat(5000),
      "b\n\n# c",
      ...Array.from({ length: 1000 }, (_, index) => `m${index}`),
    ];
    const view = statusView([health(one, { models: hostile }, "p](command:x)|<b>")], waits, english);
    const { source = "" } = view?.tooltip ?? {};
    assert.ok(source.length < 2000);
    assert.match(wordsOf(view?.tooltip), /\*\*p\]\(command:x\)\|<b>\*\*/);
    assert.doesNotMatch(source, /p\]\(|<b>/);
    // A backtick could end a code span: what has one is text.
    assert.match(wordsOf(view?.tooltip), /x`\|\]\(command:evil\) <img src=x>/);
    assert.doesNotMatch(source, /<img/);
    assert.match(source, /`b # c`/);
  });

  it("shows an address that is none without the login in it", () => {
    const text = tooltip(health("baseUrl: 'htp://user:pa55@host:80:80/x?key=abc'"));
    assert.match(text, /htp:\/\/•••@host:80:80\/x\?key=•••/);
  });

  it("never holds a key", () => {
    for (const state of ["up", "refused-key", "not-openai", "slow", "down"] as const) {
      const view = statusView([health(`${one}, apiKey: 'sk-secret'`, { state })], waits, english);
      assert.ok(!JSON.stringify(view).includes("sk-secret"));
    }
  });
});

describe("the curl command", () => {
  const command = (fields: string, shell: "posix" | "powershell" = "posix") => {
    const { endpoint } = health(fields);
    assert.ok(endpoint);
    return curlCommand(endpoint, waits, shell);
  };

  it("asks the same, with a variable in place of the key", () => {
    assert.equal(
      command("baseUrl: 'http://127.0.0.1:8000/v1', apiKey: 'sk-secret'"),
      'curl -g -sS --connect-timeout 2 --max-time 5 -H "Authorization: Bearer ${OPENCLAW_API_KEY}" "http://127.0.0.1:8000/v1/models"',
    );
    assert.equal(
      command("baseUrl: 'http://127.0.0.1:8000/v1', apiKey: 'sk-secret'", "powershell"),
      'curl.exe -g -sS --connect-timeout 2 --max-time 5 -H "Authorization: Bearer ${env:OPENCLAW_API_KEY}" "http://127.0.0.1:8000/v1/models"',
    );
    assert.match(
      command("baseUrl: 'http://127.0.0.1:11434', api: 'ollama'"),
      /"http:\/\/127\.0\.0\.1:11434\/v1\/models"$/,
    );
  });

  it("is one command, whatever the address holds", () => {
    const marks = "';calc;'$(calc)`calc`&calc.exe&|calc!!{}()*<>^~\\u2019\\u201d";
    for (const shell of ["posix", "powershell"] as const) {
      const text = command(`baseUrl: "http://127.0.0.1:8000/a${marks}b/v1"`, shell);
      const quoted = text.slice(text.indexOf('"') + 1, -1);
      assert.match(quoted, /^http:\/\/[A-Za-z0-9\-._~:/@=&,+%]*$/, shell);
    }
  });
});

describe("what a copied command leaves out", () => {
  const long = "0123456789abcdef0123456789abcdef";
  const copied = (baseUrl: string, shell: "posix" | "powershell" = "posix") => {
    const { endpoint } = health(`baseUrl: '${baseUrl}'`);
    assert.ok(endpoint);
    const command = curlCommand(endpoint, waits, shell);
    assert.ok(!command.includes(long) && !command.includes("pa55") && !command.includes("%E2%80%A2"), command);
    return [command.slice(command.indexOf('"')), ...omittedVariables(endpoint)];
  };

  it("is a variable of the shell, without which nothing is asked where the shell can tell", () => {
    assert.deepEqual(copied("http://127.0.0.1:8000/v1"), ['"http://127.0.0.1:8000/v1/models"']);
    assert.deepEqual(copied(`http://127.0.0.1:8000/v1?key=${long}&x=1`), [
      '"http://127.0.0.1:8000/v1/models?key=${OPENCLAW_URL_PART_1:?}&x=${OPENCLAW_URL_PART_2:?}"',
      "OPENCLAW_URL_PART_1",
      "OPENCLAW_URL_PART_2",
    ]);
    assert.deepEqual(copied(`http://127.0.0.1:8000/${long}/v1`, "powershell"), [
      '"http://127.0.0.1:8000/${env:OPENCLAW_URL_PART_1}/v1/models"',
      "OPENCLAW_URL_PART_1",
    ]);
  });

  it("is no login: none is sent", () => {
    assert.deepEqual(copied("http://user:pa55@127.0.0.1:8000/v1"), ['"http://127.0.0.1:8000/v1/models"']);
    const text = "{ models: { providers: { x: { baseUrl: 'http://user:pa55@127.0.0.1:8000/${OWN}?k=v' } } } }";
    const [provider] = providersOf(config(text, { surroundings: surroundings({}, { OWN: "v1" }) }).root);
    const endpoint = provider && endpointOf(provider);
    assert.ok(endpoint);
    assert.match(
      curlCommand(endpoint, waits, "posix"),
      /"http:\/\/127\.0\.0\.1:8000\/\$\{OWN\}\/models\?k=\$\{OPENCLAW_URL_PART_1:\?\}"$/,
    );
  });

  it("does not stand where people are asked, either", () => {
    const { endpoint } = health(`baseUrl: 'http://nas:8000/${long}/v1'`);
    assert.equal(endpoint?.consent.shown, "http://nas:8000/•••/v1");
    assert.ok(endpoint && !holdText(endpoint, english).includes(long));
  });
});

describe("the question whether a server may be asked", () => {
  const detail = (fields: string) => {
    const { endpoint } = health(fields);
    assert.ok(endpoint);
    return consentDetail(endpoint, english);
  };

  it("says in short lines what is asked, where, how often, and what is sent along", () => {
    const said = detail("baseUrl: 'https://example.com/tenant/v1', apiKey: 'sk-secret'");
    assert.equal(said[0], "This address is not on a private network.");
    assert.equal(said[1], "Asked: its models, at https://example.com/tenant/v1/models.");
    assert.ok(said.includes("Sent along: the apiKey of local."));
    assert.ok(said.every((each) => each.length < 240));
    assert.ok(detail("baseUrl: 'http://nas:1/v1'").includes("Sent along: no key."));
  });

  it("names the paths that the README names", () => {
    const [, paths = ""] =
      /these paths and no others\.\n(.*?)_Check Local Setup_/s.exec(readProject("README.md")) ?? [];
    const told = [...paths.matchAll(/`(?:POST )?(\/[^`]+)`/g)].map(([, path]) => path).filter((path) => path !== "/v1");
    const named = detail("baseUrl: 'http://nas:1/v1'")
      .join("\n")
      .match(/(?<= )\/[\w/]+/g);
    assert.deepEqual([...(named ?? [])].sort(), told.sort());
  });
});

it("of very many providers the first are shown, and that there are more is known", () => {
  const providers = Array.from({ length: 20_000 }, (_, index) => health(one, undefined, `p${index}`).provider);
  const { shown, hasMore } = shownProviders(providers, new Set());
  assert.deepEqual([shown.length, shown.at(-1)?.id, hasMore], [100, "p99", true]);
  assert.deepEqual(shownProviders(providers.slice(0, 100), new Set()).hasMore, false);
});

describe("the context to load a model with", () => {
  const load = (kind: "lmstudio" | "ollama", row: string, maxContext?: number) => {
    const { provider } = health(`${base}, models: [{ id: 'm', ${row} }]`);
    const models = [{ id: kind === "ollama" ? "m:latest" : "m", ...(maxContext && { maxContext }) }];
    return contextToLoad(provider, { kind, models }, models[0]?.id ?? "");
  };

  it("is what OpenClaw would ask for, and no more than the model takes", () => {
    assert.equal(load("lmstudio", "contextWindow: 32768"), 32768);
    assert.equal(load("lmstudio", "contextWindow: 32768, contextTokens: 8192"), 8192);
    assert.equal(load("lmstudio", "contextWindow: 262144", 131072), 131072);
    assert.equal(load("ollama", "contextWindow: 32768"), undefined);
    assert.equal(load("ollama", "contextTokens: 16384"), 16384);
    assert.equal(load("ollama", "contextTokens: 16384, params: { num_ctx: 8192 }"), 8192);
    assert.equal(load("lmstudio", "contextWindow: 'x'"), undefined);
    assert.equal(load("lmstudio", ""), undefined);
  });
});
