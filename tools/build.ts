// Bundles the extension: dist/extension.js, beside it a file for each room that is loaded on demand, and the schemas. `--watch` keeps on.
import path from "node:path";
import esbuild, { type BuildOptions, type Plugin } from "esbuild";
import { packSchemas } from "./lib/packSchemas";

const root = path.join(import.meta.dirname, "..");

/** Rooms that `src/workspace/rooms.ts` imports dynamically become files of their own: reading them costs nothing until then. */
const rooms: Plugin = {
  name: "rooms",
  setup(build) {
    build.onResolve({ filter: /^\.\.\/(\w+)\/main$/ }, ({ path: request, kind }) =>
      kind === "dynamic-import" ? { path: `./${request.split("/")[1]}.js`, external: true } : undefined,
    );
  },
};

const options: BuildOptions = {
  absWorkingDir: root,
  entryPoints: { extension: "src/extension.ts", features: "src/features/main.ts", endpoints: "src/endpoints/main.ts" },
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  mainFields: ["module", "main"],
  external: ["vscode"],
  // `import()` of a CommonJS file would give its exports as `default`.
  supported: { "dynamic-import": false },
  minify: !process.argv.includes("--watch"),
  keepNames: true,
  sourcemap: process.argv.includes("--watch") ? "inline" : false,
  legalComments: "none",
  plugins: [rooms],
  logLevel: "info",
};

packSchemas();
if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
else await esbuild.build({ ...options, logLevel: "warning" });
