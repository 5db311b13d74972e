// Texts of `.env` files that are made to take long.
import { parseDotenv } from "../../src/config/dotenv";
import type { Feature } from "./features";
import type { Shape } from "./shapes";

const shape = (name: string, make: (size: number) => string): Shape => ({
  name: `.env: ${name}`,
  start: 100_000,
  make: (size) => ({ text: make(size) }),
  isLong: false,
});

export const dotenv: Feature = ({ document }) => parseDotenv(document.text);

/** Each by its length in UTF-16 code units. */
export const dotenvShapes: readonly Shape[] = [
  shape("line breaks", (size) => "\n".repeat(size)),
  shape("line breaks and a name", (size) => `${"\n".repeat(size)}A`),
  shape("names without values", (size) => "A\n".repeat(size / 2)),
  shape("a name and blanks", (size) => `A${" ".repeat(size)}x`),
  shape("a value and blanks", (size) => `A=${" ".repeat(size)}x${" ".repeat(size)}`),
  shape("export and line breaks", (size) => `export${"\n".repeat(size)}-`),
  shape("open quotes", (size) => "A='\nB=\"\nC=`\n".repeat(size / 12)),
  shape("escaped quotes", (size) => `A='${"\\'".repeat(size / 2)}x`),
  shape("escaped quotes and blanks", (size) => `A='${"\\' x".repeat(size / 4)}'y`),
  shape("quotes that open lines", (size) => `A=x${"\u2028'a".repeat(size / 3)}`),
  shape("one long value", (size) => `A='${"x".repeat(size)}`),
  shape("colons", (size) => "A:\n".repeat(size / 3)),
];
