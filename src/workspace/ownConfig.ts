// Whose a config is: servers of a stranger's are not asked unasked.
import { exists } from "../config/exists";
import { isInside } from "../config/paths";
import type { DocumentUri, Host } from "./host";
import { loadFeatures } from "./rooms";

/** Whether a config is the user's own: in a folder that is open, the one that OpenClaw itself reads, or not saved anywhere yet. */
export async function isOwnConfig<Uri extends DocumentUri>(host: Host<Uri>, uri: Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return true;
  // An earlier version, or one side of a review, has the path of the file and is another.
  if (uri.scheme !== "file") return false;
  if (host.folders.some((folder) => isInside(folder, uri.fsPath))) return true;
  const { activeConfig } = await loadFeatures();
  const { environment, home } = host;
  return (await activeConfig({ environment, home, exists })).path === uri.fsPath;
}
