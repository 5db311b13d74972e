// Markdown from parts: text from a file or a server is data and is escaped, always.

/** Text in which no character means anything to Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|~<>&$]/g, "\\$&").replace(/\s+/g, " ");
}

/** An inline code span, whatever backticks and line breaks the text holds. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  const fence = "`".repeat(Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** At most `limit` characters, the cut shown by an ellipsis. */
export function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Text for a notification, in which VS Code would make links of `[…](…)`, to commands, too. */
export function unlinked(text: string): string {
  return text.replaceAll("](", "] (");
}
