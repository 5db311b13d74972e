// Checks a tree against a schema and says where, and in which keyword, they disagree.
import { keyNode, type Node, valueNode } from "../json5/tree";
import { bestBranch } from "./branches";
import type { Checker } from "./checker";
import { anything, never, type Schema, type SchemaRoot, TypeBit, typeBitOf, typeNames } from "./compile";
import { nodeEquals, repeated } from "./equality";
import { evaluatedItems, evaluatedKeys } from "./evaluated";
import { isFormat } from "./formats";
import { codePoints, isMultiple } from "./measures";
import { skeleton } from "./skeleton";
import type { SchemaCode, SchemaFinding, SchemaFindingParams } from "./types";

/** How much of a value is known while the file is being read. */
export enum Known {
  /** All of it. */
  value,
  /** That it is a string, and no more. */
  string,
  /** Nothing. */
  nothing,
}

export interface ValidateOptions {
  /** Says how much of a node's value the text alone tells; asked of objects and strings. Everything is known by default. */
  readonly known?: (node: Node) => Known;
  /** What a string holds, where that is not what the tree says; no finding ever carries it. */
  readonly heldBy?: (node: Node) => Node["value"];
  /** Whether keys may be missing: the value is still being written. */
  readonly unfinished?: boolean;
}

/**
 * All disagreements between a value and a schema, in document order of discovery. Of a union (`anyOf`, `oneOf`) only the branch
 * that the value evidently means is reported. Properties that a later one of the same name overrides do not count.
 */
export function validate(root: Node, schema: SchemaRoot, options: ValidateOptions = {}): SchemaFinding[] {
  return validateNode(root, schema.schema, options);
}

/** The same for a part of a document and of a schema. */
export function validateNode(node: Node, schema: Schema, options: ValidateOptions = {}): SchemaFinding[] {
  const checker = new TreeChecker(options);
  const findings: SchemaFinding[] = [];
  checker.check(node, schema, findings);
  return findings;
}

/** Whether a value meets a schema. */
export function isValid(node: Node, schema: Schema, options: ValidateOptions = {}): boolean {
  return new TreeChecker(options).check(node, schema, undefined);
}

/** Of a value with more disagreements than these the rest is not looked for. */
const maxFindings = 20_000;

/** In-place references may chain this far; a longer chain is a loop that says nothing. */
const maxReferences = 64;

class TreeChecker implements Checker {
  readonly #known: (node: Node) => Known;
  readonly #heldBy: ValidateOptions["heldBy"];
  readonly #unfinished: boolean;
  #references = 0;

  constructor({ known = () => Known.value, heldBy, unfinished = false }: ValidateOptions) {
    this.#known = known;
    this.#heldBy = heldBy;
    this.#unfinished = unfinished;
  }

  held(node: Node): Node["value"] {
    return this.#heldBy ? this.#heldBy(node) : node.value;
  }

  check(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    if (schema === anything) return true;
    // Whoever has found so much looks no further.
    if (findings !== undefined && findings.length >= maxFindings) return false;
    if (schema === never) return report(findings, "schema/not-allowed", node);
    const known =
      node.type === "object" || (node.type === "string" && schema.asksText) ? this.#known(node) : Known.value;
    if (known === Known.nothing) return true;
    const bit = typeBitOf(node);
    if ((schema.types & bit) === 0) {
      return report(findings, "schema/type", node, {
        expected: typeNames(schema.types),
        actual: typeNames(bit)[0] ?? "null",
      });
    }
    // Most schemas of scalars say no more than their type.
    if (schema.onlyTypes) return true;
    let valid = true;
    if (schema.namesValues && known === Known.value && !isNamed(node, schema, this.#heldBy)) {
      valid = report(findings, "schema/value", node, schema.literals ? { allowed: schema.literals } : {});
    }
    if ((valid || findings) && !this.#byType(node, bit, schema, findings, known)) valid = false;
    if ((valid || findings) && schema.hasInPlaceRules && !this.#inPlace(node, schema, findings, known)) valid = false;
    return valid;
  }

  #byType(node: Node, bit: number, schema: Schema, findings: SchemaFinding[] | undefined, known: Known): boolean {
    switch (bit) {
      case TypeBit.string:
        return known !== Known.value || this.#string(node, schema, findings);
      case TypeBit.number:
      case TypeBit.integer:
        return this.#number(node, schema, findings);
      case TypeBit.object:
        return this.#object(node, schema, findings);
      case TypeBit.array:
        return this.#array(node, schema, findings);
    }
    return true;
  }

  #string(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    const { minLength, maxLength, format } = schema.source;
    const value = this.held(node) as string;
    let valid = true;
    if (minLength !== undefined && (value.length < minLength || codePoints(value) < minLength)) {
      valid = report(findings, "schema/min-length", node, { limit: minLength });
    }
    if (maxLength !== undefined && value.length > maxLength && codePoints(value) > maxLength) {
      valid = report(findings, "schema/max-length", node, { limit: maxLength });
    }
    if (schema.pattern && !schema.pattern.test(value)) {
      valid = report(findings, "schema/pattern", node, { pattern: schema.source.pattern ?? "" });
    }
    if (format !== undefined && !isFormat(format, value))
      valid = report(findings, "schema/format", node, { pattern: format });
    return valid;
  }

  #number(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema.source;
    const value = node.value as number;
    // JSON has no such numbers, so no bound admits them; OpenClaw refuses them wherever it wants a number.
    if (!Number.isFinite(value) && schema.types !== TypeBit.any) {
      return report(findings, "schema/type", node, { expected: typeNames(schema.types), actual: "number" });
    }
    let valid = true;
    if (minimum !== undefined && value < minimum) valid = report(findings, "schema/minimum", node, { limit: minimum });
    if (maximum !== undefined && value > maximum) valid = report(findings, "schema/maximum", node, { limit: maximum });
    if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
      valid = report(findings, "schema/exclusive-minimum", node, { limit: exclusiveMinimum });
    }
    if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
      valid = report(findings, "schema/exclusive-maximum", node, { limit: exclusiveMaximum });
    }
    if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
      valid = report(findings, "schema/multiple-of", node, { limit: multipleOf });
    }
    return valid;
  }

  #object(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    const { source } = schema;
    const children = node.children ?? [];
    const names = children.map(nameOf);
    const overridden = names.length > 1 ? overriddenNames(names) : undefined;
    const has = names.length > fewProperties ? new Set(names) : undefined;
    let valid = true;
    for (const name of this.#unfinished ? [] : schema.required) {
      if (has ? has.has(name) : names.includes(name)) continue;
      valid = report(findings, "schema/missing-key", node, { key: name, skeleton: skeleton(schema.property(name)) });
      if (!findings) return false;
    }
    const patterns = source.patternProperties ? schema.patterns : undefined;
    const additional = source.additionalProperties === undefined ? undefined : schema.part("additionalProperties");
    if (source.properties || patterns || additional) {
      for (let index = 0; index < names.length; index++) {
        if (overridden?.has(index)) continue;
        const property = children[index] as Node;
        const name = names[index] as string;
        // A key that is missing in the text is a matter of syntax.
        if (name === "" && keyNode(property)?.length === 0) continue;
        const value = valueNode(property);
        let covered = false;
        const own = schema.property(name);
        if (own) {
          covered = true;
          if (value && !this.#member(property, value, own, findings)) valid = false;
        }
        if (patterns) {
          for (const pattern of patterns) {
            if (!pattern.test.test(name)) continue;
            covered = true;
            if (pattern.test.isTooLong(name)) continue;
            if (value && !this.#member(property, value, pattern.schema, findings)) valid = false;
          }
        }
        if (!covered && additional && additional !== anything) {
          if (additional === never) {
            valid = report(findings, "schema/unknown-key", property, {
              key: name,
              known: schema.names,
            });
          } else if (value && !this.check(value, additional, findings)) valid = false;
        }
        if (!valid && !findings) return false;
      }
    }
    if (schema.hasObjectRules && !this.#objectRules(node, schema, findings)) valid = false;
    return valid;
  }

  /** A property whose schema is `false` is a key that must not be there. */
  #member(property: Node, value: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    if (schema === never)
      return report(findings, "schema/unknown-key", property, { key: String(keyNode(property)?.value) });
    return this.check(value, schema, findings);
  }

  #objectRules(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    const { minProperties, maxProperties, dependencies, dependentRequired, dependentSchemas } = schema.source;
    const children = node.children ?? [];
    const names = new Set(children.map((property) => String(keyNode(property)?.value)));
    let valid = true;
    if (minProperties !== undefined && names.size < minProperties) {
      valid = report(findings, "schema/min-properties", node, { limit: minProperties });
    }
    if (maxProperties !== undefined && names.size > maxProperties) {
      valid = report(findings, "schema/max-properties", node, { limit: maxProperties });
    }
    const nameSchema = schema.part("propertyNames");
    if (nameSchema && nameSchema !== anything) {
      for (const property of children) {
        const key = keyNode(property);
        if (!key || key.length === 0 || this.check(key, nameSchema, undefined)) continue;
        const { pattern } = nameSchema.source;
        valid = report(findings, "schema/key-name", property, {
          key: String(key.value),
          ...(nameSchema.literals && { known: nameSchema.literals.map(String) }),
          ...(pattern !== undefined && { pattern }),
        });
      }
    }
    for (const [name, dependents] of Object.entries({ ...dependencies, ...dependentRequired })) {
      if (!names.has(name) || !Array.isArray(dependents)) continue;
      for (const key of dependents as readonly string[]) {
        if (!names.has(key))
          valid = report(findings, "schema/missing-key", node, { key, skeleton: skeleton(schema.property(key)) });
      }
    }
    for (const name of Object.keys({ ...dependencies, ...dependentSchemas })) {
      const dependent = names.has(name) ? schema.dependent(name) : undefined;
      if (dependent && !this.check(node, dependent, findings)) valid = false;
    }
    const unevaluated = schema.part("unevaluatedProperties");
    if (unevaluated && unevaluated !== anything) {
      const evaluated = evaluatedKeys(this, node, schema);
      for (const property of children) {
        const value = valueNode(property);
        if (
          value &&
          !evaluated.has(String(keyNode(property)?.value)) &&
          !this.#member(property, value, unevaluated, findings)
        )
          valid = false;
      }
    }
    return valid;
  }

  #array(node: Node, schema: Schema, findings: SchemaFinding[] | undefined): boolean {
    const { minItems, maxItems, uniqueItems, items, prefixItems } = schema.source;
    const children = node.children ?? [];
    let valid = true;
    if (minItems !== undefined && children.length < minItems)
      valid = report(findings, "schema/min-items", node, { limit: minItems });
    if (maxItems !== undefined && children.length > maxItems)
      valid = report(findings, "schema/max-items", node, { limit: maxItems });
    if (items !== undefined || prefixItems !== undefined) {
      for (let index = 0; index < children.length; index++) {
        const item = schema.item(index);
        if (item && !this.check(children[index] as Node, item, findings)) {
          valid = false;
          if (!findings) return false;
        }
      }
    }
    if (uniqueItems) {
      for (const child of repeated(children, this.#heldBy)) valid = report(findings, "schema/unique-items", child);
    }
    const contains = schema.part("contains");
    if (contains) {
      const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema.source;
      const count = children.filter((child) => this.check(child, contains, undefined)).length;
      if (count < minContains || count > maxContains)
        valid = report(findings, "schema/contains", node, { limit: minContains });
    }
    const unevaluated = schema.part("unevaluatedItems");
    if (unevaluated && unevaluated !== anything) {
      const evaluated = evaluatedItems(this, node, schema);
      for (const [index, child] of children.entries()) {
        if (!evaluated.has(index) && !this.check(child, unevaluated, findings)) valid = false;
      }
    }
    return valid;
  }

  /** References, unions and conditions: schemas for the same value. */
  #inPlace(node: Node, schema: Schema, findings: SchemaFinding[] | undefined, known: Known): boolean {
    const { source } = schema;
    let valid = true;
    if (source.$ref !== undefined || source.$dynamicRef !== undefined || source.$recursiveRef !== undefined) {
      const { target } = schema;
      if (target && this.#references < maxReferences) {
        this.#references++;
        valid = this.check(node, target, findings);
        this.#references--;
      }
    }
    if (source.allOf) {
      for (const part of schema.list("allOf")) if (!this.check(node, part, findings)) valid = false;
    }
    if (!valid && !findings) return false;
    if (source.anyOf) {
      const branches = schema.list("anyOf");
      if (!branches.some((branch) => this.check(node, branch, undefined)))
        valid = this.#noBranch(node, schema, branches, findings);
    }
    if (source.oneOf) {
      const branches = schema.list("oneOf");
      const matches = branches.filter((branch) => this.check(node, branch, undefined)).length;
      if (matches === 0) valid = this.#noBranch(node, schema, branches, findings);
      // A value known in part may well meet several branches.
      else if (matches > 1 && known === Known.value) valid = report(findings, "schema/many-match", node);
    }
    const { not } = source;
    if (not !== undefined && known === Known.value) {
      const refused = schema.part("not");
      if (refused && this.check(node, refused, undefined)) {
        valid = report(findings, "schema/not-allowed", node);
      }
    }
    if (source.if !== undefined) {
      const condition = schema.part("if");
      const holds = !condition || this.check(node, condition, undefined);
      const consequence = schema.part(holds ? "then" : "else");
      if (consequence && !this.check(node, consequence, findings)) valid = false;
    }
    return valid;
  }

  #noBranch(node: Node, schema: Schema, branches: readonly Schema[], findings: SchemaFinding[] | undefined): false {
    if (!findings) return false;
    const chosen = bestBranch(node, schema, branches, this);
    const before = findings.length;
    if (chosen.findings) for (const each of chosen.findings) findings.push(each);
    else this.check(node, chosen.schema, findings);
    // The chosen branch may be one that several alternatives share, and be met by itself.
    if (findings.length === before) report(findings, "schema/no-match", node);
    return false;
  }
}

function report(
  findings: SchemaFinding[] | undefined,
  code: SchemaCode,
  node: Node,
  params: SchemaFindingParams = {},
): false {
  if (findings !== undefined && findings.length < maxFindings) findings.push({ code, node, params });
  return false;
}

function isNamed(node: Node, { source }: Schema, heldBy: ValidateOptions["heldBy"]): boolean {
  if (source.enum && !source.enum.some((value) => nodeEquals(node, value, heldBy))) return false;
  return !Object.hasOwn(source, "const") || nodeEquals(node, source.const, heldBy);
}

function nameOf(property: Node): string {
  return property.children?.[0]?.value as string;
}

/** Below this many properties, comparing each with each costs less than a map. */
const fewProperties = 12;

/** Indexes of the names that stand again further on. */
function overriddenNames(names: readonly string[]): Set<number> | undefined {
  let overridden: Set<number> | undefined;
  if (names.length <= fewProperties) {
    for (let i = 0; i < names.length - 1; i++) {
      if (!names.includes(names[i] as string, i + 1)) continue;
      overridden ??= new Set();
      overridden.add(i);
    }
    return overridden;
  }
  const last = new Map<string, number>();
  for (let i = 0; i < names.length; i++) last.set(names[i] as string, i);
  if (last.size === names.length) return undefined;
  const winners = new Set(last.values());
  return new Set([...names.keys()].filter((index) => !winners.has(index)));
}
