// Network shares of Windows: known by their paths, and by the links that lead to them before one is followed.
import assert from "node:assert/strict";
import path from "node:path";
import { it } from "node:test";
import { isForeignShare, leadsToShare } from "../../../src/config/shares";

it("network shares are left alone, but for the one that the user works on", () => {
  const opened = ["\\\\wsl$\\Ubuntu\\home\\me\\.openclaw\\openclaw.json", "C:\\Users\\me"];
  for (const file of [
    "\\\\evil\\share\\x",
    "//evil/share/x",
    "/\\evil\\share",
    "\\/evil/share/x",
    "\\\\evil",
    "\\\\?\\UNC\\evil\\share\\x",
    "\\\\.\\UNC\\evil\\share\\x",
    "\\\\wsl$\\Debian\\x",
    "\\\\wsl$.evil\\Ubuntu\\x",
  ]) {
    assert.ok(isForeignShare(file, opened), file);
    assert.ok(isForeignShare(file, [file.startsWith("\\\\?") ? "\\\\?\\UNC\\own\\share\\x" : "C:\\x"]), file);
  }
  for (const file of ["\\\\WSL$\\ubuntu\\x", "//wsl$/Ubuntu/x", "C:\\x", "/x", "./x", "\\x", ""])
    assert.ok(!isForeignShare(file, opened), file);
});

it("links that lead to one are known without being followed", async () => {
  const links: Record<string, string> = {
    "C:\\ws\\near": ".\\there",
    "C:\\ws\\far": "\\\\evil\\share",
    "C:\\ws\\twice": "near\\far.json",
    "C:\\ws\\there\\far.json": "//evil/share/x",
    "C:\\ws\\round": "round",
  };
  const asked: string[] = [];
  const leads = (file: string, opened: readonly string[] = []) =>
    leadsToShare(
      file,
      opened,
      async (each) => {
        asked.push(each);
        return links[each];
      },
      path.win32,
    );
  assert.equal(await leads("C:\\ws\\plain.json"), false);
  assert.equal(await leads("C:\\ws\\near\\x.json"), false);
  assert.equal(await leads("C:\\ws\\round\\x.json"), false);
  assert.equal(await leads("C:\\ws\\far\\x.json"), true);
  assert.equal(await leads("C:\\ws\\twice"), true);
  assert.deepEqual(
    asked.filter((each) => each.startsWith("\\\\")),
    [],
  );
  assert.equal(await leads("C:\\ws\\far\\x.json", ["\\\\evil\\share\\openclaw.json"]), false);
});
