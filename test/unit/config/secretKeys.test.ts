// What is kept back of a config's values wherever they are shown.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isSecretKey, mask, shownValue, withoutTokens } from "../../../src/config/secretKeys";

describe("keys whose values are secrets", () => {
  it("are known however they are written", () => {
    const names =
      "apiKey apikey API_KEY x-api-key X-API-Key openai_api_key OPENAI_API_KEY botToken bot_token GITHUB_PERSONAL_ACCESS_TOKEN token tokens password PASSWORD clientSecret client-secret secrets passphrase privateKey signing_key Authorization Proxy-Authorization cookie credentials encryptKey AWS_SECRET_ACCESS_KEY";
    for (const name of names.split(" ")) assert.ok(isSecretKey(name), name);
  });

  it("are no others", () => {
    const names =
      "key keys id baseUrl tokenFile passwordFile apiKeyHelper secretsDir author tokenizer model primary keyPath cookiePolicy maxTokensField";
    for (const name of names.split(" ")) assert.ok(!isSecretKey(name), name);
  });
});

describe("a value as it is shown", () => {
  it("is nothing below env and headers, and at secret keys", () => {
    const places = [
      ["env", "vars", "OPENAI_API_KEY"],
      ["env", "vars", "HARMLESS"],
      ["env", "PLAIN"],
      ["models", "providers", "x", "headers", "Authorization"],
      ["models", "providers", "x", "headers", "X-Any"],
      ["mcp", "servers", "gh", "env", "GITHUB_PERSONAL_ACCESS_TOKEN"],
      ["a", "extraHeaders", "x"],
      ["a", "x-api-key"],
      ["a", "apiKeys", 0],
      ["a", "Client_Secret", "value"],
    ];
    for (const place of places) assert.equal(shownValue(place, "live-1"), mask, place.join("."));
  });

  it("is what it says where that is a variable", () => {
    for (const text of ["${MY_KEY}", "Bearer ${MY_KEY}", "${A}${B}", ""])
      assert.equal(shownValue(["headers", "Authorization"], text), text);
    for (const text of ["${MY_KEY}x", "Bearer sk", "${lower}"])
      assert.equal(shownValue(["headers", "Authorization"], text), mask, text);
  });

  it("has no token, wherever it stands", () => {
    const tokens = [
      "sk-live-0123456789abcdef",
      "sk-ant-api03-abcdefgh",
      "ghp_abcdefghijklmnopqrst",
      "github_pat_11ABCDEFG0abcdefgh",
      "xoxb-1234567890-abcdef",
      "AKIAIOSFODNN7EXAMPLE",
      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN",
      "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
      "d41d8cd98f00b204e9800998ecf8427e",
      "QWxhZGRpbjpvcGVuIHNlc2FtZSBhbmQgbW9yZTEyMzQ1Ng==",
      "-----BEGIN RSA PRIVATE KEY-----",
      "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    ];
    for (const token of tokens)
      for (const text of [token, `--key=${token}`, `a ${token} b`]) {
        const shown = shownValue(["a"], text);
        assert.ok(shown.includes(mask) && !shown.includes(token), `${text} → ${shown}`);
      }
  });

  it("has no user, password or value of a query in an address", () => {
    assert.equal(shownValue(["a"], "https://user:pa55@host/v1"), `https://${mask}@host/v1`);
    assert.equal(shownValue(["a"], "https://a@b@host/v1"), `https://${mask}@host/v1`);
    assert.equal(shownValue(["a"], "wss://host/x?token=abc&b=#top"), `wss://host/x?token=${mask}&b=#top`);
    assert.equal(shownValue(["a"], "http://127.0.0.1:1234/v1"), "http://127.0.0.1:1234/v1");
  });

  it("has none however the address is written", () => {
    const long = "s3cret".repeat(40);
    for (const text of [
      "http:\\\\user:s3cret@h",
      "http:/user:s3cret@h",
      "see http:\t//u:s3cret@h/",
      `https://h/?q=${long}`,
    ])
      assert.doesNotMatch(shownValue(["x"], text), /s3cret/, text);
  });

  it("is all that it is where it is no secret", () => {
    const texts = [
      "qwen3-coder-30b-a3b-instruct-mlx-4bit",
      "lmstudio/mistralai/Devstral-Small-2-24B-Instruct-2512-GGUF",
      "MaziyarPanahi/Qwen2.5-7B-Instruct-1M-GGUF:Q4_K_M",
      "/home/user/projects/openclaw/workspace/notes.md",
      "~/Library/Application Support/OpenClaw/agents/main",
      "anthropic/claude-sonnet-4-5-20250929",
      "6f9619ff-8b86-d011-b42d-00c04fc964ff",
      "*/15 9-17 * * 1-5",
      "user@example.org",
      "What? a=b & c=d",
      "ask-everybody-about-all-of-it",
    ];
    for (const text of texts) assert.equal(shownValue(["agents", "x"], text), text);
  });

  it("is looked at in no more time than its length", () => {
    for (const part of ["a", "A1", "/", "://", "?a=", "sk-", "eyJa.", "1:", "@", "${"]) {
      const text = part.repeat(1_000_000 / part.length);
      assert.ok(withoutTokens(text).length < 10_000, part);
    }
  });
});
