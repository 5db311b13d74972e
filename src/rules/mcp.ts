// MCP servers, of the gateway and of a node host. Source: OpenClaw 2026.9.6, run on each case.
import { ofOpenClaw } from "../config/written";
import { findProperty, get, keyNode, type Node, pathOf } from "../json5/tree";
import { found, keyOf, type Rule, rule, textOf, textsOf } from "./rule";

const refusedKeys = ofOpenClaw([
  "connectTimeout",
  "connect_timeout",
  "timeout",
  "workingDirectory",
  "supports_parallel_tool_calls",
  "ssl_verify",
  "client_cert",
  "client_key",
  "disabled",
]);

const mcpServers = rule({
  at: ["mcp.servers.*", "nodeHost.mcp.servers.*"],
  codes: ["config/mcp-key", "config/mcp-command", "config/http-url", "config/oauth-profile", "config/oauth-requester"],
  since: {
    "config/mcp-key": "2026.8.2",
    "config/oauth-profile": "2026.6.35",
    "config/oauth-requester": "2026.6.35",
  },
  *check(places) {
    for (const server of places) {
      for (const key of refusedKeys) {
        const property = findProperty(server, key);
        if (property) yield found("config/mcp-key", property, { key }, [{ kind: "remove-member", member: property }]);
      }
      const transport = get(server, "transport");
      const command = get(server, "command");
      const blank = !command || textOf(command)?.trim() === "";
      if (transport && textOf(transport) === "stdio" && blank) yield found("config/mcp-command", transport);
      yield* httpUrl(get(server, "url"));
      yield* perRequester(server);
    }
  },
});

const redirectUrls = rule({
  at: ["mcp.servers.*.oauth.redirectUrl", "nodeHost.mcp.servers.*.oauth.redirectUrl"],
  codes: ["config/http-url"],
  since: "2026.6.35",
  *check(places) {
    for (const node of places) yield* httpUrl(node);
  },
});

const metadataUrls = rule({
  at: ["mcp.servers.*.oauth.clientMetadataUrl", "nodeHost.mcp.servers.*.oauth.clientMetadataUrl"],
  codes: ["config/metadata-url"],
  since: "2026.6.35",
  *check(places) {
    for (const { node, text } of textsOf(places)) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url && (url.protocol !== "https:" || url.pathname === "/")) yield found("config/metadata-url", node);
    }
  },
});

/** A sign-in of each requester is possible only over HTTP and OAuth, and with no profile of its own. */
function* perRequester(server: Node) {
  const oauth = get(server, "oauth");
  const identity = get(oauth, "identity");
  if (!identity || textOf(identity) !== "per-requester") return;
  const profile = findProperty(oauth, "authProfileId");
  if (profile) yield found("config/oauth-profile", profile, {}, [{ kind: "remove-member", member: profile }]);
  const url = get(server, "url");
  if (
    textOf(get(server, "auth")) !== "oauth" ||
    !url ||
    get(server, "command") ||
    textOf(get(server, "transport")) === "stdio"
  )
    yield found("config/oauth-requester", identity);
}

/** Names that OpenClaw cannot use as keys, or would not find again. */
const mcpNames = rule({
  at: ["mcp.servers", "nodeHost.mcp.servers"],
  codes: ["config/reserved-name", "config/blank", "config/outer-space"],
  since: { "config/reserved-name": "2026.8.2" },
  *check(places) {
    for (const servers of places) {
      const isNode = pathOf(servers)[0] === "nodeHost";
      for (const property of servers.type === "object" ? (servers.children ?? []) : []) {
        const key = keyNode(property);
        const name = keyOf(property);
        if (name === "__proto__") yield found("config/reserved-name", property, { key: name });
        else if (isNode && key && key.length > 0 && name.trim() === "") yield found("config/blank", property);
        else if (isNode && key && name !== name.trim()) yield found("config/outer-space", property, { key: name });
      }
    }
  },
});

/** The rules on MCP servers. */
export const mcpRules: readonly Rule[] = [mcpServers, redirectUrls, metadataUrls, mcpNames];

export function* httpUrl(node: Node | undefined) {
  const text = textOf(node);
  if (node && text !== undefined && URL.canParse(text) && !/^https?:/i.test(text.trim()))
    yield found("config/http-url", node);
}
