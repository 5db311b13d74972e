// Foreign text in Markdown is text: 100,000 of them, through all that makes Markdown, as VS Code renders it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Marked } from "marked";
import { Prose } from "../../../../src/config/prose";
import { providersOf } from "../../../../src/config/providers";
import type { ProbeResult } from "../../../../src/endpoints/types";
import { keysAt } from "../../../../src/features/completion/keys";
import { valuesAt } from "../../../../src/features/completion/values";
import { typeTexts } from "../../../../src/features/findings/messages";
import { versionTexts } from "../../../../src/features/findings/versions";
import { hoverAt, hoverTexts } from "../../../../src/features/hover/hover";
import { keyDocs } from "../../../../src/features/hover/keyDocs";
import { endpointOf } from "../../../../src/features/servers/endpoints";
import { healthTexts, statusView } from "../../../../src/features/servers/health";
import { chartTexts } from "../../../../src/features/servers/latencyChart";
import { serverTexts } from "../../../../src/features/servers/serverHover";
import {
  code,
  codeBlock,
  docsLink,
  list,
  type Markdown,
  md,
  paragraphs,
  text,
  words,
} from "../../../../src/features/text/markdown";
import { english } from "../../../../src/features/text/translate";
import { parse } from "../../../../src/json5/parser";
import { config, including, readProject } from "../../support";

/** With the options of VS Code's renderer: those that marked comes with. */
const marked = new Marked();
const html = (markdown: Markdown) => marked.parse(markdown.source, { async: false });

/** What our own Markdown is rendered to, and nothing else. */
const own = new Set("p strong em code pre ul li blockquote br hr".split(" "));

/** Fails where a tag is none of ours: an image, a link that leads elsewhere, or anything raw. */
function harmless(markdown: Markdown, foreign: string): string {
  const rendered = html(markdown);
  for (const [whole, name = "", attributes = ""] of rendered.matchAll(/<\/?([^\s>]*)([^>]*)>/g)) {
    const isOwnLink =
      name === "a" && (attributes === "" || /^ href="https:\/\/docs\.openclaw\.ai\/[a-z/-]+"$/.test(attributes));
    const isOurs =
      own.has(name) && (attributes === "" || (name === "code" && attributes === ' class="language-json5"'));
    assert.ok(isOwnLink || isOurs, `${whole} from ${JSON.stringify(foreign)}: ${markdown.source}`);
  }
  return rendered;
}

/** What a reader sees. */
function seen(rendered: string): string {
  const entities = new Map([
    ["lt", "<"],
    ["gt", ">"],
    ["amp", "&"],
    ["quot", '"'],
  ]);
  return rendered
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, number?: string, name?: string) =>
      number === undefined ? (entities.get(name ?? "") ?? "?") : String.fromCodePoint(Number(number)),
    )
    .trim();
}

const payloads = [
  "\\|![](https://e.io/x)",
  "a`**`b ![](https://e.io/y)",
  "![x](data:image/svg+xml;base64,PHN2Zy8+)",
  "[x](command:workbench.action.toggleZenMode)",
  "<img src=https://e.io/x>",
  "<a href='https://e.io'>x</a>",
  "<https://e.io/x>",
  "<a@b.io>",
  "www.e.io",
  "http://e.io/x",
  "ftp://e.io",
  "mailto:a@b.io",
  "a@b.io",
  "[x]: https://e.io\n\n[x]",
  "x\n\n![](https://e.io)\n\n# y",
  "| a |\n| - |\n| ![](https://e.io) |",
  "```\n![](https://e.io)\n```\n![](https://e.io)",
  "~~~\n</code></pre><img src=x>",
  "    ![](https://e.io)",
  "&lt;img src=x&gt; &#60;img src=x&#62; &#x3c;img&#x3e;",
  "$(trash) \\$(x)",
  "\\",
  "`",
  "``` ` `` x",
  "**",
  "*a* _b_ ~~c~~",
  "- [ ] x",
  "---",
  "1. x",
  "> x",
  "\u202e](x)![",
  "\0\u200b!\u200b[](https://e.io)",
];
const letters = [..."`*_{}[]()#+-.!|~<>&$\\:/@=\"'^;% \n\t\r\0ab1\u200b\u202e\ufeff"];
const phrases = [
  "![](",
  "](",
  "<img ",
  "https://e.io/",
  "www.",
  "```",
  "\n\n",
  "&#33;",
  "\\|",
  "**",
  " | ",
  "a@b.io",
  "command:",
];
const piece = fc.constantFrom(...letters, ...phrases);
const foreignText = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { maxLength: 24 }).map((all) => all.join("")) },
  {
    weight: 2,
    arbitrary: fc.tuple(piece, fc.constantFrom(...payloads), piece).map((all) => all.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);

const waits = { connect: 2, total: 5 };

/** All that makes Markdown, each with a foreign text wherever one can come in. */
const producers: readonly (readonly [name: string, make: (foreign: string) => readonly Markdown[]])[] = [
  [
    "text and code",
    (foreign) => [
      text(foreign),
      code(foreign),
      md`**${code(foreign)}** · ${code(foreign)}`,
      md`**${text(foreign)}**: *${text(foreign)}*`,
      words(english, "a `{baseUrl}` of {x} and `b`", { x: code(foreign) }),
      paragraphs([list([code(foreign), text(foreign)]), md`> OpenClaw: ${text(foreign)}`, codeBlock(foreign, "json5")]),
    ],
  ],
  [
    "the tooltip",
    (foreign) => {
      const source = JSON.stringify({
        models: {
          providers: {
            [foreign]: { baseUrl: foreign, models: [{ id: foreign }] },
            other: { baseUrl: "http://127.0.0.1:1/v1", models: [{ id: foreign }] },
          },
        },
      });
      const models = [foreign, "m"];
      const server = {
        kind: "lmstudio",
        version: foreign,
        models: [{ id: foreign, isLoaded: true, loadedContext: 4096 }],
      } as const;
      const result: ProbeResult = { state: "up", latency: 12, models, server };
      const all = providersOf(parse(source).root).map((provider) => ({
        provider,
        endpoint: endpointOf(provider),
        result: endpointOf(provider) && result,
        history: [
          { state: "up", latency: 1 },
          { state: "down", latency: 2 },
        ] as const,
      }));
      const view = statusView(all, waits, english);
      assert.ok(view);
      return [view.tooltip];
    },
  ],
  [
    "hovers",
    (foreign) => {
      const own = JSON.stringify(foreign);
      const source = `{ ui: { seamColor: "\${MY_VAR}" }, models: { mode: ${own}, providers: { ${own}: { baseUrl: ${own}, api: ${own}, models: [{ id: ${own}, name: ${own}, contextWindow: 5 }] } } }, gateway: { ${own}: ${own} } }`;
      const words = { t: foreign, d: foreign };
      const prose = new Prose({ ...words, k: { "*": { ...words, k: { "*": { ...words, k: { "*": words } } } } } });
      const models = [{ id: foreign, size: foreign, quantization: foreign, isLoaded: true, loadedContext: 5 }];
      const result: ProbeResult = {
        state: "up",
        latency: 1,
        models: [foreign],
        server: { kind: "ollama", version: foreign, models },
      };
      const document = including(source, {}, { MY_VAR: foreign });
      const places = ["MY_VAR", "mode", "providers", "baseUrl", "api", "id:", "name:", "contextWindow"].map(
        (word) => source.indexOf(word) + 1,
      );
      const offsets = [
        ...places,
        source.indexOf("{", source.indexOf("providers")) + 3,
        source.indexOf("baseUrl") + 10,
        source.indexOf("id:") + 5,
      ];
      return offsets.flatMap(
        (offset) => hoverAt(document, offset, english, { prose, health: new Map([[foreign, result]]) })?.markdown ?? [],
      );
    },
  ],
];

describe("Texts of files, servers and programs are shown as text: no link but to OpenClaw's documentation, no image, no command.", () => {
  for (const [name, make] of producers) {
    it(`is nothing but text in ${name}: the payloads that are known`, () => {
      for (const foreign of payloads) for (const markdown of make(foreign)) harmless(markdown, foreign);
    });
  }

  it("is nothing but text: 100,000 of them", () => {
    // Hovers parse a config each: fewer of them, so that all take seconds.
    const counts = new Map([
      ["text and code", 85_000],
      ["the tooltip", 14_000],
      ["hovers", 1_000],
    ]);
    for (const [name, make] of producers)
      fc.assert(
        fc.property(foreignText, (foreign) => {
          for (const markdown of make(foreign)) harmless(markdown, foreign);
        }),
        { numRuns: counts.get(name) ?? 0 },
      );
  });

  it("reads as it was", () => {
    for (const foreign of payloads.filter((each) => !/[\n\0\u200b\u202e]|^ /.test(each))) {
      assert.equal(seen(html(text(foreign))), foreign);
      assert.equal(seen(html(code(foreign))), foreign);
      assert.equal(seen(html(md`**${code(foreign)}** · x`)), `${foreign} · x`);
    }
    assert.equal(html(code("")), "<p><code>&quot;&quot;</code></p>\n");
    assert.equal(html(code(" \n")), "<p><code>&quot; &quot;</code></p>\n");
    assert.equal(text("a".repeat(9000)).source.length, 4000);
  });

  it("of a schema is text, too, where keys and values are completed", () => {
    const evil = "![x](https://e.io) <img src=x>";
    const prose = new Prose({ k: { "*": { t: evil, d: evil } } });
    const keys = keysAt(config("{  }"), 2, english, { prose });
    assert.ok(keys.some(({ markdown }) => seen(html(markdown)).includes(evil)));
    for (const { markdown } of keys) harmless(markdown, evil);
    const values = valuesAt(config("{ models: { mode: '' } }"), 19, english);
    assert.ok(values.some(({ markdown }) => !markdown.isEmpty));
    for (const { markdown } of values) harmless(markdown, evil);
  });
});

describe("our own Markdown", () => {
  it("has no links, images or tags of its own in any language", () => {
    const used = [
      ...[hoverTexts, serverTexts, healthTexts, chartTexts, versionTexts, typeTexts].flatMap((each) =>
        Object.values(each),
      ),
      ...keyDocs.flatMap(({ text: said, values }) => [...said, ...(values?.values() ?? [])]),
    ];
    for (const language of ["en", "ko", "ja", "zh-cn"]) {
      const bundle =
        language === "en"
          ? {}
          : (JSON.parse(readProject("l10n", `bundle.l10n.${language}.json`)) as Record<string, string>);
      for (const english of used)
        harmless(
          words((key) => bundle[key] ?? key, english),
          english,
        );
    }
  });

  it("leads to OpenClaw's documentation only", () => {
    assert.equal(
      html(docsLink(md`x`, "gateway/config")),
      '<p><a href="https://docs.openclaw.ai/gateway/config">x</a></p>\n',
    );
    for (const page of ["../x", "x)y", "x y", "//e.io", ""]) assert.throws(() => docsLink(md`x`, page), RangeError);
  });

  it("puts parts in place of their names, and leaves other braces", () => {
    const part = md`**b**`;
    assert.equal(words(english, "{a} `{constructor}` {c}", { a: part, c: 5 }).source, "**b** `{constructor}` 5");
  });

  it("keeps a block of code closed, whatever characters without width part its backticks", () => {
    assert.doesNotMatch(html(codeBlock("`\u200b`\u200b`\n![x](https://e.io/x)", "json5")), /<img/);
  });

  it("keeps code apart from the words around it, whatever is in it", () => {
    assert.match(
      codeBlock("a: '```',\n~~~\n\tb\0: 1", "json5").source,
      /^````json5\na: '```',\n~~~\n\tb\ufffd: 1\n````$/,
    );
  });
});
