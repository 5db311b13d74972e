// The sentences of findings, by code: what is wrong or worth knowing. Keys of the language bundles.
import type { FindingCode } from "../../config/codes";

const pluginMissing =
  "{key} comes with a plugin that OpenClaw does not ship. Where it is not installed, OpenClaw refuses this.";
const bindPath = "The host's side of a bind mount must be an absolute path.";
const searchLegacy = "OpenClaw refuses {key} here: settings of a search provider belong into its plugin's config.";

/** One English sentence a code; keys of the language bundles. */
export const messages: Readonly<Record<FindingCode, string>> = {
  "syntax/binary": "This is not a text file: it contains NUL characters. OpenClaw reads its config as UTF-8 text.",
  "syntax/too-long": "This file is too long to be checked (more than {limit} characters).",
  "syntax/empty": "The file is empty. An OpenClaw config is at least {braces}.",
  "syntax/expected-value": "A value is missing here.",
  "syntax/expected-key": "A key is expected here, but {token} was found.",
  "syntax/expected-colon": "A colon and a value are expected after {token}.",
  "syntax/expected-comma": "A comma is missing after this.",
  "syntax/expected-open": "{bracket} is missing before this.",
  "syntax/expected-close": "This bracket is never closed: {bracket} is missing.",
  "syntax/unexpected-token": "{token} does not belong here.",
  "syntax/invalid-character": "{token} does not belong here: text must be in quotes.",
  "syntax/invalid-value": "{token} is not a value: text must be in quotes.",
  "syntax/invalid-number": "{token} is not a number.",
  "syntax/invalid-escape": "{token} is not a valid escape sequence. Write \\\\ for a backslash.",
  "syntax/unterminated-string":
    "The closing quote is missing. A string ends on the line where it begins, unless the line ends with a backslash.",
  "syntax/unterminated-comment": "This comment is never closed: */ is missing.",
  "syntax/trailing-content": "The config ends before this: nothing may follow the closing bracket.",
  "syntax/too-deep": "Brackets are nested more than {limit} deep.",
  "syntax/duplicate-key": "{key} is set again below; OpenClaw ignores this one and uses the last.",
  "schema/type": "Expected {expected}, but this is {actual}.",
  "schema/value": "This value is not allowed.",
  "schema/unknown-key": "OpenClaw does not know the key {key} here and refuses to start with it.",
  "schema/missing-key": "The key {key} is missing here; OpenClaw requires it.",
  "schema/key-name": "{key} is not allowed as a key here.",
  "schema/minimum": "The number must be {limit} or more.",
  "schema/maximum": "The number must be {limit} or less.",
  "schema/exclusive-minimum": "The number must be greater than {limit}.",
  "schema/exclusive-maximum": "The number must be less than {limit}.",
  "schema/multiple-of": "The number must be a multiple of {limit}.",
  "schema/min-length": "The text must have at least {limit} characters.",
  "schema/max-length": "The text must have at most {limit} characters.",
  "schema/pattern": "The text does not have the required form: {pattern}.",
  "schema/format": "The text is not a valid {pattern}.",
  "schema/min-items": "The list must have at least {limit} entries.",
  "schema/max-items": "The list must have at most {limit} entries.",
  "schema/unique-items": "This entry stands in the list already.",
  "schema/contains": "The list lacks a required entry.",
  "schema/min-properties": "At least {limit} keys are required here.",
  "schema/max-properties": "At most {limit} keys are allowed here.",
  "schema/no-match": "This value has none of the allowed forms.",
  "schema/many-match": "This value has more than one of the forms of which exactly one is allowed.",
  "schema/not-allowed": "This value is not allowed here.",
  "model/unknown-ref":
    "{model} is not among the models of {provider} in this config. OpenClaw sends the name to the server as it is, and knows nothing of its limits unless the server tells.",
  "model/prefixed-id":
    "The id is sent to the server as it is, {provider}/ included. Leave the provider's name out here; references put it before the id themselves.",
  "model/not-allowed": "The policy in modelPolicy.allow does not let {key} through: OpenClaw does not use it here.",
  "model/duplicate-alias": "The alias {key} is taken by {model} already: only one of them can be meant by it.",
  "model/repeated-fallback": "{key} was tried before this: as a fallback it has no effect.",
  "endpoint/key-refused": "The server of {provider} refuses this key.",
  "endpoint/wrong-api": "The server of {provider} is no Ollama: it does not speak this API.",
  "endpoint/wrong-path": "The server of {provider} lists its models at {path}, not below this address.",
  "endpoint/ollama-api":
    "This server is an Ollama. OpenClaw advises against its imitation of OpenAI's API: tool calls break there. Use its own.",
  "endpoint/superfluous-v1": "Ollama's own API has no /v1: OpenClaw drops it here.",
  "endpoint/model-not-served":
    "The server of {provider} does not list {key}. Ids are case-sensitive; is the model downloaded?",
  "endpoint/embedding-model": "{key} is an embedding model: it cannot chat.",
  "endpoint/not-loaded": "{key} is not loaded: the first request waits until {provider} has loaded it.",
  "endpoint/max-tokens": "maxTokens {limit} leaves no room in a context window of {written} tokens.",
  "endpoint/context-too-large":
    "The server has loaded this model with {limit} tokens: beyond them, requests fail or are cut. Lower contextWindow, or load the model with more (at most {maximum}).",
  "endpoint/context-above-maximum": "The model was trained for {limit} tokens at most.",
  "endpoint/context-too-small":
    "The server has loaded this model with {limit} tokens: OpenClaw uses {written} of them and compacts earlier than it must.",
  "endpoint/no-vision": "The server says that {key} takes no images.",
  "endpoint/vision": "The server says that {key} takes images, too.",
  "advice/small-model":
    "{key} is small ({limit} billion parameters): OpenClaw advises the largest model that fits, as small ones follow hidden instructions more easily.",
  "advice/heavy-quantization":
    "{key} has three bits a weight or fewer: such models follow hidden instructions more easily, and call tools less reliably.",
  "advice/small-context":
    "{written} tokens are little: OpenClaw's own prompt and tools take about 10,000, and its setup wants {limit} at least.",
  "advice/ollama-context":
    "Ollama is not told this: without contextTokens or params.num_ctx it takes its own default, and cuts what does not fit.",
  "advice/broad-tools":
    "{key} may search the web, fetch pages and use a browser. OpenClaw's audit advises against that for models of up to 300 billion parameters: what they read may give them orders.",
  "advice/compaction-off": "Without compaction, long conversations overrun a local model's window.",
  "advice/no-hosted-fallback": "When the local server is down, this agent has no hosted model to fall back on.",
  "advice/replace-mode": '"replace" hides hosted models, {key} among them. "merge" keeps them available.',
  "advice/whatsapp-responses":
    "With WhatsApp, OpenClaw advises the Responses API for {provider}: only the final text is sent then.",
  "advice/keep-loaded":
    "With this {key} the model is soon unloaded, or not loaded ahead: the next answer waits for it.",
  "advice/run-timeout":
    "A request may take {written} seconds, but the whole run ends after agents.defaults.timeoutSeconds, {limit}.",
  "advice/lean-mode":
    "Lean mode takes tools away. OpenClaw keeps it for troubleshooting: it defers tools of local models by itself (Tool Search).",
  "advice/wildcard-address": "This address means all of a machine's, and names none: write 127.0.0.1.",
  "advice/plain-http":
    "What goes to {key} goes unencrypted, the key and all that is said: fine in a network of your own only.",
  "advice/plain-key":
    "This looks like a real key, readable by all who see the file. Move it to a variable or a secret (Ctrl+.).",
  "version/legacy": "OpenClaw still takes {key} here; its place today is {today}.",
  "version/earlier": "OpenClaw {version} still takes this earlier form of {key}; later ones do not.",
  "version/ignored": "OpenClaw ignores {key} here.",
  "config/provider-base-url": "{key} is not one of OpenClaw's own providers, so it needs a baseUrl.",
  "config/provider-models": "{key} is not one of OpenClaw's own providers, so it needs a list of models.",
  "config/catalog-url": "This URL must use https, or http on localhost.",
  "config/suppressed-model": "OpenClaw no longer offers the model {key}.",
  "config/exact-model": "{key} needs an exact provider/model as its key: no alias and no wildcard.",
  "config/roster-empty": 'With ownership "explicit", agents.entries needs at least one agent.',
  "config/roster-defaults": "Only one agent may have default: true.",
  "config/roster-explicit-default": 'ownership "explicit" cannot stand beside an agent with default: true.',
  "config/roster-ownership": 'With more than one agent, set agents.ownership to "explicit".',
  "config/agent-twins": "{key} and {other} are the same agent: agent ids ignore upper and lower case.",
  "config/unknown-agent": "There is no agent {key} in agents.entries.",
  "config/unknown-channel": "OpenClaw does not know the channel {key}.",
  "host/plugin-missing": pluginMissing,
  "host/search-plugin-missing": pluginMissing,
  "config/heartbeat-target": "OpenClaw does not know the heartbeat target {key}: write owner, last, none or a channel.",
  "config/allow-also-allow": "allow and alsoAllow cannot stand together: put all tools into one of them.",
  "config/exec-mode": "mode cannot be combined with security or ask.",
  "config/search-provider": "OpenClaw does not know the search provider {key}.",
  "config/search-legacy": searchLegacy,
  "config/search-api-key": searchLegacy,
  "config/blank": "A text that is not blank is needed here.",
  "config/tailscale-bind": "With gateway.tailscale on, gateway.bind must be loopback.",
  "config/tailscale-auth": "With gateway.tailscale on, gateway.auth.mode cannot be none.",
  "config/roles-empty": "At least one role must be defined here.",
  "config/roles-default": "{key} is not one of the roles in definitions.",
  "config/browser-profile":
    "A browser profile needs cdpPort or cdpUrl, unless its driver is existing-session or extension.",
  "config/browser-relay": "cdpUrl cannot be used with the driver extension.",
  "config/browser-user-data": "userDataDir works with the driver existing-session only.",
  "config/talk-provider": "{key} is not one of the keys in providers.",
  "config/talk-provider-missing": "With more than one entry in providers, provider must name one of them.",
  "config/relative-path": "This path must be relative and stay inside its folder.",
  "config/hook-session": "A persistent mapping needs a sessionKey, a transform or hooks.defaultSessionKey.",
  "config/mcp-key": "OpenClaw refuses the key {key} in an MCP server.",
  "config/mcp-command": "The stdio transport needs a command.",
  "config/http-url": "This URL must start with http:// or https://.",
  "config/duration": "This is not a duration. Write numbers with a unit: {units}.",
  "config/duration-positive": "The duration must be longer than zero.",
  "config/time": "This is not a time of day. Write HH:MM, two digits each.",
  "config/time-24": "24:00 can only be the end.",
  "config/size": "This is not a size. Write a number and a unit: b, kb, mb, gb or tb.",
  "config/origin": "This must be a bare origin with https, such as https://example.com; http is only for this machine.",
  "config/absolute-path": "This path must be absolute, or start with ~.",
  "config/broadcast-key": "With options, the key must name the channel, too: <channel>:<id>.",
  "config/bare-origin": "This must be an http or https origin and nothing more: no path, no query, no user.",
  "config/include-missing": "The included file does not exist: {target}",
  "config/include-unreadable": "The included file cannot be read: {target}",
  "config/include-unsafe":
    "OpenClaw does not include this: only regular files of at most 2 MB that are no hard links are allowed.",
  "config/include-outside":
    "OpenClaw only includes files below the folder of the config, or of a folder in OPENCLAW_INCLUDE_ROOTS.",
  "config/include-bad-path": "This is not a path that OpenClaw includes: it is too long or holds a NUL character.",
  "config/include-broken": "The included file is not valid JSON5, so OpenClaw refuses the whole config: {target}",
  "config/include-circular": "The included file includes this one again: {target}",
  "config/include-too-deep": "Includes are nested too deep: OpenClaw follows at most {limit} files.",
  "config/include-bad-value": "$include takes a path, or a list of paths, in quotes.",
  "config/include-siblings":
    "Only an included object can have other keys beside $include; this file holds something else.",
  "config/include-budget":
    "Not checked: of the files that a config includes, at most {files} files, {size} MB and {limit} values in all are looked at. OpenClaw itself may take them.",
  "env/missing": "{key} is not set here. OpenClaw starts, but takes the text as it stands.",
  "host/variable-missing":
    "{key} is not set here, and the text as it stands is not allowed: OpenClaw refuses it unless {key} is set where it runs.",
  "host/command-missing": "OpenClaw finds no program {key} here, and refuses the config.",
  "host/command-folder": "{key} is a folder; OpenClaw needs a program.",
  "host/command-link": "{key} is a symbolic link; OpenClaw wants the program itself.",
  "host/command-open": "{key} can be changed by other users; OpenClaw refuses it until only you can write to it.",
  "host/command-owner": "{key} belongs to another user; OpenClaw only runs programs of the user that it runs as.",
  "config/agent-id": "{key} is not an agent id: letters, digits, hyphens and underscores only.",
  "config/domain": "This must be a domain name with a dot, and nothing more.",
  "config/portal-domain": "Portals need a domain of their own: {key} lies in this one.",
  "config/portal-port": "Portals need a port of their own: the gateway listens on {limit}.",
  "config/headers-empty": "At least one header is needed here.",
  "config/header-name": "{key} is not a valid header name.",
  "config/header-transport": "The header {key} belongs to the connection and cannot be set.",
  "config/header-twins": "{key} and {other} are the same header: names ignore upper and lower case.",
  "config/acp-peer": "An ACP binding needs match.peer.id: the conversation that it is for.",
  "config/metadata-url": "This URL must use https and have a path.",
  "config/oauth-profile": "authProfileId cannot be used with identity per-requester.",
  "config/oauth-requester":
    "identity per-requester needs auth: oauth and a url, and works neither with a command nor with the stdio transport.",
  "config/reserved-name": "{key} cannot be used as a key.",
  "config/outer-space": "Remove the spaces around {key}.",
  "config/bind-path": bindPath,
  "config/bind-space": bindPath,
  "config/network-host": "The network host is not allowed in a sandbox: use bridge or none.",
  "config/network-join":
    "A sandbox may only join another container's network with docker.dangerouslyAllowContainerNamespaceJoin: true.",
  "config/unconfined": "{key} cannot be unconfined in a sandbox.",
  "config/variable-name": "{key} is not a variable name: letters, digits and underscores only, no digit first.",
  "config/variable-lines": "A variable of a container must fit on one line.",
  "config/unsafe-command": "A command here is one program: no quotes and no shell syntax.",
  "config/command-path": "This must be the absolute path of a program.",
  "config/trusted-dirs": "This program lies in none of the trustedDirs.",
  "config/full-path": "This path must be absolute.",
  "config/host-name": "Write one host name or address: no scheme, port, path or wildcard.",
  "config/secret-id-file": "The id of a file secret is value, or a JSON pointer such as /providers/openai/apiKey.",
  "config/secret-id-exec":
    "The id of an exec secret starts with a letter or digit, holds letters, digits and . _ : / # - only, and no . or .. steps.",
  "config/secret-source": "The secret provider {key} has the source {other}.",
  "config/plain-secret": "OpenClaw changes this secret itself, so it cannot be a reference: use a text, or a variable.",
  "config/worker-secret": "{key} looks like a secret, so it must be a reference with source, provider and id.",
  "config/suspend-after": "This must be a duration of at least one minute, with its unit, such as 45m.",
  "config/stale-threshold": "Write {limit} or more: this cannot be shorter than {key}.",
  "config/repository": "{key} does not name a repository: write host/owner/name in lower case, without .git.",
  "config/broadcast-agents": "At most {limit} agents can answer here.",
  "config/avatar": "An avatar is a path in the agent's workspace, an http(s) URL or a data: URL.",
  "config/avatar-outside": "This path leaves the agent's workspace.",
  "config/agent-folder": "{other} uses this folder already: every agent needs a folder of its own.",
  "config/model-reference": "This must be an exact provider/model, or empty.",
  "config/model-policy":
    "{key} is neither an alias nor a reference: write provider/model, or provider/* for all of them.",
  "config/picker-runtime": "{key} is not a runtime that can be picked.",
  "config/channel-bindings": "ACP bindings have moved: OpenClaw takes them in the top-level list bindings only.",
  "version/removed-key": "OpenClaw has removed the key {key} after {until} and refuses to start with it.",
  "version/new-key": "The key {key} is new in OpenClaw {since}; this config is checked as one for {version}.",
  "config/openclaw": "OpenClaw refuses this: {message}",
  "config/more-findings": "This config has more findings than can be shown: these are the {limit} gravest.",
};

/** Sentences of codes that say different things of different findings. */
export const messageVariants = {
  "schema/value.list": "This value is not allowed. Allowed: {allowed}.",
  "schema/value.one": "Only {allowed} is allowed here.",
  "schema/key-name.pattern": "{key} is not allowed as a key here: it must match {pattern}.",
  "schema/min-length.one": "The text must not be empty.",
  "model/unknown-ref.provider":
    "OpenClaw knows no provider {provider}: it is not among models.providers, and no plugin of OpenClaw's brings it.",
  "model/unknown-ref.alias":
    "{key} is no alias and no model of this config: OpenClaw takes it for openai/{key}. Write provider/model.",
  "model/unknown-ref.prefix":
    "OpenClaw reads this as the model {model} of the provider {provider}. The model of this config is {name}.",
  "version/ignored.today": "OpenClaw ignores {key} here; its place today is {today}.",
  "config/openclaw.warning": "OpenClaw warns: {message}",
  "config/openclaw.withheld":
    "OpenClaw refuses this. Its words are not shown: they may quote what a variable holds. `openclaw config validate` tells them.",
  "config/openclaw.warning-withheld":
    "OpenClaw warns of this. Its words are not shown: they may quote what a variable holds. `openclaw config validate` tells them.",
} as const satisfies { readonly [variant: `${FindingCode}.${string}`]: string };

/** What sentences are made of, and what is said beside them. */
export const messageTexts = {
  end: "the end of the file",
  nearest: "Did you mean {names}?",
  duplicate: "This one counts.",
} as const;
