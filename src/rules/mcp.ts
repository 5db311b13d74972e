// MCP servers, of the gateway and of a node host. Source: OpenClaw 2026.9.6, run on each case.
import { ofOpenClaw } from "../config/written";
import { findProperty, get, keyNode, type Node } from "../json5/tree";
import { found, keyOf, type Rule, select, textOf, texts } from "./rule";

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

const places = ["mcp.servers", "nodeHost.mcp.servers"];

export const mcpServers: Rule = function* (root) {
  for (const place of places) {
    for (const server of select(root, `${place}.*`)) {
      for (const key of refusedKeys) {
        const property = findProperty(server, key);
        if (property) yield found("config/mcp-key", property, { key }, [{ kind: "remove-member", member: property }]);
      }
      const transport = get(server, "transport");
      const command = get(server, "command");
      const blank = !command || textOf(command)?.trim() === "";
      if (transport && textOf(transport) === "stdio" && blank) yield found("config/mcp-command", transport);
      yield* httpUrl(get(server, "url"));
      yield* httpUrl(get(get(server, "oauth"), "redirectUrl"));
      yield* perRequester(server);
    }
    for (const { node, text } of texts(root, `${place}.*.oauth.clientMetadataUrl`)) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url && (url.protocol !== "https:" || url.pathname === "/")) yield found("config/metadata-url", node);
    }
  }
};

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
export const mcpNames: Rule = function* (root) {
  for (const place of places) {
    for (const servers of select(root, place)) {
      for (const property of servers.type === "object" ? (servers.children ?? []) : []) {
        const key = keyNode(property);
        const name = keyOf(property);
        if (name === "__proto__") yield found("config/reserved-name", property, { key: name });
        else if (place.startsWith("nodeHost") && key && key.length > 0 && (name === "" || name !== name.trim()))
          yield found("config/outer-space", property, { key: name });
      }
    }
  }
};

export function* httpUrl(node: Node | undefined) {
  const text = textOf(node);
  if (node && text !== undefined && URL.canParse(text) && !/^https?:/i.test(text.trim()))
    yield found("config/http-url", node);
}
