// The configs that are open, each parsed and checked once a version, for all features.
import type * as vscode from "vscode";
import type { ConfigDocument, Finding, SchemaRoot } from "../features/main";
import { loadFeatures } from "./rooms";

export const languageId = "openclaw";
export const selector: vscode.DocumentSelector = { language: languageId };

interface Entry {
  readonly version: number;
  readonly config: ConfigDocument;
  findings: readonly Finding[] | undefined;
}

export class Configs {
  readonly #schemas: string;
  readonly #entries = new WeakMap<vscode.TextDocument, Entry>();
  #schema: Promise<SchemaRoot> | undefined;

  /** @param schemas the folder of the bundled schemas */
  constructor(schemas: string) {
    this.#schemas = schemas;
  }

  /** The document as of now. */
  async get(document: vscode.TextDocument): Promise<ConfigDocument> {
    return (await this.#entry(document)).config;
  }

  /** Its findings as of now, worked out once. */
  async findings(document: vscode.TextDocument): Promise<readonly Finding[]> {
    const { diagnose } = await loadFeatures();
    const entry = await this.#entry(document);
    entry.findings ??= diagnose(entry.config);
    return entry.findings;
  }

  async #entry(document: vscode.TextDocument): Promise<Entry> {
    const { ConfigDocument, loadSchema, newestSchema } = await loadFeatures();
    this.#schema ??= loadSchema(this.#schemas, newestSchema);
    const schema = await this.#schema;
    const known = this.#entries.get(document);
    if (known && known.version === document.version) return known;
    const entry: Entry = {
      version: document.version,
      config: new ConfigDocument(document.getText(), schema),
      findings: undefined,
    };
    this.#entries.set(document, entry);
    return entry;
  }
}
