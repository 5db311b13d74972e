// From which release on OpenClaw refuses what a rule finds. Source: each case of the rules, run on the last release of each month; the
// kinds of unsafe commands, which depend on the host, are taken to be as old as the check that a command is there.
import { compareVersions } from "../config/versions";

/** Rules that are not here hold for every release that we know. */
const since: Readonly<Record<string, string>> = {
  "config/bind-space": "2026.9.6",
  "config/blank": "2026.6.35",
  "config/broadcast-agents": "2026.9.6",
  "config/duration-positive": "2026.8.2",
  "config/http-url": "2026.6.35",
  "config/mcp-key": "2026.8.2",
  "config/metadata-url": "2026.6.35",
  "config/oauth-profile": "2026.6.35",
  "config/oauth-requester": "2026.6.35",
  "config/reserved-name": "2026.8.2",
  "config/roster-defaults": "2026.8.2",
  "config/roster-empty": "2026.8.2",
  "config/roster-explicit-default": "2026.8.2",
  "config/roster-ownership": "2026.8.2",
  "config/search-api-key": "2026.8.2",
  "config/search-legacy": "2026.5.28",
  "config/search-provider": "2026.5.28",
  "config/secret-source": "2026.8.2",
  "config/suppressed-model": "2026.5.28",
  "config/tailscale-auth": "2026.5.28",
  "config/talk-provider": "2026.5.28",
  "config/talk-provider-missing": "2026.5.28",
  "config/time": "2026.8.2",
  "config/time-24": "2026.8.2",
  "config/trusted-dirs": "2026.8.2",
  "config/unknown-agent": "2026.8.2",
  "config/variable-lines": "2026.8.2",
  "config/variable-name": "2026.8.2",
  "host/command-folder": "2026.8.2",
  "host/command-link": "2026.8.2",
  "host/command-missing": "2026.8.2",
  "host/command-open": "2026.8.2",
  "host/command-owner": "2026.8.2",
  "host/search-plugin-missing": "2026.8.2",
};

/** Whether a release refuses what a rule of this code finds. */
export function holds(code: string, version: string): boolean {
  const first = since[code];
  return first === undefined || compareVersions(version, first) >= 0;
}
