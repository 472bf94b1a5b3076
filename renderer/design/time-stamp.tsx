// A time as it always stands on screen: date, time, zone, and how sure; what the camera itself claimed is one hover away.
// Digits are tabular. The text forms are contract/time-text.ts.

import { displayTime, doubledSecondsText, timeParts } from "../../contract/time-text.ts";
import { useWords } from "../i18n.ts";
import css from "./time-stamp.module.css";

interface TimeStampProps {
  readonly atMs: number;
  readonly timezone: string;
  /** One standard deviation; null is shown as unknown, left out shows nothing. */
  readonly uncertaintyMs?: number | null;
  /** What the camera's clock claimed, for the tip. */
  readonly cameraMs?: number;
  readonly hasDate?: boolean;
  readonly hasZone?: boolean;
}

export function TimeStamp({ atMs, timezone, uncertaintyMs, cameraMs, hasDate = true, hasZone = true }: TimeStampProps) {
  const { t } = useWords();
  const parts = timeParts(atMs, timezone);
  const tip = cameraMs === undefined
    ? displayTime(atMs, timezone)
    : `${t("common:clock.trueTime")} ${displayTime(atMs, timezone)}\n${t("common:clock.cameraTime")} ${displayTime(cameraMs, timezone)}`;
  return (
    <time className={css["stamp"]} dateTime={new Date(atMs).toISOString()} title={tip}>
      {hasDate && <span className={css["date"]}>{parts.date} </span>}
      {parts.time}
      <span className={css["millis"]}>.{parts.millis}</span>
      {hasZone && <span className={css["zone"]}> {parts.offset}</span>}
      {uncertaintyMs !== undefined && <Sureness uncertaintyMs={uncertaintyMs} />}
    </time>
  );
}

/** `±0.9 s`, or that nobody knows. */
export function Sureness({ uncertaintyMs }: { readonly uncertaintyMs: number | null }) {
  const { t } = useWords();
  if (uncertaintyMs === null) return <span className={css["unsure"]}>{t("common:clock.uncertaintyUnknown")}</span>;
  return <span className={css["sure"]} title={t("time.sureness")}>{doubledSecondsText(uncertaintyMs)}</span>;
}
