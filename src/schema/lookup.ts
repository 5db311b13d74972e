// Which schemas apply at a place of a document: the ground for hovers and completion.
import { find, keyNode, type Node, type Path, valueNode } from "../json5/tree";
import { anything, never, type Schema, type SchemaRoot, typeBitOf } from "./compile";
import { isValid, Known, type ValidateOptions } from "./validate";

/** In-place schemas may nest this deep before what is deeper no longer counts. */
const maxDepth = 32;

/**
 * The schemas that apply to the value at `path`, references and `allOf` unfolded, unions narrowed by what the document holds: to the
 * branches that the values along the path meet, else to those of their type, else to all. Empty where the schema knows no such place.
 */
export function schemasAt(
  schema: SchemaRoot,
  root: Node | undefined,
  path: Path,
  options: ValidateOptions = {},
): Schema[] {
  let current = expand(schema.schema, root, options);
  let node = root;
  for (const step of path) {
    node = find(node, [step]);
    const next = new Set<Schema>();
    for (const each of current) {
      for (const child of childSchemas(each, step))
        for (const unfolded of expand(child, node, options)) next.add(unfolded);
    }
    current = [...next];
  }
  return current;
}

/** The schemas of a key or index of a value that the given ones apply to, of which nothing is known. */
export function schemasBelow(schemas: readonly Schema[], step: string | number): Schema[] {
  const found = new Set<Schema>();
  for (const each of schemas)
    for (const child of childSchemas(each, step)) for (const unfolded of unfold(child)) found.add(unfolded);
  return [...found];
}

/** A schema and all that hold in its place: references, `allOf`, and every branch of unions. */
export function unfold(schema: Schema): Schema[] {
  return expand(schema, undefined, {});
}

function childSchemas(schema: Schema, step: string | number): Schema[] {
  if (typeof step === "number") {
    const item = schema.item(step);
    return item ? [item] : [];
  }
  const found: Schema[] = [];
  const own = schema.property(step);
  if (own) found.push(own);
  for (const pattern of schema.patterns) if (pattern.test.test(step)) found.push(pattern.schema);
  const additional = found.length === 0 ? schema.part("additionalProperties") : undefined;
  if (additional) found.push(additional);
  return found.filter((each) => each !== never);
}

function expand(schema: Schema, node: Node | undefined, options: ValidateOptions, depth = 0): Schema[] {
  if (depth > maxDepth || schema === anything) return [schema];
  const all: Schema[] = [schema];
  const inPlace = [...schema.list("allOf"), ...(schema.target ? [schema.target] : [])];
  for (const part of inPlace) all.push(...expand(part, node, options, depth + 1));
  for (const branches of [schema.list("anyOf"), schema.list("oneOf")]) {
    for (const branch of narrow(branches, node, options)) all.push(...expand(branch, node, options, depth + 1));
  }
  const condition = schema.part("if");
  if (condition && node) {
    const consequence = schema.part(isValid(node, condition, options) ? "then" : "else");
    if (consequence) all.push(...expand(consequence, node, options, depth + 1));
  }
  return all;
}

/** The branches that a value meets; else those that may still be meant by it; else those of its type; else all. */
function narrow(branches: readonly Schema[], node: Node | undefined, options: ValidateOptions): readonly Schema[] {
  if (!node || branches.length === 0) return branches;
  const met = branches.filter((branch) => meets(node, branch, options));
  if (met.length > 0) return met;
  const typed = branches.filter((branch) => (branch.types & typeBitOf(node)) !== 0);
  const possible = typed.filter((branch) => !contradicts(node, branch, options));
  return possible.length > 0 ? possible : typed.length > 0 ? typed : branches;
}

/** Of a union, one branch is enough: what is not known yet may meet several, of which only one may hold in the end. */
function meets(node: Node, schema: Schema, options: ValidateOptions): boolean {
  const { unions } = schema;
  if (unions.length > 0 && schema.source.type === undefined) return unions.some((each) => meets(node, each, options));
  return isValid(node, schema, options);
}

/** Whether an object has a value that the branch has another one for: it is then told to be of another kind. */
function contradicts(node: Node, branch: Schema, { known, heldBy }: ValidateOptions): boolean {
  const schema = branch.target ?? branch;
  if (node.type !== "object") return false;
  return (node.children ?? []).some((property) => {
    const value = valueNode(property);
    const literals = schema.property(String(keyNode(property)?.value))?.literals;
    if (!value || !literals || (known && known(value) !== Known.value)) return false;
    return !literals.includes((heldBy ? heldBy(value) : value.value) ?? "");
  });
}

/** A path with `*` for indexes and for keys that the schema leaves to the writer; undefined where it knows no such place. */
export function patternOf(schema: SchemaRoot, path: Path): string[] | undefined {
  const pattern: string[] = [];
  let current = unfold(schema.schema);
  for (const step of path) {
    const named = typeof step === "string" && current.some((each) => each.property(step));
    const next = new Set<Schema>();
    for (const each of current)
      for (const child of childSchemas(each, step)) for (const unfolded of unfold(child)) next.add(unfolded);
    if (next.size === 0) return undefined;
    pattern.push(named ? String(step) : "*");
    current = [...next];
  }
  return pattern;
}
