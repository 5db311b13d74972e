// Edits of a text: what one is, and how several are applied, ordered and joined.

/** Replaces `length` UTF-16 code units at `offset` by `text`. Edits of one change never overlap. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Applies edits of one change to a text. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.offset - a.offset || b.length - a.length).reverse();
  const parts: string[] = [];
  let end = 0;
  for (const edit of ordered) {
    parts.push(text.slice(end, edit.offset), edit.text);
    end = Math.max(end, edit.offset + edit.length);
  }
  return parts.join("") + text.slice(end);
}

/** In the order of their offsets. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/** In the order of their offsets; those that meet are joined to one, their texts in the order in which they stand or are given. */
export function joinEdits(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of inOrder(edits)) {
    const last = joined.at(-1);
    if (last && last.offset + last.length >= edit.offset) {
      joined[joined.length - 1] = {
        offset: last.offset,
        length: Math.max(last.offset + last.length, edit.offset + edit.length) - last.offset,
        text: last.text + edit.text,
      };
    } else joined.push(edit);
  }
  return joined;
}
