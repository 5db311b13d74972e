// Shapes of input that grow: each makes a config that has `count` of one thing.

export interface Input {
  readonly text: string;
  /** Included files, by path beside the config. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Shape {
  readonly name: string;
  /** How many of its thing the smallest of four inputs has. */
  readonly start: number;
  readonly make: (count: number) => Input;
  /** Whether it is tried as long as a text may be. */
  readonly isLong: boolean;
}

/** Shapes that are tried as long as a text may be: one of each kind, as they take long to try. */
const longShapes = new Set([
  ...["keys that are known", "keys out of order", "items that are wrong", "items of a list"],
  ...["comments, by line", "comments between items", "a long text", "a long text of escapes"],
  ...["line breaks", "blanks", "models of one provider", "bindings of agents"],
]);

/** Texts of 0, 1, 2 … */
function each(count: number, one: (index: number) => string, between = ",\n"): string {
  return Array.from({ length: count }, (_, index) => one(index)).join(between);
}

function shape(name: string, start: number, make: (count: number) => string | Input): Shape {
  return {
    name,
    start,
    isLong: longShapes.has(name),
    make: (count) => {
      const made = make(count);
      return typeof made === "string" ? { text: made } : made;
    },
  };
}

const model = (id: string, rest = "") =>
  `{ id: "${id}", name: "M", reasoning: false, input: ["text"], contextWindow: 32768, maxTokens: 8192${rest} }`;
const provider = (models: string, url = "http://127.0.0.1:1234/v1") =>
  `{ baseUrl: "${url}", api: "openai-completions", models: [${models}] }`;
const local = `models: { providers: { lmstudio: ${provider(model("m"))} } }`;

/** Lists, maps and nesting. */
const structure: readonly Shape[] = [
  shape("keys that are known", 250, (count) => `{ env: { vars: {\n${each(count, (i) => `  KEY_${i}: "value"`)}\n} } }`),
  shape(
    "keys out of order",
    250,
    (count) => `{ env: { vars: {\n${each(count, (i) => `  KEY_${(i * 7919) % count}_${i}: "value"`)}\n} } }`,
  ),
  shape(
    "keys that begin like tokens",
    4,
    (count) => `{\n${each(count, (i) => `  "${"eyJ-".repeat(1000)}${i}": 1`)}\n}`,
  ),
  shape(
    "texts that begin like tokens",
    4,
    (count) => `{\n${each(count, (i) => `  a${i}: "${"://a?&-----BEGIN eyJ-".repeat(200)}"`)}\n}`,
  ),
  shape("keys in one line", 250, (count) => `{ env: { vars: { ${each(count, (i) => `KEY_${i}: "v"`, ", ")} } } }`),
  shape("keys that are unknown", 500, (count) => `{\n${each(count, (i) => `  unknown${i}: ${i}`)}\n}`),
  shape("keys that are nearly known", 250, (count) => `{ gateway: {\n${each(count, (i) => `  prot${i}: ${i}`)}\n} }`),
  shape("keys written twice", 500, (count) => `{ gateway: {\n${each(count, () => "  port: 1")}\n} }`),
  shape("keys without a value", 500, (count) => `{ env: { vars: {\n${each(count, (i) => `  K${i}:`)}\n} } }`),
  shape("items that are wrong", 1000, (count) => `{ bindings: [${each(count, (i) => String(i), ", ")}] }`),
  shape("items that are wrong, by line", 1000, (count) => `{ bindings: [\n${each(count, (i) => `  ${i}`)}\n] }`),
  shape("values of the wrong type", 500, (count) => `{ env: { vars: {\n${each(count, (i) => `  K${i}: []`)}\n} } }`),
  shape("items that stand twice", 500, (count) => `{ tools: { deny: [${each(count, (i) => `"t${i >> 1}"`, ", ")}] } }`),
  shape("items of a list", 1000, (count) => `{ tools: { deny: [${each(count, (i) => `"t${i}"`, ", ")}] } }`),
  shape("lists in lists", 30, (count) => `{ a: ${"[".repeat(count)}${"]".repeat(count)} }`),
  shape("objects in objects", 30, (count) => `${"{ a: ".repeat(count)}1${" }".repeat(count)}`),
  shape("lists side by side", 500, (count) => `{ bindings: [${each(count, () => "[[]]", ", ")}] }`),
];

/** Texts, keys, numbers, blanks and comments. */
const words: readonly Shape[] = [
  shape("a long text", 20_000, (count) => `{ agents: { defaults: { workspace: "${"a".repeat(count)}" } } }`),
  shape("a long text of escapes", 10_000, (count) => `{ env: { vars: { A: "${"\\n".repeat(count)}" } } }`),
  shape("a long text of blanks", 20_000, (count) => `{ hooks: { token: "${" ".repeat(count)}x" } }`),
  shape("a long key", 20_000, (count) => `{ ${"k".repeat(count)}: 1 }`),
  shape("a long key in quotes", 20_000, (count) => `{ "${"- ".repeat(count)}": 1, gateway: {} }`),
  shape("a long number", 20_000, (count) => `{ gateway: { port: ${"1".repeat(count)} } }`),
  shape(
    "an agent id of hyphens",
    10_000,
    (count) =>
      `{ agents: { entries: { "a${"-".repeat(count)}b": {} } }, bindings: [{ agentId: "a${"-".repeat(count)}c", match: { channel: "telegram" } }] }`,
  ),
  shape(
    "a host of dots",
    10_000,
    (count) => `{ secrets: { egressProxy: { allowedHosts: ["${"a".repeat(60)}${".".repeat(count)}b"] } } }`,
  ),
  shape(
    "an address of slashes",
    5000,
    (count) => `{ models: { providers: { x: ${provider(model("m"), `http://127.0.0.1/${"/".repeat(count)}a`)} } } }`,
  ),
  shape(
    "wake names of blanks",
    500,
    (count) =>
      `{ talk: { wakeNames: ["${" ".repeat(count)}a${" ".repeat(count)}b${" ".repeat(count)}c"] }, voicewake: { wakeNames: ["${" ".repeat(count)}a"] } }`,
  ),
  shape("words in a name", 2000, (count) => `{ ${local}, agents: { defaults: { model: "${"a1b-".repeat(count)}" } } }`),
  shape(
    "slashes in a name",
    2000,
    (count) => `{ ${local}, agents: { defaults: { model: "${"a/".repeat(count)}b" } } }`,
  ),
  shape("line breaks", 20_000, (count) => `{${"\n".repeat(count)}gateway: { port: 1 }${"\n".repeat(count)}}`),
  shape("line breaks of two characters", 10_000, (count) => `{\r\n${each(count, () => "", "\r\n")}gateway: {}\r\n}`),
  shape("blanks", 20_000, (count) => `{${" ".repeat(count)}gateway: {}${"\t".repeat(count)}}${" ".repeat(count)}`),
  shape(
    "comments, by line",
    1000,
    (count) => `{\n${each(count, (i) => `  // ${i}`, "\n")}\n  gateway: { port: 1 },\n}`,
  ),
  shape("comments in one line", 1000, (count) => `{ ${each(count, () => "/**/", " ")} gateway: { port: 1 } }`),
  shape("comments after the colon", 1000, (count) => `{ gateway: ${each(count, () => "/* c */", "\n")} { port: 1 } }`),
  shape(
    "comments between items",
    500,
    (count) => `{ tools: { deny: [\n${each(count, (i) => `  "t${i}", // ${i}`, "\n")}\n] } }`,
  ),
  shape(
    "comments between objects",
    500,
    (count) => `{ bindings: [\n${each(count, () => '  { agentId: "main" /* c */ } /* d */', ",\n")}\n] }`,
  ),
  shape(
    "comments that protect",
    250,
    (count) => `{ env: { vars: {\n${each(count, (i) => `  // openclaw-format-ignore\n  K${i}:   "v"`)}\n} } }`,
  ),
  shape(
    "regions",
    500,
    (count) => `{\n${each(count, () => "// #region", "\n")}\n${each(count, () => "// #endregion", "\n")}\n}`,
  ),
];

/** Names, and what refers to them. */
const names: readonly Shape[] = [
  shape("variables in texts", 500, (count) => ({
    text: `{ env: { vars: {\n${each(count, (i) => `  K${i}: "\${HOME_${i}}"`)}\n} } }`,
  })),
  shape("variables that are set", 500, (count) => ({
    text: `{ env: { vars: {\n${each(count, (i) => `  SET_${i}: "v"`)}\n} }, tools: { deny: [${each(count, (i) => `"\${SET_${i}}"`)}] } }`,
  })),
  shape("variables in one text", 1000, (count) => `{ hooks: { token: "${each(count, (i) => `\${V_${i}}`, "")}" } }`),
  shape("one variable in one text", 1000, (count) => ({
    text: `{ hooks: { token: "${"${V}".repeat(count)}" } }`,
    environment: { V: "value" },
  })),
  shape(
    "agents",
    250,
    (count) =>
      `{ ${local}, agents: { ownership: "explicit", entries: {\n${each(count, (i) => `  a${i}: { model: "lmstudio/m" }`)}\n} } }`,
  ),
  shape(
    "agents without an owner",
    125,
    (count) =>
      `{ agents: { entries: {\n${each(count, (i) => `  A${i}: { default: true, agentDir: "/x", sandbox: { docker: { binds: ["x"] } } }`)}\n} } }`,
  ),
  shape(
    "agents in a list",
    250,
    (count) => `{ agents: { list: [\n${each(count, (i) => `  { id: "a${i}", model: "openai/gpt-5" }`)}\n] } }`,
  ),
  shape(
    "agents in a list beside entries",
    500,
    (count) =>
      `{ agents: { list: [\n${each(count, (i) => `  { id: "a${i}", model: "openai/gpt-5" }`)}\n], entries: {\n${each(count, (i) => `  a${i}: { model: "openai/gpt-5" }`)}\n} } }`,
  ),
  shape("agents and providers", 60, (count) => {
    const agents = each(
      count,
      (i) => `  a${i}: { model: { primary: "p${i}/m", fallbacks: ["p0/m", "openai/gpt-5"] } }`,
    );
    const providers = each(count, (i) => `  p${i}: ${provider(model("m"))}`);
    return `{ agents: { ownership: "explicit", entries: {\n${agents}\n} }, models: { providers: {\n${providers}\n} } }`;
  }),
  shape(
    "models of one provider",
    125,
    (count) => `{ models: { providers: { lmstudio: ${provider(each(count, (i) => model(`m${i}`)))} } } }`,
  ),
  shape(
    "models that nobody has",
    500,
    (count) =>
      `{ models: { providers: { x: ${provider(each(count, (i) => model(`model-${i}`)))} } }, agents: { entries: {\n${each(count, (i) => `  a${i}: { model: "x/modle-${i}" }`)}\n} } }`,
  ),
  shape(
    "providers that nobody has",
    125,
    (count) =>
      `{ agents: { defaults: { model: { primary: "x/y", fallbacks: [${each(count, (i) => `"nobody${i}/m"`)}] } } } }`,
  ),
  shape(
    "names without a provider",
    500,
    (count) =>
      `{ models: { providers: { x: ${provider(each(count, (i) => model(`model-${i}`)))} } }, agents: { entries: {\n${each(count, (i) => `  a${i}: { model: "modle-${i}" }`)}\n} } }`,
  ),
  shape("fallbacks, each tried before", 500, (count) => {
    return `{ agents: { defaults: { model: { primary: "openai/gpt-5", fallbacks: [${each(count, () => '"openai/gpt-5"')}] } } } }`;
  }),
  shape("aliases, a policy and fallbacks", 100, (count) => {
    const aliases = each(count, (i) => `"openai/m${i}": { alias: "alias${i}" }`);
    const policy = each(count, (i) => `"alias${i}"`);
    const fallbacks = each(count, (i) => `"openai/n${i}"`);
    return `{ agents: { defaults: { models: {\n${aliases}\n}, modelPolicy: { allow: [${policy}] }, model: { primary: "openai/x", fallbacks: [${fallbacks}] } } } }`;
  }),
  shape("aliases that are taken", 250, (count) => {
    return `{ agents: { defaults: { models: {\n${each(count, (i) => `"openai/m${i}": { alias: "same" }`)}\n} } } }`;
  }),
  shape("policies of agents", 60, (count) => {
    const entry = (i: number) =>
      `a${i}: { model: "openai/gpt-5", models: { "openai/m": { alias: "b${i}" } }, modelPolicy: { allow: ["b${i}", "c d"] } }`;
    const aliases = each(count, (i) => `"openai/m${i}": { alias: "alias${i}" }`);
    return `{ agents: { defaults: { models: {\n${aliases}\n}, modelPolicy: { allow: ["x y"] } }, entries: {\n${each(count, entry)}\n} } }`;
  }),
  shape(
    "bindings of agents that are not there",
    125,
    (count) =>
      `{ agents: { entries: {\n${each(count, (i) => `a${i}: {}`)}\n} }, bindings: [\n${each(count, (i) => `  { agentId: "b${i}", match: { channel: "telegram" } }`)}\n] }`,
  ),
  shape(
    "bindings of agents",
    250,
    (count) =>
      `{ agents: { ownership: "explicit", entries: {\n${each(count, (i) => `a${i}: {}`)}\n} }, bindings: [\n${each(count, (i) => `  { agentId: "a${i}", match: { channel: "telegram", accountId: "x" } }`)}\n] }`,
  ),
  shape("broadcasts", 125, (count) => {
    const list = (i: number) => `"telegram:${i}": ["a${i}", "b${i}"]`;
    return `{ agents: { entries: {\n${each(count, (i) => `a${i}: {}`)}\n} }, broadcast: {\n${each(count, list)}\n} }`;
  }),
  shape("channels that nobody has", 250, (count) => `{ channels: {\n${each(count, (i) => `  telegrum${i}: {}`)}\n} }`),
  shape(
    "accounts of a channel",
    125,
    (count) =>
      `{ channels: { telegram: { accounts: {\n${each(count, (i) => `  a${i}: { botToken: "1", streamMode: "x" }`)}\n} } } }`,
  ),
  shape(
    "MCP servers",
    250,
    (count) =>
      `{ mcp: { servers: {\n${each(count, (i) => `  s${i}: { command: "npx", args: ["-y", "x"], disabled: true }`)}\n} } }`,
  ),
  shape(
    "secret providers",
    250,
    (count) => `{ secrets: { providers: {\n${each(count, (i) => `  p${i}: { source: "exec", command: "x" }`)}\n} } }`,
  ),
  shape(
    "references to secrets",
    125,
    (count) =>
      `{ secrets: { providers: {\n${each(count, (i) => `  p${i}: { source: "env" }`)}\n} }, models: { providers: {\n${each(count, (i) => `  x${i}: { baseUrl: "http://127.0.0.1/v1", models: [], apiKey: { source: "file", provider: "p${i}", id: "x" } }`)}\n} } }`,
  ),
  shape("plugins", 125, (count) => {
    return `{ plugins: { allow: [${each(count, (i) => `"p${i}"`)}], entries: {\n${each(count, (i) => `  p${i}: { enabled: true }`)}\n} }, channels: {\n${each(count, (i) => `  p${i}: {}`)}\n} }`;
  }),
  shape(
    "hooks, roles and profiles",
    125,
    (count) =>
      `{ hooks: { mappings: [\n${each(count, () => '{ transform: { module: "../x" }, sessionMode: "persistent" }')}\n] }, gateway: { roles: { default: "z", definitions: {\n${each(count, (i) => `  r${i}: { agents: ["a b"] }`)}\n} } }, auth: { profiles: {\n${each(count, (i) => `  "openai:${i}": { provider: "openai", mode: "api_key" }`)}\n} } }`,
  ),
];

/** Old keys. */
const old: readonly Shape[] = [
  shape(
    "old keys of agents",
    60,
    (count) =>
      `{ agents: { ownership: "explicit", entries: {\n${each(count, (i) => `  a${i}: { embeddedPi: {}, contextTokens: 1 }`)}\n} } }`,
  ),
  shape(
    "old keys of agents in a list",
    60,
    (count) =>
      `{ agents: { ownership: "explicit", list: [\n${each(count, (i) => `  { id: "a${i}", embeddedPi: {}, contextTokens: 1 }`)}\n] } }`,
  ),
  shape(
    "old keys of accounts",
    60,
    (count) =>
      `{ channels: { telegram: { accounts: {\n${each(count, (i) => `  a${i}: { streamMode: "partial", chunkMode: "length" }`)}\n} } } }`,
  ),
  shape(
    "old keys with comments",
    40,
    (count) =>
      `{ agents: { ownership: "explicit", entries: {\n${each(count, (i) => `  // ${i}\n  a${i}: {\n    // one\n    memorySearch: { enabled: true }, // two\n  }`)}\n} } }`,
  ),
  shape(
    "old models of media",
    40,
    (count) =>
      `{ tools: { media: { image: { models: [\n${each(count, (i) => `  { provider: "openai", model: "m${i}" }`)}\n] } } } }`,
  ),
];

/** Texts that are no JSON5. */
const broken: readonly Shape[] = [
  shape("brackets that are never closed", 2000, (count) => "[".repeat(count)),
  shape("braces that are never closed", 60, (count) => each(count, (i) => `{ a${i}:`, "\n")),
  shape("brackets that are left over", 2000, (count) => `{ a: 1 ${"]".repeat(count)} }`),
  shape("brackets of both kinds", 1000, (count) => `{ a: ${"[}".repeat(count)} }`),
  shape("commas that are missing", 1000, (count) => `{\n${each(count, (i) => `  a${i}: ${i}`, "\n")}\n}`),
  shape("commas that are too many", 2000, (count) => `{ a: [${",".repeat(count)}] }`),
  shape("colons that are missing", 1000, (count) => `{\n${each(count, (i) => `  a${i} ${i}`)}\n}`),
  shape("colons that are too many", 2000, (count) => `{ a ${":".repeat(count)} 1 }`),
  shape("rubbish", 2000, (count) => `{ a: 1, ${"# ".repeat(count)} }`),
  shape("rubbish behind the end", 2000, (count) => `{ a: 1 } ${"x ".repeat(count)}`),
  shape("texts that do not end", 1000, (count) => `{\n${each(count, (i) => `  a${i}: "x`)}\n}`),
  shape("a text that does not end", 20_000, (count) => `{ a: "${"x, ".repeat(count)}`),
  shape("escapes that are wrong", 2000, (count) => `{ a: "${"\\x0".repeat(count)}" }`),
  shape("words that are no values", 1000, (count) => `{\n${each(count, (i) => `  a${i}: yes`)}\n}`),
  shape("a comment that does not end", 20_000, (count) => `{ a: 1 /* ${"*".repeat(count)}`),
  shape("a few problems in many objects", 250, (count) => {
    return `{ bindings: [\n${each(count, () => '  { agentId: "main" }')}\n ${each(12, () => "{ a 1 }")}] }`;
  }),
];

/** Objects in objects, each with an include of its own. */
function nestedIncludes(levels: number, innermost = ""): string {
  return `${'{ $include: "./e.json5", a: '.repeat(levels)}{ ${innermost} }${"}".repeat(levels)}`;
}

/** Included files. */
const included: readonly Shape[] = [
  shape("one file, included often", 25, (count) => ({
    text: `{ channels: { telegram: { accounts: {\n${each(count, (i) => `  a${i}: { $include: "./a.json5" }`)}\n} } } }`,
    files: { "a.json5": '{ botToken: "x", nonsense: 1, dmPolicy: "open" }' },
  })),
  shape("a long file, included thrice", 250, (count) => ({
    text: '{ env: { vars: { $include: ["./a.json5", "./a.json5", "./a.json5"] } } }',
    files: { "a.json5": `{\n${each(count, (i) => `  KEY_${i}: "value"`)}\n}` },
  })),
  shape("lists that follow each other", 40, (count) => ({
    text: `{ tools: { deny: { $include: [${each(count, () => '"./a.json5"')}] } } }`,
    files: { "a.json5": '["a", "b", "c"]' },
  })),
  shape("files that include files", 125, (count) => ({
    text: '{ $include: "./0.json5" }',
    files: Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [
        `${i}.json5`,
        `{ ${i < 8 ? `$include: "./${i + 1}.json5", ` : ""}env: { vars: {\n${each(count, (k) => `  K_${i}_${k}: "v"`)}\n} } }`,
      ]),
    ),
  })),
  shape("many files", 25, (count) => ({
    text: `{ bindings: { $include: [${each(count, (i) => `"./${i}.json5"`)}] } }`,
    files: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`${i}.json5`, '[{ agentId: "x", nonsense: 1 }]']),
    ),
  })),
  // The longest is 904 deep, just under what a file may be.
  shape("includes in nested objects", 113, (count) => ({
    text: nestedIncludes(count),
    files: { "e.json5": "{}" },
  })),
  // Of the longest, each of ten files is 904 deep.
  shape("includes in nested objects along ten files", 113, (count) => ({
    text: '{ $include: "./f0.json5" }',
    files: {
      "e.json5": "{}",
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          `f${i}.json5`,
          nestedIncludes(count, i < 9 ? `$include: "./f${i + 1}.json5"` : ""),
        ]),
      ),
    },
  })),
  shape("files that are not there", 60, (count) => ({
    text: `{ bindings: { $include: [${each(count, (i) => `"./missing${i}.json5"`)}] } }`,
    files: {},
  })),
];

export const shapes: readonly Shape[] = [...structure, ...words, ...names, ...old, ...broken, ...included];
