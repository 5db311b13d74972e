// What a kind of model server is: the one record that its file holds, and that everyone reads who deals with servers.

/** One request: GET, or POST where there is something to post. */
export interface Question {
  /** At the origin of the endpoint. */
  readonly path: string;
  readonly post?: unknown;
}

/** An entry of `data` in an OpenAI-style list. */
export type ListedModel = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a server says of one model; what it does not say is undefined. */
export interface ServedModel {
  /** As requests name it. */
  readonly id: string;
  readonly isEmbedding?: boolean;
  readonly isLoaded?: boolean;
  /** What the server takes now, in tokens. */
  readonly loadedContext?: number;
  /** What the model was trained for, in tokens. */
  readonly maxContext?: number;
  /** `Q4_K_M` and the like. */
  readonly quantization?: string;
  /** Parameters as the server writes them: `7B`. */
  readonly size?: string;
  readonly vision?: boolean;
  readonly tools?: boolean;
}

/** What a server says of itself and its models. */
export interface SelfDescription {
  readonly version?: string;
  readonly models: readonly ServedModel[];
  /** Whether it can be told to load a model; its kind then says how. */
  readonly canLoad?: boolean;
}

/** Asks a server something more, at a path of its origin: what it answers as JSON, or undefined where it does not. */
export type Ask<Path extends string = string> = (path: Path, post?: unknown) => Promise<unknown>;

/** An API of the server's own that OpenClaw speaks, in which each request says which window it wants. */
export interface NativeApi {
  /** The value of `api` in a config. */
  readonly api: string;
  /** Has a model answer with one token; the path goes below `baseUrl` without `/v1`. */
  readonly answer: (model: string, messages: readonly object[]) => Question;
}

/** How a server of a kind is told to load a model. */
export interface Loading {
  /** @param context the window in tokens; undefined: as the server likes */
  readonly question: (model: string, context: number | undefined) => Question;
  /** Where a model's entry in a config says which window OpenClaw will ask for: paths in it, the first that holds a number counts. */
  readonly contextAt: readonly (readonly string[])[];
}

/**
 * How people raise the window that a server loads its models with: an option of its command line that takes the number of tokens, or
 * an English sentence with `{wanted}` in it, which is a key of the language bundles.
 */
export type Raising = { readonly option: string } | { readonly text: string };

export interface ServerRecord<Id extends string = string, Path extends string = string> {
  readonly id: Id;
  /** The name that its makers gave it; empty where the kind is not known. */
  readonly label: string;
  /** Under which id configs have it, and where it listens unless told otherwise, as `baseUrl` is written: not for the kind that takes all. */
  readonly usual?: { readonly provider: string; readonly baseUrl: string };
  /** What its lists of models say in `owned_by`: a hint that saves questions. */
  readonly owners: readonly string[];
  /** All that `describe` asks for, besides the list; the README tells people of each. */
  readonly paths: readonly Path[];
  /** Finds out whether a server is of this kind, and what it then says of its models; undefined where it is another. */
  readonly describe: (
    ask: Ask<Path>,
    listed: readonly ListedModel[],
    isWanted: (model: string) => boolean,
  ) => Promise<SelfDescription | undefined>;
  readonly native?: NativeApi;
  readonly load?: Loading;
  readonly raise?: Raising;
}

/** A kind of server, whose `describe` asks at no path that the record does not name. */
export function serverRecord<const Id extends string, const Path extends string>(
  record: ServerRecord<Id, Path>,
): ServerRecord<Id, Path> {
  return record;
}
