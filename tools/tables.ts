// Writes what the pinned OpenClaw ships besides its schema, as tables: hosted models, usage in its documentation, facts that its rules go by,
// and variables that no config sets.
import { factsFile, reservedVariablesFile } from "./lib/facts";
import { write } from "./lib/generated";
import { committedSchema } from "./lib/releaseSchema";
import { Shipped } from "./lib/shipped";
import { catalogFile, usageFile } from "./lib/tables";

const shipped = await Shipped.of();
write([
  catalogFile(shipped),
  usageFile(shipped, committedSchema(shipped.version)),
  factsFile(shipped),
  reservedVariablesFile(shipped),
]);
