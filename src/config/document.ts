// A config as all features read it: one parse of its text, with what follows from it worked out once.
import { Lines } from "../json5/lines";
import { parse } from "../json5/parser";
import type { Json5Document } from "../json5/tree";
import type { SchemaRoot } from "../schema/compile";
import type { SchemaFinding } from "../schema/types";
import { validate } from "../schema/validate";
import { knownOf } from "./known";

/** A text beyond this many UTF-16 code units is parsed but not checked: OpenClaw's own configs stay far below. */
export const maxCheckedLength = 4 * 1024 * 1024;

export class ConfigDocument {
  readonly json5: Json5Document;
  readonly schema: SchemaRoot;
  #lines: Lines | undefined;
  #schemaFindings: readonly SchemaFinding[] | undefined;

  constructor(text: string, schema: SchemaRoot) {
    this.json5 = parse(text);
    this.schema = schema;
  }

  get text(): string {
    return this.json5.text;
  }

  get lines(): Lines {
    this.#lines ??= new Lines(this.json5.text);
    return this.#lines;
  }

  /** Where the config and OpenClaw's schema disagree. */
  get schemaFindings(): readonly SchemaFinding[] {
    const { root } = this.json5;
    this.#schemaFindings ??= root ? validate(root, this.schema, { known: knownOf }) : [];
    return this.#schemaFindings;
  }
}
