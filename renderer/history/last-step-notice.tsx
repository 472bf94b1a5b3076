// What the last undo or redo did, in words. Where something was taken away it offers its way back right here, for as long
// as it is the last thing that happened.

import { useEffect } from "react";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { takeStep, useChangeHistory, useNextSteps, type LastStep } from "./change-history.ts";
import { useChangeWords } from "./change-words.ts";

const SHORT_MS = 4_000;

function useSentence(): (step: LastStep) => string | null {
  const { t, i18n } = useWords();
  const words = useChangeWords();
  return ({ change, how }) => {
    if (how !== "done") return t(`history.${how}`, { what: words(change) });
    // Most acts show for themselves.
    const key = `history.done.${change.kind}`;
    return i18n.exists(key) ? (i18n.t as (key: string, params: object) => string)(key, { title: change.title }) : null;
  };
}

export function LastStepNotice() {
  const { t } = useWords();
  const sentenceOf = useSentence();
  const { lastStep, error, dismiss } = useChangeHistory();
  const caseId = useView((s) => s.caseId);
  const { undoable } = useNextSteps();
  useEffect(() => {
    if (lastStep === null || lastStep.how === "done") return;
    const timer = setTimeout(dismiss, SHORT_MS);
    return () => clearTimeout(timer);
  }, [lastStep, dismiss]);
  if (error !== null) return <ErrorNotice error={error} actions={<Button size="small" kind="quiet" onClick={dismiss}>{t("words.close")}</Button>} />;
  const sentence = lastStep === null ? null : sentenceOf(lastStep);
  if (lastStep === null || sentence === null || (lastStep.change.caseId !== null && lastStep.change.caseId !== caseId)) return null;
  // Something else was done since: a button here would take that back and not what the sentence speaks of.
  if (lastStep.how === "done" && undoable?.kind !== lastStep.change.kind) return null;
  return (
    <Notice tone="info" testId="undo-notice" actions={<>
      {lastStep.how === "done" && <Button size="small" onClick={() => void takeStep("undo", undoable?.changeId ?? null)}>{t("history.button")}</Button>}
      <Button size="small" kind="quiet" onClick={dismiss}>{t("words.close")}</Button>
    </>}>
      {sentence}
    </Notice>
  );
}
