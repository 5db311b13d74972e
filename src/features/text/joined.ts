// Sentences that follow each other, as each language has them: some set a blank between two, some none.
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
export const sentenceTexts = { following: "{first} {second}" } as const;

/** Sentences in one text. */
export function joined(sentences: readonly string[], t: Translate): string {
  return sentences.reduce(
    (first, second) => (first === "" ? second : t(sentenceTexts.following, { first, second })),
    "",
  );
}
