// The health of the model servers that the config in view names: which of them are asked, and what they said last.
import type { Monitor, NetworkWatch, Prober } from "../endpoints/main";
import type { Provider, ProviderHealth, Waits } from "../features/main";
import type { Configs } from "./configs";
import type { Consents } from "./consents";
import { type Disposable, type DocumentUri, Emitter, type Event, type Host, type OpenDocument } from "./host";
import { isOwnConfig } from "./ownConfig";
import { loadEndpoints, loadFeatures } from "./rooms";

/** Pause in typing after which changed endpoints are asked, in ms: a half-typed port is nobody's. */
const delay = 600;
/** Time between two pictures of the health at least, in ms. */
const frame = 16;

/** What people see of configs. */
export interface View<Uri extends DocumentUri> {
  /** The config that they look at. */
  readonly config: OpenDocument<Uri> | undefined;
  /** Whether they are there to look. */
  readonly isFocused: boolean;
  /** Either may be another now. */
  readonly onDidChange: Event<void>;
}

/** `asking`: those that may be asked are; else, why none is. */
export type Mode = "asking" | "untrusted" | "foreign" | "paused";

/** All that is shown of the servers at a time. */
export interface Picture {
  readonly mode: Mode;
  /** The providers that are shown, each with what its server said last. */
  readonly servers: readonly ProviderHealth[];
  /** Whether the config names more than are shown. */
  readonly hasMore: boolean;
  readonly waits: Waits;
}

interface Tools {
  readonly waits: Waits;
  readonly monitor: Monitor;
  readonly prober: Prober;
  readonly network: NetworkWatch;
}

const noWaits: Waits = { connect: 0, total: 0 };

/** Whether nothing more is to come from a server by itself. */
function isAnswered({ endpoint, isBeyond, isHeldBack, result }: ProviderHealth): boolean {
  return result !== undefined || isHeldBack === true || isBeyond === true || endpoint === undefined;
}

function isSettled({ mode, servers }: Picture): boolean {
  return mode !== "asking" || servers.every(isAnswered);
}

/** @typeParam Uri how the host names documents */
export class ServerWatch<Uri extends DocumentUri> {
  readonly #host: Host<Uri>;
  readonly #view: View<Uri>;
  readonly #configs: Configs<Uri>;
  readonly #consents: Consents;
  readonly #changed: Emitter<Picture>;
  readonly #disposables: readonly Disposable[];
  #tools: Promise<Tools> | undefined;
  #document: OpenDocument<Uri> | undefined;
  #providers: readonly Provider[] = [];
  #isStopped = false;
  #isForeign = false;
  /** Configs elsewhere whose servers somebody has asked for, in this session. */
  readonly #wanted = new Set<string>();
  #timer: unknown;
  #frame: unknown;
  #logged = "";
  /** Counts updates: one that was overtaken while it waited ends without effect. */
  #turn = 0;
  #updating: Promise<void> = Promise.resolve();
  #isDisposed = false;

  /** Fires with each new picture, at most once in a frame. */
  readonly onDidChange: Event<Picture>;

  constructor(host: Host<Uri>, view: View<Uri>, configs: Configs<Uri>, consents: Consents) {
    this.#host = host;
    this.#changed = new Emitter(host);
    this.onDidChange = this.#changed.event;
    this.#view = view;
    this.#configs = configs;
    this.#consents = consents;
    const now = () => this.#schedule(0);
    this.#disposables = [
      this.#changed,
      view.onDidChange(now),
      host.onDidTrust(now),
      configs.onDidChange((uri) => {
        if (uri.toString() === this.#document?.uri.toString()) this.#schedule(delay);
      }),
      host.onDidChangeText((uri) => {
        if (uri.toString() === this.#document?.uri.toString()) this.#schedule(delay);
      }),
      host.onDidChangeSettings((isAffected) => {
        if (isAffected("health")) now();
      }),
    ];
    now();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#host.clock.clearTimeout(this.#timer);
    this.#host.clock.clearTimeout(this.#frame);
    for (const disposable of this.#disposables) disposable.dispose();
    const end = async ({ monitor, network, prober }: Tools) => {
      monitor.dispose();
      network.setActive(false);
      await prober.dispose();
    };
    this.#tools?.then(end).catch((error: unknown) => this.#host.report("closing connections", error));
  }

  /** The config that is looked at. */
  get document(): OpenDocument<Uri> | undefined {
    return this.#document;
  }

  /** All that it names, wherever the servers are, shown or not. */
  get providers(): readonly Provider[] {
    return this.#providers;
  }

  /** Whether checking was stopped in this session. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Whether the config is nobody's own, so that its servers are asked only when somebody says so, and nobody has yet. */
  get isForeign(): boolean {
    return this.#isForeign;
  }

  async setStopped(isStopped: boolean): Promise<void> {
    this.#isStopped = isStopped;
    await this.refresh();
  }

  /**
   * Asks the servers of a config that lies elsewhere, from now on and to the end of the session.
   *
   * @param uri the one that somebody was asked about: another may have come into view since
   */
  async askForeign(uri: Uri): Promise<void> {
    this.#wanted.add(uri.toString());
    await this.refresh();
  }

  /** What sends requests; only to what {@link servers} does not hold back. */
  async prober(): Promise<Prober> {
    this.#tools ??= this.#load();
    return (await this.#tools).prober;
  }

  /** Asks all again that may be asked. */
  async checkNow(): Promise<void> {
    (await this.#tools)?.monitor.checkNow();
  }

  /** Brings all up to date; where the next update overtakes this one, both are waited for. */
  async refresh(): Promise<void> {
    this.#updating = this.#update();
    let awaited: Promise<void>;
    do {
      awaited = this.#updating;
      await awaited;
    } while (awaited !== this.#updating);
  }

  /** Ends when each server that is asked has answered, or failed to in its time, or is asked no more; or with the signal. */
  async settled(signal: AbortSignal): Promise<void> {
    // The signal may have come meanwhile: it is looked at last.
    if (isSettled(await this.#picture()) || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const listening = this.onDidChange((picture) => {
        if (isSettled(picture)) end();
      });
      const end = () => {
        listening.dispose();
        signal.removeEventListener("abort", end);
        resolve();
      };
      signal.addEventListener("abort", end);
    });
  }

  /** The providers that are shown, each with what its server said last. */
  async servers(): Promise<readonly ProviderHealth[]> {
    return (await this.#picture()).servers;
  }

  async #picture(): Promise<Picture> {
    const { endpointOf, markBeyond, mayAsk, shownProviders } = await loadFeatures();
    const tools = await this.#tools;
    const known = new Map((tools?.monitor.health ?? []).map((each) => [each.endpoint.id, each]));
    const allowed = this.#consents.digests;
    const { shown, hasMore } = shownProviders(this.#providers, allowed);
    const servers = shown.map((provider) => {
      const endpoint = endpointOf(provider);
      const health = endpoint && known.get(endpoint.id);
      const said = health && endpoint && health.endpoint.target.equals(endpoint.target) ? health : undefined;
      return {
        provider,
        endpoint,
        isHeldBack: endpoint !== undefined && (this.#isForeign || !mayAsk(endpoint, allowed)),
        result: said?.result,
        history: said?.history ?? [],
      };
    });
    return { mode: this.#modeOf(), servers: markBeyond(servers), hasMore, waits: tools?.waits ?? noWaits };
  }

  #modeOf(): Mode {
    if (!this.#host.isTrusted) return "untrusted";
    if (this.#isForeign) return "foreign";
    return this.#isStopped ? "paused" : "asking";
  }

  #schedule(wait: number): void {
    this.#host.clock.clearTimeout(this.#timer);
    this.#timer = this.#host.clock.setTimeout(() => {
      this.refresh().catch((error: unknown) => this.#host.report("looking for model servers", error));
    }, wait);
  }

  /** Finds out which config is in view and what it names; asks servers only where that is allowed. */
  async #update(): Promise<void> {
    const turn = ++this.#turn;
    const next = this.#host.setting("health.enabled") ? this.#view.config : undefined;
    // Of a config that is out of sight nothing is asked, and nothing known.
    if (this.#document && this.#document !== next) this.#configs.useHealth(this.#document.uri, new Map());
    this.#document = next;
    const { endpointOf, mayAsk, providersOf, shownProviders } = await loadFeatures();
    const root = next && (await this.#configs.config(next.uri))?.root;
    const isForeign =
      next !== undefined && !this.#wanted.has(next.uri.toString()) && !(await isOwnConfig(this.#host, next.uri));
    if (turn !== this.#turn || this.#isDisposed) return;
    this.#providers = providersOf(root);
    this.#isForeign = isForeign;
    const allowed = this.#consents.digests;
    const endpoints =
      this.#modeOf() === "asking"
        ? shownProviders(this.#providers, allowed)
            .shown.flatMap((provider) => endpointOf(provider) ?? [])
            .filter((each) => mayAsk(each, allowed))
        : [];
    if (endpoints.length > 0) this.#tools ??= this.#load();
    const tools = await this.#tools;
    if (turn !== this.#turn || this.#isDisposed) return;
    const isActive = endpoints.length > 0 && this.#view.isFocused;
    tools?.monitor.setEndpoints(endpoints);
    tools?.monitor.setActive(isActive);
    tools?.network.setActive(isActive);
    await this.#publish();
  }

  async #load(): Promise<Tools> {
    const { Monitor, NetworkWatch, Prober, probeLimits } = await loadEndpoints();
    const prober = new Prober();
    const monitor = new Monitor(
      prober.probe,
      () => this.#publishSoon(),
      (error) => this.#host.report("asking a model server", error),
      this.#host.clock,
    );
    return {
      monitor,
      prober,
      network: new NetworkWatch(() => monitor.checkNow(), this.#host.clock),
      waits: { connect: probeLimits.connect / 1000, total: probeLimits.total / 1000 },
    };
  }

  /** However many servers answer at a time, all is told at once. */
  #publishSoon(): void {
    this.#frame ??= this.#host.clock.setTimeout(() => {
      this.#frame = undefined;
      this.#publish().catch((error: unknown) => this.#host.report("showing the health", error));
    }, frame);
  }

  /** Hands on what the servers have said: to the findings of the config, to the log, and to whoever shows it. */
  async #publish(): Promise<void> {
    const picture = await this.#picture();
    if (this.#isDisposed) return;
    const { mode, servers } = picture;
    if (this.#document && (mode === "asking" || mode === "paused")) {
      const said = servers.flatMap(({ provider, result }) => (result ? [[provider.id, result] as const] : []));
      this.#configs.useHealth(this.#document.uri, new Map(mode === "asking" ? said : []));
    }
    if (mode === "asking") this.#log(servers);
    this.#changed.fire(picture);
  }

  /** One line when all have answered and any of them otherwise than before. */
  #log(servers: readonly ProviderHealth[]): void {
    if (servers.length === 0) return;
    const states = servers.map(({ provider, result }) => `${provider.id}=${result?.state ?? "?"}`).join(" ");
    if (states === this.#logged) return;
    if (!servers.every(isAnswered)) return;
    this.#logged = states;
    this.#host.info(states);
  }
}
