// How long a server took to answer, as bars of text, with gaps where it did not.
import type { Past } from "../../endpoints/types";
import { line, type Markdown, md, nothing, words } from "../text/markdown";
import type { Translate } from "../text/translate";

/** English texts; keys of the language bundles. */
export const chartTexts = {
  alternative: "Latency of the last {count} checks, {max} ms at most",
} as const;

const bars = [md`▁`, md`▂`, md`▃`, md`▄`, md`▅`, md`▆`, md`▇`];
const gap = md`×`;
/** As many as fit in one line of a tooltip; of more checks, the slowest of some make one. */
const maxBars = 30;

/** One line; nothing where there is nothing to compare. */
export function latencyChart(history: readonly Past[], t: Translate): Markdown {
  const answers = history.filter(({ state }) => state === "up");
  if (history.length < 2 || answers.length === 0) return nothing;
  const max = Math.max(1, ...answers.map(({ latency }) => latency));
  const share = Math.ceil(history.length / maxBars);
  const marks = Array.from({ length: Math.ceil(history.length / share) }, (_, index) => {
    const some = history.slice(index * share, (index + 1) * share);
    const slowest = Math.max(...some.map(({ latency }) => latency));
    const height = Math.min(bars.length - 1, Math.floor((slowest / max) * bars.length));
    return (some.every(({ state }) => state === "up") ? bars[height] : gap) ?? gap;
  });
  const chart = marks.reduce((all, each) => md`${all}${each}`, nothing);
  return line([chart, words(t, chartTexts.alternative, { count: history.length, max })], " ");
}
