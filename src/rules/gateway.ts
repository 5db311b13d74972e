// The gateway, browsers, talk, hooks and MCP servers: what their keys demand of each other. Source: OpenClaw 2026.9.6, run on each case.
import { findProperty, get, type Node } from "../json5/tree";
import { found, isKnown, isOpen, keysOf, type Rule, select, textOf } from "./rule";

export const tailscale: Rule = function* (root) {
  for (const gateway of select(root, "gateway")) {
    const mode = textOf(get(get(gateway, "tailscale"), "mode"));
    if (mode !== "serve" && mode !== "funnel") continue;
    const bind = get(gateway, "bind");
    const host = get(gateway, "customBindHost");
    const custom = textOf(bind) === "custom" && (!host || !isKnown(host) || /^127\./.test(textOf(host) ?? ""));
    if (bind && isKnown(bind) && bind.value !== "loopback" && !(custom && host)) {
      yield found("config/tailscale-bind", bind, {}, [{ kind: "replace-value", node: bind, value: "loopback" }]);
    }
    const auth = get(get(gateway, "auth"), "mode");
    if (auth?.value === "none")
      yield found("config/tailscale-auth", auth, {}, [{ kind: "replace-value", node: auth, value: "token" }]);
  }
};

export const roles: Rule = function* (root) {
  for (const each of select(root, "gateway.roles")) {
    const definitions = get(each, "definitions");
    const name = get(each, "default");
    if (definitions?.type !== "object" || !isKnown(definitions)) continue;
    if (keysOf(definitions).length === 0) yield found("config/roles-empty", definitions);
    const wanted = textOf(name);
    if (name && wanted !== undefined && !keysOf(definitions).includes(wanted))
      yield found("config/roles-default", name, { key: wanted });
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
          [{ kind: "add-property", object: talk, name: "provider", value: keys[0] ?? "" }],
          "provider",
        );
      else if (provider && wanted && keys.length > 0 && !keys.includes(wanted)) {
        yield found(
          "config/talk-provider",
          provider,
          { key: wanted },
          keys.map((value) => ({ kind: "replace-value", node: provider, value })),
        );
      }
    }
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
        [{ kind: "add-property", object: mapping, name: "sessionKey", value: "" }],
        "sessionKey",
      );
    }
  }
};

const refusedKeys = [
  "connectTimeout",
  "connect_timeout",
  "timeout",
  "workingDirectory",
  "supports_parallel_tool_calls",
  "ssl_verify",
  "client_cert",
  "client_key",
  "disabled",
];

export const mcpServers: Rule = function* (root) {
  for (const pattern of ["mcp.servers.*", "nodeHost.mcp.servers.*"]) {
    for (const server of select(root, pattern)) {
      for (const key of refusedKeys) {
        const property = findProperty(server, key);
        if (property) yield found("config/mcp-key", property, { key }, [{ kind: "remove-member", member: property }]);
      }
      const transport = get(server, "transport");
      const command = get(server, "command");
      const blank = !command || textOf(command)?.trim() === "";
      if (transport && textOf(transport) === "stdio" && blank) yield found("config/mcp-command", transport);
      yield* httpUrl(get(server, "url"));
    }
  }
};

export const proxyUrl: Rule = function* (root) {
  for (const node of select(root, "proxy.proxyUrl")) yield* httpUrl(node);
};

function* httpUrl(node: Node | undefined) {
  const text = textOf(node);
  if (node && text !== undefined && URL.canParse(text) && !/^https?:/i.test(text.trim()))
    yield found("config/http-url", node);
}

/** A slot may be given to a bundled plugin; any other must be installed. */
export const pluginSlots: Rule = function* (root) {
  for (const node of select(root, "plugins.slots.memory")) {
    const id = textOf(node);
    if (id !== undefined && !["none", "memory-core", "memory-lancedb"].includes(id))
      yield found("host/plugin-missing", node, { key: id });
  }
};
