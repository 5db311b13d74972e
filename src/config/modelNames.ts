// Model references as OpenClaw reads them: `provider/model@profile`, or an alias, or the bare id of a model.
import type { Span } from "./finding";
import { ours } from "./written";

/** @typeParam Text what the reference was: of what is written, the parts are so, too */
export interface ModelName<Text extends string = string> {
  /** In lower case, as OpenClaw compares it; undefined where the reference has no slash. */
  readonly provider: Text | undefined;
  /** What follows the first slash: local to the provider, slashes and case included. */
  readonly model: Text;
  /** The auth profile to use. */
  readonly profile: Text | undefined;
  /** Where the parts stand, in UTF-16 offsets of the reference. */
  readonly spans: { readonly provider: Span | undefined; readonly model: Span; readonly profile: Span | undefined };
}

/** What follows an `@` and is still of the model: quantisations and dates. Source: OpenClaw 2026.9.6, run on each. */
const notProfile = /^(?:i?q\d|\d+bit$|\d{8}$)/i;

/** @returns undefined where nothing is named */
export function parseModelName<Text extends string>(text: Text): ModelName<Text> | undefined {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  if (start >= end) return undefined;
  const slash = text.indexOf("/", start);
  const at = text.indexOf("@", Math.max(text.lastIndexOf("/"), start) + 1);
  const suffix = at < 0 ? "" : text.slice(at + 1, end);
  const hasProfile = suffix !== "" && !notProfile.test(suffix);
  const modelStart = slash < 0 ? start : slash + 1;
  const modelEnd = hasProfile ? at : end;
  const span = (from: number, to: number): Span => ({ offset: from, length: to - from });
  return {
    provider: slash < 0 ? undefined : (text.slice(start, slash).trim().toLowerCase() as Text),
    model: text.slice(modelStart, modelEnd).trim() as Text,
    profile: hasProfile ? (suffix as Text) : undefined,
    spans: {
      provider: slash < 0 ? undefined : span(start, slash),
      model: span(modelStart, modelEnd),
      profile: hasProfile ? span(at + 1, end) : undefined,
    },
  };
}

/** The provider of references that name neither a provider nor an alias nor a configured model. */
export const defaultProvider = ours`openai`;
