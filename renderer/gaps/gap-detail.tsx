// The chosen gap in a sentence, and what one can do about it: look there, see the files behind it, draft what asks for it.

import { FileWarning, Mail, MonitorPlay } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../contract/gap-week.ts";
import { asTrueMs } from "../../contract/time.ts";
import { Button } from "../design/button.tsx";
import { openProblems } from "../library/add-footage.ts";
import type { GapRow } from "./gap-rows.ts";
import { useGapView } from "./gap-store.ts";
import { goToGap } from "./going-to-gap.ts";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

export function GapDetail({ row }: { readonly row: GapRow }) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const showNotice = useGapView((s) => s.showNotice);
  const { camera, cause, startMs, endMs } = row;
  return (
    <div className={css["detail"]} data-testid="gap-detail">
      <p>
        <b>{camera?.name ?? words.cause(cause)}</b>
        <span className="digits">{words.time(startMs, endMs - startMs)} – {words.end(startMs, endMs)} ({words.length(endMs - startMs)}, {words.sure(row.uncertaintyMs)})</span>
        <span>{words.cause(cause)}: {words.why(cause)}</span>
      </p>
      <Button size="small" icon={<MonitorPlay size={14} aria-hidden />} onClick={() => goToGap(row, true)} data-testid="gap-show">{t("view.onWall")}</Button>
      {camera !== null && (cause === "damaged" || cause === "time-unknown") && (
        <Button size="small" icon={<FileWarning size={14} aria-hidden />} onClick={() => openProblems(camera.cameraId, { fromMs: asTrueMs(startMs), toMs: asTrueMs(endMs) })} data-testid="gap-files-behind">{t("view.files")}</Button>
      )}
      {camera !== null && isMissing(cause) && (
        <Button size="small" icon={<Mail size={14} aria-hidden />} onClick={() => showNotice({ cameraId: camera.cameraId, startMs, endMs })} data-testid="gap-draft">{t("view.draft")}</Button>
      )}
    </div>
  );
}
