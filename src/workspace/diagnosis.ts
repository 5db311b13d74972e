// Checks a config while others have their turn, and keeps of what is found what can be told in this workspace.
import type { ConfigDocument, Finding, History } from "../features/main";
import { guarded } from "./guard";
import type { DocumentUri, Host } from "./host";
import { loadFeatures } from "./rooms";

const feature = "checking a config";

/** @returns undefined where it was overtaken */
export async function diagnosed<Uri extends DocumentUri>(
  host: Host<Uri>,
  document: ConfigDocument,
  history: () => Promise<History>,
  isOvertaken: () => boolean,
): Promise<readonly Finding[] | undefined> {
  const { diagnoseSteps, inSlices, withHistory } = await loadFeatures();
  const onFailure = (error: unknown) => host.reportOnce(feature, error);
  let wasOvertaken = false;
  const pace = { isOvertaken: () => (wasOvertaken ||= isOvertaken()) };
  const all = await guarded(host, feature, () => inSlices(diagnoseSteps(document, { onFailure }), pace));
  if (wasOvertaken) return undefined;
  const findings = (all ?? []).filter((each) => isKnowable(each, document, host.isTrusted));
  if (!findings.some(({ code }) => code === "schema/unknown-key")) return findings;
  const told = async () => withHistory(document, findings, await history());
  return (await guarded(host, "looking keys up in other releases", told)) ?? findings;
}

/** In an untrusted workspace, what depends on files that were not looked at is not known. */
function isKnowable({ code }: Finding, { source }: ConfigDocument, isTrusted: boolean): boolean {
  if (isTrusted || source.path === undefined) return true;
  return code !== "env/missing" && !code.startsWith("host/");
}
