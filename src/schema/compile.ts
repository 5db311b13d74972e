// Turns a JSON Schema into checkable nodes, each on its first use: an unused part of a schema is never walked.
import type { Node } from "../json5/tree";
import { Pattern } from "./patterns";
import type { Scalar, SchemaObject, SchemaSource, TypeName } from "./types";

/** Bits of a set of types. */
export enum TypeBit {
  null = 1,
  boolean = 2,
  integer = 4,
  number = 8,
  string = 16,
  array = 32,
  object = 64,
  any = 127,
}

const typeBits: Readonly<Record<TypeName, number>> = {
  null: TypeBit.null,
  boolean: TypeBit.boolean,
  integer: TypeBit.integer,
  number: TypeBit.number | TypeBit.integer,
  string: TypeBit.string,
  array: TypeBit.array,
  object: TypeBit.object,
};

/** The bit of a node's own type; a number without a fraction counts as integer. */
export function typeBitOf(node: Node): number {
  switch (node.type) {
    case "string":
      return TypeBit.string;
    case "object":
      return TypeBit.object;
    case "array":
      return TypeBit.array;
    case "number":
      return Number.isInteger(node.value) ? TypeBit.integer : TypeBit.number;
    case "boolean":
      return TypeBit.boolean;
    case "null":
      return TypeBit.null;
    default:
      return 0;
  }
}

/** Names of the types in a set, a number named once. */
export function typeNames(bits: number): TypeName[] {
  const names: TypeName[] = [];
  for (const name of ["string", "number", "integer", "boolean", "object", "array", "null"] as const) {
    if (name === "integer" && bits & TypeBit.number) continue;
    if (bits & TypeBit[name]) names.push(name);
  }
  return names;
}

/** Where a schema stands: its references start from this resource. */
interface Scope {
  readonly resource: SchemaObject;
}

/** The root of a compiled schema; all its nodes share one cache. */
export class SchemaRoot {
  readonly schema: Schema;
  readonly #source: SchemaSource;
  readonly #cache = new Map<object, Schema>();
  #index: Map<string, { source: SchemaSource; scope: Scope }> | undefined;

  /** @param source a parsed JSON Schema; it is kept and must not change afterwards */
  constructor(source: SchemaSource) {
    this.#source = source;
    const resource = typeof source === "object" ? source : {};
    this.schema = this.compile(source, { resource });
  }

  compile(source: SchemaSource, outer: Scope): Schema {
    if (typeof source !== "object" || source === null) return source === false ? never : anything;
    let schema = this.#cache.get(source);
    if (!schema) {
      schema = new Schema(source, this, within(source, outer));
      this.#cache.set(source, schema);
    }
    return schema;
  }

  /** The schema that a reference means; one that leads nowhere means anything. */
  resolve(reference: string, scope: Scope): Schema {
    const hash = reference.indexOf("#");
    const resource = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? "" : decodeURIComponent(reference.slice(hash + 1));
    if (resource === "") {
      if (fragment === "") return this.compile(scope.resource, scope);
      if (fragment.startsWith("/")) return this.#pointer(scope.resource, fragment, scope) ?? anything;
    }
    const base = scope.resource.$id ?? "";
    const wanted = absolute(resource, base);
    const target = this.#named(fragment && !fragment.startsWith("/") ? `${wanted}#${fragment}` : wanted);
    if (!target) return anything;
    if (!fragment.startsWith("/")) return this.compile(target.source, target.scope);
    return typeof target.source === "object"
      ? (this.#pointer(target.source, fragment, target.scope) ?? anything)
      : anything;
  }

  #pointer(start: SchemaObject, fragment: string, outer: Scope): Schema | undefined {
    let at: unknown = start;
    let scope = within(start, outer);
    for (const part of fragment.slice(1).split("/")) {
      if (typeof at !== "object" || at === null) return undefined;
      const step = part.replace(/~1/g, "/").replace(/~0/g, "~");
      if (!Object.hasOwn(at, step)) return undefined;
      at = (at as Record<string, unknown>)[step];
      if (typeof at === "object" && at !== null && !Array.isArray(at)) scope = within(at as SchemaObject, scope);
    }
    return at === undefined ? undefined : this.compile(at as SchemaSource, scope);
  }

  /** Schemas by `$id` and anchor; built when a reference first asks for one. */
  #named(name: string): { source: SchemaSource; scope: Scope } | undefined {
    if (!this.#index) {
      const index = new Map<string, { source: SchemaSource; scope: Scope }>();
      this.#index = index;
      const visit = (value: unknown, base: string, outer: Scope): void => {
        if (typeof value !== "object" || value === null) return;
        if (Array.isArray(value)) {
          for (const item of value) visit(item, base, outer);
          return;
        }
        const schema = value as SchemaObject;
        const scope = within(schema, outer);
        const id = typeof schema.$id === "string" ? absolute(schema.$id, base) : base;
        if (typeof schema.$id === "string") index.set(id.replace(/#$/, ""), { source: schema, scope });
        for (const anchor of [schema.$anchor, schema.$dynamicAnchor]) {
          if (typeof anchor === "string") index.set(`${id}#${anchor}`, { source: schema, scope });
        }
        for (const child of Object.values(schema)) visit(child, id, scope);
      };
      if (typeof this.#source === "object") visit(this.#source, "", { resource: this.#source });
    }
    return this.#index.get(name);
  }
}

function within(source: SchemaObject, outer: Scope): Scope {
  const named = typeof source.$id === "string" && !source.$id.startsWith("#");
  return named ? { resource: source } : outer;
}

function absolute(reference: string, base: string): string {
  if (reference === "") return base;
  return URL.canParse(reference, base || undefined) ? new URL(reference, base || undefined).href : reference;
}

/** One schema, its subschemas compiled when asked for. */
export class Schema {
  readonly source: SchemaObject;
  /** Bits of the types that `type` allows. */
  readonly types: number;
  /** Scalars that `const`, `enum` or a union of such allow, if the schema does nothing else but name values. */
  readonly literals: readonly Scalar[] | undefined;
  /** Whether `const` or `enum` limit the values. */
  readonly namesValues: boolean;
  readonly required: readonly string[];
  /** Whether it matters what a text says, and not only that it is one. */
  readonly asksText: boolean;
  /** Whether the schema says nothing but which types will do; finite numbers only are numbers, so those are looked at. */
  readonly onlyTypes: boolean;
  /** Whether references, unions, conditions or negations hold for the same value. */
  readonly hasInPlaceRules: boolean;
  /** Whether an object must be looked at beyond its properties. */
  readonly hasObjectRules: boolean;
  readonly root: SchemaRoot | undefined;
  readonly #scope: Scope;
  readonly #properties = new Map<string, Schema>();
  readonly #parts = new Map<string, Schema | undefined>();
  readonly #lists = new Map<string, readonly Schema[]>();
  #patterns: readonly { readonly test: Pattern; readonly schema: Schema }[] | undefined;
  #pattern: Pattern | undefined;
  #names: readonly string[] | undefined;
  #target: Schema | undefined;

  constructor(source: SchemaObject, root: SchemaRoot | undefined, scope: Scope) {
    this.source = source;
    this.root = root;
    this.#scope = scope;
    this.types = bitsOf(source.type);
    this.namesValues = source.enum !== undefined || Object.hasOwn(source, "const");
    this.literals = literalsOf(source);
    this.required = source.required ?? [];
    this.hasInPlaceRules = inPlace.some((keyword) => source[keyword] !== undefined);
    const numeric = (this.types & (TypeBit.number | TypeBit.integer)) !== 0;
    this.onlyTypes = !numeric && Object.keys(source).every((keyword) => keyword === "type" || annotations.has(keyword));
    this.asksText = Object.keys(source).some((keyword) => !textBlind.has(keyword));
    this.hasObjectRules =
      source.minProperties !== undefined ||
      source.maxProperties !== undefined ||
      source.propertyNames !== undefined ||
      source.dependencies !== undefined ||
      source.dependentRequired !== undefined ||
      source.dependentSchemas !== undefined ||
      source.unevaluatedProperties !== undefined;
  }

  /** The schema that `$ref` means. */
  get target(): Schema | undefined {
    const reference = this.source.$ref ?? this.source.$dynamicRef ?? this.source.$recursiveRef;
    if (reference === undefined) return undefined;
    this.#target ??= this.root?.resolve(reference, this.#scope);
    return this.#target;
  }

  /** The schema that `properties` gives a key. */
  property(name: string): Schema | undefined {
    const known = this.#properties.get(name);
    if (known) return known;
    const schema = this.#compile(ownValue(this.source.properties, name));
    // Names that the schema does not know are the document's, and without end.
    if (schema) this.#properties.set(name, schema);
    return schema;
  }

  /** The keys that `properties` names. */
  get names(): readonly string[] {
    this.#names ??= Object.keys(this.source.properties ?? {});
    return this.#names;
  }

  /** The schemas that `patternProperties` gives keys. */
  get patterns(): readonly { readonly test: Pattern; readonly schema: Schema }[] {
    this.#patterns ??= Object.entries(this.source.patternProperties ?? {}).map(([pattern, source]) => ({
      test: new Pattern(pattern),
      schema: this.#compile(source) ?? anything,
    }));
    return this.#patterns;
  }

  get pattern(): Pattern | undefined {
    if (this.source.pattern === undefined) return undefined;
    this.#pattern ??= new Pattern(this.source.pattern);
    return this.#pattern;
  }

  /** The subschema of a keyword that takes one. */
  part(
    keyword:
      | "additionalProperties"
      | "unevaluatedProperties"
      | "propertyNames"
      | "additionalItems"
      | "unevaluatedItems"
      | "contains"
      | "if"
      | "then"
      | "else"
      | "not",
  ): Schema | undefined {
    const source = this.source[keyword];
    if (source === undefined) return undefined;
    let schema = this.#parts.get(keyword);
    if (!schema) {
      schema = this.#compile(source);
      this.#parts.set(keyword, schema);
    }
    return schema;
  }

  /** The subschemas of a keyword that takes a list. */
  list(keyword: "allOf" | "anyOf" | "oneOf"): readonly Schema[] {
    const sources = this.source[keyword];
    if (!sources) return none;
    let schemas = this.#lists.get(keyword);
    if (!schemas) {
      schemas = sources.map((source) => this.#compile(source) ?? anything);
      this.#lists.set(keyword, schemas);
    }
    return schemas;
  }

  /** The schema of an array's element, by `prefixItems` and `items` of either draft. */
  item(index: number): Schema | undefined {
    const { items, prefixItems } = this.source;
    const tuple = prefixItems ?? (Array.isArray(items) ? (items as readonly SchemaSource[]) : undefined);
    if (tuple && index < tuple.length) return this.#part(`item ${index}`, tuple[index]);
    if (Array.isArray(items)) return this.part("additionalItems");
    return this.#part("items", items as SchemaSource | undefined);
  }

  /** The schema that a key brings with it, by `dependentSchemas` or `dependencies`. */
  dependent(name: string): Schema | undefined {
    const source = ownValue(this.source.dependentSchemas, name) ?? ownValue(this.source.dependencies, name);
    return source === undefined || Array.isArray(source)
      ? undefined
      : this.#part(`dependent ${name}`, source as SchemaSource);
  }

  /** All schemas that hold for the same value as this one does, without choosing between alternatives. */
  get unions(): readonly Schema[] {
    return [...this.list("anyOf"), ...this.list("oneOf")];
  }

  #part(key: string, source: SchemaSource | undefined): Schema | undefined {
    if (source === undefined) return undefined;
    let schema = this.#parts.get(key);
    if (!schema) {
      schema = this.#compile(source);
      this.#parts.set(key, schema);
    }
    return schema;
  }

  #compile(source: SchemaSource | undefined): Schema | undefined {
    if (source === undefined) return undefined;
    if (typeof source !== "object") return source ? anything : never;
    return this.root?.compile(source, this.#scope);
  }
}

const inPlace = ["$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if"] as const;
const annotations = new Set(["title", "description", "default", "examples", "$comment"]);

/** Keywords that treat all texts alike. */
const textBlind = new Set([
  ..."type properties patternProperties additionalProperties propertyNames required minProperties maxProperties".split(
    " ",
  ),
  ..."items prefixItems additionalItems minItems maxItems uniqueItems contains title description default examples".split(
    " ",
  ),
  ..."minimum maximum exclusiveMinimum exclusiveMaximum multipleOf $defs definitions $schema $id $comment".split(" "),
]);

const none: readonly Schema[] = [];
const nowhere: Scope = { resource: {} };

/** The schemas `true` and `false`. */
export const anything = new Schema({}, undefined, nowhere);
export const never = new Schema({ not: {} }, undefined, nowhere);

function ownValue<T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined;
}

function bitsOf(type: SchemaObject["type"]): number {
  if (type === undefined) return TypeBit.any;
  if (typeof type === "string") return typeBits[type] ?? 0;
  return type.reduce((bits, name) => bits | (typeBits[name] ?? 0), 0);
}

/** Keywords that a schema which only names values may have. */
const literalKeywords = new Set([
  "type",
  "const",
  "enum",
  "anyOf",
  "oneOf",
  "title",
  "description",
  "default",
  "examples",
  "$comment",
]);

function literalsOf(source: SchemaObject): readonly Scalar[] | undefined {
  if (Object.hasOwn(source, "const")) return isScalar(source.const) ? [source.const] : undefined;
  if (source.enum) return source.enum.every(isScalar) ? source.enum : undefined;
  const branches = source.anyOf ?? source.oneOf;
  if (!branches || branches.length === 0 || !Object.keys(source).every((keyword) => literalKeywords.has(keyword)))
    return undefined;
  const all: Scalar[] = [];
  for (const branch of branches) {
    if (typeof branch !== "object") return undefined;
    const some = literalsOf(branch);
    if (!some) return undefined;
    all.push(...some);
  }
  return [...new Set(all)];
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
