// Migration held against OpenClaw's own repair: every key that a bundled release knows and the newest does not, each in a config of its own,
// and configs made from the schemas of earlier releases. Both must mean the same, and OpenClaw must take what comes of it.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { ConfigDocument } from "../../src/config/document";
import { isRefusal } from "../../src/config/finding";
import { diagnose } from "../../src/features/findings/diagnostics";
import { finishMigration, planMigration } from "../../src/features/findings/migration";
import { History } from "../../src/features/findings/versions";
import { english } from "../../src/features/text/translate";
import { parse } from "../../src/json5/parser";
import { toValue } from "../../src/json5/tree";
import { anything, never, type Schema, type SchemaRoot } from "../../src/schema/compile";
import { schemasAt, unfold } from "../../src/schema/lookup";
import { exampleOf, type Random } from "./corpus";
import type { OpenClaw } from "./openclaw";

/** Keys that OpenClaw's repair rewrites and the table does not: they are offered for removal. */
const left = [
  "agents.defaults.memorySearch.qmd",
  "agents.list[].memorySearch.qmd",
  "channels.qqbot",
  "channels.signal",
  "channels.whatsapp.ackReaction",
  "channels.whatsapp.accounts.*.ackReaction",
  "diagnostics.cacheTrace",
  "memory.qmd",
  "plugins.entries.codex-supervisor",
  "plugins.entries.feishu.config",
  "plugins.entries.llm-task",
];

/** What the repair adds on its own account, whatever the keys: not migration. */
const additions = [["meta"], ["gateway", "controlUi", "allowedOrigins"], ["agents", "defaults", "modelPolicy"]];

interface Probe {
  readonly pattern: string;
  readonly config: unknown;
}

/** One config a key that a release knows and the newest does not. */
function probesOf(release: SchemaRoot, newest: SchemaRoot, random: Random): Probe[] {
  const probes: Probe[] = [];
  const visit = (parts: readonly Schema[], path: readonly (string | number)[], pattern: string): void => {
    if (path.length > 12) return;
    const enter = (children: readonly (Schema | undefined)[], step: string | number, name: string) => {
      const found = children.filter((child): child is Schema => child !== undefined && child !== never);
      if (found.length === 0) return;
      const here = [...path, step];
      const own = `${pattern}${name}`.replace(/^\./, "");
      if (schemasAt(newest, undefined, here).length > 0) visit(found.flatMap(unfold), here, own);
      else
        for (const child of found.flatMap(unfold).filter(isPlain))
          probes.push({ pattern: own, config: around(here, exampleOf(child, random, 3)) });
    };
    const names = new Set(parts.flatMap(({ source }) => Object.keys(source?.properties ?? {})));
    for (const name of names)
      enter(
        parts.map((part) => part.property(name)),
        name,
        `.${name}`,
      );
    const others = parts.map((part) => part.part("additionalProperties")).filter((part) => part !== anything);
    enter(others, "other", ".*");
    enter(
      parts.map((part) => part.item(0)).filter((part) => part !== anything),
      0,
      "[]",
    );
  };
  visit(unfold(release.schema), [], "");
  return probes;
}

function isPlain(schema: Schema): boolean {
  return schema !== anything && schema.source.type !== undefined && !schema.target && schema.unions.length === 0;
}

function around(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

/** Without objects that hold nothing, and without what the repair adds. */
function core(value: unknown, path: readonly string[] = []): unknown {
  if (additions.some((each) => isDeepStrictEqual(each, path))) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => core(item, [...path, "[]"]));
    // The repair leaves out what stands in a list of texts twice.
    return items.filter((item, index) => typeof item !== "string" || items.indexOf(item) === index);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, core(part, [...path, key])] as const);
  const kept = entries.filter(([, part]) => part !== undefined && !isDeepStrictEqual(part, {}));
  return Object.fromEntries(kept);
}

/**
 * @param releases all bundled releases, oldest first
 * @param count how many made configs of each
 */
export async function checkMigrations(
  releases: readonly (readonly [version: string, schema: SchemaRoot])[],
  openclaw: OpenClaw,
  random: Random,
  count: number,
): Promise<{ readonly checked: number; readonly failed: number }> {
  const [version, schema] = releases.at(-1) ?? [];
  assert.ok(version && schema);
  const release = { version, schema };
  const history = new History(releases);
  const migrated = (text: string) => {
    const document = new ConfigDocument(text, schema, { version });
    const plan = planMigration(document, release, history, english);
    assert.ok(plan, text);
    return finishMigration(document, plan, plan.leftovers).text;
  };
  /** Undefined where both mean the same. */
  const difference = async (text: string) => {
    const ours = core(toValue(parse(migrated(text)).root));
    const repaired = JSON.stringify(await openclaw.repair(toValue(parse(text).root)));
    const theirs = core(
      toValue(parse(migrated(repaired.replaceAll(`${openclaw.home}/.openclaw`, "~/.openclaw"))).root),
    );
    return isDeepStrictEqual(ours, theirs)
      ? undefined
      : `ours ${JSON.stringify(ours)}, OpenClaw's ${JSON.stringify(theirs)}`;
  };
  const probes = new Map<string, Probe>();
  for (const [, each] of releases.slice(0, -1))
    for (const probe of probesOf(each, schema, random)) probes.set(JSON.stringify(probe.config), probe);
  let unlike = 0;
  let failed = 0;
  for (const { pattern, config } of probes.values()) {
    const isLeft = left.some(
      (prefix) => pattern === prefix || pattern.startsWith(`${prefix}.`) || pattern.startsWith(`${prefix}[`),
    );
    const text = JSON.stringify(config, null, 2);
    const found = await difference(text);
    if (!found) continue;
    // Beside a utility model, the repair writes the primary model down that OpenClaw would choose.
    if (isLeft || /"(?:qmd|utilityModel)"/.test(text)) unlike++;
    else {
      failed++;
      if (failed <= 20)
        console.log(`src/migrate/table.ts, migration of ${JSON.stringify(config)}: ${found}`.slice(0, 600));
    }
  }
  console.log(
    `migration of single keys: ${probes.size}, ${probes.size - unlike - failed} as OpenClaw's repair, ${unlike} known to differ`,
  );
  let made = 0;
  let accepted = 0;
  let same = 0;
  for (const [each, old] of releases.slice(0, -1)) {
    for (let times = 0; times < count; times++) {
      const text = JSON.stringify(exampleOf(old.schema, random, 0), null, 2);
      const before = new ConfigDocument(text, old, { version: each });
      if (diagnose(before).some(isRefusal) || (await openclaw.ask({ name: "", text })).valid) continue;
      made++;
      if ((await openclaw.ask({ name: "", text: migrated(text) })).valid) accepted++;
      if (!(await difference(text))) same++;
    }
  }
  const percent = (share: number) => `${((100 * share) / Math.max(1, made)).toFixed(1)} %`;
  console.log(
    `migration of made configs: ${made}, ${percent(accepted)} accepted, ${percent(same)} as OpenClaw's repair`,
  );
  if (accepted < 0.9 * made) failed++;
  return { checked: probes.size + made, failed };
}
