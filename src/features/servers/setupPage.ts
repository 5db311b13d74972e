// The report of "Check Local Setup" as a page and as plain text. What it quotes is data: escaped, and nothing but text.
import type { Target } from "../../endpoints/target";
import { visible } from "../text/plain";
import type { Translate } from "../text/translate";
import { healthMenuTexts } from "./healthMenu";
import type { Check, CheckState, ProviderReport, SetupReport } from "./setupCheck";

/** English texts; keys of the language bundles. */
export const setupPageTexts = {
  title: "Local setup",
  subtitle: "OpenClaw's checklist for local models, held against {file} and what its servers say now.",
  again: "Check again",
  copy: "Copy as text",
  copied: "Copied. No key is in it.",
  ask: "Ask for one token",
  asking: "Asking…",
  goTo: "Show in the config",
  config: "Config",
  passed: "passed",
  failed: "failed",
  unknown: "unknown",
  summary: "{passed} passed, {failed} failed, {unknown} unknown",
} as const;

const signs: Readonly<Record<CheckState, string>> = { passed: "✓", failed: "✗", unknown: "?" };

const style = `
body { max-width: 60em; padding: 0 1.5em 2em; line-height: 1.5; font-size: var(--vscode-font-size); color: var(--vscode-foreground); }
h1 { font-size: 1.6em; font-weight: 600; margin: 1em 0 0; }
h2 { font-size: 1.15em; font-weight: 600; margin: 1.6em 0 0; display: flex; gap: .8em; align-items: baseline; flex-wrap: wrap; }
.about { color: var(--vscode-descriptionForeground); margin: .2em 0 0; font-weight: 400; font-size: var(--vscode-font-size); }
ul { list-style: none; padding: 0; margin: .6em 0 0; }
li { display: grid; grid-template-columns: 1.8em 13em 1fr; gap: .2em .6em; padding: .45em 0; border-top: 1px solid var(--vscode-widget-border, transparent); }
li > div:last-child { overflow-wrap: anywhere; }
.title { font-weight: 600; }
.sign { font-weight: 700; text-align: center; border-radius: 50%; width: 1.5em; height: 1.5em; line-height: 1.5em; }
.passed .sign { color: var(--vscode-testing-iconPassed); }
.failed .sign { color: var(--vscode-testing-iconFailed); }
.unknown .sign { color: var(--vscode-testing-iconQueued, var(--vscode-descriptionForeground)); }
button { font: inherit; border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; padding: .25em .8em; cursor: pointer;
  color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button.primary { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
button.primary:hover { background: var(--vscode-button-hoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.bar { display: flex; gap: .6em; margin: 1em 0 0; align-items: center; }
h2 button { font-weight: 400; font-size: var(--vscode-font-size); }
li button { margin-top: .4em; }
@media (max-width: 40em) { li { grid-template-columns: 1.8em 1fr; } li > div:last-child { grid-column: 2; } }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

const script = `
const vscode = acquireVsCodeApi();
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.busy) { button.textContent = button.dataset.busy; button.disabled = true; }
  vscode.postMessage({ do: button.dataset.do, provider: button.dataset.provider, model: button.dataset.model });
});
window.addEventListener("message", ({ data }) => {
  if (typeof data.body === "string") document.getElementById("report").innerHTML = data.body;
  if (typeof data.note === "string") document.getElementById("note").textContent = data.note;
});
`;

/**
 * A whole page that runs nothing but its own script and loads nothing.
 *
 * @param nonce letters and digits that nobody can guess
 */
export function setupPage(body: string, nonce: string, language: string, t: Translate): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(t(setupPageTexts.title))}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main id="report">${body}</main>
<p id="note" role="status"></p>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

/** What stands in the page: the report, and buttons that say what they do in `data-do`. */
export function setupBody(report: SetupReport, file: string, t: Translate): string {
  const parts = [
    `<h1>${escapeHtml(t(setupPageTexts.title))}</h1>`,
    `<p class="about">${escapeHtml(t(setupPageTexts.subtitle, { file }))}</p>`,
    `<p>${escapeHtml(summaryOf(report, t))}</p>`,
    `<div class="bar">${button("again", t(setupPageTexts.again), "primary")}${button("copy", t(setupPageTexts.copy))}</div>`,
    `<h2>${escapeHtml(t(setupPageTexts.config))}</h2>`,
    list(report.general, undefined, t),
    ...report.providers.flatMap((provider) => [heading(provider, t), list(provider.checks, provider.id, t)]),
  ];
  return parts.join("\n");
}

function heading({ id, address, line }: ProviderReport, t: Translate): string {
  const about = [address, line].filter((each) => each).join(" · ");
  const goTo = button("go", t(setupPageTexts.goTo), "", { provider: id });
  return `<h2><span>${escapeHtml(visible(id, maxName))}</span><span class="about">${escapeHtml(about)}</span>${goTo}</h2>`;
}

function list(checks: readonly Check[], provider: string | undefined, t: Translate): string {
  const items = checks.map(({ state, title, detail, ask, isHeldBack }) => {
    const allow = isHeldBack
      ? `<br>${button("allow", t(healthMenuTexts["allow.ask"]), "", { provider: provider ?? "" })}`
      : "";
    const asking = { provider: provider ?? "", model: ask ?? "", busy: t(setupPageTexts.asking) };
    const more = ask === undefined ? "" : `<br>${button("ask", t(setupPageTexts.ask), "", asking)}`;
    const sign = `<div class="sign" aria-hidden="true">${signs[state]}</div>`;
    const spoken = `<span class="hidden">${escapeHtml(t(setupPageTexts[state]))}: </span>`;
    return `<li class="${state}">${sign}<div class="title">${spoken}${escapeHtml(title)}</div><div>${escapeHtml(detail)}${more}${allow}</div></li>`;
  });
  return `<ul>${items.join("\n")}</ul>`;
}

function button(action: string, label: string, kind = "", data: Readonly<Record<string, string>> = {}): string {
  const attributes = Object.entries({ do: action, ...data }).map(
    ([name, value]) => `data-${name}="${escapeHtml(value)}"`,
  );
  return `<button class="${kind}" ${attributes.join(" ")}>${escapeHtml(label)}</button>`;
}

function summaryOf({ general, providers }: SetupReport, t: Translate): string {
  const all = [...general, ...providers.flatMap(({ checks }) => checks)];
  const count = (wanted: CheckState) => all.filter(({ state }) => state === wanted).length;
  return t(setupPageTexts.summary, {
    passed: count("passed"),
    failed: count("failed"),
    unknown: count("unknown"),
  });
}

/** Of a provider's name so much is shown, in UTF-16 code units. */
const maxName = 100;

/**
 * The report to paste into an issue or a chat.
 *
 * @param targets whose keys must not be in it, whoever quoted them
 */
export function setupText(report: SetupReport, file: string, targets: readonly Target[], t: Translate): string {
  const line = ({ state, title, detail }: Check) =>
    `  [${t(setupPageTexts[state])}] ${title}${detail === "" ? "" : `: ${detail.replace(/\s+/g, " ")}`}`;
  const lines = [
    `OpenClaw · ${t(setupPageTexts.title)} · ${file}`,
    summaryOf(report, t),
    "",
    t(setupPageTexts.config),
    ...report.general.map(line),
    ...report.providers.flatMap(({ id, address, line: server, checks }) => [
      "",
      [visible(id, maxName), address, server].filter((each) => each).join(" · "),
      ...checks.map(line),
    ]),
  ];
  // Where the name of a provider is its key, it is no secret.
  const names = new Set(report.providers.map(({ id }) => id));
  return targets.reduce((text, target) => target.redact(text, names), `${lines.join("\n")}\n`);
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}
