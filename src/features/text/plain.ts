// Plain text from parts that others wrote: fit for one line of a notification, a menu, a tree, a title or the status bar.

/** Controls, direction marks and lone surrogates: what they did to the text around them must not happen, and must not be hidden either. */
const unfit = /[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Noncharacter_Code_Point}]+/gu;
/** What nobody sees and turns nothing round, but for the mark that makes a sign colourful. */
const unseen = /(?![\ufe0f\p{Bidi_Control}])[\p{Default_Ignorable_Code_Point}\ufeff]/gu;

/** Stands where something unfit to be shown was. */
const replacement = "\ufffd";

/**
 * A text in which every character can be seen, on one line: blanks and line breaks are one blank, what controls the text or its direction
 * is shown as U+FFFD, what has no width is left out.
 *
 * @param limit in UTF-16 code units; of a longer text the middle is left out
 */
export function visible(text: string, limit: number): string {
  // Of a text without end only the ends are looked at.
  const bounded = text.length > 2 * limit ? `${text.slice(0, limit)}${text.slice(-limit)}` : text;
  const line = bounded.replace(unseen, "").replace(/\s+/g, " ").replace(unfit, replacement).trim();
  return line.length > limit || bounded !== text ? shortened(line, limit) : line;
}

/** With an ellipsis in place of the middle, so that the end, which may be what counts, is seen. */
function shortened(text: string, limit: number): string {
  const kept = Math.min(limit - 1, text.length);
  const end = Math.floor(kept / 3);
  return `${whole(text.slice(0, kept - end))}…${whole(text.slice(text.length - end))}`;
}

/** Without the half of a character at either end. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
}

/** Lengths in UTF-16 code units: of names and other labels, and of whole sentences. */
export const plainLimits = { label: 120, sentence: 1000 } as const;

/**
 * A text for all that VS Code shows outside of an editor: {@link visible}, and nothing in it is a link (`[…](…)`, in notifications, to commands
 * too) or an icon (`$(…)`, in menus, in the status bar and above code).
 */
export function plain(text: string, limit: number = plainLimits.sentence): string {
  return visible(text, limit).replaceAll("](", "] (").replaceAll("$(", "$ (");
}
