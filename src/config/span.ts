// A range of a text.

/** In UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}
