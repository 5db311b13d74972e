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
  const ahead = new Scanner(text);
  ahead.seek(from);
  let wrong = 0;
  for (;;) {
    const token = ahead.scan();
    ahead.problems.length = 0;
    if (token === Token.openBrace) due.push(Token.closeBrace);
    else if (token === Token.openBracket) due.push(Token.closeBracket);
    else if (token === Token.endOfFile) return wrong + due.length;
    else if (token === Token.closeBrace || token === Token.closeBracket) {
      const depth = due.lastIndexOf(token);
      if (depth < 0) wrong++;
      else {
        wrong += due.length - 1 - depth;
        due.length = depth;
      }
    }
  }
}
