// What commands ask and tell. English texts; keys of the language bundles.
export const commandTexts = {
  secretMoved:
    "Set {name} before OpenClaw starts: in its environment, or in {file}. Its value is no longer in this file.",
  secretMovedHere: "Set {name} in OpenClaw's environment before it starts. Its value is no longer in this file.",
  copyValue: "Copy Value",
  noJson5: "Open an OpenClaw config or a JSON5 file first.",
  changed: "The file has changed meanwhile. Run the command again.",
  pickConfig: "OpenClaw config to open",
  active: "what OpenClaw reads now",
  byVariable: "named by {name}",
  profile: "openclaw --profile {name}",
  inWorkspace: "in this workspace",
  noConfigYet: "OpenClaw has no config yet. It would read {file}.",
  create: "Create from a Block…",
  untrusted: "This is not done in a folder that you do not trust.",
  noBackups: "There are no copies of {file} beside it.",
  pickBackup: "Copy to compare {file} with",
  lastGood: "what OpenClaw last started with",
  backup: "before a change by OpenClaw",
  rejected: "a change that OpenClaw refused",
  clobbered: "what a repair replaced",
  compared: "{copy} and {file}",
} as const;
