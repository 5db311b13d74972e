// Which file is the config, by OpenClaw's own precedence, and which are copies of it.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { activeConfig, backupsOf, configNames, profileOf } from "../../../src/config/location";
import { readProject } from "../support";

const home = path.resolve("/home/me");
const at = (...steps: string[]) => path.join(home, ...steps);

async function found(environment: NodeJS.ProcessEnv, ...files: string[]): Promise<string> {
  const {
    path: file,
    exists,
    reason,
  } = await activeConfig({
    environment,
    home,
    exists: async (each) => files.includes(each),
  });
  return `${exists ? "" : "no "}${path.relative(home, file)} ${reason}`;
}

describe("the active config", () => {
  it("is the first that is there", async () => {
    assert.equal(await found({}), `no ${path.join(".openclaw", "openclaw.json")} default`);
    const old = at(".clawdbot", "clawdbot.json");
    assert.equal(await found({}, old), `${path.relative(home, old)} default`);
    assert.equal(
      await found({}, old, at(".openclaw", "clawdbot.json")),
      `${path.join(".openclaw", "clawdbot.json")} default`,
    );
  });

  it("is what a variable names, there or not", async () => {
    assert.equal(await found({ OPENCLAW_CONFIG_PATH: " ~/x.yaml " }), "no x.yaml OPENCLAW_CONFIG_PATH");
    assert.equal(
      await found({ OPENCLAW_STATE_DIR: "~/state", OPENCLAW_CONFIG_PATH: " " }, at("state", "clawdbot.json")),
      `${path.join("state", "clawdbot.json")} OPENCLAW_STATE_DIR`,
    );
    assert.equal(
      await found({ OPENCLAW_STATE_DIR: "~/state" }, at(".openclaw", "openclaw.json")),
      `no ${path.join("state", "openclaw.json")} OPENCLAW_STATE_DIR`,
    );
    assert.equal(
      await found({ OPENCLAW_HOME: at("other") }),
      `no ${path.join("other", ".openclaw", "openclaw.json")} default`,
    );
  });
});

it("copies are told from other files", () => {
  const names = [
    "openclaw.json",
    "openclaw.json.bak.1",
    "openclaw.json.bak",
    "openclaw.json.last-good",
    "openclaw.json5",
    "openclaw.json.rejected.2026",
    "other.json.bak",
  ];
  assert.deepEqual(
    backupsOf(at("openclaw.json"), names).map(({ name, kind }) => `${kind} ${name}`),
    [
      "last-good openclaw.json.last-good",
      "backup openclaw.json.bak",
      "backup openclaw.json.bak.1",
      "rejected openclaw.json.rejected.2026",
    ],
  );
});

it("profiles are told by their folder", () => {
  assert.equal(profileOf(".openclaw-work"), "work");
  assert.equal(profileOf(".openclaw"), undefined);
});

it("the names that a config goes by are those that VS Code is told of", () => {
  const { contributes } = JSON.parse(readProject("package.json")) as {
    readonly contributes: {
      readonly languages: readonly { readonly id: string; readonly filenames?: readonly string[] }[];
    };
  };
  const own = contributes.languages.find(({ id }) => id === "openclaw");
  assert.deepEqual([...(own?.filenames ?? [])].sort(), [...configNames].sort());
});
