// What only the screen shows: VS Code in a browser, with the extension in development. Runs all tests, or those whose title has a word
// of the command line.
import { completionTests } from "./completion";
import { filesTests } from "./files";
import { healthTests } from "./health";
import { languagesTests } from "./languages";
import { menuTests } from "./menu";
import { packageTests } from "./package";
import { Screen } from "./screen";
import { setupTests } from "./setup";
import { strangersTests } from "./strangers";
import { trustTests } from "./trust";

const words = process.argv.slice(2);
const tests = [
  ...healthTests,
  ...menuTests,
  ...strangersTests,
  ...setupTests,
  ...trustTests,
  ...completionTests,
  ...filesTests,
  ...languagesTests,
  ...packageTests,
].filter(({ title }) => words.length === 0 || words.some((word) => title.includes(word)));

async function main(): Promise<void> {
  console.log("On the screen");
  const screen = await Screen.start();
  let failed = 0;
  try {
    for (const { title, run } of tests) {
      try {
        await run(screen);
        console.log(`  ✔ ${title}`);
      } catch (error) {
        failed++;
        console.log(`  ✖ ${title}\n${error instanceof Error ? error.stack : String(error)}`);
      } finally {
        await screen.clear();
      }
    }
  } finally {
    await screen.stop();
  }
  console.log(`screen: ${tests.length - failed} passed, ${failed} failed`);
  if (failed > 0 || tests.length === 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
