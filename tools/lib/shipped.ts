// What a release of OpenClaw ships, read where it is installed: manifests of plugins, catalogs, and tables in its bundled code.
import fs from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { openclaw } from "./cache";

export interface CatalogModel {
  readonly id: string;
  readonly contextWindow?: number;
  readonly maxTokens?: number;
  readonly input?: readonly string[];
  readonly reasoning?: boolean;
}

/** A model that is not offered; with `when`, only where a provider is reached at certain hosts. */
export interface Suppression {
  readonly provider: string;
  readonly model: string;
  readonly when?: unknown;
}

/** By what a plugin brings along (`speechProviders`, `tools`, …): the ids. */
export type Contracts = Readonly<Record<string, readonly string[]>>;

/** `openclaw.plugin.json` of a plugin, as far as it is read here. */
export interface Manifest {
  readonly providers?: readonly string[];
  readonly contracts?: Contracts;
  readonly modelCatalog?: {
    readonly providers?: Readonly<Record<string, { readonly models?: readonly CatalogModel[] }>>;
    readonly suppressions?: readonly Suppression[];
  };
}

/** A plugin that is installed from elsewhere, as OpenClaw's catalogs know it. */
export interface ExternalPlugin {
  readonly source?: string;
  readonly openclaw: {
    readonly plugin?: { readonly id: string };
    readonly channel?: { readonly id: string };
    readonly providers?: readonly { readonly id: string }[];
    readonly webSearchProviders?: readonly { readonly id: string }[];
    readonly contracts?: Contracts;
  };
}

/** An installed release. */
export class Shipped {
  readonly version: string;
  /** The package's folder. */
  readonly folder: string;
  /** By plugins that come with OpenClaw, in the order of their folders' names. */
  readonly manifests: readonly Manifest[];
  #chunks: readonly string[] | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.version = this.#json<{ version: string }>("package.json").version;
    const plugins = path.join("dist", "extensions");
    this.manifests = fs
      .readdirSync(path.join(folder, plugins))
      .sort()
      .map((name) => path.join(plugins, name, "openclaw.plugin.json"))
      .filter((file) => fs.existsSync(path.join(folder, file)))
      .map((file) => this.#json<Manifest>(file));
  }

  /**
   * Installs a release, if it is not there yet.
   *
   * @param version the pinned one by default
   */
  static async of(version?: string): Promise<Shipped> {
    return new Shipped(await openclaw(version));
  }

  get license(): string {
    return fs.readFileSync(path.join(this.folder, "LICENSE"), "utf8");
  }

  /** The plugins of a catalog of those that are installed from elsewhere. */
  external(catalog: "channel" | "plugin" | "provider"): readonly ExternalPlugin[] {
    const file = path.join("scripts", "lib", `official-external-${catalog}-catalog.json`);
    return this.#json<{ entries: readonly ExternalPlugin[] }>(file).entries;
  }

  /**
   * The array or object that a constant of the bundled code is set to.
   *
   * @throws where no chunk has it: OpenClaw has put something else in its place
   */
  constant(name: string): unknown {
    return JSON5.parse(this.#after(name, new RegExp(`^(?:const|var) ${name} = [^[{\\n]*(?=[[{])`, "m")));
  }

  /**
   * The source of a function of the bundled code.
   *
   * @throws as `constant` does
   */
  functionSource(name: string): string {
    return this.#after(name, new RegExp(`^function ${name}\\(.*?\\) (?=\\{)`, "m"));
  }

  /** What stands behind `start` in the first chunk that has it, up to the bracket that closes it, which begins a line. */
  #after(name: string, start: RegExp): string {
    this.#chunks ??= fs
      .readdirSync(path.join(this.folder, "dist"))
      .filter((file) => /\.m?js$/.test(file))
      .map((file) => fs.readFileSync(path.join(this.folder, "dist", file), "utf8"));
    for (const chunk of this.#chunks) {
      const match = chunk.includes(name) ? start.exec(chunk) : null;
      if (!match) continue;
      const rest = chunk.slice(match.index + match[0].length);
      const end = rest.search(/^[\]}]/m);
      if (end >= 0) return rest.slice(0, end + 1);
    }
    throw new Error(
      `OpenClaw ${this.version} has no ${name}: look for what took its place, and name it in tools/lib/facts.ts`,
    );
  }

  #json<T>(file: string): T {
    return JSON.parse(fs.readFileSync(path.join(this.folder, file), "utf8")) as T;
  }
}
