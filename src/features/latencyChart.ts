// A small line chart of how long a server took to answer, with gaps where it did not.
import type { Past } from "../endpoints/types";
import type { Translate } from "./translate";

/** English texts; keys of the language bundles. */
export const chartTexts = {
  alternative: "Latency of the last {count} checks, {max} ms at most",
} as const;

/** In pixels. */
const size = { width: 240, height: 40, margin: 3 };
/** Colours that stand out on light and dark ground alike. */
const colors = { line: "#3794ff", gap: "#e05252" };

/** Markdown of an image, in itself; undefined where there is nothing to compare. */
export function latencyChart(history: readonly Past[], t: Translate): string | undefined {
  if (history.length < 2) return undefined;
  const max = Math.max(1, ...history.filter(({ state }) => state === "up").map(({ latency }) => latency));
  const step = (size.width - 2 * size.margin) / (history.length - 1);
  const x = (index: number) => (size.margin + index * step).toFixed(1);
  const y = (latency: number) =>
    (size.height - size.margin - (latency / max) * (size.height - 2 * size.margin)).toFixed(1);
  const parts: string[] = [];
  let line: string[] = [];
  const endLine = () => {
    const [only] = line;
    if (line.length === 1 && only) {
      const [cx, cy] = only.split(",");
      parts.push(`<circle cx="${cx}" cy="${cy}" r="1.5" fill="${colors.line}"/>`);
    } else if (line.length > 1)
      parts.push(`<polyline points="${line.join(" ")}" fill="none" stroke="${colors.line}" stroke-width="1.5"/>`);
    line = [];
  };
  for (const [index, { state, latency }] of history.entries()) {
    if (state === "up") {
      line.push(`${x(index)},${y(latency)}`);
      continue;
    }
    endLine();
    const bottom = size.height - size.margin;
    parts.push(
      `<line x1="${x(index)}" y1="${bottom - 6}" x2="${x(index)}" y2="${bottom}" stroke="${colors.gap}" stroke-width="1.5"/>`,
    );
  }
  endLine();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${parts.join("")}</svg>`;
  const alt = t(chartTexts.alternative, { count: history.length, max });
  return `![${alt}](data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")})`;
}
