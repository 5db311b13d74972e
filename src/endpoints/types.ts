// What is asked of a model server, and what comes back, as data.
import type { ServerKind } from "./kinds";
import type { Question, SelfDescription } from "./kinds/kind";
import type { Target } from "./target";

export type { ServerKind } from "./kinds";
export type { Ask, ListedModel, Question, ServedModel } from "./kinds/kind";

/** A server to ask. */
export interface Endpoint {
  /** Tells endpoints of one monitor apart; the provider's id. */
  readonly id: string;
  readonly target: Target;
  /** Whether somebody wants to know more of a model than its id. */
  readonly isWanted?: (model: string) => boolean;
}

/**
 * `up`: a list of models came. `loading`: it will answer when its model is loaded. `refused-key`: 401 or 403. `not-openai`: something
 * else answered. `slow`: no whole answer within the time limit. `down`: no connection.
 */
export type EndpointState = "up" | "loading" | "refused-key" | "not-openai" | "slow" | "down";

/** Why, more exactly; never a message of another program's. */
export type EndpointDetail =
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "redirect"; readonly status: number }
  | { readonly kind: "too-large" | "not-json" | "not-a-list" | "bad-key" | "broken-off" }
  | { readonly kind: "connect-timeout" | "timeout" }
  | { readonly kind: "refused" | "unknown-host" | "tls" | "unreachable" };

/** What kind of server it is, and what it says of its models. */
export interface Description extends SelfDescription {
  readonly kind: ServerKind;
}

export interface ProbeResult {
  readonly state: EndpointState;
  /** From the request to the end of the answer, in ms. */
  readonly latency: number;
  /** Ids as the server lists them; empty unless `up`. */
  readonly models: readonly string[];
  readonly detail?: EndpointDetail;
  /** Of a server that is up. */
  readonly server?: Description;
  /** Of one that lists no models at the URL: the path, without `/models`, below which it does. Only where the path is no secret. */
  readonly instead?: string;
}

/** An answer, whatever its status, or why there is none. */
export type Reply =
  | {
      readonly status: number;
      /** Undefined where it is longer than the limit. */
      readonly body: string | undefined;
      /** In ms. */
      readonly latency: number;
    }
  | { readonly status: undefined; readonly state: Exclude<EndpointState, "up">; readonly detail: EndpointDetail };

/** Asks the server of an endpoint something, within a time limit in ms. Never rejects, but for a request that `signal` ended. */
export type Send = (endpoint: Endpoint, question: Question, signal: AbortSignal, limit?: number) => Promise<Reply>;

/** What is kept of an answer. */
export interface Past {
  readonly state: ProbeResult["state"];
  /** In ms. */
  readonly latency: number;
}

/** Asks one server once. Never rejects, but for a request that `signal` ended. */
export type Probe = (endpoint: Endpoint, signal: AbortSignal) => Promise<ProbeResult>;

/** What came of something that a server was told to do. */
export type TaskResult =
  | { readonly isDone: true; readonly latency: number }
  | {
      readonly isDone: false;
      /** Why, where there was no answer. */
      readonly detail?: EndpointDetail;
      /** Of the answer. */
      readonly status?: number;
      /** The server's own words, without the key: untrusted, at most 300 characters. */
      readonly message?: string;
    };
