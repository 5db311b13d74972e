// The linter's layers hold, for nested folders too, and only those who must open what variables hold.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, it } from "node:test";
import { layersFile } from "../../tools/lib/layers";
import { projectRoot, readProject } from "./support";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "openclaw-json5-layers-"));
after(() => fs.rmSync(folder, { recursive: true }));

interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string };
}

/** What the linter says of imports in a file that holds nothing else; empty where it lets them be. */
function lint(files: readonly (readonly [file: string, line: string])[]): string[] {
  const root = fs.mkdtempSync(path.join(folder, "project-"));
  const { $schema: _, ...config } = JSON.parse(readProject("biome.json")) as Record<string, unknown>;
  fs.writeFileSync(path.join(root, "biome.json"), JSON.stringify(config));
  for (const [file, line] of files) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), `// A file.\n${line}\nexport const used = [a];\n`);
  }
  const biome = path.join(projectRoot, "node_modules", "@biomejs", "biome", "bin", "biome");
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "src"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
  const imports = diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");
  return files.map(([file]) => imports.find(({ location }) => location.path === file)?.message ?? "");
}

it("no room imports from one above it", () => {
  const wrong: readonly (readonly [file: string, from: string])[] = [
    ["src/json5/x.ts", "../schema/compile"],
    ["src/json5/deep/x.ts", "../../config/document"],
    ["src/schema/x.ts", "../config/document"],
    ["src/config/x.ts", "../rules/rule"],
    ["src/config/y.ts", "../endpoints/types"],
    ["src/rules/x.ts", "../features/hover"],
    ["src/migrate/x.ts", "../rules/main"],
    ["src/endpoints/kinds/x.ts", "../../config/providers"],
    ["src/endpoints/x.ts", "../json5/tree"],
    ["src/openclaw/x.ts", "../rules/main"],
    ["src/openclaw/y.ts", "../features/main"],
    ["src/features/deep/x.ts", "../../vscode/configs"],
    ["src/features/deep/y.ts", "../../workspace/configs"],
    ["src/workspace/x.ts", "../vscode/configs"],
    ["src/workspace/y.ts", "vscode"],
    ["src/features/x.ts", "vscode"],
    ["src/features/text/x.ts", "../findings/messages"],
    ["src/features/findings/x.ts", "../editing/spelling"],
    ["src/features/hover/x.ts", "../completion/variableNames"],
    ["src/features/navigation/x.ts", "../editing/refactorings"],
    ["src/features/servers/y.ts", "../../vscode/configs"],
    ["src/features/hover/y.ts", "../main"],
    ["src/features/text/y.ts", "../texts"],
  ];
  const said = lint([
    ...wrong.map(([file, from]) => [file, `import { a } from "${from}";`] as const),
    ["src/features/right.ts", 'import { a } from "../config/document";'],
  ]);
  assert.equal(said.pop(), "");
  for (const [index, message] of said.entries())
    assert.match(message, /may only import from/, String(wrong[index]?.join(" from ")));
});

it("what variables hold, addresses and keys are opened by those few who must", () => {
  const secret = 'import { reveal as a } from "../config/resolvedText";';
  const verdict = 'import { openedValue as a } from "../config/verdictReading";';
  const target = 'import { open as a } from "../endpoints/target";';
  const rooms = ["features", "workspace", "vscode", "migrate", "rules", "openclaw"];
  const wrong = lint([
    ...rooms.map((room) => [`src/${room}/secret.ts`, secret] as const),
    ...rooms.map((room) => [`src/${room}/verdict.ts`, verdict] as const),
    ...["features", "workspace", "vscode"].map((room) => [`src/${room}/target.ts`, target] as const),
  ]);
  for (const message of wrong) assert.match(message, /opened by the verdict|Only the verdict|opened where requests/);
  const handed = 'import { environmentOf as a } from "../config/variables";';
  const named = 'import { naming as a } from "../config/variables";';
  const doors = lint([
    ...rooms.map((room) => [`src/${room}/handed.ts`, handed] as const),
    ...rooms.map((room) => [`src/${room}/named.ts`, named] as const),
  ]);
  for (const message of doors) assert.match(message, /openclaw program only|OpenClaw's words only/);
  const right = lint([
    ["src/features/servers/endpoints.ts", secret],
    ["src/config/providers.ts", 'import { reveal as a } from "./resolvedText";'],
    ["src/config/programVariables.ts", 'import { environmentOf as a } from "./variables";'],
    ["src/openclaw/verdict.ts", named],
    ["src/rules/rule.ts", verdict],
    ["src/endpoints/probe.ts", 'import { open as a } from "./target";'],
  ]);
  assert.deepEqual(right, ["", "", "", "", "", ""]);
});

/** Files of `src/` that each file imports from, types included. */
function importsOf(): Map<string, Set<string>> {
  const files = fs.readdirSync(path.join(projectRoot, "src"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
  return new Map(
    sources.map((file) => {
      const text = readProject("src", file);
      const named = [...text.matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]+)"/gm)].map(([, from]) => from ?? "");
      const targets = named.flatMap((from) => {
        const target = path.join(path.dirname(file), from);
        return [`${target}.ts`, path.join(target, "index.ts")].filter((each) => sources.includes(each));
      });
      return [file, new Set(targets)];
    }),
  );
}

it("the linter's layers are those of tools/lib/layers.ts", () => {
  const { file, text } = layersFile();
  assert.equal(readProject(file), text, "npm run layers writes biome.json anew");
});

it("no file imports itself by way of others", () => {
  const imports = importsOf();
  // What imports nothing that is left stands in no circle.
  for (let before = Number.POSITIVE_INFINITY; imports.size < before; ) {
    before = imports.size;
    for (const [file, targets] of imports)
      if (![...targets].some((target) => imports.has(target))) imports.delete(file);
  }
  assert.deepEqual([...imports.keys()], []);
});

it("no file has more than 400 lines", () => {
  const long = [...importsOf().keys()].filter((file) => readProject("src", file).split("\n").length > 401);
  assert.deepEqual(long, []);
});

it("only the desktop's adapter imports from VS Code", () => {
  const importing = [...importsOf().keys()].filter((file) =>
    /\b(?:from|import|require)\s*\(?\s*"vscode"/.test(readProject("src", file)),
  );
  assert.deepEqual(
    importing.filter((file) => file !== "extension.ts" && !file.startsWith(`vscode${path.sep}`)),
    [],
  );
});

it("names count as OpenClaw's own where its schema, catalogs or facts have them, and nowhere else", () => {
  const branding = 'import { ofOpenClaw as a } from "../config/written";';
  const rooms = ["features", "workspace", "vscode", "migrate", "rules", "config", "openclaw"];
  const wrong = lint([
    ...rooms.map((room) => [`src/${room}/branding.ts`, branding] as const),
    ["src/features/servers/endpoints.ts", branding],
    ["src/openclaw/verdict.ts", branding],
    ["src/rules/rule.ts", branding],
    ["src/config/providers.ts", 'import { ofOpenClaw as a } from "./written";'],
  ]);
  for (const message of wrong) assert.match(message, /OpenClaw's own names/);
  const right = ["mcp", "modelReferences", "channels", "tools"].map((name) => `src/rules/${name}.ts`);
  assert.deepEqual(
    lint(right.map((file) => [file, branding] as const)),
    right.map(() => ""),
  );
  // Whoever may brand still opens nothing.
  const [opened] = lint([["src/rules/mcp.ts", 'import { reveal as a } from "../config/resolvedText";']]);
  assert.match(opened ?? "", /opened by the verdict/);
});

it("the door to the features hands out nothing that nobody takes", () => {
  const door = readProject("src", "features", "main.ts").replace(/^\/\/.*$/gm, "");
  const names = [...door.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = ""]) =>
    list.split(",").map((each) => each.trim().replace(/^type /, "")),
  );
  const folders = ["vscode", "workspace", "openclaw"].map((room) => path.join(projectRoot, "src", room));
  const takers = folders.flatMap((room) => fs.readdirSync(room).map((name) => path.join(room, name)));
  const taken = takers.map((file) => fs.readFileSync(file, "utf8")).join("\n");
  const words = new Set(taken.match(/\w+/g));
  assert.deepEqual(
    names.filter((name) => name !== "" && !words.has(name)),
    [],
  );
});
