// Models that a server offers, put into the config.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import type { ProbeResult, ServedModel } from "../../../../src/endpoints/types";
import { addModels, offeredModels } from "../../../../src/features/editing/addModels";
import { diagnose } from "../../../../src/features/findings/diagnostics";
import { applyEdits } from "../../../../src/json5/edits";
import { find, toValue } from "../../../../src/json5/tree";
import { config, including } from "../../support";

const served: readonly ServedModel[] = [
  { id: "q", isLoaded: true, loadedContext: 32768 },
  { id: "far", isLoaded: false, maxContext: 131072 },
  { id: "near", isLoaded: true, loadedContext: 16384, maxContext: 40960, vision: true },
  { id: "e", isEmbedding: true },
];
const result: ProbeResult = {
  state: "up",
  latency: 1,
  models: served.map(({ id }) => id),
  server: { kind: "lmstudio", models: served },
};
const results = new Map([["mine", result]]);

function added(text: string): string {
  const document = config(text);
  const [offer] = offeredModels(document, results);
  assert.ok(offer);
  const change = addModels(document, offer.provider, offer.models);
  assert.ok(change);
  return applyEdits(text, change.edits);
}

describe("models that a server offers", () => {
  it("are those that the config lacks, the loaded ones first", () => {
    const [offer] = offeredModels(config("{ models: { providers: { mine: { models: [{ id: 'q' }] } } } }"), results);
    assert.deepEqual(
      offer?.models.map(({ id }) => id),
      ["near", "far"],
    );
    const down: ProbeResult = { state: "down", latency: 1, models: [] };
    assert.deepEqual(offeredModels(config("{ models: { providers: { mine: {} } } }"), new Map([["mine", down]])), []);
  });

  it("come behind those that are there, with all that is known of them", () => {
    const text = `{
  models: {
    providers: {
      mine: {
        baseUrl: "http://127.0.0.1:1234/v1", // here
        models: [
          { id: "q", name: "Q" }, // the first
        ],
      },
    },
  },
}
`;
    const after = added(text);
    assert.ok(after.startsWith(text.slice(0, text.indexOf("// the first") + 12)));
    assert.ok(after.endsWith(text.slice(text.indexOf("\n        ],"))));
    assert.deepEqual(diagnose(config(after)), []);
    assert.deepEqual(toValue(find(config(after).root, ["models", "providers", "mine", "models", 1])), {
      id: "near",
      name: "near",
      reasoning: false,
      input: ["text", "image"],
      cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      contextWindow: 16384,
      maxTokens: 4096,
    });
  });

  it("get a list where there is none, and go to the file that the provider is in", () => {
    assert.match(added("{ models: { providers: { mine: { baseUrl: 'http://x' } } } }"), /models: \[/);
    const main = "{ models: { $include: 'm.json5' } }";
    const document = including(main, { "m.json5": "{ providers: { mine: { models: [] } } }" });
    const [offer] = offeredModels(document, results);
    const change = offer && addModels(document, offer.provider, offer.models);
    assert.equal(path.basename(change?.source.path ?? ""), "m.json5");
  });

  it("of Ollama's own API keep the model's window, and take what is loaded as the cap", () => {
    const text = "{ models: { providers: { mine: { baseUrl: 'http://x', api: 'ollama', models: [] } } } }";
    const row = toValue(find(config(added(text)).root, ["models", "providers", "mine", "models", 1])) as Record<
      string,
      unknown
    >;
    assert.deepEqual([row.id, row.contextWindow, row.contextTokens], ["near", 40960, 16384]);
  });

  it("are not put where they do not belong", () => {
    const document = config("{ models: { providers: { mine: { models: 5 } } } }");
    const [offer] = offeredModels(document, results);
    assert.equal(offer && addModels(document, offer.provider, offer.models), undefined);
  });
});
