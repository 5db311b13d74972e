// The gateway, browsers, talk, bindings and hooks: what their keys demand of each other. Source: OpenClaw 2026.9.6, run on each case.

import { isIP } from "node:net";
import { isKnown } from "../config/known";
import { ours, trimmed, type Written, writtenOf } from "../config/written";
import { findProperty, get, pathOf } from "../json5/tree";
import { httpUrl } from "./mcp";
import { found, foundName, holderOf, isOpen, keyOf, keysOf, type Rule, rule, textOf, texts, textsOf } from "./rule";

const tailscale = rule({
  at: ["gateway.tailscale.mode"],
  codes: ["config/tailscale-bind", "config/tailscale-auth"],
  since: { "config/tailscale-auth": "2026.5.28" },
  *check([mode], { root }) {
    if (!mode || !["serve", "funnel"].includes(textOf(mode) ?? "")) return;
    const gateway = get(root, "gateway");
    const bind = get(gateway, "bind");
    const host = get(gateway, "customBindHost");
    const custom = textOf(bind) === "custom" && (!host || !isKnown(host) || /^127\./.test(textOf(host) ?? ""));
    if (bind && isKnown(bind) && textOf(bind) !== "loopback" && !(custom && host)) {
      yield found("config/tailscale-bind", bind, {}, [{ kind: "replace-value", node: bind, value: ours`loopback` }]);
    }
    const auth = get(get(gateway, "auth"), "mode");
    if (auth && textOf(auth) === "none")
      yield found("config/tailscale-auth", auth, {}, [{ kind: "replace-value", node: auth, value: ours`token` }]);
  },
});

const roles = rule({
  at: ["gateway.roles"],
  codes: ["config/roles-empty", "config/roles-default", "config/blank"],
  since: { "config/blank": "2026.6.35" },
  *check(places) {
    for (const each of places) {
      const definitions = get(each, "definitions");
      const name = get(each, "default");
      if (definitions?.type !== "object" || !isKnown(definitions)) continue;
      if (keysOf(definitions).length === 0) yield found("config/roles-empty", definitions);
      const wanted = textOf(name)?.trim();
      if (name && wanted && !keysOf(definitions).some((key) => key.trim() === wanted))
        yield foundName("config/roles-default", name, keysOf(definitions));
      for (const property of definitions.children ?? []) {
        const key = keyOf(property);
        if (key !== "" && key.trim() === "") yield found("config/blank", property);
      }
    }
  },
});

const roleAgents = rule({
  at: ["gateway.roles.definitions.*.agents.*"],
  codes: ["config/agent-id"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (!/^[a-z0-9_][a-z0-9_-]{0,63}$/i.test(text.trim()))
        yield found("config/agent-id", node, { key: writtenOf(node) });
    }
  },
});

/** Portals have a domain and a port of their own. */
const portals = rule({
  at: ["gateway.portals.ingress"],
  codes: ["config/domain", "config/portal-domain", "config/portal-port"],
  *check(places, { root }) {
    for (const ingress of places) {
      const domain = get(ingress, "domain");
      const name = textOf(domain)?.toLowerCase();
      if (domain && name !== undefined) {
        const taken = [...texts(root, "gateway.publicOrigin", "gateway.controlUi.allowedOrigins.*")].find(
          ({ text }) => {
            const host = URL.canParse(text) ? new URL(text).hostname.toLowerCase() : "";
            return host === name || host.endsWith(`.${name}`);
          },
        );
        if (!isPortalDomain(name)) yield found("config/domain", domain);
        else if (taken) yield found("config/portal-domain", domain, { key: writtenOf(taken.node) });
      }
      const port = get(ingress, "port");
      const own = get(get(root, "gateway"), "port");
      if (port && (own ? own.value : defaultPort) === port.value)
        yield found("config/portal-port", port, { limit: Number(port.value) });
    }
  },
});

const defaultPort = 18789;

function isPortalDomain(name: string): boolean {
  if (!URL.canParse(`https://portal.${name}`) || new URL(`https://portal.${name}`).hostname !== `portal.${name}`)
    return false;
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
  return (
    name.length <= 220 && name.includes(".") && isIP(name) === 0 && name.split(".").every((each) => label.test(each))
  );
}

/** Headers that belong to the connection itself. */
const transportHeaders = new Set([
  "host",
  "connection",
  "upgrade",
  "content-length",
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-protocol",
  "sec-websocket-extensions",
]);

const edgeHeaders = rule({
  at: ["gateway.remote.edgeAuth"],
  codes: ["config/headers-empty", "config/header-name", "config/header-transport", "config/header-twins"],
  *check(places) {
    for (const headers of places) {
      if (headers.type !== "object") continue;
      if (headers.children?.length === 0) yield found("config/headers-empty", headers);
      const seen = new Map<string, Written>();
      for (const name of keysOf(headers)) {
        const property = findProperty(headers, name);
        if (!property || name === "$include") continue;
        const lower = name.toLowerCase();
        const other = seen.get(lower);
        if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) yield found("config/header-name", property, { key: name });
        else if (transportHeaders.has(lower)) yield found("config/header-transport", property, { key: name });
        else if (other !== undefined) yield found("config/header-twins", property, { key: name, other });
        seen.set(lower, name);
      }
    }
  },
});

const browserProfiles = rule({
  at: ["browser.profiles.*"],
  codes: ["config/browser-profile", "config/browser-relay", "config/browser-user-data"],
  *check(places) {
    for (const profile of places) {
      if (profile.type !== "object") continue;
      const driver = textOf(get(profile, "driver"));
      const own = driver === "existing-session" || driver === "extension";
      const url = findProperty(profile, "cdpUrl");
      const data = findProperty(profile, "userDataDir");
      if (!own && !url && !get(profile, "cdpPort")) yield found("config/browser-profile", profile);
      if (driver === "extension" && url)
        yield {
          ...found("config/browser-relay", url, {}, [{ kind: "remove-member", member: url }]),
          path: pathOf(profile),
        };
      if (data && driver !== "existing-session") {
        yield {
          ...found("config/browser-user-data", data, {}, [{ kind: "remove-member", member: data }]),
          path: pathOf(profile),
        };
      }
    }
  },
});

/** Where several providers are configured, one must be named; a named one must be there. */
const talkProviders = rule({
  at: ["talk.providers", "talk.realtime.providers"],
  codes: ["config/talk-provider", "config/talk-provider-missing"],
  since: "2026.5.28",
  *check(places, { root }) {
    for (const providers of places) {
      const talk = holderOf(providers);
      if (providers.type !== "object" || !talk || isOpen(root, "talk")) continue;
      const keys = keysOf(providers);
      const provider = get(talk, "provider");
      const wanted = textOf(provider)?.trim().toLowerCase();
      if (!provider && keys.length > 1)
        yield found(
          "config/talk-provider-missing",
          talk,
          {},
          [{ kind: "add-property", object: talk, name: ours`provider`, value: keys[0] ?? ours`` }],
          "provider",
        );
      else if (provider && wanted && keys.length > 0 && !keys.some((key) => key === wanted)) {
        yield foundName("config/talk-provider", provider, keys);
      }
    }
  },
});

/** A binding of an agent run elsewhere is to one conversation. */
const acpBindings = rule({
  at: ["bindings.*.type"],
  codes: ["config/acp-peer"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      if (text !== "acp") continue;
      const binding = holderOf(node);
      const match = get(binding, "match");
      const peer = get(match, "peer");
      const id = get(peer, "id");
      if (!match || !isKnown(match) || (peer && !isKnown(peer)) || (id && textOf(id) === undefined)) continue;
      if (!textOf(id)?.trim()) yield found("config/acp-peer", id ?? peer ?? match, {}, [], peer ? undefined : "peer");
    }
  },
});

const hookMappings = rule({
  at: ["hooks.mappings.*"],
  codes: ["config/relative-path", "config/hook-session"],
  *check(places, { root }) {
    const fallback = get(get(root, "hooks"), "defaultSessionKey");
    for (const mapping of places) {
      const module = get(get(mapping, "transform"), "module");
      const path = textOf(module);
      if (
        module &&
        path !== undefined &&
        (/^([/\\~]|[A-Za-z]:)/.test(path) || path.includes(":") || path.split(/[/\\]/).includes(".."))
      ) {
        yield found("config/relative-path", module);
      }
      const persistent =
        textOf(get(mapping, "sessionMode")) === "persistent" && textOf(get(mapping, "action")) !== "wake";
      if (
        persistent &&
        !get(mapping, "sessionKey") &&
        !get(mapping, "transform") &&
        !fallback &&
        !isOpen(root, "hooks")
      ) {
        yield found(
          "config/hook-session",
          mapping,
          {},
          [{ kind: "add-property", object: mapping, name: ours`sessionKey`, value: ours`` }],
          "sessionKey",
        );
      }
    }
  },
});

const proxyUrl = rule({
  at: ["proxy.proxyUrl"],
  codes: ["config/http-url"],
  *check(places) {
    for (const node of places) yield* httpUrl(node);
  },
});

/** A slot may be given to a bundled plugin; any other must be installed. */
const pluginSlots = rule({
  at: ["plugins.slots.memory"],
  codes: ["host/plugin-missing"],
  broughtByPlugins: ["host/plugin-missing"],
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      const id = text.trim();
      if (id.toLowerCase() !== "none" && id !== "memory-core" && id !== "memory-lancedb")
        yield found("host/plugin-missing", node, { key: trimmed(writtenOf(node)) });
    }
  },
});

/** The rules on the gateway, browsers, talk, bindings, hooks and plugins. */
export const gatewayRules: readonly Rule[] = [
  tailscale,
  roles,
  roleAgents,
  portals,
  edgeHeaders,
  browserProfiles,
  talkProviders,
  acpBindings,
  hookMappings,
  proxyUrl,
  pluginSlots,
];
