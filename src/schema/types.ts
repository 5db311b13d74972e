// The shapes of a JSON Schema as read, and of what validation finds.
import type { Node } from "../json5/tree";

/** A scalar that a schema names or a document holds. */
export type Scalar = string | number | boolean | null;

export type TypeName = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** A JSON Schema, draft-07 or 2020-12; keywords not listed are annotations. */
export interface SchemaObject {
  readonly $id?: string;
  readonly $anchor?: string;
  readonly $dynamicAnchor?: string;
  readonly $ref?: string;
  readonly $dynamicRef?: string;
  readonly $recursiveRef?: string;
  readonly $defs?: Readonly<Record<string, SchemaSource>>;
  readonly definitions?: Readonly<Record<string, SchemaSource>>;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly multipleOf?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly items?: SchemaSource | readonly SchemaSource[];
  readonly prefixItems?: readonly SchemaSource[];
  readonly additionalItems?: SchemaSource;
  readonly unevaluatedItems?: SchemaSource;
  readonly contains?: SchemaSource;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly maxProperties?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaSource>>;
  readonly patternProperties?: Readonly<Record<string, SchemaSource>>;
  readonly additionalProperties?: SchemaSource;
  readonly unevaluatedProperties?: SchemaSource;
  readonly propertyNames?: SchemaSource;
  readonly dependencies?: Readonly<Record<string, SchemaSource | readonly string[]>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, SchemaSource>>;
  readonly if?: SchemaSource;
  readonly then?: SchemaSource;
  readonly else?: SchemaSource;
  readonly allOf?: readonly SchemaSource[];
  readonly anyOf?: readonly SchemaSource[];
  readonly oneOf?: readonly SchemaSource[];
  readonly not?: SchemaSource;
}

export type SchemaSource = boolean | SchemaObject;

export type SchemaCode =
  | "schema/type"
  | "schema/value"
  | "schema/unknown-key"
  | "schema/missing-key"
  | "schema/key-name"
  | "schema/minimum"
  | "schema/maximum"
  | "schema/exclusive-minimum"
  | "schema/exclusive-maximum"
  | "schema/multiple-of"
  | "schema/min-length"
  | "schema/max-length"
  | "schema/pattern"
  | "schema/format"
  | "schema/min-items"
  | "schema/max-items"
  | "schema/unique-items"
  | "schema/contains"
  | "schema/min-properties"
  | "schema/max-properties"
  | "schema/no-match"
  | "schema/many-match"
  | "schema/not-allowed";

/** One disagreement between a value and its schema. */
export interface SchemaFinding {
  readonly code: SchemaCode;
  /** The value it is about; for unknown and badly named keys, the property. */
  readonly node: Node;
  readonly params: SchemaFindingParams;
}

export interface SchemaFindingParams {
  /** Name of the key that is unknown, missing or badly named. */
  readonly key?: string;
  /** Types that would do. */
  readonly expected?: readonly TypeName[];
  readonly actual?: TypeName;
  /** Values that would do. */
  readonly allowed?: readonly Scalar[];
  /** Key names that would do. */
  readonly known?: readonly string[];
  /** The bound that is not kept: a number, a length in code points, or a count. */
  readonly limit?: number;
  /** A regular expression or the name of a format. */
  readonly pattern?: string;
  /** What an added key should hold, as far as the schema tells. */
  readonly skeleton?: unknown;
}
