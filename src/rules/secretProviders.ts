// Secret providers and references to them. Source: OpenClaw 2026.9.6, run on each case.
import { isIP } from "node:net";
import path from "node:path";
import { domainToASCII } from "node:url";
import { withoutEnd } from "../config/didYouMean";
import type { ConfigDocument } from "../config/document";
import { isKnown } from "../config/known";
import { isInside } from "../config/paths";
import { writtenOf } from "../config/written";
import { forEachContainer, get, keyNode, type Node, pathOf, valueNode } from "../json5/tree";
import { schemasAt } from "../schema/lookup";
import { found, holderOf, keyOf, keysOf, type Rule, rule, textOf, textsOf } from "./rule";

function isAbsolute(file: string): boolean {
  return path.isAbsolute(file) || /^[A-Za-z]:[\\/]/.test(file) || file.startsWith("\\\\");
}

/** The program of a secret provider is named in full, without shell syntax, and is the user's own. */
const secretCommands = rule({
  at: ["secrets.providers.*.command"],
  codes: [
    "config/unsafe-command",
    "config/command-path",
    "config/trusted-dirs",
    "host/command-missing",
    "host/command-folder",
    "host/command-link",
    "host/command-open",
    "host/command-owner",
  ],
  // The kinds of unsafe commands depend on the host: they are taken to be as old as the check that a command is there.
  since: {
    "config/trusted-dirs": "2026.8.2",
    "host/command-missing": "2026.8.2",
    "host/command-folder": "2026.8.2",
    "host/command-link": "2026.8.2",
    "host/command-open": "2026.8.2",
    "host/command-owner": "2026.8.2",
  },
  *check(places, { document }) {
    for (const { node, text } of textsOf(places)) {
      if (/[;&|`$<>"'\r\n\0]/.test(text.trim())) yield found("config/unsafe-command", node);
      else if (!isAbsolute(text)) yield found("config/command-path", node);
      else {
        const provider = holderOf(node);
        const trusted = get(provider, "trustedDirs");
        const folders = (trusted?.children ?? []).map(textOf);
        const known = trusted === undefined || (isKnown(trusted) && !folders.includes(undefined));
        const fault = document.commands.get(keyOf(provider ?? node));
        if (fault) yield found(`host/command-${fault}`, node, { key: writtenOf(node) });
        else if (
          known &&
          folders.length > 0 &&
          !folders.some((folder) => folder && isInside(path.resolve(folder), path.resolve(text)))
        )
          yield found("config/trusted-dirs", node);
      }
    }
  },
});

const trustedFolders = rule({
  at: ["secrets.providers.*.trustedDirs.*"],
  codes: ["config/full-path"],
  *check(places) {
    for (const { node, text } of textsOf(places)) if (!isAbsolute(text)) yield found("config/full-path", node);
  },
});

/** Hosts by name or address, and no more: no scheme, port, path or wildcard. */
const egressHosts = rule({
  at: ["secrets.egressProxy.allowedHosts.*", "secrets.egressProxy.bypassHosts.*"],
  codes: ["config/host-name"],
  *check(places) {
    for (const { node, text } of textsOf(places)) if (!isHost(text)) yield found("config/host-name", node);
  },
});

/** UTF-16 code units of what may be a host once characters that do not count are taken out of it. */
const maxHost = 4096;

function isHost(text: string): boolean {
  const host = withoutEnd(text.trim().toLowerCase(), ".");
  const bare = host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
  if (isIP(bare) !== 0) return true;
  if (bare.length > maxHost || /[\s/?#@:*]/.test(bare)) return false;
  const ascii = domainToASCII(bare);
  const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
  return ascii !== "" && ascii.length <= 253 && ascii.split(".").every((each) => label.test(each));
}

/** The rule of a reference's id, by its source; `env` and `store` have theirs in the schema. */
const idForms: ReadonlyMap<string, (id: string) => boolean> = new Map(
  Object.entries<(id: string) => boolean>({
    file: (id) => id === "value" || (id.startsWith("/") && /^(?:[^~]|~0|~1)*$/.test(id)),
    exec: (id) => /^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,255}$/.test(id) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(id),
  }),
);

/** Sections that check ids only when the secret is used. */
const lenient = new Set<unknown>(["channels", "plugins"]);

/** References may stand anywhere; most configs have none. */
const secretReferences = rule({
  at: [],
  word: "source",
  codes: ["config/secret-id-file", "config/secret-id-exec", "config/secret-source"],
  since: { "config/secret-source": "2026.8.2" },
  *check(_places, { root, document }) {
    const providers = get(get(root, "secrets"), "providers");
    const sources = new Map(
      keysOf(providers).map((name) => [name as string, get(get(providers, name), "source")] as const),
    );
    for (const reference of references(root)) {
      const [source, provider, idNode] = ["source", "provider", "id"].map((key) => get(reference, key));
      const kind = textOf(source);
      const name = textOf(provider);
      const id = textOf(idNode);
      if (!kind || !idNode || !provider) continue;
      const at = pathOf(reference);
      const configured = name === undefined ? undefined : sources.get(name);
      const wrongId = id !== undefined && !lenient.has(at[0]) && idForms.get(kind)?.(id) === false;
      const wrongSource =
        configured !== undefined &&
        textOf(configured) !== undefined &&
        textOf(configured) !== kind &&
        !isDefault(root, kind, name) &&
        at[0] !== "plugins";
      if ((!wrongId && !wrongSource) || !takesReference(document, at)) continue;
      if (wrongId) yield found(kind === "file" ? "config/secret-id-file" : "config/secret-id-exec", idNode);
      if (wrongSource && source && configured)
        yield {
          ...found("config/secret-source", source, { key: writtenOf(provider), other: writtenOf(configured) }, [
            { kind: "replace-value", node: source, value: writtenOf(configured) },
          ]),
          path: at,
        };
    }
  },
});

/** Objects of exactly the three keys of a reference. */
function* references(root: Node) {
  const found: Node[] = [];
  forEachContainer(root, (node) => {
    if (
      node.type === "object" &&
      node.children?.length === 3 &&
      get(node, "source") &&
      get(node, "provider") &&
      get(node, "id")
    )
      found.push(node);
  });
  yield* found;
}

/** `env` and `store` have a provider of their own behind their default name, whatever else has that name. */
function isDefault(root: Node, kind: string, name: string | undefined): boolean {
  if (kind !== "env" && kind !== "store") return false;
  const chosen = textOf(get(get(get(root, "secrets"), "defaults"), kind))?.trim();
  return name === (chosen || "default");
}

function takesReference(document: ConfigDocument, at: readonly (string | number)[]): boolean {
  return schemasAt(document.schema, undefined, at).some(
    (schema) => schema.property("source") && schema.property("provider"),
  );
}

/** Secrets that OpenClaw changes itself cannot be references. */
const plainSecrets = rule({
  at: [
    "hooks.token",
    "hooks.gmail.pushToken",
    "hooks.mappings.*.sessionKey",
    "channels.discord.threadBindings.webhookToken",
    "channels.discord.accounts.*.threadBindings.webhookToken",
    "channels.whatsapp.creds.json",
    "channels.whatsapp.accounts.*.creds.json",
  ],
  codes: ["config/plain-secret"],
  *check(places) {
    for (const node of places)
      if (node.type === "object" && get(node, "source") && get(node, "id")) yield found("config/plain-secret", node);
  },
});

/** Settings of a cloud worker that look like secrets must be references. */
const workerSecrets = rule({
  at: ["cloudWorkers.profiles.*.settings"],
  codes: ["config/worker-secret"],
  *check(places) {
    for (const settings of places) {
      for (const property of secretLike(settings))
        yield {
          ...found("config/worker-secret", property, { key: keyOf(property) }),
          path: pathOf(settings),
        };
    }
  },
});

function* secretLike(node: Node): Iterable<Node> {
  for (const child of node.children ?? []) {
    const value = child.type === "property" ? valueNode(child) : child;
    const name = child.type === "property" ? String(keyNode(child)?.value) : "";
    if (value && (isSecretName(name) || /^keyref$/i.test(name) || isSecretName(name.replace(/ref$/i, "")))) {
      if (isKnown(value) && !isReference(value)) yield child;
    } else if (value) yield* secretLike(value);
  }
}

function isSecretName(name: string): boolean {
  const count =
    /(?:max(?:output|input|completion)?tokens|contexttokens|totaltokens|token(?:count|limit|budget)|passwordfile)$/i;
  return !count.test(name) && /token$|password|secret|api.?key|encrypt.?key|private.?key|serviceaccount$/i.test(name);
}

function isReference(value: Node): boolean {
  const [source, provider, id] = ["source", "provider", "id"].map((key) => textOf(get(value, key)));
  if (
    value.children?.length !== 3 ||
    typeof source !== "string" ||
    typeof provider !== "string" ||
    typeof id !== "string"
  )
    return false;
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(provider)) return false;
  if (source === "env" || source === "store") return /^[A-Z][A-Z0-9_]{0,127}$/.test(id);
  return idForms.get(source)?.(id) ?? false;
}

/** The rules on secrets. */
export const secretRules: readonly Rule[] = [
  secretCommands,
  trustedFolders,
  egressHosts,
  secretReferences,
  plainSecrets,
  workerSecrets,
];
