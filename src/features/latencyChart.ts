// How long a server took to answer, as bars of text, with gaps where it did not.
import type { Past } from "../endpoints/types";
import { line, type Markdown, md, nothing, words } from "./markdown";
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
export const chartTexts = {
  alternative: "Latency of the last {count} checks, {max} ms at most",
} as const;

const bars = [md`▁`, md`▂`, md`▃`, md`▄`, md`▅`, md`▆`, md`▇`];
const gap = md`×`;
/** As many as fit in one line of a tooltip. */
const maxBars = 30;

/** One line; nothing where there is nothing to compare. */
export function latencyChart(history: readonly Past[], t: Translate): Markdown {
  const shown = history.slice(-maxBars);
  const answers = shown.filter(({ state }) => state === "up");
  if (shown.length < 2 || answers.length === 0) return nothing;
  const max = Math.max(1, ...answers.map(({ latency }) => latency));
  const marks = shown.map(({ state, latency }) => {
    const height = Math.min(bars.length - 1, Math.floor((latency / max) * bars.length));
    return (state === "up" ? bars[height] : gap) ?? gap;
  });
  const chart = marks.reduce((all, each) => md`${all}${each}`, nothing);
  return line([chart, words(t, chartTexts.alternative, { count: shown.length, max })], " ");
}
