// SGLang: known by what it says of its model. Source: the documentation of its HTTP API.
import { serverRecord } from "./kind";
import { servedAndLoaded } from "./listed";
import { fields, text } from "./read";

export const sglang = serverRecord({
  id: "sglang",
  label: "SGLang",
  usual: { provider: "sglang", baseUrl: "http://127.0.0.1:30000/v1" },
  owners: ["sglang"],
  paths: ["/get_model_info", "/model_info"],
  describe: async (ask, listed) => {
    const info = fields(await ask("/get_model_info")) ?? fields(await ask("/model_info"));
    return text(info?.model_path) === undefined ? undefined : { models: listed.map(servedAndLoaded) };
  },
  raise: { option: "--context-length" },
});
