import { ConfigDocument, maxCheckedLength } from "../../src/config/document";
import { History } from "../../src/features/versions";
import { parse } from "../../src/json5/parser";
import { SchemaRoot } from "../../src/schema/compile";
import { configPath, releases, surroundings } from "../unit/support";
import { features } from "./features";
import { shapes } from "./shapes";
const [name = "", feature = "migrate", part = "1"] = process.argv.slice(2);
const shape = shapes.find((e) => e.name === name)!;
let count = shape.start * 8;
count = Math.floor((count * maxCheckedLength * 0.98 * Number(part)) / shape.make(count).text.length);
let input = shape.make(count);
while (input.text.length > maxCheckedLength) { count = Math.floor(count * 0.9); input = shape.make(count); }
const history = new History([...releases]);
const schema = [...releases.values()].at(-1) ?? new SchemaRoot(true);
for (let i = 0; i < 2; i++) {
  const document = new ConfigDocument(parse(input.text), schema, input.files ? { path: configPath, surroundings: surroundings(input.files, input.environment) } : {});
  const start = performance.now();
  features[feature]!({ document, history, places: 1, findings: () => [] });
  console.log(name, feature, count, input.text.length, Math.round(performance.now() - start));
}
