// What can be wrong with a text as JSON5: problems as data, without sentences.

export type ProblemCode =
  | "syntax/empty"
  | "syntax/expected-value"
  | "syntax/expected-key"
  | "syntax/expected-colon"
  | "syntax/expected-comma"
  | "syntax/expected-open"
  | "syntax/expected-close"
  | "syntax/unexpected-token"
  | "syntax/invalid-character"
  | "syntax/invalid-value"
  | "syntax/invalid-number"
  | "syntax/invalid-escape"
  | "syntax/unterminated-string"
  | "syntax/unterminated-comment"
  | "syntax/trailing-content"
  | "syntax/too-deep";

/** One place where the text is not JSON5. */
export interface Problem {
  readonly code: ProblemCode;
  /** UTF-16 offset. */
  readonly offset: number;
  /** UTF-16 code units; 0 only at the end of an empty text. */
  readonly length: number;
  /** What a sentence about it needs: `token` as written, `bracket` that is missing, `limit`. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Text whose insertion mends it, where that is evident. */
  readonly insert?: { readonly offset: number; readonly text: string };
}
