// The environment that `openclaw` is started with: that of the editor's process, and of `.env` files only what a config names.
import type { Node } from "../json5/tree";
import type { Source } from "./merged";
import { environmentOf, isReserved, type VariableSource, variableTokens } from "./variables";

/** What an editor sets for its own processes; it would change how another program's Node runs. */
const editors = /^(?:ELECTRON_|VSCODE_|NODE_OPTIONS$)/i;

/** Names that say where programs, libraries, settings and certificates are, and whose machine this is. */
const places =
  /^(?:PATH|PATHEXT|HOME|HOMEDRIVE|HOMEPATH|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAM(?:DATA|FILES|W6432).*|COMMONPROGRAM.*|ALLUSERSPROFILE|PUBLIC|COMSPEC|SYSTEMROOT|SYSTEMDRIVE|WINDIR|PSMODULEPATH|SHELL|TMP|TMPDIR|TEMP|PWD|OLDPWD|USER|USERNAME|LOGNAME|USERDOMAIN|TERM|TERMINFO|TERMCAP|TZ|TZDIR|LANG|LANGUAGE|LOCPATH|NLSPATH|ENV|DEBUG|DISPLAY)$/;
/** Beginnings of names that loaders, runtimes and tools take their orders from. */
const tools =
  /^(?:LD_|DYLD_|GLIBC_|MALLOC_|GCONV_|LC_|NODE_|NODENV_|NVM_|FNM_|VOLTA_|ASDF_|MISE_|RTX_|N_PREFIX$|PROTO_|JITI_|NAPI_|ICU_|LIBPATH$|SHLIB_PATH$|_RLD|LOCALDOMAIN$|MOLTBOT_|NPM_|PNPM_|YARN_|COREPACK_|BUN_|DENO_|UV_|TSX_|TS_NODE_|DOTENV_|OPENCLAW_|CLAWDBOT_|ELECTRON_|VSCODE_|GIT_|SSH_|SSL_|SSLKEYLOG|OPENSSL_|CURL_|XDG_|DBUS_|SYSTEMD_|PYTHON|PERL|RUBY|GEM_|JAVA_|JDK_|BASH_|ASAN_|LSAN_|UBSAN_|TSAN_|RES_|COMPLUS_|DOTNET_|CORECLR_|COR_|APPDOMAIN_|DEVPATH$|DEVELOPER_DIR$|SDKROOT$|CLAW_|PI_|GEMINI_CLI_|PREFIX$|HOMEBREW_|WSL|VITEST|RESOLV_|GETCONF_|MUSL_|OBJC_|GIO_|GTK_|QT_|KRB5_|SASL_|__)/;
const proxies = /(?:^|_)PROXY$/;

/** Whether a variable steers the loader, the runtime, OpenClaw or the programs that it starts; case does not count. */
export function isSwitch(name: string): boolean {
  const upper = name.toUpperCase();
  return isReserved(upper) || places.test(upper) || tools.test(upper) || proxies.test(upper);
}

/** The names that the texts of a config look up. */
export function namedVariables(sources: readonly Source[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (typeof node.value === "string")
      for (const { name, escaped } of variableTokens(node.value)) if (!escaped) names.add(name);
    for (const child of node.children ?? []) visit(child);
  };
  for (const { json5 } of sources) if (json5.root && json5.text.includes("$")) visit(json5.root);
  return names;
}

/**
 * Of the variables in `.env` files, those that a config names; none that is a switch, named or not.
 *
 * @param environment the process's: what it has, even empty, is never taken from a file
 */
export function handedOn(
  sources: readonly Source[],
  variables: readonly VariableSource[],
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const names = [...namedVariables(sources)].filter((name) => !isSwitch(name) && environment[name] === undefined);
  return environmentOf(
    variables.filter(({ kind }) => kind === "file"),
    names,
  );
}

/**
 * The environment of the program: the process's without what an editor sets for itself, with `own` in place of what is named alike.
 *
 * @param caseless whether `Path` and `PATH` are the same name, as on Windows
 */
export function programEnvironment(
  environment: NodeJS.ProcessEnv,
  own: Readonly<Record<string, string>> = {},
  caseless = process.platform === "win32",
): NodeJS.ProcessEnv {
  const same = (name: string) => (caseless ? name.toUpperCase() : name);
  const taken = new Set(Object.keys(own).map(same));
  const kept = Object.entries(environment).filter(([name]) => !editors.test(name) && !taken.has(same(name)));
  return Object.fromEntries([...kept, ...Object.entries(own)]);
}
