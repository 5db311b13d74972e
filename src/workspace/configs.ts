// The configs in play: those that are open, and those that include an open file; each put together and checked once a change.
import type { ProbeResult } from "../endpoints/main";
import type {
  ConfigDocument,
  ConfigFile,
  ConfigVersion,
  Finding,
  SchemaObject,
  SchemaRoot,
  Verdict,
} from "../features/main";
import { withoutUnwanted } from "./advice";
import { diagnosed } from "./diagnosis";
import { type Around, Entry } from "./entry";
import { Texts } from "./fileTexts";
import { guarded } from "./guard";
import { type Disposable, type DocumentUri, Emitter, type Event, type Host, type OpenDocument } from "./host";
import { Neighbours } from "./neighbours";
import { Releases } from "./releases";
import { loadFeatures } from "./rooms";

/** The language of configs. */
export const languageId = "openclaw";
/** Languages that an included file may have. */
export const includable: readonly string[] = ["json5", "json", "jsonc"];

/** @typeParam Uri how the host names documents */
export class Configs<Uri extends DocumentUri> {
  readonly #host: Host<Uri>;
  readonly #texts: Texts<Uri>;
  /** The releases that are bundled. */
  readonly releases: Releases;
  readonly #entries = new Map<string, Entry<Uri>>();
  readonly #neighbours: Neighbours;
  readonly #watchers = new Map<string, Disposable>();
  #watching: Promise<void> | undefined;
  #isOver = false;
  readonly #changed: Emitter<Uri>;
  readonly #healthChanged: Emitter<void>;
  readonly #disposables: readonly Disposable[];
  /** The installed OpenClaw, and its own schema once it has printed it. */
  #installed: { readonly version: string; readonly schema: SchemaRoot | undefined } | undefined;

  /** Fires with the config when a file that it includes or takes variables from has changed, on disk or in an editor. */
  readonly onDidChange: Event<Uri>;

  /** Fires with each answer of a model server. */
  readonly onDidChangeHealth: Event<void>;

  /** @param archive absolute path of the packed schemas */
  constructor(host: Host<Uri>, archive: string) {
    this.#host = host;
    this.#changed = new Emitter(host);
    this.#healthChanged = new Emitter(host);
    this.onDidChange = this.#changed.event;
    this.onDidChangeHealth = this.#healthChanged.event;
    this.#texts = new Texts(host);
    this.releases = new Releases(archive);
    this.#neighbours = new Neighbours({
      mayLook: (config, file) => this.#texts.mayRead(config, host.fileUri(file)),
      isInPlay: (config) => this.#entries.has(host.fileUri(config).toString()),
      look: (config) => this.#look(host.fileUri(config)),
      drop: (config) => {
        const uri = host.fileUri(config);
        if (!this.#texts.open(uri)) this.forget(uri);
      },
      isWatched: (folder) => this.#watchers.has(folder),
    });
    this.#disposables = [
      this.#changed,
      this.#healthChanged,
      host.onDidChangeText((uri) => this.#touch(uri)),
      host.onDidClose((uri) => this.#touch(uri)),
      host.onDidTrust(() => this.outdateAll()),
      host.onDidChangeSettings((isAffected) => {
        if (isAffected("version") || isAffected("advice")) this.outdateAll();
      }),
    ];
  }

  dispose(): void {
    this.#isOver = true;
    for (const watcher of this.#watchers.values()) watcher.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** The configs that a document has to do with: itself, or those that include it. */
  async ownersOf(document: OpenDocument<Uri>): Promise<Uri[]> {
    if (document.languageId === languageId) return [document.uri];
    if (!includable.includes(document.languageId) || document.uri.scheme !== "file") return [];
    const file = document.uri.fsPath;
    await this.#neighbours.find(file);
    const owners: Uri[] = [];
    for (const { uri } of this.#entries.values()) if ((await this.config(uri))?.file(file)) owners.push(uri);
    return owners;
  }

  /** The document as a part of a config, as of now; undefined where it is none. */
  async fileOf(document: OpenDocument<Uri>): Promise<ConfigFile | undefined> {
    const [owner] = await this.ownersOf(document);
    const config = owner && (await this.config(owner));
    if (!config) return undefined;
    const file = owner.toString() === document.uri.toString() ? config : config.file(document.uri.fsPath);
    // Offsets of another text would lead astray.
    return file && file.text === document.getText() ? file : undefined;
  }

  /** A config as of now; undefined where it is no longer there. */
  async config(uri: Uri): Promise<ConfigDocument | undefined> {
    return this.#fresh(uri).config;
  }

  /** Its findings as of now, in all its files, worked out once. */
  async findings(uri: Uri): Promise<readonly Finding[]> {
    const entry = this.#fresh(uri);
    const { config } = entry;
    entry.findings ??= this.#diagnose(config, () => this.#fresh(uri).config !== config);
    const own = await entry.findings;
    // What a newer text has overtaken is of no use: that one counts.
    return own ? this.#withLive(entry, config, own) : this.findings(uri);
  }

  /** The findings of a config as it was put together. */
  async findingsOf(config: ConfigDocument): Promise<readonly Finding[]> {
    for (const entry of this.#entries.values()) {
      const { config: built, findings } = entry;
      if (!findings || (await built) !== config) continue;
      const own = await findings;
      if (own) return this.#withLive(entry, built, own);
    }
    return (await this.#diagnose(Promise.resolve(config))) ?? [];
  }

  /** Takes what the model servers of a config say now, by provider; what they said before counts no more. */
  useHealth(uri: Uri, results: ReadonlyMap<string, ProbeResult>): void {
    const entry = this.#entries.get(uri.toString());
    const said = [...results].map(([id, { state, models, server, instead }]) => [id, state, models, server, instead]);
    const stamp = JSON.stringify(said);
    if (!entry) return;
    const isNew = entry.health.stamp !== stamp;
    entry.health = { stamp, results };
    if (isNew) this.#changed.fire(uri);
    this.#healthChanged.fire();
  }

  /** What the model servers of a config said last. */
  healthOf({ source }: ConfigDocument): ReadonlyMap<string, ProbeResult> {
    for (const { uri, health } of this.#entries.values())
      if (uri.scheme === "file" && uri.fsPath === source.path) return health.results;
    return new Map();
  }

  async #withLive(
    entry: Entry<Uri>,
    built: Promise<ConfigDocument | undefined>,
    own: readonly Finding[],
  ): Promise<readonly Finding[]> {
    const { results } = entry.health;
    const [{ adviseSteps, inSlices, limited, liveFindings }, config] = await Promise.all([loadFeatures(), built]);
    if (!config) return withoutUnwanted(this.#host, entry.uri, own);
    const told = (error: unknown) => this.#host.reportOnce("advice", error);
    const advice = await guarded(this.#host, "advice", () =>
      inSlices(adviseSteps(config, told), { isOvertaken: () => entry.config !== built }),
    );
    const live = await guarded(this.#host, "findings on model servers", () => liveFindings(config, results));
    return limited(withoutUnwanted(this.#host, entry.uri, [...own, ...(advice ?? []), ...(live ?? [])]));
  }

  /** Takes the version and the schema of the installed OpenClaw, or goes back to what is bundled. */
  async useInstalled(version: string | undefined, schema?: SchemaObject): Promise<void> {
    if (version === undefined && !this.#installed) return;
    const { SchemaRoot } = await loadFeatures();
    this.#installed = version === undefined ? undefined : { version, schema: schema && new SchemaRoot(schema) };
    this.outdateAll();
  }

  /** What was known of all configs is no longer so. */
  outdateAll(): void {
    this.#neighbours.clear();
    for (const entry of this.#entries.values()) this.#outdate(entry);
  }

  /** The findings that a config would have with a bundled release. */
  async findingsAs(uri: Uri, version: string): Promise<readonly Finding[]> {
    const [{ ConfigDocument }, config] = await Promise.all([loadFeatures(), this.config(uri)]);
    if (!config) return [];
    const schema = await this.releases.schemaOf(version);
    const { source, surroundings } = config;
    const options = { path: source.path, surroundings, version };
    return (await this.#diagnose(Promise.resolve(new ConfigDocument(source.json5, schema, options)))) ?? [];
  }

  /** Which version of OpenClaw a config is for. */
  async versionOf(uri: Uri): Promise<ConfigVersion | undefined> {
    await this.config(uri);
    return this.#entries.get(uri.toString())?.version;
  }

  /**
   * Takes OpenClaw's verdict on a config as it was put together; with the next change of the config it is gone.
   *
   * @returns findings of ours that OpenClaw contradicts
   */
  async useVerdict(uri: Uri, config: ConfigDocument, verdict: Verdict): Promise<readonly Finding[]> {
    const { withVerdict } = await loadFeatures();
    const ours = (await this.#diagnose(Promise.resolve(config))) ?? [];
    const { findings, contradicted } = withVerdict(config, ours, verdict);
    const entry = this.#entries.get(uri.toString());
    if (entry && (await this.#fresh(uri).config) === config) {
      entry.findings = Promise.resolve(findings);
      this.#changed.fire(uri);
    }
    return contradicted;
  }

  /** Drops a config that is of no more interest. */
  forget(uri: Uri): void {
    this.#entries.delete(uri.toString());
    this.#watch();
  }

  /** @returns undefined where it was overtaken */
  async #diagnose(config: Promise<ConfigDocument | undefined>, isOvertaken = () => false) {
    const document = await config;
    return document ? diagnosed(this.#host, document, () => this.releases.history(), isOvertaken) : [];
  }

  #fresh(uri: Uri): Entry<Uri> {
    const key = uri.toString();
    const entry = this.#entries.get(key) ?? new Entry(uri);
    this.#entries.set(key, entry);
    const document = this.#texts.open(uri);
    entry.refresh(
      document ? String(document.version) : "disk",
      // One that cannot be put together silences no other.
      (know) => guarded(this.#host, "putting a config together", () => this.#build(uri, document, know)),
      () => this.#watch(),
    );
    return entry;
  }

  async #build(uri: Uri, document: OpenDocument<Uri> | undefined, know: (around: Around) => void) {
    const features = await loadFeatures();
    const { ConfigDocument, dependenciesOf, diskFiles, environmentFiles, find, includeRoots } = features;
    const text = document ? document.getText() : await this.#texts.onDisk(uri);
    if (text === undefined) return undefined;
    const file = uri.scheme === "file" ? uri.fsPath : undefined;
    const source = { path: file, json5: features.parse(text) };
    const { environment, home } = this.#host;
    // What the user's own variables name is the user's.
    const named =
      file === undefined ? [] : [environmentFiles, includeRoots].flatMap((of) => of(file, environment, home));
    const files = diskFiles({
      textOf: (each) => this.#texts.inEditor(each),
      mayRead: (each) => this.#texts.mayRead(each, uri),
      opened: [uri.fsPath, home, ...named],
      memory: await this.#texts.memory(),
    });
    const host = { environment, home, files };
    const surroundings = await features.surroundingsOf(source, host);
    const version = features.versionOf({
      pinned: this.#host.setting("version", uri),
      installed: this.#installed?.version,
      file: find(source.json5.root, ["meta", "lastTouchedVersion"])?.value,
    });
    const dependencies = dependenciesOf(source, surroundings, host).filter((each) => this.#texts.mayRead(each, uri));
    know({ dependencies: new Set(dependencies), version });
    const { bundled, origin } = version;
    const own = origin === "installed" ? this.#installed?.schema : undefined;
    const schema = own ?? (await this.releases.schemaOf(bundled));
    return new ConfigDocument(source.json5, schema, { path: file, surroundings, version: bundled });
  }

  /** A config beside another file or above it, put into play if it is there. */
  async #look(uri: Uri) {
    if ((await this.#texts.onDisk(uri)) === undefined) return undefined;
    const entry = this.#fresh(uri);
    const config = await entry.config;
    const files = new Set((config?.resolved.sources ?? []).flatMap((source) => source.path ?? []));
    return { files, dependencies: entry.dependencies };
  }

  /** A file has changed: whoever depends on it is told. */
  #touch(uri: Uri): void {
    if (uri.scheme !== "file") return;
    this.#neighbours.touch(uri.fsPath);
    for (const entry of this.#entries.values()) {
      const isItself = entry.uri.fsPath === uri.fsPath;
      if (!entry.dependencies.has(uri.fsPath) && !(isItself && !this.#texts.open(uri))) continue;
      this.#outdate(entry);
    }
  }

  #outdate(entry: Entry<Uri>): void {
    entry.outdate();
    this.#changed.fire(entry.uri);
  }

  /** Watches the folders of configs and of what they depend on, the nearest ones, and no others. */
  #watch(): void {
    this.#watching ??= loadFeatures()
      .then(({ watchedFolders }) => {
        this.#watching = undefined;
        if (!this.#isOver) this.#watchOnly(watchedFolders(this.#watches()));
      })
      .catch((error: unknown) => this.#host.reportOnce("watching folders", error));
  }

  #watches() {
    const own = [...this.#entries.values()].filter(({ uri }) => uri.scheme === "file");
    return [...own.map(({ uri, dependencies }) => ({ file: uri.fsPath, dependencies })), ...this.#neighbours.watches];
  }

  #watchOnly(folders: ReadonlySet<string>): void {
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.dispose();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue;
      const watcher = this.#host.watch(folder, (uri, change) => {
        // Of a file in an editor, the editor's text counts.
        if (change !== "changed" || !this.#texts.open(uri)) this.#touch(uri);
      });
      this.#watchers.set(folder, watcher);
    }
  }
}
