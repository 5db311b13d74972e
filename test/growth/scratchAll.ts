import { ConfigDocument, maxCheckedLength } from "../../src/config/document";
import { diagnose } from "../../src/features/diagnostics";
import { History } from "../../src/features/versions";
import { parse } from "../../src/json5/parser";
import { SchemaRoot } from "../../src/schema/compile";
import { configPath, releases, surroundings } from "../unit/support";
import { clocked } from "./clock";
import { features } from "./features";
import { shapes } from "./shapes";
const names = process.argv.slice(2);
const history = new History([...releases]);
const schema = [...releases.values()].at(-1) ?? new SchemaRoot(true);
for (const name of names) {
  const shape = shapes.find((e) => e.name === name);
  if (!shape) { console.log("none", name); continue; }
  let count = shape.start * 8;
  count = Math.floor((count * maxCheckedLength * 0.98) / shape.make(count).text.length);
  let input = shape.make(count);
  while (input.text.length > maxCheckedLength) { count = Math.floor(count * 0.9); input = shape.make(count); }
  const json5 = parse(input.text);
  const times: string[] = [];
  for (const [feature, run] of Object.entries(features)) {
    if (["rename", "quick fixes", "quick fixes here", "breaking"].includes(feature)) continue;
    let best = Infinity;
    for (let i = 0; i < 2 && best > 500; i++) {
      const document = new ConfigDocument(json5, schema, input.files ? { path: configPath, surroundings: surroundings(input.files, input.environment) } : {});
      best = Math.min(best, clocked(() => run({ document, history, places: 1, findings: () => diagnose(document) })));
      if (best > 4000) break;
    }
    times.push(`${feature}=${Math.round(best)}`);
  }
  console.log(`${name}: ${times.join(" ")}`);
}
