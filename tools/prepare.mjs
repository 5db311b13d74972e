// Installs what a command needs ahead of time: node tools/prepare.mjs [openclaw] [vscode-server] [chromium]
import { debianPackages, openclaw, vscodeServer } from "./lib/cache.mjs";

const steps = {
  openclaw,
  "vscode-server": vscodeServer,
  chromium: () => debianPackages(["chromium", "fonts-noto-cjk"]),
};
for (const name of process.argv.slice(2)) {
  if (!(name in steps)) throw new Error(`Unknown part "${name}"; known: ${Object.keys(steps).join(", ")}`);
  await steps[name]();
}
