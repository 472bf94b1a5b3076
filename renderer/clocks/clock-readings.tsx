// The readings a camera's clock already has, by stretch between jumps, with the drift they show and where each came from;
// each can be removed, after a second press, and everything of the camera moves back at once.

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { ClockEpoch, ClockReading } from "../../contract/model.ts";
import { TIE_MOVED_MS } from "../../contract/time.ts";
import { displayTime } from "../../contract/time-text.ts";
import { Button, IconButton } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useWords } from "../i18n.ts";
import { LastStepNotice } from "../history/last-step-notice.tsx";
import { useChangeHistory } from "../history/change-history.ts";
import { removeReading } from "./clock-acts.ts";
import { DriftPlot } from "./drift-plot.tsx";
import { useClockWords } from "./use-clock-words.ts";
import css from "./clock-dialog.module.css";

interface ClockReadingsProps {
  readonly epochs: readonly ClockEpoch[];
  readonly cameraName: string;
  readonly timezone: string;
  readonly onError: (error: ErrorFacts | null) => void;
}

export function ClockReadings({ epochs, cameraName, timezone, onError }: ClockReadingsProps) {
  const { t } = useWords();
  const remove = (readingId: number): void => {
    onError(null);
    removeReading(readingId, cameraName).catch((thrown: unknown) => onError(factsFromError(thrown)));
  };
  // Behind this dialog the case panel says it too, where nobody can press it.
  const isJustRemoved = useChangeHistory((s) => s.lastStep?.change.kind === "reading-removed");
  const inTime = epochs.filter((epoch) => epoch.readings.length > 0).sort((a, b) => a.readings[0]!.trueMs - b.readings[0]!.trueMs);
  if (!isJustRemoved && inTime.length === 0) return null;
  return (
    <section className={css["readings"]} aria-label={t("clock.readings")}>
      <h3>{t("clock.readings")}</h3>
      {isJustRemoved && <LastStepNotice />}
      {inTime.map((epoch, at) => (
        <div key={epoch.epochId}>
          {inTime.length > 1 && <p className={css["epoch"]}><EpochHead epoch={epoch} number={at + 1} timezone={timezone} /></p>}
          {epoch.readings.map((reading) => <ReadingRow key={reading.readingId} reading={reading} timezone={timezone} onRemove={() => remove(reading.readingId)} />)}
          {epoch.readings.length > 1 && <EpochDrift epoch={epoch} timezone={timezone} />}
        </div>
      ))}
    </section>
  );
}

function EpochHead({ epoch, number, timezone }: { readonly epoch: ClockEpoch; readonly number: number; readonly timezone: string }) {
  const { t } = useWords();
  const date = (ms: number): string => displayTime(ms, timezone).slice(0, 16);
  return <>{t("clock.epoch", { number })} · {epoch.holds === null ? t("clock.epochHoldsNone") : t("clock.epochHolds", { from: date(epoch.holds.startMs), to: date(epoch.holds.endMs) })}</>;
}

function EpochDrift({ epoch, timezone }: { readonly epoch: ClockEpoch; readonly timezone: string }) {
  const words = useClockWords();
  return (
    <div className={css["drift"]}>
      {epoch.driftPpm !== null && <p>{words.drift(epoch.driftPpm, epoch.readings.length)}</p>}
      <DriftPlot readings={epoch.readings} timezone={timezone} />
    </div>
  );
}

function ReadingRow({ reading, timezone, onRemove }: { readonly reading: ClockReading; readonly timezone: string; readonly onRemove: () => void }) {
  const { t } = useWords();
  const words = useClockWords();
  const [isAsked, setAsked] = useState(false);
  const { tie } = reading;
  const movedMs = tie === null ? 0 : tie.nowTrueMs - tie.trueMs;
  return (
    <div className={css["reading"]} data-list-row data-testid={`clock-reading-${reading.readingId}`}>
      <div>
        <TimeStamp atMs={reading.cameraMs} timezone={timezone} hasZone={false} /> → <TimeStamp atMs={reading.trueMs} timezone={timezone} uncertaintyMs={reading.uncertaintyMs} />
        <small>{words.error(reading.cameraMs - reading.trueMs)} · {reading.method} · {reading.by} · <time>{displayTime(reading.atMs, timezone).slice(0, 16)}</time></small>
        {tie !== null && <small>{t("clock.tie.from", { camera: tie.cameraName, time: displayTime(tie.cameraMs, timezone).slice(0, 23) })}</small>}
        {tie !== null && tie.nowUncertaintyMs === null && <Notice tone="warn">{t("clock.tie.unread", { camera: tie.cameraName })}</Notice>}
        {tie !== null && tie.nowUncertaintyMs !== null && Math.abs(movedMs) >= TIE_MOVED_MS && <Notice tone="warn">{t("clock.tie.moved", { camera: tie.cameraName, amount: words.amount(movedMs) })}</Notice>}
      </div>
      {isAsked
        ? <>
            <Button size="small" kind="danger" onClick={() => { setAsked(false); onRemove(); }}>{t("clock.removeYes")}</Button>
            <Button size="small" kind="quiet" onClick={() => setAsked(false)}>{t("words.cancel")}</Button>
          </>
        : <IconButton size="small" label={t("clock.remove")} icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsked(true)} />}
    </div>
  );
}
