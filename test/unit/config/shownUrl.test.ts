// What of an address people may see.
import assert from "node:assert/strict";
import { it } from "node:test";
import { shownUrl } from "../../../src/config/shownUrl";

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
