// The readings a camera's clock already has, by stretch between jumps; each can be removed, after a second press, and
// everything of the camera moves back at once.

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { displayTime } from "../../contract/time-text.ts";
import { Button, IconButton } from "../design/button.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useWords } from "../i18n.ts";
import { LastStepNotice } from "../history/last-step-notice.tsx";
import { useChangeHistory } from "../history/change-history.ts";
import { removeReading } from "./clock-acts.ts";
import { useClockWords } from "./use-clock-words.ts";
import css from "./clock-dialog.module.css";

interface ClockReadingsProps {
  readonly epochs: OutputOf<"clock.read">["epochs"];
  readonly cameraName: string;
  readonly timezone: string;
  readonly onError: (error: ErrorFacts | null) => void;
}

export function ClockReadings({ epochs, cameraName, timezone, onError }: ClockReadingsProps) {
  const { t } = useWords();
  const words = useClockWords();
  const [asked, setAsked] = useState<number | null>(null);
  const remove = (readingId: number): void => {
    onError(null);
    removeReading(readingId, cameraName).catch((thrown: unknown) => onError(factsFromError(thrown)));
  };
  // Behind this dialog the case panel says it too, where nobody can press it.
  const isJustRemoved = useChangeHistory((s) => s.lastStep?.change.kind === "reading-removed");
  if (!isJustRemoved && !epochs.some((epoch) => epoch.readings.length > 0)) return null;
  return (
    <section className={css["readings"]} aria-label={t("clock.readings")}>
      <h3>{t("clock.readings")}</h3>
      {isJustRemoved && <LastStepNotice />}
      {epochs.map((epoch, at) => (
        <div key={epoch.epochId}>
          {epochs.length > 1 && <p className={css["epoch"]}>{t("clock.epoch", { number: at + 1 })}</p>}
          {epoch.readings.map((reading) => (
            <div key={reading.readingId} className={css["reading"]} data-testid={`clock-reading-${reading.readingId}`}>
              <div>
                <TimeStamp atMs={reading.cameraMs} timezone={timezone} hasZone={false} /> → <TimeStamp atMs={reading.trueMs} timezone={timezone} uncertaintyMs={reading.uncertaintyMs} />
                <small>{words.error(reading.cameraMs - reading.trueMs)} · {reading.method} · {reading.by} · <time>{displayTime(reading.atMs, timezone).slice(0, 16)}</time></small>
              </div>
              {asked === reading.readingId
                ? <>
                    <Button size="small" kind="danger" onClick={() => { setAsked(null); remove(reading.readingId); }}>{t("clock.removeYes")}</Button>
                    <Button size="small" kind="quiet" onClick={() => setAsked(null)}>{t("words.cancel")}</Button>
                  </>
                : <IconButton size="small" label={t("clock.remove")} icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsked(reading.readingId)} />}
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}
