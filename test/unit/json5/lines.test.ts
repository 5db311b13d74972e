// Offsets to lines and back.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Lines } from "../../../src/json5/lines";

it("lines break at LF, CR and CRLF, and offsets go there and back", () => {
  const text = "a\nbc\r\nd\re\u2028f";
  const lines = new Lines(text);
  assert.deepEqual(lines.positionAt(text.indexOf("c")), { line: 1, character: 1 });
  assert.deepEqual(lines.positionAt(text.indexOf("d")), { line: 2, character: 0 });
  assert.deepEqual(lines.positionAt(text.indexOf("f")), { line: 3, character: 2 });
  for (let offset = 0; offset <= text.length; offset++) assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
  assert.deepEqual(lines.positionAt(99), lines.positionAt(text.length));
  assert.equal(lines.offsetAt({ line: 99, character: 0 }), text.length);
});
