// A text with its variables put in, beside the text as it is written. People see what is written; what variables hold is for the verdict and for the server that it is meant for.

let read: (text: ResolvedText<unknown>) => string;

/**
 * What OpenClaw reads where a file has `${VAR}`. It turns into no string but the written one: not by a template, not as JSON, not in a log.
 * Only {@link reveal} opens it, and the linter says which files may import that.
 *
 * @typeParam Use what is known of a variable in it
 */
export class ResolvedText<Use> {
  readonly #text: string;
  /** As it stands in the file. */
  readonly written: string;
  /** The variables in it, in the order of the text. */
  readonly variables: readonly Use[];

  static {
    read = (text) => text.#text;
  }

  constructor(written: string, text: string, variables: readonly Use[]) {
    this.written = written;
    this.#text = text;
    this.variables = variables;
  }

  toString(): string {
    return this.written;
  }

  toJSON(): string {
    return this.written;
  }
}

/** What OpenClaw reads. For the verdict on a config and for requests to the server that it names, never for a text that people see. */
export function reveal(text: ResolvedText<unknown>): string {
  return read(text);
}
