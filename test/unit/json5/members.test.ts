// The editing engine: what belongs to a member, and that nothing else changes when it comes, goes or moves.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bareMember, insertMember, type KeptComments, type NewMember, removeMember } from "../../../src/json5/members";
import { moveMember } from "../../../src/json5/moves";
import { parse } from "../../../src/json5/parser";
import { commentsOf, commentText, hasComment, type Region, regionOf } from "../../../src/json5/region";
import { styleOf, writeKey } from "../../../src/json5/style";
import { applyEdits, type Edit } from "../../../src/json5/textEdits";
import {
  endOf,
  find,
  forEachContainer,
  type Json5Document,
  keyNode,
  type Node,
  type Path,
  pathOf,
  toValue,
} from "../../../src/json5/tree";
import { type Commented, commented } from "./documents";

const numRuns = 3000;

interface Choice extends Commented {
  readonly document: Json5Document;
  readonly container: Node;
  readonly members: readonly Node[];
  /** Undefined for the place before all. */
  readonly member: Node | undefined;
}

/** A document, one of its objects and lists, and one of its members, or none. */
const picks: fc.Arbitrary<Choice> = fc.tuple(commented, fc.nat(), fc.nat()).map(([one, which, index]) => {
  const document = parse(one.text);
  const containers: Node[] = [];
  forEachContainer(document.root, (container) => containers.push(container));
  const container = containers[which % containers.length] as Node;
  const members = container.children ?? [];
  return {
    ...one,
    [fc.toStringMethod]: () => JSON.stringify([one.text, container.offset, index % (members.length + 1)]),
    document,
    container,
    members,
    member: members[(index % (members.length + 1)) - 1],
  };
});

const textsOf = (document: Json5Document) => document.comments.map((comment) => plain(commentText(document, comment)));
const plain = (comment: string) => comment.replace(/\s+/g, " ");
const own = (document: Json5Document, member: Node) =>
  commentsOf(regionOf(document, member)).map((comment) => plain(commentText(document, comment)));

/** The document after edits, which must be sound. */
function edited({ text }: { readonly text: string }, edits: readonly Edit[]): Json5Document {
  const document = parse(applyEdits(text, edits));
  assert.deepEqual(document.problems, [], document.text);
  return document;
}

function without(all: readonly string[], gone: readonly string[]): string[] {
  return all.filter((each) => !gone.includes(each)).sort();
}

/** Lines end as they did, and are indented by what the file indents with. */
function assertStyle({ text, lineBreak, indent }: Commented, after: string): void {
  const breaks = new Set(after.match(/\r\n|\r|\n/g) ?? []);
  assert.deepEqual(
    [...breaks].filter((each) => each !== lineBreak),
    [],
    after,
  );
  const isTabbed = indent === "\t" && /[\r\n]\t+k\d/.test(text) && !/(?:^|[\r\n])\t* +[^ *\t\r\n]/.test(text);
  if (isTabbed) assert.doesNotMatch(after, /[\r\n]\t* +\w/);
}

/** The names or values of a container's members, as written. */
function membersAt(document: Json5Document, path: Path): string[] {
  const members = find(document.root, path)?.children ?? [];
  return members.map((each) => JSON.stringify([keyNode(each)?.value, toValue(each)]));
}

/** What a change replaces outside of a region: blanks, and at most the comma before it. */
function assertOnlyBlanksOutside(text: string, edits: readonly Edit[], region: Pick<Region, "start" | "end">): void {
  let outside = "";
  for (const { offset, length } of edits) {
    const end = offset + length;
    outside += text.slice(offset, Math.max(offset, Math.min(end, region.start)));
    outside += text.slice(Math.min(end, Math.max(offset, region.end)), end);
  }
  assert.match(outside, /^\s*,?\s*$/, `${text}: ${JSON.stringify(edits)}`);
}
describe("what belongs to a member", () => {
  const names = (document: Json5Document, comments: Region["above"]) =>
    comments.map((comment) =>
      commentText(document, comment)
        .replace(/[^a-z ]/g, "")
        .trim(),
    );
  const cases: readonly [
    text: string,
    above: string,
    before: string,
    within: string,
    behind: string,
    whole: boolean,
  ][] = [
    ["{\n  // a\n  x: 1, // b\n}", "a", "", "", "b", true],
    ["{\n  // no\n\n  // a\n  // b\n  x: 1,\n  // no\n}", "a b", "", "", "", true],
    ["{ /* a */ x: 1 /* b */, /* no */ y: 2 }", "", "a", "", "b", false],
    ["{ /* no */\n  x: 1, /* a */ /* b */\n  y: 2 }", "", "", "", "a b", true],
    ["{\n  // no\n  x: 1, y: 2,\n}", "", "", "", "", false],
    ["{\n  // a\n  x: 1 }", "a", "", "", "", false],
    ["{\n  /* a */ x: [ /* b */ 1 ] // c\n  , // d\n}", "", "a", "b", "c d", true],
    ["{ y: 1, /* no\n */ x: 1, /* a */ }", "", "", "", "a", false],
    ["{ /* no\n */ /* a */ x: 1 }", "", "a", "", "", false],
    ["{\n  y: 1, // no\n  /* a */ /* b */\n  /* c */ x: 1,\n}", "a b", "c", "", "", true],
  ];
  for (const [text, above, before, within, behind, whole] of cases) {
    it(JSON.stringify(text), () => {
      const document = parse(text);
      const member = document.root?.children?.find((each) => keyNode(each)?.value === "x") as Node;
      const region = regionOf(document, member);
      const found = [region.above, region.before, region.within, region.behind].map((each) =>
        names(document, each).join(" "),
      );
      assert.deepEqual([...found, region.lines !== undefined], [above, before, within, behind, whole]);
    });
  }

  it("is no other's, and is all that stands where it stands", () => {
    fc.assert(
      fc.property(picks, ({ document, text, members, container }) => {
        const [open, close] = container.type === "object" ? "{}" : "[]";
        let end = container.offset;
        for (const member of members) {
          const region = regionOf(document, member);
          assert.ok(region.start > end && region.end <= endOf(container) - 1, text);
          const alone = parse(`${open}\n${text.slice(region.start, region.end)}\n${close}`);
          assert.deepEqual(alone.problems, [], text);
          assert.deepEqual(toValue(alone.root?.children?.[0]), toValue(member));
          assert.equal(alone.root?.children?.length, 1);
          assert.deepEqual(textsOf(alone), own(document, member));
          assert.equal(
            document.comments.filter((comment) => hasComment(region, comment)).length,
            commentsOf(region).length,
          );
          if (region.lines) {
            const { lines } = region;
            assert.match(text.slice(0, lines.start), /[\r\n]$/);
            assert.match(text.slice(0, lines.end), /[\r\n]$/);
            assert.equal(text.slice(lines.start, region.start).trim() + text.slice(region.end, lines.end).trim(), "");
          }
          end = region.end - 1;
        }
      }),
      { numRuns },
    );
  });
});

describe("a member that goes", () => {
  for (const kept of ["none", "outside", "all"] as const satisfies readonly KeptComments[]) {
    it(`takes nothing along but itself; comments kept: ${kept}`, () => {
      fc.assert(
        fc.property(picks, (pick) => {
          const { document, text, container, member, members } = pick;
          if (!member) return;
          const path = pathOf(container);
          const region = regionOf(document, member);
          const edits = removeMember(document, member, kept);
          const after = edited(document, edits);
          const others = members.filter((each) => each !== member);
          assert.deepEqual(
            membersAt(after, path),
            others.map((each) => JSON.stringify([keyNode(each)?.value, toValue(each)])),
          );
          const gone = kept === "none" ? commentsOf(region) : kept === "outside" ? region.within : [];
          const goneTexts = gone.map((comment) => plain(commentText(document, comment)));
          assert.deepEqual(textsOf(after).sort(), without(textsOf(document), goneTexts), after.text);
          assertOnlyBlanksOutside(text, edits, region);
          assertStyle(pick, after.text);
          // The comments of the others stay theirs.
          for (const [index, other] of others.entries()) {
            const now = own(after, find(after.root, path)?.children?.[index] as Node);
            assert.deepEqual(
              own(document, other).filter((each) => !now.includes(each)),
              [],
              `${text}\n--\n${after.text}`,
            );
          }
        }),
        { numRuns },
      );
    });
  }
});

describe("a member that comes", () => {
  const comments: fc.Arbitrary<Partial<NewMember>> = fc.constantFrom(
    {},
    { above: ["// new above"] },
    { above: ["/* new above */"], before: ["/* new before */"], behind: ["/* new behind */"] },
    { behind: ["// new behind"] },
    { above: ["/* new\n * above */"], behind: ["// one", "/* new behind */", "// two"] },
  );
  const values = fc.constantFrom("1", "{ a: 1 }", "lines");

  it("changes nothing but its place", () => {
    fc.assert(
      fc.property(picks, comments, values, (pick, extra, value) => {
        const { document, text, lineBreak, container, member: previous, members } = pick;
        const path = pathOf(container);
        const key = container.type === "object" ? "fresh" : undefined;
        const added: NewMember = {
          indent: "",
          above: [],
          behind: [],
          ...(JSON.parse(JSON.stringify(extra).replaceAll("\\n", JSON.stringify(lineBreak).slice(1, -1))) as object),
          write: (style, indent) => {
            const inner = `${style.lineBreak}${indent}${style.indent}`;
            const written = value === "lines" ? `{${inner}a: 1${style.lineBreak}${indent}}` : value;
            return key === undefined ? written : `${writeKey(key, style)}: ${written}`;
          },
        };
        const edits = insertMember(document, container, previous, added);
        const after = edited(document, edits);
        const index = previous ? members.indexOf(previous) + 1 : 0;
        const expected = members.map((each) => JSON.stringify([keyNode(each)?.value, toValue(each)]));
        const meant = value === "1" ? 1 : { a: 1 };
        expected.splice(index, 0, JSON.stringify([key, meant]));
        assert.deepEqual(membersAt(after, path), expected, after.text);
        const news = [...added.above, ...(added.before ?? []), ...added.behind].map(plain);
        assert.deepEqual(textsOf(after).sort(), [...textsOf(document), ...news].sort());
        const place = previous ? endOf(previous) : container.offset + 1;
        assertOnlyBlanksOutside(text, edits, { start: place, end: place });
        assertStyle(pick, after.text);
        const now = find(after.root, path)?.children ?? [];
        assert.deepEqual(
          news.filter((each) => !own(after, now[index] as Node).includes(each)),
          [],
          after.text,
        );
        for (const [at, other] of members.entries()) {
          const theirs = own(after, now[at < index ? at : at + 1] as Node);
          assert.deepEqual(
            own(document, other).filter((each) => !theirs.includes(each)),
            [],
            `${text}\n--\n${after.text}`,
          );
        }
        // And goes again as it came.
        const again = edited(after, removeMember(after, now[index] as Node, "none"));
        assert.deepEqual(toValue(again.root), toValue(document.root));
      }),
      { numRuns },
    );
  });
});

describe("comments stay those of the members that they are about", () => {
  const add = (text: string, after?: string) => {
    const document = parse(text);
    const root = document.root as Node;
    const previous = root.children?.find((each) => keyNode(each)?.value === after);
    return applyEdits(
      text,
      insertMember(
        document,
        root,
        previous,
        bareMember(() => "n: 1"),
      ),
    );
  };
  const added: readonly [text: string, after: string | undefined, result: string][] = [
    ["{ a: 1 /* of a */ }", "a", "{ a: 1 /* of a */, n: 1 }"],
    ["{ a: 1, /* of a */ }", "a", "{ a: 1 /* of a */, n: 1 }"],
    ["{ a: 1, /* of b */ b: 2 }", "a", "{ a: 1, n: 1, /* of b */ b: 2 }"],
    ["{ a: 1 // of a\n}", "a", "{ a: 1, // of a\n  n: 1\n}"],
    ["{\n  a: 1, /* of b */ b: 2,\n}", "a", "{\n  a: 1,\n  n: 1,\n  /* of b */ b: 2,\n}"],
    ["{ // head\n  // of a\n  a: 1,\n}", undefined, "{ // head\n  n: 1,\n  // of a\n  a: 1,\n}"],
    ["{ /* of a */ a: 1 }", undefined, "{ n: 1, /* of a */ a: 1 }"],
    ["{ /* nobody's */ }", undefined, "{ /* nobody's */\n  n: 1,\n}"],
  ];
  for (const [text, after, result] of added)
    it(`${JSON.stringify(text)} gets one more`, () => assert.equal(add(text, after), result));

  const removed: readonly [text: string, kept: KeptComments, result: string][] = [
    ["{ a: 1, /* of x */ x: 2 }", "none", "{ a: 1 }"],
    ["{ a: 1, /* of x */ x: 2 }", "outside", "{ a: 1 /* of x */ }"],
    ["{\n  // of x\n  /* of x */ x: 2, // of x\n  b: 1,\n}", "none", "{\n  b: 1,\n}"],
    ["{ a: 1, x: 2 // of x\n}", "outside", "{ a: 1 // of x\n}"],
    ["{ a: 1\n  // of a\n  , x: 2 }", "none", "{ a: 1\n  // of a\n  , }"],
    ["[ 1, 2 ]", "none", "[ 1 ]"],
  ];
  for (const [text, kept, result] of removed)
    it(`${JSON.stringify(text)} loses one; kept: ${kept}`, () => {
      const document = parse(text);
      const children = document.root?.children ?? [];
      const member = children.find((each) => keyNode(each)?.value === "x") ?? (children.at(-1) as Node);
      assert.equal(applyEdits(text, removeMember(document, member, kept)), result);
    });
});

it("the unit of indentation is counted from the line of the opening bracket", () => {
  const unit = (text: string) => styleOf(parse(text), undefined).indent;
  assert.equal(unit(" {\n   a: 1,\n }\n"), "  ");
  assert.equal(unit("  /*\n */ {\n\ta: 1,\n}\n"), "\t");
});

describe("a member that moves", () => {
  it("keeps its value and its comments, and so do all others", () => {
    fc.assert(
      fc.property(picks, fc.nat(), (pick, which) => {
        const { document, container, member } = pick;
        const path = pathOf(container);
        if (!member || container.type !== "object" || path.some((step) => typeof step === "number")) return;
        const objects: Node[] = [];
        forEachContainer(document.root, (each) => {
          const isWithin = each.offset >= member.offset && each.offset < endOf(member);
          if (each.type === "object" && !isWithin && pathOf(each).every((step) => typeof step === "string"))
            objects.push(each);
        });
        const target = [...pathOf(objects[which % objects.length] as Node), "moved"];
        const moved = moveMember(document, member, target, "last", member);
        assert.ok(moved !== undefined);
        const after = edited({ text: moved }, []);
        assert.deepEqual(toValue(find(after.root, target)), toValue(member), moved);
        assert.deepEqual(textsOf(after).sort(), textsOf(document).sort(), moved);
        assertStyle(pick, moved);
        const property = find(after.root, target)?.parent as Node;
        const lost = own(document, member).filter((each) => !own(after, property).includes(each));
        assert.deepEqual(lost, [], `${document.text}\n--\n${moved}`);
      }),
      { numRuns },
    );
  });

  it("to where it is, comes to rest", () => {
    fc.assert(
      fc.property(picks, ({ document, container, member }) => {
        const path = pathOf(container);
        if (!member || container.type !== "object" || path.some((step) => typeof step === "number")) return;
        const target = [...path, String(keyNode(member)?.value)];
        const toEnd = (from: Json5Document) =>
          moveMember(from, find(from.root, target)?.parent as Node, target) ?? assert.fail(from.text);
        // The first times, blanks may go, and comments become its own that were nobody's and stand above it now.
        const settled = [1, 2, 3].reduce((now) => parse(toEnd(now)), document);
        assert.equal(toEnd(settled), settled.text, document.text);
      }),
      { numRuns },
    );
  });
});
