// The two buttons for it in the bar on top; each says what it would take back or bring again.

import { Redo2, Undo2 } from "lucide-react";
import { IconButton } from "../design/button.tsx";
import { useWords } from "../i18n.ts";
import { redoLast, undoLast, useNextSteps } from "./change-history.ts";

export function UndoButtons() {
  const { t } = useWords();
  const { undoable, redoable } = useNextSteps();
  return (
    <>
      <IconButton label={undoable === null ? t("undo.nothing") : t(`undo.do.${undoable.kind}`, { title: undoable.title })} icon={<Undo2 size={16} aria-hidden />} disabled={undoable === null} onClick={() => void undoLast()} data-testid="undo" />
      <IconButton label={redoable === null ? t("undo.nothingToRedo") : t(`undo.again.${redoable.kind}`, { title: redoable.title })} icon={<Redo2 size={16} aria-hidden />} disabled={redoable === null} onClick={() => void redoLast()} data-testid="redo" />
    </>
  );
}
