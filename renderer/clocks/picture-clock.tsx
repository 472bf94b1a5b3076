// Has the clock in the picture read, and shows what was read beside the part of the picture that it was read from. It
// proposes: a press takes the time over into the field, and nothing is kept by that.

import { ScanText, SquareDashed } from "lucide-react";
import { useState } from "react";
import { isJobOver } from "../../contract/jobs.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { pictureClockResult, type PictureClockResult, type PictureRegion } from "../../contract/picture-clock.ts";
import type { CameraMs, TrueMs } from "../../contract/time.ts";
import { displayTime, doubledSecondsText } from "../../contract/time-text.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useWords } from "../i18n.ts";
import { cancelJob, useJob } from "../jobs/jobs-store.ts";
import { PictureCrop } from "./picture-crop.tsx";
import { useClockWords } from "./use-clock-words.ts";
import css from "./clock-dialog.module.css";

interface PictureClockProps {
  readonly cameraId: string;
  readonly atMs: TrueMs;
  readonly frame: OutputOf<"frame.extract"> | null;
  readonly timezone: string;
  /** Where a person says that the clock stands; null: it is looked for. */
  readonly place: PictureRegion | null;
  readonly onPlace: (place: PictureRegion | null) => void;
  readonly isDrawing: boolean;
  readonly onDraw: (isDrawing: boolean) => void;
  /** `uncertaintyMs`: of the reading, one standard deviation. */
  readonly onTake: (cameraMs: CameraMs, uncertaintyMs: number) => void;
}

export function PictureClock({ cameraId, atMs, frame, timezone, place, onPlace, isDrawing, onDraw, onTake }: PictureClockProps) {
  const { t } = useWords();
  const [jobId, setJobId] = useState<number | null>(null);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const job = useJob(jobId);
  const isReading = jobId !== null && (job === null || !isJobOver(job.state));
  const start = (): void => {
    setError(null);
    onDraw(false);
    call("osd.start", { cameraId, atMs, region: place }).then((started) => setJobId(started.jobId), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const found = job?.state === "done" ? pictureClockResult.safeParse(job.result).data ?? null : null;
  return (
    <div className={css["read"]} data-testid="clock-read-part">
      <div className={css["readActs"]}>
        <Button size="small" icon={<ScanText size={14} aria-hidden />} disabled={isReading || frame === null} onClick={start} data-testid="clock-read">{t("clock.read.start")}</Button>
        <Button size="small" kind="quiet" icon={<SquareDashed size={14} aria-hidden />} aria-pressed={isDrawing} disabled={isReading || frame === null} onClick={() => onDraw(!isDrawing)} data-testid="clock-place-draw">{t("clock.place.draw")}</Button>
        {place !== null && !isReading && <Button size="small" kind="quiet" onClick={() => { onPlace(null); onDraw(false); }} data-testid="clock-place-clear">{t("clock.place.clear")}</Button>}
        {isReading && <span role="status">{t("clock.read.running")}</span>}
        {isReading && <Button size="small" kind="quiet" onClick={() => cancelJob(jobId)}>{t("words.cancel")}</Button>}
      </div>
      {isDrawing && <p className={css["teach"]}>{t("clock.place.hint")}</p>}
      <ErrorNotice error={error ?? (job?.state === "failed" ? job.error : null)} />
      {found !== null && <Found found={found} frame={frame} timezone={timezone} onTake={onTake} />}
    </div>
  );
}

function Found({ found, frame, timezone, onTake }: { readonly found: PictureClockResult } & Pick<PictureClockProps, "frame" | "timezone" | "onTake">) {
  const { t } = useWords();
  const words = useClockWords();
  const shown = found.cameraMs;
  if (found.reason === "two-clocks" || found.reason === "ambiguous") return <SeveralFound found={found} frame={frame} timezone={timezone} onTake={onTake} />;
  return (
    <div className={css["found"]} data-state={found.state} data-testid="clock-read-result" role="status">
      {found.region !== null && frame !== null && <PictureCrop jpeg={frame.jpeg} region={found.region} alt={t("clock.read.crop")} />}
      {shown === null || found.differenceMs === null
        ? <p>{t(`clock.read.${WORDS_OF_REASON[found.reason ?? "not-readable"]}`)}</p>
        : <>
            <p><b className="digits"><time>{displayTime(shown, timezone).slice(0, 23)}</time></b> {doubledSecondsText(found.uncertaintyMs ?? 0)}</p>
            <p>{found.state === "agrees" ? t(found.precision === "minute" ? "clock.read.agreesMinute" : "clock.read.agrees", { votes: found.votes }) : t("clock.read.proposed", { amount: words.amount(found.differenceMs), votes: found.votes })}</p>
            {found.precision !== null && found.precision !== "second" && <p>{t(found.precision === "minute" ? "clock.read.minute" : "clock.read.minuteChange")}</p>}
            {found.isDayOfFile && <p>{t("clock.read.dayOfFile")}</p>}
            {found.state === "proposed" && <Button size="small" onClick={() => onTake(shown, found.uncertaintyMs ?? 0)} data-testid="clock-read-take">{t("clock.read.take")}</Button>}
          </>}
    </div>
  );
}

const WORDS_OF_REASON = { "no-clock": "none", "not-readable": "unsure", "too-short": "short", "stands-still": "standsStill", jumps: "jumps" } as const;

/** Clocks that disagree, or what one may mean: each beside its part of the picture, none of them preferred. */
function SeveralFound({ found, frame, timezone, onTake }: { readonly found: PictureClockResult } & Pick<PictureClockProps, "frame" | "timezone" | "onTake">) {
  const { t } = useWords();
  return (
    <div className={css["found"]} data-state={found.state} data-testid="clock-read-result" role="status">
      <p>{found.reason === "ambiguous" ? t("clock.read.ambiguous") : t("clock.read.two", { count: found.clocks.length })}</p>
      {found.clocks.map((clock) => (
        <div key={`${clock.region.x} ${clock.region.y} ${clock.cameraMs}`} className={css["several"]}>
          {frame !== null && <PictureCrop jpeg={frame.jpeg} region={clock.region} alt={t("clock.read.crop")} />}
          <div>
            <p><b className="digits"><time>{displayTime(clock.cameraMs, timezone).slice(0, 23)}</time></b></p>
            <Button size="small" onClick={() => onTake(clock.cameraMs, clock.uncertaintyMs)} data-testid="clock-read-take">{t("clock.read.take")}</Button>
          </div>
        </div>
      ))}
    </div>
  );
}
