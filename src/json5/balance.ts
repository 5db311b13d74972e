// Counts how badly the brackets of a text's rest fit those that are open.
import { Scanner, Token } from "./scanner";

export type Closer = Token.closeBrace | Token.closeBracket;

/**
 * @param from UTF-16 offset of the rest
 * @param open the closing brackets that are due, outermost first
 * @returns how many brackets are missing or left over at the end
 */
export function imbalance(text: string, from: number, open: readonly Closer[]): number {
  const due = [...open];
  /** How many of each are due: what is not among them need not be looked for. */
  const counts = { [Token.closeBrace]: 0, [Token.closeBracket]: 0 };
  for (const closer of due) counts[closer]++;
  const expect = (closer: Closer) => {
    due.push(closer);
    counts[closer]++;
  };
  const ahead = new Scanner(text);
  ahead.seek(from);
  let wrong = 0;
  for (;;) {
    const token = ahead.scan();
    ahead.problems.length = 0;
    if (token === Token.openBrace) expect(Token.closeBrace);
    else if (token === Token.openBracket) expect(Token.closeBracket);
    else if (token === Token.endOfFile) return wrong + due.length;
    else if (token === Token.closeBrace || token === Token.closeBracket) {
      if (counts[token] === 0) {
        wrong++;
        continue;
      }
      for (let last = due.pop(); last !== undefined; last = due.pop()) {
        counts[last]--;
        if (last === token) break;
        wrong++;
      }
    }
  }
}
