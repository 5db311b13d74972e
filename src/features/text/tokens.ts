// Token counts in a form people can read, and what OpenClaw makes of a model's context window.

/** 196608 as "196,608". */
export function grouped(count: number): string {
  return Number.isInteger(count) ? count.toString().replace(/\B(?=(\d{3})+$)/g, ",") : String(count);
}

/** 196608 as "192 Ki", 200000 as "200 k"; undefined where neither is shorter or close. */
export function rounded(count: number): string | undefined {
  if (!Number.isInteger(count) || count < 1000) return undefined;
  if (count % 1024 === 0) return count % 1_048_576 === 0 ? `${count / 1_048_576} Mi` : `${count / 1024} Ki`;
  if (count % 1_000_000 === 0) return `${count / 1_000_000} M`;
  if (count % 1000 === 0) return `${count / 1000} k`;
  return `≈ ${Number((count / 1024).toPrecision(3))} Ki`;
}

/** Defaults and limits of OpenClaw 2026.9.6 in tokens, seen by running it (`config get`, agent runs) and in its context-window guard. */
export const openclawTokens = {
  /** Assumed where a model has no `contextWindow`. */
  contextWindow: 200_000,
  /** Assumed where neither model nor provider has a `maxTokens`. */
  maxTokens: 8192,
  /** Below this budget no agent run starts. */
  blockBelow: 4000,
  /** Below this budget it warns. */
  warnBelow: 8000,
  /** Kept free for the answer before a conversation is compacted: this much, or a quarter of a small budget. */
  reserve: 20_000,
  /** What the prompt and tools of a default agent take before anything is said. */
  prompt: 9800,
} as const;

export interface Budget {
  /** The smaller of `contextWindow` and `contextTokens`, in tokens. */
  readonly tokens: number;
  /** A conversation that grows beyond this many tokens is compacted. */
  readonly compactsAt: number;
  readonly verdict: "blocked" | "warned" | "fine";
}

/** What OpenClaw allots to a model with these values, in tokens; undefined stands for "not set". */
export function budgetOf(contextWindow: number | undefined, contextTokens: number | undefined): Budget {
  const tokens = Math.min(contextWindow ?? openclawTokens.contextWindow, contextTokens ?? Number.POSITIVE_INFINITY);
  const reserve = Math.min(openclawTokens.reserve, Math.floor(tokens / 4));
  const verdict =
    tokens < openclawTokens.blockBelow ? "blocked" : tokens < openclawTokens.warnBelow ? "warned" : "fine";
  return { tokens, compactsAt: tokens - reserve, verdict };
}
