// What people are told of kinds of servers, made from the records of the kinds: no other file names one.
import { recordOf, serverKinds, unknownKind } from "../../endpoints/kinds";
import type { Description } from "../../endpoints/types";
import { code, line, type Markdown, md, text } from "./markdown";
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
const texts = {
  raise: "{server}: {option} {wanted}.",
  noneToLoad:
    "No server says that it has a model it could load. These can be told to load one: {servers}; all of theirs may be loaded already.",
} as const;

/** All of them, those of the records too. */
export function serverKindTexts(): string[] {
  const ownWords = serverKinds.flatMap(({ raise }) => (raise && "text" in raise ? raise.text : []));
  return [...Object.values(texts), ...ownWords];
}

/** A server as it is set up when nobody says otherwise. */
export interface UsualServer {
  /** The name that its makers gave it. */
  readonly label: string;
  /** The id that its provider has in configs. */
  readonly provider: string;
  readonly baseUrl: string;
}

/** In the order in which people are offered them. */
export const usualServers: readonly UsualServer[] = serverKinds.flatMap(({ label, usual }) =>
  usual ? [{ label, ...usual }] : [],
);

/** Where servers listen unless told otherwise, in a row. */
export function usualAddresses(): Markdown {
  return line(
    usualServers.map(({ label, baseUrl }) => md`${text(label)} ${code(baseUrl)}`),
    ", ",
  );
}

/** What is asked of a server that lists models, at its origin, until it is known what it is. */
export function describingPaths(): string[] {
  return serverKinds.flatMap(({ paths }) => paths);
}

/** Whether each request says which window it wants: a server asked in the API of its own that its provider names. */
export function isAskedNatively(server: Description | undefined, api: unknown): boolean {
  const native = server && recordOf(server.kind).native;
  return native !== undefined && native.api === api;
}

/**
 * How people raise the window of a server: a sentence as plain text, undefined where nothing general can be said.
 *
 * @param named what the sentence may name: `wanted`, the window in tokens
 */
export function raiseSentence(
  kind: string,
  named: Readonly<Record<string, string | number>>,
  t: Translate,
): string | undefined {
  const { label, raise } = serverKinds.find(({ id }) => id === kind) ?? unknownKind;
  if (!raise) return undefined;
  return "text" in raise ? t(raise.text, named) : t(texts.raise, { ...named, server: label, option: raise.option });
}

/** Said where no model can be loaded: which servers could. */
export function nothingToLoad(t: Translate): string {
  const able = serverKinds.filter(({ load }) => load).map(({ label }) => label);
  return t(texts.noneToLoad, { servers: able.join(", ") });
}
