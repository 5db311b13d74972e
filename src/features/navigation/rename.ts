// Gives a name that a config declares another one, wherever it is used; refused where that cannot be done safely.
import path from "node:path";
import { ConfigDocument, type ConfigFile } from "../../config/document";
import { isRefusal, type Span } from "../../config/finding";
import { includeTarget } from "../../config/includes";
import { originOf, type Source } from "../../config/merged";
import type { NameKind, Occurrence } from "../../config/occurrences";
import { applyEdits, type Edit, styleOf, writeKey } from "../../json5/edits";
import { parse } from "../../json5/parser";
import { keyNode } from "../../json5/tree";
import { diagnose } from "../findings/diagnostics";
import { messageOf } from "../findings/messages";
import type { Translate } from "../text/translate";
import { includeSpan, inclusionsAt, occurrenceAt, occurrencesLike } from "./findReferences";

/** English texts; keys of the language bundles. */
export const renameTexts = {
  nothing: "There is no name here that this config declares.",
  notOwn: "{name} is not declared in this config, so it cannot be renamed here.",
  fixed: "{name} is a name of OpenClaw's own, or used outside of this config: it cannot be renamed here.",
  taken: "{name} is taken already.",
  blank: "A name cannot be empty.",
  characters: "{name} cannot be a name here: allowed are {allowed}.",
  agentCharacters: "lower-case letters, digits, - and _, with a letter or digit first",
  plainCharacters: "all but blanks, slashes, quotes, backslashes and @",
  modelCharacters: "all but blanks, quotes and backslashes",
  unclear: "{name} is also written with escapes or variables, where it cannot be changed safely.",
  refused: "With this name the config would say something else: {message}",
  broken: "A file of this config has syntax errors. Mend them first.",
  outside: "The file must stay where OpenClaw may read it: in the folder of the config or below.",
} as const;

/** A refusal is told in the reader's language; it is no error of ours. */
export interface Refusal {
  readonly refusal: string;
}

export interface FileEdits {
  /** Absolute path; undefined for a config that is no file. */
  readonly path: string | undefined;
  readonly edits: readonly Edit[];
}

export interface Rename {
  readonly files: readonly FileEdits[];
  /** A file that moves. */
  readonly move?: { readonly from: string; readonly to: string };
}

const renameable: ReadonlySet<NameKind> = new Set(["model", "provider", "alias", "agent", "secret"]);

/** What would be renamed at a UTF-16 offset of a file. */
export function renameableAt(
  file: ConfigFile,
  offset: number,
  t: Translate,
): { readonly span: Span; readonly name: string } | Refusal {
  const { text, config } = file;
  const inclusion = inclusionsAt(file, offset).find(({ source }) => source === file.source);
  if (inclusion) {
    const span = includeSpan(inclusion);
    return { span, name: text.slice(span.offset, span.offset + span.length) };
  }
  const occurrence = occurrenceAt(file, offset);
  if (!occurrence) return { refusal: t(renameTexts.nothing) };
  const { span, kind } = occurrence;
  const name = text.slice(span.offset, span.offset + span.length);
  if (!renameable.has(kind) || (kind === "agent" && occurrence.name === "main"))
    return { refusal: t(renameTexts.fixed, { name }) };
  if (!occurrencesLike(config, occurrence).some(({ isDeclaration }) => isDeclaration))
    return { refusal: t(renameTexts.notOwn, { name }) };
  return { span, name };
}

/** The edits that give what is named at a UTF-16 offset another name, in all files. */
export function renameAt(file: ConfigFile, offset: number, wanted: string, t: Translate): Rename | Refusal {
  const allowed = renameableAt(file, offset, t);
  if ("refusal" in allowed) return allowed;
  const { config } = file;
  if (config.resolved.sources.some(({ json5 }) => json5.problems.length > 0)) return { refusal: t(renameTexts.broken) };
  const name = wanted.trim();
  if (name === "") return { refusal: t(renameTexts.blank) };
  if (inclusionsAt(file, offset).length > 0) return moveFile(file, offset, name, t);
  const occurrence = occurrenceAt(file, offset);
  if (!occurrence) return { refusal: t(renameTexts.nothing) };
  const wrong = unfit(config, occurrence, name, t);
  if (wrong !== undefined) return { refusal: wrong };
  const edits = new Map<Source, Edit[]>();
  for (const each of occurrencesLike(config, occurrence)) {
    const own = edits.get(each.source) ?? [];
    own.push(editOf(each, name));
    edits.set(each.source, own);
  }
  const problem = firstNewFinding(config, edits, t);
  if (problem !== undefined) return { refusal: problem };
  return { files: [...edits].map(([source, own]) => ({ path: source.path, edits: own })) };
}

/** What is wrong with a new name. */
function unfit(config: ConfigDocument, occurrence: Occurrence, name: string, t: Translate): string | undefined {
  const { kind } = occurrence;
  const rules: Partial<Record<NameKind, readonly [RegExp, string]>> = {
    agent: [/^[a-z0-9][a-z0-9_-]{0,63}$/, renameTexts.agentCharacters],
    secret: [/^[a-z][a-z0-9_-]{0,63}$/, renameTexts.agentCharacters],
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
    model: [/^[^\s"'\\\u0000-\u001f]+$/, renameTexts.modelCharacters],
  };
  const [pattern, characters] = rules[kind] ?? [/^[^\s"'\\/@\p{Cc}]+$/u, renameTexts.plainCharacters];
  if (!pattern.test(name)) return t(renameTexts.characters, { name, allowed: t(characters) });
  const isModel = kind === "model";
  const folded = isModel
    ? `${occurrence.name.slice(0, occurrence.name.indexOf("/"))}/${name}`
    : kind === "secret"
      ? name
      : name.toLowerCase();
  const taken = config.occurrences.all.some((each) => each.kind === kind && each.isDeclaration && each.name === folded);
  if (taken && folded !== occurrence.name) return t(renameTexts.taken, { name });
  // What is written otherwise than it reads has no place that could be changed.
  const unclear = occurrencesLike(config, occurrence).some(({ source, span, name: full }) => {
    const written = source.json5.text.slice(span.offset, span.offset + span.length);
    const own = isModel ? full.slice(full.indexOf("/") + 1) : full;
    return written.trim().toLowerCase() !== own.toLowerCase();
  });
  return unclear ? t(renameTexts.unclear, { name: occurrence.name }) : undefined;
}

function editOf({ node, source, span }: Occurrence, name: string): Edit {
  const origin = originOf(node);
  const isKey = origin.parent?.type === "property" && keyNode(origin.parent) === origin;
  const isBare = isKey && !/["']/.test(source.json5.text.charAt(origin.offset));
  const object = origin.parent?.parent;
  const text = isBare ? writeKey(name, { ...styleOf(source.json5, object), keyQuote: undefined }) : name;
  return { offset: span.offset, length: span.length, text };
}

/** What is found in the config after the change and was not before: nothing, if only names have changed. */
function firstNewFinding(
  config: ConfigDocument,
  edits: ReadonlyMap<Source, readonly Edit[]>,
  t: Translate,
): string | undefined {
  const changed = (source: Source): Source => {
    const own = edits.get(source);
    return own ? { path: source.path, json5: parse(applyEdits(source.json5.text, own)) } : source;
  };
  const { surroundings, schema, version } = config;
  const files = new Map(
    [...(surroundings?.files ?? [])].map(([name, each]) => [name, typeof each === "string" ? each : changed(each)]),
  );
  const after = new ConfigDocument(changed(config.source).json5, schema, {
    path: config.source.path,
    surroundings: surroundings && { ...surroundings, files },
    version,
  });
  const count = (document: ConfigDocument) => {
    const codes = new Map<string, number>();
    const findings = diagnose(document).filter((finding) => isRefusal(finding) || finding.code.startsWith("model/"));
    for (const { code } of findings) codes.set(code, (codes.get(code) ?? 0) + 1);
    return { codes, findings };
  };
  const [old, now] = [count(config), count(after)];
  const extra = now.findings.find(({ code }) => (now.codes.get(code) ?? 0) > (old.codes.get(code) ?? 0));
  return extra && t(renameTexts.refused, { message: messageOf(extra, t) });
}

/** Gives an included file another path: its own includes are led to where they led before. */
function moveFile(file: ConfigFile, offset: number, wanted: string, t: Translate): Rename | Refusal {
  const { config } = file;
  const [first] = inclusionsAt(file, offset);
  const here = inclusionsAt(file, offset).find(({ source }) => source === file.source) ?? first;
  const from = here?.target;
  if (!here || from === undefined || here.source.path === undefined) return { refusal: t(renameTexts.nothing) };
  const to = includeTarget(wanted, here.source.path, config.roots);
  if ("failure" in to || /["'\\]/.test(wanted)) return { refusal: t(renameTexts.outside) };
  if (to.path === from) return { files: [] };
  if (config.resolved.sources.some((source) => source.path === to.path))
    return { refusal: t(renameTexts.taken, { name: wanted }) };
  const edits = new Map<Source, Edit[]>();
  for (const inclusion of config.resolved.inclusions) {
    const { source, node, target } = inclusion;
    const isMoved = source.path === from;
    if (target === undefined || source.path === undefined || node.type !== "string" || (target !== from && !isMoved))
      continue;
    const base = isMoved ? to.path : source.path;
    const spec = String(node.value);
    const end = target === from ? to.path : target;
    const isOwn = source === here.source && node === here.node;
    const written = isOwn ? wanted : path.isAbsolute(spec) ? end : relative(path.dirname(base), end, spec);
    const own = edits.get(source) ?? [];
    const span = includeSpan(inclusion);
    if (written !== spec && !own.some((edit) => edit.offset === span.offset))
      own.push({ offset: span.offset, length: span.length, text: written });
    edits.set(source, own);
  }
  const files = [...edits].filter(([, own]) => own.length > 0);
  return { files: files.map(([source, own]) => ({ path: source.path, edits: own })), move: { from, to: to.path } };
}

/** With a leading `./` where the path had one. */
function relative(folder: string, target: string, like: string): string {
  const found = path.relative(folder, target).split(path.sep).join("/");
  return like.startsWith("./") && !found.startsWith(".") ? `./${found}` : found;
}
