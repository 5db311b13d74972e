// Changes of form that no row of the table says: lists that became objects, and lists that became one.
import { withoutEnds } from "../config/didYouMean";
import { type PathPattern, pathPattern, rosterKeyOf } from "../config/pattern";
import { hasVariable } from "../config/variables";
import {
  addProperty,
  applyEdits,
  type Edit,
  type Json,
  removeMember,
  renameKey,
  replaceValue,
  styleOf,
  write,
  writeKey,
} from "../json5/edits";
import { append, cut, drop, emptied, paste, pasteValue } from "../json5/moves";
import { parse } from "../json5/parser";
import {
  endOf,
  find,
  get,
  type Json5Document,
  keyNode,
  type Node,
  type Path,
  pathOf,
  toValue,
  valueNode,
} from "../json5/tree";

export interface Reshape {
  readonly from: PathPattern;
  readonly to: PathPattern;
  /** OpenClaw's name for the migration. */
  readonly source: string;
  /** The text after it; undefined where it cannot be done. `to`: where it belongs, within the file. */
  readonly apply: (document: Json5Document, property: Node, to: Path) => string | undefined;
}

/** OpenClaw's name for making an object of the list of agents. */
export const rosterSource = "runtime.agents-entries";

export const reshapes: readonly Reshape[] = [
  { from: pathPattern("agents.list"), to: pathPattern("agents.entries"), source: rosterSource, apply: keyRoster },
  ...["image", "audio", "video"].map((kind) => ({
    from: pathPattern(`tools.media.${kind}.models`),
    to: pathPattern("tools.media.models"),
    source: "runtime.media-models-consolidation",
    apply: (document: Json5Document, property: Node, to: Path) => joinModels(document, property, to, kind),
  })),
  {
    from: pathPattern("audio.transcription"),
    to: pathPattern("tools.media.models"),
    source: "audio.transcription-v2",
    apply: moveTranscriber,
  },
  {
    from: pathPattern("diagnostics.otel.captureContent"),
    to: pathPattern("diagnostics.otel.captureContent"),
    source: "runtime.config-tranche",
    apply: collapseCapture,
  },
  {
    from: pathPattern("gateway.tailscale.serviceName"),
    to: pathPattern("gateway.tailscale.mode"),
    source: "gateway.tailscale.service-name-remove",
    apply: endService,
  },
];

/** A program that transcribes speech becomes a model like others; OpenClaw takes no shell syntax for its name. */
function moveTranscriber(document: Json5Document, property: Node, to: Path): string | undefined {
  const { command, timeoutSeconds } = (toValue(valueNode(property)) ?? {}) as Record<string, Json | undefined>;
  if (!Array.isArray(command) || command.length === 0 || command.some((part) => typeof part !== "string"))
    return undefined;
  if (!isProgram(String(command[0]).trim())) return undefined;
  const [program = "", ...args] = (command as string[]).map((part) => part.replace(/\{input\}/g, "{{AttachmentPath}}"));
  const model = {
    type: "cli",
    command: program.trim(),
    ...(args.length > 0 && { args }),
    ...(typeof timeoutSeconds === "number" && { timeoutSeconds }),
    capabilities: ["audio"],
  };
  const { text, piece } = cut(document, property, emptied(property, to));
  const above = [...piece.above, ...commentsIn(document, valueNode(property) ?? property)];
  const moved = { ...piece, above, value: write(model, styleOf(document, undefined), ""), indent: "" };
  const media = to.slice(0, -1);
  let result = find(parse(text).root, to)
    ? append(text, to, moved)
    : paste(text, to, { ...moved, value: `[${moved.value}]` });
  const defaults = [
    ["enabled", true],
    ["preferredModel", `cli:${model.command}`],
  ] as const;
  for (const [name, value] of defaults) {
    const path = [...media, "audio", name];
    if (result !== undefined && !find(parse(result).root, path)) result = pasteValue(result, path, value);
  }
  return result;
}

/** A name without shell syntax, or a path. */
function isProgram(name: string): boolean {
  if (/[;&|`$<>"'\r\n]/.test(name)) return false;
  return /[\\/]|^[.~]|^[A-Za-z]:/.test(name) || /^[A-Za-z0-9._+-]+$/.test(name);
}

/** What is captured is no longer chosen: all, or nothing. */
function collapseCapture(document: Json5Document, property: Node): string | undefined {
  const object = valueNode(property);
  if (object?.type !== "object") return undefined;
  const enabled = get(object, "enabled")?.value;
  const some = object.children?.some(
    (child) => keyNode(child)?.value !== "enabled" && valueNode(child)?.value === true,
  );
  const { text, piece } = cut(document, object.parent ?? object);
  const value = String(typeof enabled === "boolean" ? enabled : some === true);
  return paste(text, pathOf(property), { ...piece, value, above: [...piece.above, ...commentsIn(document, object)] });
}

/** Without its service, what was published under that name must not be published under another. */
function endService(document: Json5Document, property: Node): string | undefined {
  const mode = property.parent && get(property.parent, "mode");
  const text = mode ? applyEdits(document.text, replaceValue(document, mode, "off")) : document.text;
  const changed = parse(text);
  const own = find(changed.root, pathOf(property))?.parent;
  return own && drop(changed, own);
}

function commentsIn({ text, comments }: Json5Document, { offset, length }: Node): string[] {
  return comments
    .filter((comment) => comment.offset > offset && comment.offset < offset + length)
    .map((comment) => text.slice(comment.offset, comment.offset + comment.length).trimEnd());
}

/** Letters and digits that an agent's key may have, as OpenClaw makes them of an id. */
function agentKey(id: string): string {
  const plain = id.trim().toLowerCase();
  if (/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(plain)) return plain;
  return withoutEnds(plain.replace(/[^a-z0-9_-]+/g, "-"), "-").slice(0, 64);
}

/** The list of agents becomes an object with their ids as keys; a roster without a default agent gets its owners. */
function keyRoster(document: Json5Document, property: Node): string | undefined {
  const list = valueNode(property);
  const key = keyNode(property);
  const agents = list?.children ?? [];
  if (list?.type !== "array" || !key || rosterKeyOf(property.parent) !== "list") return undefined;
  const style = styleOf(document, agents[0]?.type === "object" ? agents[0] : undefined);
  const names: string[] = [];
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  const edits: Edit[] = [
    ...renameKey(document, key, "entries"),
    {
      offset: list.offset,
      length: 1,
      text: /\S/.test(document.text.charAt(list.offset + 1)) && agents[0] ? "{ " : "{",
    },
    {
      offset: endOf(list) - 1,
      length: 1,
      text: /\S/.test(document.text.charAt(endOf(list) - 2)) && agents[0] ? " }" : "}",
    },
  ];
  for (const agent of agents) {
    const id = get(agent, "id");
    // What a variable or an included file brings is not known here.
    if (agent.type !== "object" || get(agent, "$include")) return undefined;
    if (id && (typeof id.value !== "string" || hasVariable(id.value))) return undefined;
    const plain = agentKey(String(id?.value ?? "")) || "agent";
    let name = plain;
    let count = counts.get(plain) ?? 2;
    for (; taken.has(name); count++) name = `${plain}-${count}`;
    counts.set(plain, count);
    taken.add(name);
    names.push(name);
    edits.push({ offset: agent.offset, length: 0, text: `${writeKey(name, style)}: ` });
    if (id?.parent) edits.push(...removeMember(document, id.parent));
  }
  const text = applyEdits(document.text, edits);
  const isMarked = agents.some((agent) => get(agent, "default")?.value === true);
  const place = pathOf(property).slice(0, -1);
  return names.length < 2 || isMarked ? text : withExplicitOwnership(text, place, names);
}

/** What the first agent of a list did by default is said of it. */
function withExplicitOwnership(text: string, place: Path, names: readonly string[]): string {
  let result = text;
  const at = (...path: readonly string[]) => find(parse(result).root, [...place, ...path]);
  const add = (value: Json, ...path: readonly string[]) => {
    if (!at(...path)) result = pasteValue(result, [...place, ...path], value) ?? result;
  };
  const [first = ""] = names;
  if (at("ownership")) return result;
  const workspace = at("defaults", "workspace");
  add(typeof workspace?.value === "string" ? workspace.value : "~/.openclaw/workspace", "entries", first, "workspace");
  add("explicit", "ownership");
  if (names.includes("main")) {
    add("main", "defaults", "systemAgent", "agentId");
    const beats = at("defaults", "heartbeat") || names.some((name) => at("entries", name, "heartbeat"));
    if (!beats) add("main", "defaults", "heartbeat", "agentId");
  }
  return result;
}

/** More models than these nobody has; they would have to be moved one by one. */
const maxModels = 100;

/** Models of one kind go to the common list, which says what each is for. */
function joinModels(document: Json5Document, property: Node, to: Path, kind: string): string | undefined {
  const path = pathOf(property);
  const list = valueNode(property);
  const models = list?.children ?? [];
  if (list?.type !== "array" || models.some(({ type }) => type !== "object")) return undefined;
  if (models.length === 0) return cut(document, property, emptied(property, to)).text;
  if (models.length > maxModels) return undefined;
  const common = find(document.root, to);
  const known = new Set((common?.children ?? []).map((each) => JSON.stringify(toValue(each))));
  for (const model of models) {
    const purposes = get(model, "capabilities");
    const change = (edits: readonly Edit[]) => joinOthers(applyEdits(document.text, edits), path, to, kind);
    if (!purposes) return change(addProperty(document, model, "capabilities", [kind]));
    // What a model could do besides, or instead, did not count in a list of one kind.
    const named = purposes.children?.map(({ value }) => value) ?? [];
    if (!named.includes(kind)) return joinOthers(drop(document, model), path, to, kind);
    if (named.length > 1) return change(replaceValue(document, purposes, [kind]));
    const written = JSON.stringify(toValue(model));
    if (known.has(written)) return joinOthers(drop(document, model), path, to, kind);
    known.add(written);
  }
  if (!common) {
    const { text, piece } = cut(document, property, emptied(property, to));
    return paste(text, to, piece);
  }
  const [first] = models;
  if (common.type !== "array" || !first) return undefined;
  const { text, piece } = cut(document, first);
  const joined = append(text, to, piece);
  return joined === undefined ? undefined : joinOthers(joined, path, to, kind);
}

/** Goes on where the text has changed. */
function joinOthers(text: string, path: Path, to: Path, kind: string): string | undefined {
  const document = parse(text);
  const property = find(document.root, path)?.parent;
  return property && joinModels(document, property, to, kind);
}
