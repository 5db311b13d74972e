// Brings a release of OpenClaw in: npm run release -- 2026.10.1. Pins it, installs it outside the tree, writes all that is generated from
// it, and says what is left to do by hand.
import { compareVersions, isVersion } from "../src/config/versions";
import { SchemaRoot } from "../src/schema/compile";
import { notices, pins, readme } from "./lib/documents";
import { factsFile, reservedVariablesFile } from "./lib/facts";
import { write } from "./lib/generated";
import { keyChanges } from "./lib/keyChanges";
import { committedSchema, committedVersions, indexFile, schemaFile, schemaPath } from "./lib/releaseSchema";
import { Shipped } from "./lib/shipped";
import { catalogFile, usageFile } from "./lib/tables";

/** Year and month of a version: of each month one release is bundled. */
function monthOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Prints keys, the first of many. */
function list(title: string, keys: readonly string[]): void {
  const most = 40;
  console.log(`\n${title}: ${keys.length}`);
  for (const key of keys.slice(0, most)) console.log(`  ${key}`);
  if (keys.length > most) console.log(`  and ${keys.length - most} more`);
}

async function bringIn(wanted: string): Promise<void> {
  const there = committedVersions();
  const newest = there.at(-1) ?? wanted;
  if (monthOf(wanted) !== monthOf(newest) && compareVersions(wanted, newest) < 0)
    throw new Error(
      `OpenClaw ${newest} is there already; npm run schemas -- ${wanted} writes the schema of an older one.`,
    );
  const shipped = await Shipped.of(wanted);
  const { version } = shipped;
  const replaced = there.filter((each) => monthOf(each) === monthOf(version) && each !== version);
  const versions = [...there.filter((each) => !replaced.includes(each) && each !== version), version];
  const before = committedSchema(newest);
  const { made, schema } = await schemaFile(shipped);
  const files = [
    pins(version),
    made,
    indexFile(versions),
    factsFile(shipped),
    reservedVariablesFile(shipped),
    catalogFile(shipped),
    usageFile(shipped, schema),
    notices(shipped),
    readme(versions),
  ];
  write(files, replaced.map(schemaPath));
  const { come, gone } = keyChanges(new SchemaRoot(before), new SchemaRoot(schema));
  list(`Keys that ${newest} does not know`, come);
  list(`Keys that ${version} knows no more`, gone);
  console.log(byHand(version));
}

/** What no program can do, and what tells when it was not done. */
function byHand(version: string): string {
  return `
Left to do by hand:
1. npm run test:parity    compares every verdict with OpenClaw ${version}. A config that it names is
     refused by OpenClaw alone: a rule in src/rules/, its first release as its "since";
     refused by us alone: the last release as the rule's "until", or the rule goes;
     repaired in another way: a row in src/migrate/table.ts, and for keys that it still takes, src/rules/legacy.ts.
2. npm run test:unit      for each test that names a release or a key that is gone.
3. CHANGELOG.md           what a user notices of it.
4. git diff               the tables and the schema: a line a section, place or provider.
5. npm test               everything.
`;
}

const [wanted, ...more] = process.argv.slice(2);
if (wanted === undefined || more.length > 0 || !isVersion(wanted) || wanted.startsWith("v")) {
  console.error("Usage: npm run release -- VERSION, such as 2026.10.1");
  process.exitCode = 2;
} else {
  await bringIn(wanted).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
