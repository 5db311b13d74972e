// The gateway, browsers, talk, bindings and hooks: what their keys demand of each other. Source: OpenClaw 2026.9.6, run on each case.

import { isIP } from "node:net";
import { isKnown } from "../config/known";
import { ours, trimmed, type Written, writtenOf } from "../config/written";
import { findProperty, get } from "../json5/tree";
import { httpUrl } from "./mcp";
import { found, foundName, isOpen, keyOf, keysOf, type Rule, select, textOf, texts } from "./rule";

export const tailscale: Rule = function* (root) {
  for (const gateway of select(root, "gateway")) {
    const mode = textOf(get(get(gateway, "tailscale"), "mode"));
    if (mode !== "serve" && mode !== "funnel") continue;
    const bind = get(gateway, "bind");
    const host = get(gateway, "customBindHost");
    const custom = textOf(bind) === "custom" && (!host || !isKnown(host) || /^127\./.test(textOf(host) ?? ""));
    if (bind && isKnown(bind) && textOf(bind) !== "loopback" && !(custom && host)) {
      yield found("config/tailscale-bind", bind, {}, [{ kind: "replace-value", node: bind, value: ours`loopback` }]);
    }
    const auth = get(get(gateway, "auth"), "mode");
    if (auth && textOf(auth) === "none")
      yield found("config/tailscale-auth", auth, {}, [{ kind: "replace-value", node: auth, value: ours`token` }]);
  }
};

export const roles: Rule = function* (root) {
  for (const each of select(root, "gateway.roles")) {
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
    for (const { node, text } of texts(root, "gateway.roles.definitions.*.agents.*")) {
      if (!/^[a-z0-9_][a-z0-9_-]{0,63}$/i.test(text.trim()))
        yield found("config/agent-id", node, { key: writtenOf(node) });
    }
  }
};

/** Portals have a domain and a port of their own. */
export const portals: Rule = function* (root) {
  for (const ingress of select(root, "gateway.portals.ingress")) {
    const domain = get(ingress, "domain");
    const name = textOf(domain)?.toLowerCase();
    if (domain && name !== undefined) {
      const taken = [...texts(root, "gateway.publicOrigin", "gateway.controlUi.allowedOrigins.*")].find(({ text }) => {
        const host = URL.canParse(text) ? new URL(text).hostname.toLowerCase() : "";
        return host === name || host.endsWith(`.${name}`);
      });
      if (!isPortalDomain(name)) yield found("config/domain", domain);
      else if (taken) yield found("config/portal-domain", domain, { key: writtenOf(taken.node) });
    }
    const port = get(ingress, "port");
    const own = get(get(root, "gateway"), "port");
    if (port && (own ? own.value : defaultPort) === port.value)
      yield found("config/portal-port", port, { limit: Number(port.value) });
  }
};

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

export const edgeHeaders: Rule = function* (root) {
  for (const headers of select(root, "gateway.remote.edgeAuth")) {
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
};

export const browserProfiles: Rule = function* (root) {
  for (const profile of select(root, "browser.profiles.*")) {
    if (profile.type !== "object") continue;
    const driver = textOf(get(profile, "driver"));
    const own = driver === "existing-session" || driver === "extension";
    const url = findProperty(profile, "cdpUrl");
    const data = findProperty(profile, "userDataDir");
    if (!own && !url && !get(profile, "cdpPort")) yield found("config/browser-profile", profile);
    if (driver === "extension" && url)
      yield {
        ...found("config/browser-relay", url, {}, [{ kind: "remove-member", member: url }]),
        path: found("", profile).path,
      };
    if (data && driver !== "existing-session") {
      yield {
        ...found("config/browser-user-data", data, {}, [{ kind: "remove-member", member: data }]),
        path: found("", profile).path,
      };
    }
  }
};

/** Where several providers are configured, one must be named; a named one must be there. */
export const talkProviders: Rule = function* (root) {
  for (const pattern of ["talk", "talk.realtime"]) {
    for (const talk of select(root, pattern)) {
      const providers = get(talk, "providers");
      if (providers?.type !== "object" || !isKnown(providers) || isOpen(root, "talk")) continue;
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
  }
};

/** A binding of an agent run elsewhere is to one conversation. */
export const acpBindings: Rule = function* (root) {
  for (const binding of select(root, "bindings.*")) {
    if (textOf(get(binding, "type")) !== "acp") continue;
    const match = get(binding, "match");
    const peer = get(match, "peer");
    const id = get(peer, "id");
    if (!match || !isKnown(match) || (peer && !isKnown(peer)) || (id && textOf(id) === undefined)) continue;
    if (!textOf(id)?.trim()) yield found("config/acp-peer", id ?? peer ?? match, {}, [], peer ? undefined : "peer");
  }
};

export const hookMappings: Rule = function* (root) {
  const fallback = get(get(root, "hooks"), "defaultSessionKey");
  for (const mapping of select(root, "hooks.mappings.*")) {
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
};

export const proxyUrl: Rule = function* (root) {
  for (const node of select(root, "proxy.proxyUrl")) yield* httpUrl(node);
};

/** A slot may be given to a bundled plugin; any other must be installed. */
export const pluginSlots: Rule = function* (root) {
  for (const node of select(root, "plugins.slots.memory")) {
    const id = textOf(node)?.trim();
    if (id !== undefined && id.toLowerCase() !== "none" && id !== "memory-core" && id !== "memory-lancedb")
      yield found("host/plugin-missing", node, { key: trimmed(writtenOf(node)) });
  }
};
