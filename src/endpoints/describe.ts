// Finds out what kind of server an endpoint is, cheapest question first, and what it says of its models.
import { lmstudio } from "./kinds/lmstudio";
import { ollama } from "./kinds/ollama";
import { litellm, llamacpp, openai, sglang, vllm } from "./kinds/openai";
import type { Ask, Describe, Description, ListedModel, ServerKind } from "./types";

/** In the order of what it costs to ask; the last takes all. */
const kinds: readonly (readonly [kind: ServerKind, describe: Describe])[] = [
  ["vllm", vllm],
  ["lmstudio", lmstudio],
  ["ollama", ollama],
  ["llamacpp", llamacpp],
  ["sglang", sglang],
  ["litellm", litellm],
  ["openai", openai],
];

/** What a server's own list tells of its kind: the name that it gives as the owner of a model. */
const owners: ReadonlyMap<unknown, ServerKind> = new Map(
  Object.entries<ServerKind>({
    organization_owner: "lmstudio",
    library: "ollama",
    llamacpp: "llamacpp",
    sglang: "sglang",
  }),
);

/** Remembers what each server is while it stays the same. */
export class Describer {
  /** By the URL of the list: the kind, and how many of the models that were there then. */
  readonly #known = new Map<string, ServerKind>();

  /** @param ask never rejects but for a request that was called off */
  async describe(
    url: string,
    listed: readonly ListedModel[],
    isWanted: (model: string) => boolean,
    ask: Ask,
  ): Promise<Description | undefined> {
    const remembered = this.#known.get(url);
    const hinted = listed.map(({ owned_by }) => owners.get(owned_by)).find((kind) => kind !== undefined);
    // That nothing else was known is no more than a guess.
    const first = remembered === "openai" ? (hinted ?? remembered) : (remembered ?? hinted);
    const order = [...kinds].sort(([a], [b]) => Number(b === first) - Number(a === first));
    for (const [kind, describe] of order) {
      const description = await describe(ask, listed, isWanted);
      if (!description) continue;
      this.#known.set(url, kind);
      return description;
    }
    return undefined;
  }

  /** Another server may answer next time. */
  forget(url: string): void {
    this.#known.delete(url);
  }
}
