// Text from a file or a server stays text, outside of the editor, too.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { plain, visible } from "../../../../src/features/text/plain";

/** What VS Code makes a link of in notifications. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** What VS Code makes an icon of in menus, the status bar and code lenses. */
const icon = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/i;

describe("plain text", () => {
  it("is no link, and reads as it was", () => {
    for (const text of ["[x](command:evil)", "a [b](https://evil) c", "[a](command:b)[c](file:///d)"]) {
      assert.match(text, link);
      assert.doesNotMatch(plain(text), link);
      assert.equal(plain(text).replaceAll("] (", "]("), text);
    }
    assert.equal(plain("qwen/qwen3-8b [q4]"), "qwen/qwen3-8b [q4]");
  });

  it("has no icons but ours", () => {
    for (const text of ["$(trash)", "a $(sync~spin) b", "$($(trash)", "$$(x)"]) {
      assert.match(text, icon);
      assert.doesNotMatch(plain(text), icon, text);
    }
    assert.equal(plain("costs $5 (or ${NAME})"), "costs $5 (or ${NAME})");
  });

  it("hides nothing, and turns nothing round", () => {
    assert.equal(plain("a\u202egnp.exe"), "a\ufffdgnp.exe");
    assert.equal(plain("a\0\u0007b\u2066c\u061c"), "a\ufffdb\ufffdc\ufffd");
    assert.equal(plain("a\u200bb\u00adc\ufeffd\u{e0041}"), "abcd");
    assert.equal(plain("]\u200b(command:x)"), "] (command:x)");
    assert.equal(plain("\ud800x"), "\ufffdx");
    assert.equal(plain("模型 ❤\ufe0f é"), "模型 ❤\ufe0f é");
  });

  it("is one line, as long as it may be, with both ends", () => {
    assert.equal(plain(" a\r\n\tb\u2028c "), "a b c");
    assert.equal(visible("abcdefghij", 7), "abcd…ij");
    assert.equal(visible("abcdefg", 7), "abcdefg");
    assert.equal(visible("", 7), "");
    const long = `start${"x".repeat(5_000_000)}end`;
    const shown = visible(long, 40);
    assert.equal(shown.length, 40);
    assert.ok(shown.startsWith("start") && shown.endsWith("end"));
    // A character of two units is not cut in half.
    assert.doesNotMatch(visible("😀".repeat(50), 20), /\p{Cs}/u);
  });

  it("is all of that, whatever comes", () => {
    const parts = [
      ..."[]()$~\\ \n\r\t\0\u200b\u202e\u2066\u061c\u2028\ufeff\ud83d",
      "](",
      "$(",
      "command:",
      "x",
      "😀",
      "http://e.io",
    ];
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((each) => each.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), fc.integer({ min: 3, max: 60 }), (foreign, limit) => {
        const shown = plain(foreign, limit);
        assert.doesNotMatch(shown, link);
        assert.doesNotMatch(shown, icon);
        assert.doesNotMatch(
          shown,
          /[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/u,
        );
        // Each break of a link or an icon takes one more.
        assert.ok(shown.length <= limit * 2);
        assert.equal(plain(shown, 1000), shown);
      }),
      { numRuns: 20_000 },
    );
  });
});
