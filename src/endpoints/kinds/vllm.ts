// vLLM: its list tells who it is and which window it has. Source: the documentation of its HTTP API.
import { serverRecord } from "./kind";
import { servedAndLoaded } from "./listed";
import { fields, text } from "./read";

export const vllm = serverRecord({
  id: "vllm",
  label: "vLLM",
  usual: { provider: "vllm", baseUrl: "http://127.0.0.1:8000/v1" },
  owners: ["vllm"],
  paths: ["/version"],
  describe: async (ask, listed) => {
    if (!listed.some(({ owned_by }) => owned_by === "vllm")) return undefined;
    const version = text(fields(await ask("/version"))?.version);
    return { ...(version && { version }), models: listed.map(servedAndLoaded) };
  },
  raise: { option: "--max-model-len" },
});
