// Writes the schemas of the releases that are named, by default of the pinned one, and the list of all that are there.
import { write } from "./lib/generated";
import { committedVersions, indexFile, schemaFile } from "./lib/releaseSchema";
import { Shipped } from "./lib/shipped";

const wanted = process.argv.slice(2);
for (const version of wanted.length > 0 ? wanted : [undefined])
  write([(await schemaFile(await Shipped.of(version))).made]);
write([indexFile(committedVersions())]);
