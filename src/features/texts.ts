// All English texts that users may see, in one list: what the language bundles must hold.

import { verdictTexts } from "../openclaw/verdict";
import { completionTexts } from "./completion/keys";
import { nameTexts } from "./completion/nameOffers";
import { snippetTexts } from "./completion/snippets";
import { addModelTexts } from "./editing/addModels";
import { blockTexts } from "./editing/blocks";
import { includeTexts } from "./editing/includeFiles";
import { refactoringTexts } from "./editing/refactorings";
import { spellingTexts } from "./editing/spelling";
import { fixTitles, or, typeTexts } from "./findings/messages";
import { migrateTexts } from "./findings/migration";
import { adviceTexts } from "./findings/quickFixes";
import { messages, messageTexts, messageVariants } from "./findings/sentences";
import { versionTexts } from "./findings/versions";
import { hoverTexts } from "./hover/hover";
import { keyDocs } from "./hover/keyDocs";
import { annotationTexts } from "./navigation/annotations";
import { outlineTexts } from "./navigation/outline";
import { renameTexts } from "./navigation/rename";
import { healthTexts } from "./servers/health";
import { healthMenuTexts } from "./servers/healthMenu";
import { chartTexts } from "./servers/latencyChart";
import { serverTexts } from "./servers/serverHover";
import { setupTexts } from "./servers/setupCheck";
import { setupPageTexts } from "./servers/setupPage";
import { commandTexts } from "./text/commandTexts";
import { sentenceTexts } from "./text/joined";
import { serverKindTexts } from "./text/serverKinds";

export function allTexts(): string[] {
  return [
    ...new Set([
      ...Object.values(messages),
      ...Object.values(messageVariants),
      ...Object.values(messageTexts),
      ...Object.values(typeTexts),
      ...Object.values(fixTitles),
      or,
      ...Object.values(hoverTexts),
      ...Object.values(sentenceTexts),
      ...Object.values(serverTexts),
      ...serverKindTexts(),
      ...Object.values(setupTexts),
      ...Object.values(setupPageTexts),
      ...Object.values(healthTexts),
      ...Object.values(healthMenuTexts),
      ...Object.values(chartTexts),
      ...keyDocs.flatMap(({ text, values }) => [...text, ...(values?.values() ?? [])]),
      ...snippetTexts(),
      ...Object.values(verdictTexts),
      ...Object.values(versionTexts),
      ...Object.values(migrateTexts),
      ...Object.values(completionTexts),
      ...Object.values(nameTexts),
      ...Object.values(addModelTexts),
      ...Object.values(annotationTexts),
      ...Object.values(adviceTexts),
      ...Object.values(commandTexts),
      ...Object.values(outlineTexts),
      ...Object.values(refactoringTexts),
      ...Object.values(includeTexts),
      ...Object.values(spellingTexts),
      ...Object.values(blockTexts),
      ...Object.values(renameTexts),
    ]),
  ];
}
