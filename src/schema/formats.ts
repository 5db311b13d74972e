// The formats that OpenClaw checks; all others are annotations.

/**
 * Whether a text has a format. OpenClaw 2026.9.6 takes for a URI whatever `URL.canParse` does; the other formats that its
 * schema names are annotations or come with a pattern of their own (seen by running it).
 */
export function isFormat(format: string, text: string): boolean {
  return format !== "uri" || URL.canParse(text);
}
