// The codes of all findings: what users see in the list of problems, and what turns advice off. Each code stands here, in what makes it,
// and with its sentence in src/features/findings/sentences.ts.
import type { ProblemCode } from "../json5/problem";
import type { SchemaCode } from "../schema/types";
import type { IncludeFailure } from "./resolve";

/** What OpenClaw refuses beyond its schema; each is listed by the rule in src/rules that finds it. */
export const configCodes = [
  "config/absolute-path",
  "config/acp-peer",
  "config/agent-folder",
  "config/agent-id",
  "config/agent-twins",
  "config/allow-also-allow",
  "config/avatar",
  "config/avatar-outside",
  "config/bare-origin",
  "config/bind-path",
  "config/bind-space",
  "config/blank",
  "config/broadcast-agents",
  "config/broadcast-key",
  "config/browser-profile",
  "config/browser-relay",
  "config/browser-user-data",
  "config/catalog-url",
  "config/channel-bindings",
  "config/command-path",
  "config/domain",
  "config/duration",
  "config/duration-positive",
  "config/exact-model",
  "config/exec-mode",
  "config/full-path",
  "config/header-name",
  "config/header-transport",
  "config/header-twins",
  "config/headers-empty",
  "config/heartbeat-target",
  "config/hook-session",
  "config/host-name",
  "config/http-url",
  "config/mcp-command",
  "config/mcp-key",
  "config/metadata-url",
  "config/model-policy",
  "config/model-reference",
  "config/network-host",
  "config/network-join",
  "config/oauth-profile",
  "config/oauth-requester",
  "config/origin",
  "config/outer-space",
  "config/picker-runtime",
  "config/plain-secret",
  "config/portal-domain",
  "config/portal-port",
  "config/provider-base-url",
  "config/provider-models",
  "config/relative-path",
  "config/repository",
  "config/reserved-name",
  "config/roles-default",
  "config/roles-empty",
  "config/roster-defaults",
  "config/roster-empty",
  "config/roster-explicit-default",
  "config/roster-ownership",
  "config/search-api-key",
  "config/search-legacy",
  "config/search-provider",
  "config/secret-id-exec",
  "config/secret-id-file",
  "config/secret-source",
  "config/size",
  "config/stale-threshold",
  "config/suppressed-model",
  "config/suspend-after",
  "config/tailscale-auth",
  "config/tailscale-bind",
  "config/talk-provider",
  "config/talk-provider-missing",
  "config/time",
  "config/time-24",
  "config/trusted-dirs",
  "config/unconfined",
  "config/unknown-agent",
  "config/unknown-channel",
  "config/unsafe-command",
  "config/variable-lines",
  "config/variable-name",
  "config/worker-secret",
] as const;

/** What OpenClaw refuses on a host that lacks something; rules find all but `host/variable-missing`. */
export const hostCodes = [
  "host/command-folder",
  "host/command-link",
  "host/command-missing",
  "host/command-open",
  "host/command-owner",
  "host/plugin-missing",
  "host/search-plugin-missing",
  "host/variable-missing",
] as const;

/** What OpenClaw takes, and what will not do what is written. */
export const modelCodes = [
  "model/duplicate-alias",
  "model/not-allowed",
  "model/prefixed-id",
  "model/repeated-fallback",
  "model/unknown-ref",
] as const;

/** Advice on local models, in the order of the README. */
export const adviceNames = [
  "small-model",
  "heavy-quantization",
  "small-context",
  "ollama-context",
  "broad-tools",
  "compaction-off",
  "no-hosted-fallback",
  "replace-mode",
  "whatsapp-responses",
  "keep-loaded",
  "run-timeout",
  "lean-mode",
  "wildcard-address",
  "plain-http",
  "plain-key",
] as const;

export type ConfigCode = (typeof configCodes)[number];
export type HostCode = (typeof hostCodes)[number];
export type ModelCode = (typeof modelCodes)[number];
export type AdviceName = (typeof adviceNames)[number];
export type AdviceCode = `advice/${AdviceName}`;

export type SyntaxCode = ProblemCode | "syntax/binary" | "syntax/too-long" | "syntax/duplicate-key";

export type VersionCode =
  | "version/legacy"
  | "version/earlier"
  | "version/ignored"
  | "version/removed-key"
  | "version/new-key";

/** What a config and what its model servers say of themselves have against each other. */
export type EndpointCode =
  | "endpoint/key-refused"
  | "endpoint/wrong-api"
  | "endpoint/wrong-path"
  | "endpoint/ollama-api"
  | "endpoint/superfluous-v1"
  | "endpoint/model-not-served"
  | "endpoint/embedding-model"
  | "endpoint/not-loaded"
  | "endpoint/max-tokens"
  | "endpoint/context-too-large"
  | "endpoint/context-above-maximum"
  | "endpoint/context-too-small"
  | "endpoint/no-vision"
  | "endpoint/vision";

/** Of a config as a whole: its includes, its variables, and what OpenClaw itself says of it. */
export type WholeCode = `config/include-${IncludeFailure}` | "config/openclaw" | "config/more-findings" | "env/missing";

/** `family/name`. */
export type FindingCode =
  | SyntaxCode
  | SchemaCode
  | ConfigCode
  | HostCode
  | ModelCode
  | VersionCode
  | EndpointCode
  | AdviceCode
  | WholeCode;
