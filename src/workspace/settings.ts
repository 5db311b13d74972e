// The settings, each with its default and the type that a value must have: what is wrong counts as not set.

interface Setting<T> {
  readonly initial: T;
  readonly takes: (value: unknown) => value is T;
}

const isText = (value: unknown): value is string => typeof value === "string";
const flag: Setting<boolean> = { initial: true, takes: (value) => typeof value === "boolean" };
const text: Setting<string> = { initial: "", takes: isText };
const texts: Setting<readonly string[]> = {
  initial: [],
  takes: (value): value is readonly string[] => Array.isArray(value) && value.every(isText),
};

function oneOf<T extends string>(initial: T, ...others: readonly T[]): Setting<T> {
  const all: readonly unknown[] = [initial, ...others];
  return { initial, takes: (value): value is T => all.includes(value) };
}

/** All settings, without `openclawJson5.`; a test holds them against the manifest. */
export const settings = {
  "validate.enabled": flag,
  "advice.enabled": flag,
  "advice.disabled": texts,
  "health.enabled": flag,
  openclawPath: text,
  version: text,
  "codeLens.enabled": flag,
  "inlayHints.enabled": flag,
  "semanticHighlighting.enabled": flag,
  "links.enabled": flag,
  "outlineDetails.enabled": flag,
  "format.enabled": flag,
  "format.quotes": oneOf("preserve", "double", "single"),
  "format.keys": oneOf("preserve", "quoted", "unquoted"),
  "format.trailingCommas": oneOf("preserve", "add", "remove"),
} as const;

export type SettingName = keyof typeof settings;
export type SettingValue<N extends SettingName> = (typeof settings)[N]["initial"];

/** What a setting says; `isWrong`: it is set to something else than it can be. */
export function settingOf<N extends SettingName>(
  name: N,
  value: unknown,
): { readonly value: SettingValue<N>; readonly isWrong: boolean } {
  const { initial, takes }: { readonly initial: SettingValue<N>; readonly takes: (value: unknown) => boolean } =
    settings[name];
  if (value === undefined) return { value: initial, isWrong: false };
  return takes(value) ? { value: value as SettingValue<N>, isWrong: false } : { value: initial, isWrong: true };
}
