// When an observation was: on its frame, or, where it rests on a statement, as it was told, with how sure the teller was.

import type { Statement } from "../../contract/reconstruction.ts";
import { FieldRow, TextField } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { TimeField } from "../design/time-field.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { toldTimeFault, type ToldTimeDraft } from "./told-time-draft.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

/** On which frame it stands. */
export function ObservationFrame({ atMs, toMs, cameraId, isNew }: { readonly atMs: number; readonly toMs: number | null; readonly cameraId: string; readonly isNew: boolean }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const camera = words.camera(cameraId);
  return (
    <p className={css["small"]}>
      <span className="digits">{words.whole(atMs)}{toMs !== null && ` → ${words.time(toMs)}`}</span>
      <br />{isNew ? t(toMs === null ? "observe.onCamera" : "observe.onCameraRange", { camera }) : camera}
    </p>
  );
}

interface ToldTimesProps {
  readonly statement: Statement | null;
  readonly draft: ToldTimeDraft;
  readonly onChange: (draft: ToldTimeDraft) => void;
}

export function ToldTimes({ statement, draft, onChange }: ToldTimesProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const nowMs = typeof draft.atMs === "number" ? draft.atMs : playbackClock.nowMs();
  const fault = toldTimeFault(draft);
  return (
    <>
      {statement !== null && <p className={css["small"]} data-testid="observation-statement"><b>{statement.speaker}</b> {statement.text}</p>}
      <Notice tone="info">{t("observe.toldTeach")}</Notice>
      <TimeField label={t("observe.toldFrom")} initialMs={typeof draft.atMs === "number" ? draft.atMs : null} nowMs={nowMs} timezone={timezone} onChange={(atMs) => onChange({ ...draft, atMs })} testId="observation-from" />
      <TimeField label={t("observe.toldTo")} isOptional initialMs={typeof draft.toMs === "number" ? draft.toMs : null} nowMs={nowMs} timezone={timezone} onChange={(toMs) => onChange({ ...draft, toMs })} testId="observation-to" />
      {fault === "order" && <Notice tone="warn">{t("eliminate.orderBad")}</Notice>}
      <FieldRow><TextField label={t("observe.within")} isOptional inputMode="decimal" value={draft.within} onChange={(within) => onChange({ ...draft, within })} hint={t("observe.withinHint")} bad={fault === "within" ? t("clock.customBad") : null} data-testid="observation-within" /></FieldRow>
    </>
  );
}
