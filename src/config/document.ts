// A config as all features read it: one parse of its text, with what follows from it worked out once.
import { Lines } from "../json5/lines";
import { parse } from "../json5/parser";
import { find, type Json5Document, type Node, type Path, pathOf } from "../json5/tree";
import type { Schema, SchemaRoot } from "../schema/compile";
import { schemasAt } from "../schema/lookup";
import type { SchemaFinding } from "../schema/types";
import { validate } from "../schema/validate";
import type { CommandFault } from "./includes";
import { asWritten } from "./known";
import { originOf, type Source } from "./merged";
import { type Occurrences, occurrencesOf } from "./occurrences";
import { preparedFor, type Resolved, resolve, type Surroundings } from "./resolve";
import { verdictReading } from "./verdictReading";
import { bundledVersions } from "./versions";

/** A text beyond this many UTF-16 code units is parsed but not checked: OpenClaw's own configs stay far below. */
export const maxCheckedLength = 4 * 1024 * 1024;

/** One file of a config: the config itself, or one that it includes. */
export interface ConfigFile {
  readonly source: Source;
  readonly json5: Json5Document;
  readonly text: string;
  readonly lines: Lines;
  /** The config that the file is of. */
  readonly config: ConfigDocument;
}

export interface ConfigOptions {
  /** Absolute path of the config, if it is a file. */
  readonly path?: string | undefined;
  /** Without them, what includes and variables bring is not known. */
  readonly surroundings?: Surroundings | undefined;
  /** The bundled release that the schema is of; the newest by default. */
  readonly version?: string | undefined;
}

abstract class SourceFile {
  readonly source: Source;
  #lines: Lines | undefined;

  constructor(source: Source) {
    this.source = source;
  }

  get json5(): Json5Document {
    return this.source.json5;
  }

  get text(): string {
    return this.source.json5.text;
  }

  get lines(): Lines {
    this.#lines ??= new Lines(this.text);
    return this.#lines;
  }
}

export class ConfigDocument extends SourceFile implements ConfigFile {
  readonly schema: SchemaRoot;
  /** The release of OpenClaw whose rules hold. */
  readonly version: string;
  readonly surroundings: Surroundings | undefined;
  #resolved: Resolved | undefined;
  #schemaFindings: readonly SchemaFinding[] | undefined;
  #inConfig: Map<Node, Node> | undefined;
  #occurrences: Occurrences | undefined;
  #byPath: ReadonlyMap<string | undefined, Source> | undefined;

  /** @param text or what it was parsed to */
  constructor(text: string | Json5Document, schema: SchemaRoot, { path, surroundings, version }: ConfigOptions = {}) {
    const json5 = typeof text === "string" ? parse(text) : text;
    const prepared = preparedFor(path, json5, surroundings);
    super(prepared?.config ?? { path, json5 });
    this.#resolved = prepared?.resolved;
    this.schema = schema;
    this.version = version ?? bundledVersions.at(-1) ?? "";
    this.surroundings = surroundings;
  }

  get config(): this {
    return this;
  }

  get resolved(): Resolved {
    this.#resolved ??= resolve(this.source, this.surroundings);
    return this.#resolved;
  }

  /** The config as OpenClaw sees it: includes merged in; of variables, nodes carry what is written and, closed, what they hold. */
  get root(): Node | undefined {
    return this.resolved.root;
  }

  /** Whether OpenClaw looks at no part that a plugin may own; so taken where the host is not known and it may be so. */
  get pluginsUnseen(): boolean {
    if (this.surroundings) return this.surroundings.pluginsUnseen;
    return (find(this.root, ["plugins", "load", "paths"])?.children?.length ?? 0) > 0;
  }

  /** Folders that includes may reach. */
  get roots(): readonly string[] {
    return this.surroundings?.roots ?? [];
  }

  /** What is wrong with programs that secret providers run, by the provider's name. */
  get commands(): ReadonlyMap<string, CommandFault> {
    return this.surroundings?.commands ?? new Map();
  }

  /** Where the config and OpenClaw's schema disagree. */
  get schemaFindings(): readonly SchemaFinding[] {
    const { root } = this;
    this.#schemaFindings ??= root ? validate(root, this.schema, verdictReading) : [];
    return this.#schemaFindings;
  }

  /** Where models, providers, agents and the like are named. */
  get occurrences(): Occurrences {
    this.#occurrences ??= occurrencesOf(this.root, this.source);
    return this.#occurrences;
  }

  /** The schemas that apply at a path of the config as a whole. */
  schemasAt(path: Path): Schema[] {
    return schemasAt(this.schema, undefined, path, asWritten);
  }

  /** A file of the config, by its absolute path; undefined where the config does not include it. */
  file(path: string): ConfigFile | undefined {
    if (path === this.source.path) return this;
    this.#byPath ??= new Map([...this.resolved.sources].reverse().map((each) => [each.path, each]));
    const source = this.#byPath.get(path);
    return source && new IncludedFile(source, this);
  }

  /** What a node of one of the files became in {@link root}; undefined where something else took its place. */
  inConfig(node: Node): Node | undefined {
    const { root } = this;
    if (root === this.json5.root) return node;
    if (!this.#inConfig) {
      const map = new Map<Node, Node>();
      const add = (each: Node | undefined) => {
        if (!each) return;
        const origin = originOf(each);
        if (!map.has(origin)) map.set(origin, each);
        for (const child of each.children ?? []) add(child);
      };
      add(root);
      this.#inConfig = map;
    }
    return this.#inConfig.get(node);
  }

  /** Where a node of one of the files stands in {@link root}, or would if nothing had taken its place. */
  pathInConfig(node: Node): Path {
    const found = this.inConfig(node);
    if (found) return pathOf(found);
    let top = node;
    while (top.parent) top = top.parent;
    const file = this.resolved.sources.find(({ json5 }) => json5.root === top);
    const inclusion = this.resolved.inclusions.find(({ target }) => file && target === file.path);
    // What has merged into something else stands where that stands: at the object that includes the file.
    const place = inclusion && objectOf(inclusion.node);
    return place && file !== this.source ? [...this.pathInConfig(place), ...pathOf(node)] : pathOf(node);
  }
}

function objectOf(node: Node): Node | undefined {
  let each = node.parent;
  while (each && each.type !== "object") each = each.parent;
  return each;
}

class IncludedFile extends SourceFile implements ConfigFile {
  readonly config: ConfigDocument;

  constructor(source: Source, config: ConfigDocument) {
    super(source);
    this.config = config;
  }
}
