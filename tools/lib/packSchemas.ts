// Packs all schemas into one compressed file.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const root = path.join(import.meta.dirname, "..", "..");

/** Writes dist/schemas.br: a line a release, version and schema with a tab between; returns its bytes. What releases share costs nothing twice. */
export function packSchemas(): number {
  const index = fs.readFileSync(path.join(root, "schemas", "index.json"), "utf8");
  const { versions } = JSON.parse(index) as { versions: readonly string[] };
  const lines = versions.map((version) => {
    const text = fs.readFileSync(path.join(root, "schemas", `openclaw-${version}.json`), "utf8");
    return `${version}\t${JSON.stringify(JSON.parse(text))}\n`;
  });
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  const text = Buffer.from(lines.join(""));
  const packed = zlib.brotliCompressSync(text, {
    params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: text.length },
  });
  fs.mkdirSync(path.join(root, "dist"), { recursive: true });
  fs.writeFileSync(path.join(root, "dist", "schemas.br"), packed);
  return packed.length;
}
