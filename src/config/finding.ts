// A finding: what is wrong or worth knowing at one place of a config, as data. Sentences are made from it at the edge.
import type { Json } from "../json5/edits";
import type { Node, Path } from "../json5/tree";
import type { FindingCode } from "./codes";
import type { Source } from "./merged";
import type { Span } from "./span";

export type { Span } from "./span";

/** Error: OpenClaw refuses the file. Warning: accepted, but it will not do what is written. The rest is advice. */
export type Severity = "error" | "warning" | "information" | "hint";

export type Fix =
  | { readonly kind: "insert"; readonly offset: number; readonly text: string }
  | { readonly kind: "delete"; readonly span: Span }
  | { readonly kind: "rename-key"; readonly property: Node; readonly name: string }
  | { readonly kind: "replace-value"; readonly node: Node; readonly value: Json }
  | { readonly kind: "remove-member"; readonly member: Node }
  | { readonly kind: "add-property"; readonly object: Node; readonly name: string; readonly value: Json };

/** Whether a finding says that OpenClaw refuses the config, at least on this host. */
export function isRefusal({ severity, code }: Finding): boolean {
  return severity === "error" || code.startsWith("host/");
}

/** The node that a fix changes; undefined where it changes plain text. */
export function targetOf(fix: Fix): Node | undefined {
  switch (fix.kind) {
    case "rename-key":
      return fix.property;
    case "replace-value":
      return fix.node;
    case "remove-member":
      return fix.member;
    case "add-property":
      return fix.object;
    default:
      return undefined;
  }
}

export type FindingParams = Readonly<Record<string, string | number | readonly (string | number | boolean | null)[]>>;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly span: Span;
  /** The included file that the span is in; undefined for the config's own. */
  readonly source?: Source;
  /** What it is about, in the config as a whole. */
  readonly node?: Node;
  /** From the config's root. */
  readonly path: Path;
  readonly params: FindingParams;
  /** Nearest to what was meant first. */
  readonly fixes: readonly Fix[];
  /** Another place that has to do with it. */
  readonly related?: Span;
  /** The text in the span has no effect. */
  readonly unnecessary?: boolean;
}
