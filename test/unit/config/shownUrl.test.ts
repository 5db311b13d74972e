// What of an address people may see.
import assert from "node:assert/strict";
import { it } from "node:test";
import { mask } from "../../../src/config/secretKeys";
import { shownUrl } from "../../../src/config/shownUrl";
import { Target } from "../../../src/endpoints/target";

const about = { shown: "", shownList: "", isLoopback: false, isPlain: true };

it("an address is shown without its user, and without what its query holds", () => {
  const expected: Readonly<Record<string, string>> = {
    "http://127.0.0.1:1234/v1": "http://127.0.0.1:1234/v1",
    " https://user:pa55@host/v1 ": "https://•••@host/v1",
    "https://a@b@host": "https://•••@host",
    "https://token@host?x=y@z": "https://•••@host?x=•••",
    "https://host/v1?key=secret&b=&flag#part": "https://host/v1?key=•••&b=•••&•••",
    "https://host/a@b": "https://host/a@b",
    "https://${USER}:${PASS}@${HOST}/v1": "https://•••@${HOST}/v1",
    "user:pass@host/v1": "•••@host/v1",
    "https:\\user@host": "https:\\•••@host",
    "http:user:pass@host": "http:•••@host",
    "https:///user@host/v1": "https:///•••@host/v1",
    "http:\t//user:pass@host/v1": "http://•••@host/v1",
    "\u0001 ht\ntps:/\t/user:pass@h.io/${A}": "https://•••@h.io/${A}",
    "no url": "no url",
    "": "",
  };
  for (const [written, shown] of Object.entries(expected)) assert.equal(shownUrl(written), shown, written);
});

it("nor with what looks like a token in its path", () => {
  const expected: Readonly<Record<string, string>> = {
    "https://h/v1/0123456789abcdef0123456789abcdef/openai": "https://h/v1/•••/openai",
    "https://h/AbCdEfGh12345678/v1": "https://h/•••/v1",
    "https://h/sk-live-0123456789abcdef/v1": "https://h/•••/v1",
    "https://h/2f1c9d9e-8a3b-4c5d-9e6f-0123456789ab/v1": "https://h/•••/v1",
    "https://h/bot1234567890:AAbbCCddEEffGGhhIIjjKKllMMnnOOpp/x": "https://h/•••/x",
    "https://h\\tok\\0123456789abcdef0123456789abcdef\\v1": "https://h\\tok\\•••\\v1",
    // What is percent-encoded is what it stands for.
    "https://h/%41bCdEfGh12345678/v1": "https://h/•••/v1",
    // Words and versions are none, nor is the name of a variable.
    "https://h/openai-compatible-mode-v1/chat/completions": "https://h/openai-compatible-mode-v1/chat/completions",
    "https://h/models/llama-3.1-70b-instruct/v1": "https://h/models/llama-3.1-70b-instruct/v1",
    "https://h/${OPENAI0123456789ABCDEF}/v1": "https://h/${OPENAI0123456789ABCDEF}/v1",
    "https://h/anunusuallylongnameofaservice/v1": "https://h/anunusuallylongnameofaservice/v1",
  };
  for (const [written, shown] of Object.entries(expected)) assert.equal(shownUrl(written), shown, written);
});

it("the sign for what is left out is the same everywhere", () => {
  const target = new Target(new URL("http://h/"), "0123456789abcdef", about);
  assert.equal(target.redact("0123456789abcdef"), mask);
  assert.equal(target.redactToken("0123456789abcdef"), mask);
});
