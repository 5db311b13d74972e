// Any server that speaks OpenAI's API and is known by no more than that.
import { serverRecord } from "./kind";
import { servedAsListed } from "./listed";

export const openai = serverRecord({
  id: "openai",
  label: "",
  owners: [],
  paths: [],
  describe: async (_ask, listed) => ({ models: listed.map(servedAsListed) }),
});
