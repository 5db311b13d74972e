// Advice is shown unless it was turned off: all of it, or a code at a time.
import type { Finding } from "../features/main";
import type { DocumentUri, Host } from "./host";

export const advicePrefix = "advice/";

/** The findings of a config without the advice that nobody wants. */
export function withoutUnwanted<Uri extends DocumentUri>(
  host: Host<Uri>,
  uri: Uri,
  findings: readonly Finding[],
): readonly Finding[] {
  if (!findings.some(isAdvice)) return findings;
  const isEnabled = host.setting("advice.enabled", uri);
  const disabled = new Set(host.setting("advice.disabled", uri));
  return findings.filter(
    (each) => !isAdvice(each) || (isEnabled && !disabled.has(each.code.slice(advicePrefix.length))),
  );
}

export function isAdvice({ code }: Finding): boolean {
  return code.startsWith(advicePrefix);
}
