// All that was done to the case and the library, newest first, each with its way back. What something else stands on is
// refused by the engine with a sentence; the list says what is undone and by whom.

import { useState } from "react";
import type { Change } from "../../contract/changes.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { useView } from "../state/view-store.ts";
import { takeStep, useChangeHistory } from "./change-history.ts";
import { useChangeWords } from "./change-words.ts";
import { textFromMachineTime } from "./machine-time.ts";
import css from "./history.module.css";

const PART_COUNT = 50;
const MOST_COUNT = 1_000;

export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const caseId = useView((s) => s.caseId);
  const [limit, setLimit] = useState(PART_COUNT);
  const answer = useQuery("changes.list", { caseId, limit }, { topics: ["changes", "custody"] });
  const error = useChangeHistory((s) => s.error);
  const changes = answer.data?.changes ?? [];
  return (
    <Dialog title={t("history.title")} onClose={onClose} widthPx={860} testId="history-dialog">
      <p className={css["teach"]}>{t("history.teach")}</p>
      <ErrorNotice error={answer.error ?? error} />
      {answer.data !== null && changes.length === 0 && <p className={css["empty"]}>{t("history.empty")}</p>}
      <ol className={css["list"]}>{changes.map((change) => <ChangeRow key={change.changeId} change={change} />)}</ol>
      {changes.length >= limit && limit < MOST_COUNT && <Button size="small" onClick={() => setLimit(Math.min(MOST_COUNT, limit + 4 * PART_COUNT))}>{t("history.more")}</Button>}
    </Dialog>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { t } = useWords();
  const words = useChangeWords();
  const timezone = useTimezone();
  const what = words({ kind: change.kind, title: change.title });
  const step = change.state === "done" ? "undo" : change.state === "undone" ? "redo" : null;
  return (
    <li className={css["row"]} data-state={change.state}>
      <span className={css["when"]}><time className="digits">{textFromMachineTime(change.atMs, timezone)}</time> {change.by}</span>
      <span className={css["what"]}>{what}</span>
      <span className={css["where"]}>{t(change.caseId === null ? "history.ofLibrary" : "history.ofCase")}</span>
      <span className={css["state"]}>
        {t(`history.state_${change.state}`)}
        {change.state !== "done" && change.steppedBy !== null && change.steppedMs !== null && <small>{t("history.undoneBy", { name: change.steppedBy, at: textFromMachineTime(change.steppedMs, timezone) })}</small>}
      </span>
      <span className={css["act"]}>
        {step !== null && <Button size="small" aria-label={t(step === "undo" ? "history.undoThis" : "history.redoThis", { what })} onClick={() => void takeStep(step, change.changeId)}>{t(step === "undo" ? "history.button" : "history.redoButton")}</Button>}
      </span>
    </li>
  );
}
