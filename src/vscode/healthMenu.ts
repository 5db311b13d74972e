// What people can do about model servers: the menu of the status bar item, and a command for each of its lines.
import * as vscode from "vscode";
import type { ProviderHealth, ServerEndpoint } from "../features/main";
import type { Consents } from "../workspace/consents";
import { loadEndpoints, loadFeatures } from "../workspace/rooms";
import type { ServerWatch } from "../workspace/serverWatch";
import { type Choice, confirm, inform, offer, pick, pickMany, progress, statusMessage, warn } from "./ask";
import { checkNow, lookAgain } from "./checkNow";
import type { Configs } from "./configs";
import { rangeOf } from "./convert";
import { t } from "./l10n";
import { report } from "./log";

const commands = {
  menu: "openclawJson5.health.menu",
  check: "openclawJson5.health.checkNow",
  copy: "openclawJson5.health.copyCurl",
  open: "openclawJson5.health.openProvider",
  toggle: "openclawJson5.health.toggle",
  manage: "openclawJson5.health.manageAllowed",
  load: "openclawJson5.health.loadModel",
} as const;

interface MenuItem extends Choice {
  readonly run: () => Promise<void>;
}

/** A model that its server can load. */
interface Loadable {
  readonly health: ProviderHealth;
  readonly model: string;
}

/** So many providers stand in the menu, the first of the config: a longer one is read by nobody. */
const maxListed = 32;

/** So many models to load stand in the menu; the command has all. */
const maxLoads = 3;

export class HealthMenu implements vscode.Disposable {
  readonly #watch: ServerWatch<vscode.Uri>;
  readonly #configs: Configs;
  readonly #consents: Consents;
  readonly #disposables: vscode.Disposable[];

  constructor(watch: ServerWatch<vscode.Uri>, configs: Configs, consents: Consents) {
    this.#watch = watch;
    this.#configs = configs;
    this.#consents = consents;
    const register = (command: string, run: () => Promise<void>) =>
      vscode.commands.registerCommand(command, () =>
        run().catch((error: unknown) => report("a command on model servers", error)),
      );
    this.#disposables = [
      register(commands.menu, () => this.#menu()),
      register(commands.check, () => this.#check()),
      register(commands.copy, () =>
        this.#choose(
          ({ endpoint }) => endpoint !== undefined,
          (health) => this.#copy(health),
        ),
      ),
      register(commands.open, () =>
        this.#choose(
          () => true,
          (health) => this.open(health),
        ),
      ),
      register(commands.toggle, () => watch.setStopped(!watch.isStopped)),
      register(commands.manage, () => this.#manage()),
      register(commands.load, () => this.#loadAny()),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #menu(): Promise<void> {
    const { healthTexts, healthMenuTexts: texts, heldBack, isAskable } = await loadFeatures();
    const watch = this.#watch;
    await lookAgain(watch);
    const all = await watch.servers();
    const waiting = vscode.workspace.isTrusted ? heldBack(watch.providers, this.#consents.digests) : [];
    // Where there is nothing to check but what must be allowed first, that alone is offered.
    if (!watch.isStopped && !watch.isForeign && (all.length > 0 || waiting.length === 0)) await checkNow(watch);
    if (all.length === 0 && waiting.length === 0) return;
    const items: MenuItem[] = [];
    const add = (icon: string, label: string, run: () => Promise<void>) => items.push({ icon, label, run });
    const execute =
      (command: string, ...args: readonly unknown[]) =>
      async () => {
        await vscode.commands.executeCommand(command, ...args);
      };
    if (vscode.workspace.isTrusted) {
      const allow = () => {
        for (const endpoint of waiting.slice(0, maxListed)) {
          const address = endpoint.target.shown;
          add("shield", t(texts["menu.allow"], { address, name: endpoint.id }), () => this.allow(endpoint));
        }
      };
      // Where nothing can be asked yet, that comes first.
      const isFirst = !all.some(isAskable);
      if (isFirst) allow();
      if (!watch.isStopped)
        add("refresh", t(texts[watch.isForeign ? "menu.checkForeign" : "menu.check"]), () => this.#check());
      add("checklist", t(texts["menu.details"]), execute("openclawJson5.checkLocalSetup"));
      for (const loadable of (await this.#loadables(true)).slice(0, maxLoads)) {
        const { health, model } = loadable;
        add("cloud-download", t(texts["menu.load"], { model, name: health.provider.id }), () => this.#load(loadable));
      }
      for (const { provider, result } of all.slice(0, maxListed))
        if (result?.state === "up")
          add(
            "add",
            t(texts["menu.addModels"], { name: provider.id }),
            execute("openclawJson5.addModels", { provider: provider.id }),
          );
      if (!isFirst) allow();
    } else add("workspace-untrusted", t(texts["trust.manage"]), execute("workbench.trust.manage"));
    for (const health of all.slice(0, maxListed)) {
      const name = health.provider.id;
      add("go-to-file", t(texts["menu.open"], { name }), () => this.open(health));
      if (health.endpoint) add("copy", t(texts["menu.copy"], { name }), () => this.#copy(health));
    }
    if (all.length > maxListed)
      add("ellipsis", t(texts["menu.others"], { count: all.length - maxListed }), () =>
        this.#choose(
          () => true,
          (health) => this.open(health),
        ),
      );
    if (vscode.workspace.isTrusted) {
      if (this.#consents.all.length > 0) add("gear", t(texts["menu.manage"]), () => this.#manage());
      if (watch.isStopped)
        items.unshift({ icon: "debug-start", label: t(texts["menu.start"]), run: () => watch.setStopped(false) });
      else add("debug-pause", t(texts["menu.stop"]), () => watch.setStopped(true));
    }
    const chosen = await pick(items, t(healthTexts.title));
    await chosen?.run();
  }

  /** Runs something for the one provider that fits, or for the one that is picked. */
  async #choose(
    fits: (health: ProviderHealth) => boolean,
    run: (health: ProviderHealth) => Promise<void>,
  ): Promise<void> {
    await lookAgain(this.#watch);
    const { healthTexts } = await loadFeatures();
    const fitting = (await this.#watch.servers()).filter(fits);
    const [first, ...others] = fitting;
    if (!first) {
      inform(t(healthTexts.nothing));
      return;
    }
    if (others.length === 0) return run(first);
    const items = fitting.map((health) => ({ label: health.provider.id, health }));
    const chosen = await pick(items, t(healthTexts.title));
    if (chosen) await run(chosen.health);
  }

  /** Shows a provider in its file. */
  async open({ provider: { id } }: ProviderHealth): Promise<void> {
    const { document } = this.#watch;
    if (!document) return;
    // The text may have changed since the menu was opened.
    const { providersOf, sourceOf } = await loadFeatures();
    const config = await this.#configs.config(document.uri);
    const provider = providersOf(config?.root).find((each) => each.id === id);
    const place = provider?.baseUrlNode ?? provider?.property;
    if (!place) return;
    const file = sourceOf(place)?.path;
    const target = await vscode.workspace.openTextDocument(file === undefined ? document.uri : vscode.Uri.file(file));
    await vscode.window.showTextDocument(target, { selection: rangeOf(target, place) });
  }

  async #copy({ endpoint }: ProviderHealth): Promise<void> {
    const { curlCommand, healthMenuTexts, omittedVariables } = await loadFeatures();
    const { probeLimits } = await loadEndpoints();
    if (!endpoint) return;
    const waits = { connect: probeLimits.connect / 1000, total: probeLimits.total / 1000 };
    const command = curlCommand(endpoint, waits, process.platform === "win32" ? "powershell" : "posix");
    await vscode.env.clipboard.writeText(command);
    const variables = omittedVariables(endpoint).join(", ");
    if (variables === "") statusMessage(t(healthMenuTexts["menu.copied"], { command }), 5000);
    else inform(t(healthMenuTexts["menu.copiedInPart"], { variables }));
  }

  /** Checks now; where nothing may be asked yet, that is said, and what to do about it is offered. */
  async #check(): Promise<void> {
    const watch = this.#watch;
    await lookAgain(watch);
    const { healthMenuTexts: texts, heldBack, holdText, isAskable } = await loadFeatures();
    const all = await watch.servers();
    if (!vscode.workspace.isTrusted && all.length > 0) return this.offerTrust();
    const waiting = heldBack(watch.providers, this.#consents.digests);
    const [first] = waiting;
    if (!first || watch.isForeign || watch.isStopped || all.some(isAskable)) return checkNow(watch);
    this.#offerMeanwhile(holdText(first, t), t(texts["allow.ask"]), () =>
      waiting.length === 1 ? this.allow(first) : this.#manage(),
    );
  }

  /** A message with one thing to do, for which nobody waits: it may stand there for hours. */
  #offerMeanwhile(message: string, action: string, run: () => Promise<void>): void {
    offer(message, action)
      .then((chosen) => (chosen ? run() : undefined))
      .catch((error: unknown) => report("a command on model servers", error));
  }

  /** In a workspace that is not trusted: says that nothing is asked, and leads to where it can be trusted. */
  async offerTrust(): Promise<void> {
    const { healthMenuTexts: texts, healthTexts } = await loadFeatures();
    this.#offerMeanwhile(t(healthTexts.untrustedTooltip), t(texts["trust.manage"]), async () => {
      await vscode.commands.executeCommand("workbench.trust.manage");
    });
  }

  /** Asks whether a server may be asked that is not asked by itself. */
  async allow(endpoint: ServerEndpoint): Promise<void> {
    if (!vscode.workspace.isTrusted) return this.offerTrust();
    const { consentDetail, healthMenuTexts: texts } = await loadFeatures();
    const { consent } = endpoint;
    const foreign = this.#watch.isForeign ? this.#watch.document?.uri : undefined;
    const yes = t(texts["allow.yes"]);
    const question = t(texts["allow.question"], { address: consent.shown });
    if (!(await confirm(question, yes, consentDetail(endpoint, t)))) return;
    await this.#consents.allow(consent);
    // Who allows a server of a file that lies elsewhere wants it to be asked.
    if (foreign) await this.#watch.askForeign(foreign);
    else await this.#watch.refresh();
  }

  /** Lists what is allowed, and what could be. */
  async #manage(): Promise<void> {
    await lookAgain(this.#watch);
    const { healthMenuTexts: texts, heldBack } = await loadFeatures();
    const allowed = this.#consents.all;
    // Where the workspace is not trusted, what is allowed can be taken back, and nothing be allowed.
    const { isTrusted } = vscode.workspace;
    const waiting = isTrusted ? heldBack(this.#watch.providers, this.#consents.digests) : [];
    if (!isTrusted && allowed.length === 0) return this.offerTrust();
    const items = [
      ...allowed.map((consent) => ({
        label: consent.shown,
        description: consent.variables.join(", "),
        detail: t(texts["allow.remove"]),
        picked: true,
        consent,
        endpoint: undefined,
      })),
      ...waiting.map((endpoint) => ({
        label: endpoint.consent.shown,
        description: endpoint.consent.variables.join(", "),
        detail: t(texts["allow.add"], { name: endpoint.id }),
        picked: false,
        consent: endpoint.consent,
        endpoint,
      })),
    ];
    if (items.length === 0) {
      inform(t(texts["allow.none"]));
      return;
    }
    const title = t(texts["allow.title"]);
    const chosen = await pickMany(items, title);
    if (!chosen) return;
    for (const { consent, endpoint } of items) {
      const isKept = chosen.some((each) => each.consent === consent);
      if (!endpoint && !isKept) await this.#consents.revoke(consent);
      if (endpoint && isKept) await this.allow(endpoint);
    }
    await this.#watch.refresh();
  }

  /** Models that a server has and could load; those of the config only, or all. */
  async #loadables(ofConfig: boolean): Promise<Loadable[]> {
    const all = await this.#watch.servers();
    return all.flatMap((health) => {
      const { server } = health.result ?? {};
      if (!server?.canLoad) return [];
      const named = new Set(health.provider.models.flatMap(({ id }) => [id, `${id}:latest`]));
      return server.models
        .filter(({ id, isEmbedding, isLoaded }) => isLoaded === false && !isEmbedding && (!ofConfig || named.has(id)))
        .map(({ id }) => ({ health, model: id }));
    });
  }

  async #loadAny(): Promise<void> {
    await lookAgain(this.#watch);
    const { healthTexts, nothingToLoad } = await loadFeatures();
    const loadables = await this.#loadables(false);
    const items = loadables.map((loadable) => ({
      label: loadable.model,
      description: loadable.health.provider.id,
      loadable,
    }));
    if (items.length === 0) {
      inform(nothingToLoad(t));
      return;
    }
    const chosen = await pick(items, t(healthTexts.title));
    if (chosen) await this.#load(chosen.loadable);
  }

  /** Has a server load a model, if that is really wanted. */
  async #load({ health, model }: Loadable): Promise<void> {
    const { healthMenuTexts: texts, contextToLoad, detailText } = await loadFeatures();
    const { provider, endpoint, isHeldBack, result } = health;
    const { server } = result ?? {};
    if (!endpoint || !server || isHeldBack || !vscode.workspace.isTrusted) return;
    const yes = t(texts["load.yes"]);
    const name = provider.id;
    if (!(await confirm(t(texts["load.question"], { model }), yes, [t(texts["load.detail"], { name })]))) return;
    const { loadModel, taskLimits } = await loadEndpoints();
    const { send } = await this.#watch.prober();
    const context = contextToLoad(provider, server, model);
    const done = await progress(t(texts["load.progress"], { name, model }), async (calledOff) => {
      try {
        return await loadModel(send, endpoint, server.kind, model, context, calledOff);
      } catch (error) {
        if (calledOff.aborted) return undefined;
        throw error;
      }
    });
    if (!done) return;
    if (done.isDone) {
      const seconds = String(Number((done.latency / 1000).toPrecision(2)));
      statusMessage(t(texts["load.done"], { model, seconds }), 10_000);
      await checkNow(this.#watch);
      return;
    }
    const seconds = taskLimits.load / 1000;
    const reason =
      done.message ??
      detailText(done.detail ?? { kind: "status", status: done.status ?? 0 }, { connect: seconds, total: seconds }, t);
    warn(t(texts["load.failed"], { model, reason }));
  }
}
