// Writes what tools/lib/layers.ts says of imports into biome.json.
import { write } from "./lib/generated";
import { layersFile } from "./lib/layers";

write([layersFile()]);
