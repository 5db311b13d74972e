// Network shares: merely looking at a path there tells another machine who looks, so none is touched but those that the user works on.
import nodePath from "node:path";

/** Links on one way; more of them go round in a circle. */
const maxLinks = 40;

/** Whether looking at a path would ask another machine, and not one whose files the user has opened. */
export function isForeignShare(file: string, opened: readonly string[]): boolean {
  if (!/^[\\/]{2}/.test(file)) return false;
  const share = shareOf(file);
  return share === undefined || !opened.some((each) => shareOf(each) === share);
}

/** `\\host\share\`; undefined for local paths, and for spellings that could hide where they lead. */
function shareOf(file: string): string | undefined {
  if (!/^[\\/]{2}[^\\/?.]/.test(file)) return undefined;
  return nodePath.win32.parse(file).root.replaceAll("/", "\\").toLowerCase();
}

/**
 * Whether a path leads to such a share by the links on its way, none of which is followed before it is known where it leads.
 *
 * @param linkAt where a link leads, as it is written; undefined for what is none
 */
export async function leadsToShare(
  file: string,
  opened: readonly string[],
  linkAt: (file: string) => Promise<string | undefined>,
  path: Pick<typeof nodePath.win32, "parse" | "resolve" | "sep"> = nodePath,
): Promise<boolean> {
  let rest = path.resolve(file);
  for (let links = 0; links < maxLinks; links++) {
    if (isForeignShare(rest, opened)) return true;
    const { root } = path.parse(rest);
    const steps = rest.slice(root.length).split(path.sep);
    let next: string | undefined;
    for (let at = 1; at <= steps.length && next === undefined; at++) {
      const link = root + steps.slice(0, at).join(path.sep);
      const target = await linkAt(link);
      if (target !== undefined) next = path.resolve(link, "..", target, ...steps.slice(at));
    }
    if (next === undefined) return false;
    rest = next;
  }
  return false;
}
