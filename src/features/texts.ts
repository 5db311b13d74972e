// All English texts that users may see, in one list: what the language bundles must hold.

import { verdictTexts } from "../openclaw/verdict";
import { addModelTexts } from "./addModels";
import { annotationTexts } from "./annotations";
import { blockTexts } from "./blocks";
import { adviceTexts } from "./codeActions";
import { commandTexts } from "./commandTexts";
import { completionTexts } from "./completion";
import { healthTexts } from "./health";
import { healthMenuTexts } from "./healthMenu";
import { hoverTexts } from "./hover";
import { includeTexts } from "./includes";
import { sentenceTexts } from "./joined";
import { keyDocs } from "./keyDocs";
import { chartTexts } from "./latencyChart";
import { fixTitles, or, typeTexts } from "./messages";
import { migrateTexts } from "./migrate";
import { nameTexts } from "./names";
import { outlineTexts } from "./outline";
import { refactoringTexts } from "./refactorings";
import { renameTexts } from "./rename";
import { messages, messageTexts, messageVariants } from "./sentences";
import { serverTexts } from "./serverHover";
import { serverKindTexts } from "./serverKinds";
import { setupTexts } from "./setupCheck";
import { setupPageTexts } from "./setupPage";
import { snippetTexts } from "./snippets";
import { spellingTexts } from "./spelling";
import { versionTexts } from "./versions";

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
