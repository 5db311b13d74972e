// Which rooms may import from which, and who may open what is closed: said here once, and written into biome.json for the linter.
import { type GeneratedFile, jsonFile, textOf } from "./generated";

/** From bottom to top, each with the rooms below it that it may import from. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  json5: [],
  schema: ["json5"],
  config: ["json5", "schema"],
  rules: ["json5", "schema", "config"],
  migrate: ["json5", "schema", "config"],
  openclaw: ["json5", "schema", "config"],
  endpoints: [],
  features: ["json5", "schema", "config", "rules", "migrate", "openclaw", "endpoints"],
  workspace: ["json5", "schema", "config", "rules", "migrate", "openclaw", "endpoints", "features"],
};

/** The folders of the features, from bottom to top: each may import from those before it. */
const folders = ["text", "findings", "servers", "hover", "completion", "navigation", "editing"];

/** Above all rooms: the desktop's adapter. */
const adapter = ["**/vscode/**", "**/extension", "vscode"];

interface Door {
  /** The file that it is in, as an import names it. */
  readonly file: string;
  /** What is closed; undefined for all of the file. */
  readonly name?: string;
  readonly message: string;
  /** Files that may open it. */
  readonly openedBy: readonly string[];
}

const doors: readonly Door[] = [
  {
    file: "resolvedText",
    name: "reveal",
    message: "What variables hold is opened by the verdict and for requests only: see src/config/resolvedText.ts.",
    openedBy: ["src/config/verdictReading.ts", "src/config/providers.ts", "src/features/servers/endpoints.ts"],
  },
  {
    file: "verdictReading",
    message: "Only the verdict reads what variables hold: see src/config/verdictReading.ts.",
    openedBy: ["src/config/document.ts", "src/config/surroundings.ts", "src/rules/rule.ts", "src/rules/legacy.ts"],
  },
  {
    file: "target",
    name: "open",
    message: "Addresses and keys are opened where requests are sent, in src/endpoints: see target.ts.",
    openedBy: [],
  },
  {
    file: "variables",
    name: "environmentOf",
    message: "What variables hold is handed to the openclaw program only: see src/config/programVariables.ts.",
    openedBy: ["src/config/programVariables.ts"],
  },
  {
    file: "variables",
    name: "naming",
    message: "What variables hold is looked for in OpenClaw's words only: see src/openclaw/verdict.ts.",
    openedBy: ["src/openclaw/verdict.ts"],
  },
  {
    file: "written",
    name: "ofOpenClaw",
    message:
      "OpenClaw's own names come from its schema, catalogs and facts, in the rules that hold them: see src/config/written.ts.",
    openedBy: ["src/rules/mcp.ts", "src/rules/modelReferences.ts", "src/rules/channels.ts", "src/rules/tools.ts"],
  },
];

/** Rooms that stand on the ground have no way to a door. */
const withoutDoors = new Set(["json5", "schema", "endpoints"]);

interface Pattern {
  readonly group: readonly string[];
  readonly importNamePattern?: string;
  readonly message: string;
}

function patternsOf(room: string, folder: string | undefined, opener?: string): Pattern[] {
  const may = rooms[room];
  const patterns: Pattern[] = [];
  if (may) {
    const others = Object.keys(rooms).filter((each) => each !== room && !may.includes(each));
    patterns.push({
      group: [...others.map((each) => `**/${each}/**`), ...adapter],
      message: `src/${room} may only import from: ${[room, ...may].join(", ")}.`,
    });
  }
  if (folder !== undefined) {
    const at = folders.indexOf(folder);
    patterns.push({
      // By way of the room's own door, each would reach all.
      group: [...folders.slice(at + 1).map((each) => `**/${each}/**`), "../main", "../texts"],
      message: `src/features/${folder} may only import from: ${folders.slice(0, at + 1).join(", ")}.`,
    });
  }
  if (withoutDoors.has(room)) return patterns;
  for (const { file, name, message, openedBy } of doors)
    if (opener === undefined || !openedBy.includes(opener))
      patterns.push({ group: [`**/${file}`], ...(name !== undefined && { importNamePattern: name }), message });
  return patterns;
}

const restricting = (includes: string, patterns: readonly Pattern[]) => ({
  includes: [includes],
  linter: { rules: { style: { noRestrictedImports: { level: "error", options: { patterns } } } } },
});

interface Override {
  readonly linter?: { readonly rules?: { readonly style?: Readonly<Record<string, unknown>> } };
}

/** biome.json with what this file says in place of what it said of imports before. */
export function layersFile(): GeneratedFile {
  const biome = JSON.parse(textOf("biome.json") ?? "{}") as { readonly overrides: readonly Override[] };
  const kept = biome.overrides.filter(({ linter }) => linter?.rules?.style?.noRestrictedImports === undefined);
  const openers = [...new Set(doors.flatMap(({ openedBy }) => openedBy))];
  const layers = [
    ...[...Object.keys(rooms), "vscode"].map((room) => restricting(`src/${room}/**`, patternsOf(room, undefined))),
    ...folders.map((each) => restricting(`src/features/${each}/**`, patternsOf("features", each))),
    // One that opens a door has the walls of its room all the same.
    ...openers.map((file) => {
      const [, room = "", folder = ""] = file.split("/");
      return restricting(file, patternsOf(room, folders.includes(folder) ? folder : undefined, file));
    }),
  ];
  return jsonFile("biome.json", { ...biome, overrides: [...layers, ...kept] });
}
