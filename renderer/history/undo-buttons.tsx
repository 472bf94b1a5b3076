// The buttons for it in the bar on top; each says what it would take back or bring again. The third shows all of them.

import { History, Redo2, Undo2 } from "lucide-react";
import { useShell } from "../app/shell-store.ts";
import { IconButton } from "../design/button.tsx";
import { useWords } from "../i18n.ts";
import { redoLast, undoLast, useNextSteps } from "./change-history.ts";
import { useChangeWords } from "./change-words.ts";

export function UndoButtons() {
  const { t } = useWords();
  const { undoable, redoable } = useNextSteps();
  const words = useChangeWords();
  const open = useShell((s) => s.open);
  return (
    <>
      <IconButton label={undoable === null ? t("history.nothing") : t("history.undo", { what: words(undoable) })} icon={<Undo2 size={16} aria-hidden />} disabled={undoable === null} onClick={() => void undoLast()} data-testid="undo" />
      <IconButton label={redoable === null ? t("history.nothingToRedo") : t("history.redo", { what: words(redoable) })} icon={<Redo2 size={16} aria-hidden />} disabled={redoable === null} onClick={() => void redoLast()} data-testid="redo" />
      <IconButton label={t("history.open")} icon={<History size={16} aria-hidden />} onClick={() => open({ kind: "history" })} data-testid="history-open" />
    </>
  );
}
