// The languages besides English.
import { demoConfig, hoverOn, hoverSays, type ScreenTest, status } from "./screen";

/** What the status bar says of a server that is up, and what the hover over a key says, in some. */
const spoken: readonly (readonly [language: string, up: RegExp, hover: RegExp])[] = [
  ["ko", /정상/, /컨텍스트 윈도우/],
  ["ja", /稼働中/, /コンテキストウィンドウ/],
  ["zh-cn", /正常/, /上下文窗口/],
];

export const languagesTests: readonly ScreenTest[] = spoken.map(([language, up, hover]) => ({
  title: `speaks ${language}`,
  run: async (screen) => {
    const server = await screen.serve();
    const { page } = await screen.open(demoConfig(server.port), { language });
    await status(page, up);
    await hoverOn(page, "contextWindow");
    await hoverSays(page, hover);
  },
}));
