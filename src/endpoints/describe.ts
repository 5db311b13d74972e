// Finds out what kind of server an endpoint is, and what it says of its models.
import { type ServerKind, serverKinds, unknownKind } from "./kinds";
import type { Ask, Description, ListedModel } from "./types";

/** What a server's own list tells of its kind: the name that it gives as the owner of a model. */
const kindsByOwner: ReadonlyMap<unknown, ServerKind> = new Map(
  serverKinds.flatMap(({ id, owners }) => owners.map((owner) => [owner, id] as const)),
);

/** Remembers what each server is while it stays the same. */
export class Describer {
  /** By the URL of the list. */
  readonly #known = new Map<string, ServerKind>();

  /** @param ask never rejects but for a request that was called off */
  async describe(
    url: string,
    listed: readonly ListedModel[],
    isWanted: (model: string) => boolean,
    ask: Ask,
  ): Promise<Description | undefined> {
    const remembered = this.#known.get(url);
    const hinted = listed.map(({ owned_by }) => kindsByOwner.get(owned_by)).find((kind) => kind !== undefined);
    // That nothing else was known is no more than a guess.
    const first = remembered === unknownKind.id ? (hinted ?? remembered) : (remembered ?? hinted);
    const order = [...serverKinds].sort((a, b) => Number(b.id === first) - Number(a.id === first));
    for (const { id: kind, describe } of order) {
      const said = await describe(ask, listed, isWanted);
      if (!said) continue;
      this.#known.set(url, kind);
      return { kind, ...said };
    }
    return undefined;
  }

  /** Another server may answer next time. */
  forget(url: string): void {
    this.#known.delete(url);
  }
}
