// What the openclaw program is handed: no switch by any spelling, and on Windows one name one value.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isSwitch, namedVariables, programEnvironment } from "../../../src/config/programVariables";
import { parse } from "../../../src/json5/parser";

describe("variables that steer programs", () => {
  const switches =
    "LD_PRELOAD LD_AUDIT ld_preload DYLD_INSERT_LIBRARIES NODE_OPTIONS node_options NODE_PATH NODE_EXTRA_CA_CERTS PATH Path path PATHEXT HOME " +
    "USERPROFILE APPDATA COMSPEC SystemRoot OPENCLAW_CONFIG_PATH openclaw_state_dir OPENCLAW_GATEWAY_TOKEN HTTPS_PROXY http_proxy ALL_PROXY " +
    "NO_PROXY npm_config_proxy SSL_CERT_FILE SSLKEYLOGFILE SHELL TMPDIR TEMP TMP PYTHONSTARTUP PYTHONPATH GIT_SSH_COMMAND GIT_CONFIG_COUNT BASH_ENV " +
    "ENV PERL5OPT RUBYOPT JAVA_TOOL_OPTIONS GLIBC_TUNABLES OPENSSL_CONF UV_THREADPOOL_SIZE ELECTRON_RUN_AS_NODE VSCODE_PID XDG_CONFIG_HOME " +
    "NODENV_ROOT NVM_BIN FNM_DIR VOLTA_HOME ASDF_NODEJS_VERSION MISE_CONFIG_FILE N_PREFIX PROTO_HOME JITI_ALIAS LIBPATH SHLIB_PATH _RLD_LIST " +
    "NAPI_RS_NATIVE_LIBRARY_PATH COR_PROFILER_PATH APPDOMAIN_MANAGER_ASM DEVPATH DEVELOPER_DIR CLAW_1PASSWORD_OP PI_PACKAGE_DIR PREFIX HOMEBREW_PREFIX WSLENV " +
    "GEMINI_CLI_SYSTEM_SETTINGS_PATH VITEST RESOLV_HOST_CONF GETCONF_DIR GIO_MODULE_DIR KRB5_CONFIG SASL_PATH ICU_DATA LOCALDOMAIN MOLTBOT_CONFIG_PATH DOTENV_CONFIG_PATH DEBUG LANG LC_ALL MALLOC_CHECK_ SSH_ASKPASS EDITOR BROWSER TZ ProgramFiles(x86)";
  it("are known in any case", () => {
    for (const name of switches.split(" ")) assert.ok(isSwitch(name), name);
  });

  it("are not the keys and addresses that configs are about", () => {
    for (const name of ["OPENAI_API_KEY", "LMSTUDIO_API_KEY", "MODEL_HOST", "TELEGRAM_BOT_TOKEN", "PATHS", "MY_HOME"])
      assert.ok(!isSwitch(name), name);
  });
});

it("names are those that OpenClaw would look up, escapes and comments not", () => {
  const json5 = parse("{ a: '${A} ${B}', ['x']: 1, '${KEY}': ['\\u0024{C}', '$${D}', '${e}'] } // ${F}");
  assert.deepEqual([...namedVariables([{ path: undefined, json5 }])].sort(), ["A", "B", "C", "KEY"]);
});

it("what is given takes the place of what is named alike, and nothing of the editor's own comes along", () => {
  const environment = { PATH: "p", Openclaw_Config_Path: "theirs", ELECTRON_RUN_AS_NODE: "1", Node_Options: "-r x" };
  const own = { OPENCLAW_CONFIG_PATH: "ours" };
  assert.deepEqual(programEnvironment(environment, own, true), { PATH: "p", OPENCLAW_CONFIG_PATH: "ours" });
  assert.deepEqual(programEnvironment(environment, own, false), {
    PATH: "p",
    Openclaw_Config_Path: "theirs",
    OPENCLAW_CONFIG_PATH: "ours",
  });
});
