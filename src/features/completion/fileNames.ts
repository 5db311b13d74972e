// Files and folders to type in: behind `$include`, and where OpenClaw takes the path of a file.
import path from "node:path";
import type { ConfigFile } from "../../config/document";
import { includeRoots } from "../../config/includes";
import { openclawHome } from "../../config/location";
import { expandHome, isInside } from "../../config/paths";
import type { FolderEntry } from "../../config/readFolder";
import { isForeignShare } from "../../config/shares";
import { inQuotes } from "../../json5/edits";
import { keyNode, type Node, type Path } from "../../json5/tree";
import { schemasAt } from "../../schema/lookup";
import { nothing } from "../text/markdown";
import type { Completion } from "./keys";
import { literal, typesOf } from "./skeletons";
import { valuePlaceAt } from "./values";

/** The machine whose files are offered. */
export interface FileHost {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What is in a folder; nothing where it cannot be read, or does not really lie in one of `roots`. */
  readonly entriesOf: (folder: string, roots?: readonly string[]) => Promise<readonly FolderEntry[]>;
}

/** Keys that hold paths of the machine that OpenClaw runs on. Those of URLs (`webhookPath`, `basePath`) are not among them. */
const pathKeys =
  /^(workspace|agentDir|cwd|store|root|path|paths|file|cliPath|dbPath|(executable|extension|model|prefs|config|socket|cert|key|ca|certificate|driver|seccomp)Path|\w*(Dir|Dirs|File|Paths|Roots))$/;
const notPaths = /^(channels\.|hooks\.(path|gmail|mappings)|plugins\.entries\.webhooks|secrets\.defaults)/;
/** Of these the name says that they are files all the same. */
const alwaysPaths = /(File|Dir|dbPath|cliPath)$/;
const included = /\.(json5?|jsonc)$/i;

/** What is in the folder that the text before a UTF-16 offset leads to; files to include are JSON5, and lie where OpenClaw may read them. */
export async function filesAt(file: ConfigFile, offset: number, host: FileHost): Promise<Completion[]> {
  const place = valuePlaceAt(file, offset);
  const { source, config, text } = file;
  if (!place?.quote || source.path === undefined) return [];
  const isInclude = keyOf(place.node) === "$include";
  if (!isInclude && !takesPath(file, place.path)) return [];
  const typed = text.slice(place.replace.offset, offset);
  const slash = typed.lastIndexOf("/") + 1;
  const base = typed.slice(0, slash);
  const start = place.replace.offset + slash;
  const rest = text.slice(start, place.replace.offset + place.replace.length);
  const replace = { offset: start, length: rest.length };
  const quote = place.quote;
  const item = ({ name, isFolder }: FolderEntry): Completion => ({
    kind: isFolder ? "folder" : "file",
    name,
    body: literal(inQuotes(isFolder && !name.endsWith("/") ? `${name}/` : name, quote)),
    typed: name,
    replace,
    edits: [],
    detail: "",
    remark: undefined,
    markdown: nothing,
  });
  if (!isInclude && base === "") return ["~/", "/"].map((name) => item({ name, isFolder: true }));
  const written = isInclude ? base : expandHome(base, openclawHome(host.environment, host.home));
  if (!isInclude && !path.isAbsolute(written) && !written.startsWith(".")) return [];
  const folder = path.resolve(path.dirname(source.path), written);
  const roots = config.source.path === undefined ? [] : includeRoots(config.source.path, host.environment, host.home);
  if (isForeignShare(folder, [source.path, host.home])) return [];
  if (isInclude && !roots.some((root) => isInside(root, folder))) return [];
  const entries = await host.entriesOf(folder, isInclude ? roots : undefined);
  const last = typed.slice(slash);
  return entries
    .filter(({ name }) => !name.startsWith(".") || last.startsWith("."))
    .filter(({ name, isFolder }) => !isInclude || isFolder || included.test(name))
    .filter(({ name }) => path.join(folder, name) !== source.path && path.join(folder, name) !== config.source.path)
    .sort((a, b) => Number(a.isFolder) - Number(b.isFolder) || (a.name < b.name ? -1 : 1))
    .map(item);
}

/** Whether the text at a path of the config is the path of a file or folder. */
export function takesPath({ config }: ConfigFile, at: Path): boolean {
  const keys = at.filter((step) => typeof step === "string");
  const key = keys.at(-1) ?? "";
  if (!pathKeys.test(key) || (notPaths.test(keys.join(".")) && !alwaysPaths.test(key))) return false;
  return schemasAt(config.schema, undefined, at).some((schema) => typesOf(schema).includes("string"));
}

/** The name of the key that a value, or the list that it is in, stands behind. */
function keyOf(node: Node): unknown {
  const owner = node.parent?.type === "array" ? node.parent.parent : node.parent;
  return owner?.type === "property" ? keyNode(owner)?.value : undefined;
}
