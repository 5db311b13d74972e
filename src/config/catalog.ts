// The hosted models that OpenClaw ships, with their limits, and the providers whose models it knows how to reach.
import table from "./catalog.json";

export interface CatalogModel {
  /** In tokens. */
  readonly contextWindow?: number;
  /** Longest answer, in tokens. */
  readonly maxTokens?: number;
  readonly image?: boolean;
  readonly reasoning?: boolean;
}

const hosted: Readonly<Record<string, Readonly<Record<string, CatalogModel>>>> = table.hosted;

/** By `provider/model`, in the order of OpenClaw's own lists. */
export const hostedModels: ReadonlyMap<string, CatalogModel> = new Map(
  Object.entries(hosted).flatMap(([provider, models]) =>
    Object.entries(models).map(([id, model]) => [`${provider}/${id}`, model] as const),
  ),
);

/** Providers that OpenClaw's plugins bring, of chat models and of speech, images and the like. */
export const shippedProviders: ReadonlySet<string> = new Set(table.providers);
