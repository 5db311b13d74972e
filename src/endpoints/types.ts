// What is asked of a model server, and what comes back, as data.

/** A server to ask. */
export interface Endpoint {
  /** Tells endpoints of one monitor apart; the provider's id. */
  readonly id: string;
  /** The list of models: an http(s) URL of this machine. */
  readonly url: string;
  /** Sent as Bearer to `url`, and nowhere else. */
  readonly apiKey: string | undefined;
}

/**
 * `up`: a list of models came. `refused-key`: 401 or 403. `not-openai`: something else answered. `slow`: no whole answer within the
 * time limit. `down`: no connection.
 */
export type EndpointState = "up" | "refused-key" | "not-openai" | "slow" | "down";

/** Why, more exactly; never a message of another program's. */
export type EndpointDetail =
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "redirect"; readonly status: number }
  | { readonly kind: "too-large" | "not-json" | "not-a-list" | "bad-key" | "broken-off" }
  | { readonly kind: "connect-timeout" | "timeout" }
  | { readonly kind: "refused" | "unknown-host" | "tls" | "unreachable" };

export interface ProbeResult {
  readonly state: EndpointState;
  /** From the request to the end of the answer, in ms. */
  readonly latency: number;
  /** Ids as the server lists them; empty unless `up`. */
  readonly models: readonly string[];
  readonly detail?: EndpointDetail;
}

/** Asks one server once. Never rejects, but for a request that `signal` ended. */
export type Probe = (endpoint: Endpoint, signal: AbortSignal) => Promise<ProbeResult>;
