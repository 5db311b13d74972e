// Text from a file or a server stays text, in Markdown and in notifications.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { unlinked } from "../../../src/features/markdown";

describe("text in a notification", () => {
  /** What VS Code makes a link of in notifications. */
  const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/;

  it("is no link, and reads as it was", () => {
    for (const text of ["[x](command:evil)", "a [b](https://evil) c", "[a](command:b)[c](file:///d)"]) {
      assert.match(text, link);
      assert.doesNotMatch(unlinked(text), link);
      assert.equal(unlinked(text).replaceAll("] (", "]("), text);
    }
    assert.equal(unlinked("qwen/qwen3-8b [q4]"), "qwen/qwen3-8b [q4]");
  });
});
