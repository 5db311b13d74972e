// Texts in the reader's language: the English text is the key, and stands where no other is known.

/**
 * Translates an English text and fills in its `{named}` placeholders. VS Code's `l10n.t` does both; {@link english} is for tests and
 * programs without an editor.
 */
export type Translate = (text: string, params?: Readonly<Record<string, string | number>>) => string;

export const english: Translate = (text, params = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole));
