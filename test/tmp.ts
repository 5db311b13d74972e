import os from "node:os";
import path from "node:path";
import { isRefusal } from "../src/config/finding";
import { diagnose } from "../src/features/diagnostics";
import { messageOf } from "../src/features/messages";
import { english } from "../src/features/translate";
import { documentationExamples } from "./parity/corpus";
import { config } from "./unit/support";

const docs = documentationExamples(
  path.join(os.homedir(), ".cache/openclaw-json5/openclaw-2026.9.6/node_modules/openclaw/docs"),
);
let n = 0;
for (const d of docs) {
  const c = config(d.text);
  if (c.root?.type !== "object") continue;
  const f = diagnose(c);
  if (f.some(isRefusal)) continue;
  n++;
  for (const x of f)
    if (x.code.startsWith("model/")) console.log(d.name, x.code, messageOf(x, english), x.path.join("."));
}
console.log(n);
