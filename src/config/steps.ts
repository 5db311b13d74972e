// Long work in steps: run in one go, or in slices between which others have their turn.

/** Work that says where it may be interrupted. */
export type Steps<T> = Generator<void, T, void>;

/** The result, worked out in one go. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** So many small pieces of work make one step. */
const piecesInStep = 1000;

/** Counts small pieces of work, such as nodes, whose steps would cost more than they do. */
export class Pauses {
  #left = piecesInStep;

  /** Counts one, or several; whether it is time for a step. */
  isDue(pieces = 1): boolean {
    this.#left -= pieces;
    if (this.#left > 0) return false;
    this.#left = piecesInStep;
    return true;
  }
}

/** Work in a row after which others have their turn, in ms. */
const slice = 8;

export interface Pace {
  /** Whether nobody waits for the result any more. */
  readonly isOvertaken?: () => boolean;
  /** In ms. */
  readonly now?: () => number;
  /** Lets others have their turn. */
  readonly giveWay?: () => Promise<void>;
}

/** @returns undefined where the work was overtaken; the rest of it is then not done */
export async function inSlices<T>(
  steps: Steps<T>,
  {
    isOvertaken = () => false,
    now = () => performance.now(),
    giveWay = () => new Promise((resolve) => setImmediate(resolve)),
  }: Pace = {},
): Promise<T | undefined> {
  let start = now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (now() - start < slice) continue;
    await giveWay();
    if (isOvertaken()) return undefined;
    start = now();
  }
}
