// A refusal, which the door tells the user in the words of the error.
import { plain } from "../features/text/plain";

/** Told in the reader's language; no failure of ours. */
export class Refused extends Error {
  constructor(reason: string) {
    super(plain(reason));
  }
}
