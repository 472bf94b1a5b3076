// What the last undo or redo did, in words. Where something was taken away it offers its way back right here, for as long
// as it is the last thing that happened; where something cannot be taken back, it says what to do instead.

import { useEffect } from "react";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { undoLast, useChangeHistory, type LastStep } from "./change-history.ts";

const SHORT_MS = 4_000;

function useSentence(): (step: LastStep) => string | null {
  const { t } = useWords();
  return (step) => {
    const { title } = step.change;
    switch (step.how) {
      case "undone": return t(`undo.undone.${step.change.kind}`, { title });
      case "redone": return t(`undo.redone.${step.change.kind}`, { title });
      case "kept": return t(`undo.kept.${step.change.kind}`, { title });
      case "done": {
        const { kind } = step.change;
        // Most acts show for themselves; what these changed may be out of sight.
        return kind === "pin-removed" || kind === "reading-added" || kind === "reading-removed" ? t(`undo.done.${kind}`, { title }) : null;
      }
    }
  };
}

export function LastStepNotice() {
  const { t } = useWords();
  const sentenceOf = useSentence();
  const { lastStep, error, dismiss } = useChangeHistory();
  const caseId = useView((s) => s.caseId);
  useEffect(() => {
    if (lastStep === null || lastStep.how === "done" || lastStep.how === "kept") return;
    const timer = setTimeout(dismiss, SHORT_MS);
    return () => clearTimeout(timer);
  }, [lastStep, dismiss]);
  if (error !== null) return <ErrorNotice error={error} actions={<Button size="small" kind="quiet" onClick={dismiss}>{t("words.close")}</Button>} />;
  const sentence = lastStep === null ? null : sentenceOf(lastStep);
  if (lastStep === null || sentence === null || (lastStep.change.caseId !== null && lastStep.change.caseId !== caseId)) return null;
  return (
    <Notice tone="info" testId="undo-notice" actions={<>
      {lastStep.how === "done" && <Button size="small" onClick={() => void undoLast()}>{t("undo.button")}</Button>}
      <Button size="small" kind="quiet" onClick={dismiss}>{t("words.close")}</Button>
    </>}>
      {sentence}
    </Notice>
  );
}
