// Reads what servers send: any field may be missing, or be something else.

type Fields = Readonly<Record<string, unknown>>;

/** Longer texts are no names. */
const maxText = 300;

export function fields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Its objects. */
export function list(value: unknown): Fields[] {
  const found: Fields[] = [];
  for (const each of Array.isArray(value) ? value : []) {
    const own = fields(each);
    if (own) found.push(own);
  }
  return found;
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= maxText ? value : undefined;
}

/** A number of tokens. */
export function tokens(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Without what is undefined. */
export function defined<T extends object>(object: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
